"""Hands on files: makes, renames, trashes and deletes, never overwriting anything."""

import asyncio
import os
import shutil

from send2trash import send2trash

from agent.action import File, FileOp
from agent.disk import identity
from agent.errors import CannotAct, Unsure, Void

_MAKES = (FileOp.MAKE_FOLDER, FileOp.MAKE_FILE)


class FileHands:
    """Changes one file or folder per act."""

    async def perform(self, act: File) -> None:
        """Do the act; raises Void when the file is not the one bound, CannotAct when the system refuses, Unsure when it stopped half-way."""
        work = asyncio.get_running_loop().run_in_executor(None, _perform, act)
        try:
            await asyncio.shield(work)
        except asyncio.CancelledError:
            await asyncio.wait((work,))  # what is begun on the disk ends before anything else begins
            raise


def _perform(act: File) -> None:
    if act.op not in _MAKES and (act.identity is None or identity(act.path) != act.identity):
        raise Void(f"{act.shown} is no longer as it was when I asked, so I left it alone")
    try:
        match act.op:
            case FileOp.MAKE_FOLDER:
                os.mkdir(act.path)
            case FileOp.MAKE_FILE:
                os.close(os.open(act.path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o644))
            case FileOp.RENAME:
                _rename(act.path, act.to)
            case FileOp.TRASH:
                send2trash(act.path)
            case FileOp.DELETE:
                _delete(act.path)
    except OSError as error:
        if act.op not in _MAKES and identity(act.path) != act.identity:
            raise Unsure(f"only a part of {act.shown} was done: {(error.strerror or str(error)).lower()}") from error
        raise CannotAct(f"I could not {act.describe()}: {(error.strerror or str(error)).lower()}") from error


def _rename(path: str, to: str) -> None:
    if os.path.isdir(path) and not os.path.islink(path):
        if os.path.lexists(to):
            raise FileExistsError(17, "there is one of that name already", to)
        os.rename(path, to)
        return
    os.link(path, to, follow_symlinks=False)  # unlike rename(2), fails when the new name is taken
    try:
        os.unlink(path)
    except OSError:
        os.unlink(to)
        raise


def _delete(path: str) -> None:
    if os.path.isdir(path) and not os.path.islink(path):
        shutil.rmtree(path)
    else:
        os.unlink(path)
