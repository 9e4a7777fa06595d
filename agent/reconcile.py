"""After a crash: what was started and never ended is looked up, never repeated, and told to the user."""

import os

import msgspec

from agent.action import FileOp, Identity
from agent.disk import identity
from agent.ledger import Entry, Ledger, open_acts


def reconcile(ledger: Ledger) -> list[str]:
    """Close every open act by looking at the world; returns the sentences the user must hear."""
    told: list[str] = []
    for entry in open_acts(ledger.entries()):
        if entry.state == "prepared":
            ledger.finish(entry.act, "expired", "Sayso ended before it was done")
            continue
        state, evidence = _looked_up(entry)
        ledger.finish(entry.act, state, evidence)
        what = entry.body.get("what", "do something")
        told.append(
            {
                "done": f"Before I was interrupted I did this: {what}.",
                "not_done": f"I was interrupted before I could {what}. It was not done.",
            }.get(state, f"I was interrupted while I was about to {what}. I cannot tell whether it was done, so please look.")
        )
    return told


def _looked_up(entry: Entry) -> tuple[str, str]:
    if entry.body.get("kind") != "file":
        return "unknown", "interrupted; nothing can tell whether it happened"
    path, to, op = entry.body["path"], entry.body["to"], entry.body["op"]
    there = identity(path)
    bound = msgspec.json.decode(entry.body["identity"], type=Identity) if entry.body["identity"] else None
    if op in (FileOp.MAKE_FOLDER, FileOp.MAKE_FILE):
        if there is None:
            return "not_done", f"{path} is not there"
        fits = os.path.isdir(path) is (op == FileOp.MAKE_FOLDER) and not os.path.islink(path)
        return ("done", f"{path} is there") if fits else ("unknown", f"{path} is there but not as it would have been made")
    new = identity(to) if to else None
    if there is not None:
        if new is not None:
            return "unknown", f"{path} and {to} are both there"
        if bound == there:
            return "not_done", f"{path} is unchanged"
        return "unknown", f"{path} is there but not as it was"
    if op == FileOp.RENAME and new is None:
        return "unknown", f"neither {path} nor {to} is there"
    if new is not None and bound is not None and (new.device, new.inode) != (bound.device, bound.inode):
        return "unknown", f"{path} is gone but {to} is not it"
    return "done", f"{path} is gone"
