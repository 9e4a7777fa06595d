"""What lies on the disk and in memory: configuration, policies, ledger, models, room."""

import re
import shutil
import tempfile
import time
from pathlib import Path

from agent.action import Launch
from agent.errors import AgentError
from agent.ledger import Ledger
from policies.errors import PolicyError
from policies.load import default_directories, load_set
from shell import config
from shell.doctor.case import Case
from shell.doctor.finding import Answer, fails, note, works
from shell.errors import BadConfig
from speech import models
from speech.errors import SpeechError

MEMORY_MB = 1000
"""What the ears, the daemon and a desktop want free."""
ROOM_MB = 300
"""What must stay free on the disk beside the models."""


def configuration(case: Case) -> Answer:
    """The one TOML file."""
    path = case.place.config_file
    try:
        config.load(path)
    except BadConfig as trouble:
        return fails(str(trouble), f"correct {path}, or move it aside: everything has a default")
    return works(str(path) if path.exists() else "none, so the defaults hold")


def policies(case: Case) -> Answer:
    """Every folder in force."""
    own = case.place.config / "policies"
    try:
        found = load_set([*(place for place in default_directories()[:-1]), own])
    except PolicyError as trouble:
        return fails(str(trouble), f"correct that line, or move the folder out of {own}; try again with `sayso policy check`")
    return works(f"{len(found.intents)} intents in {len(found.folders)} folders")


def ledger(case: Case) -> Answer:
    """The chain of what was done, or a trial of one."""
    path = case.place.ledger
    aside = f"look with `sayso ledger verify`, then mv {path} {path}.old"
    try:
        if not path.exists():
            return _trial_ledger()
        kept = Ledger(path, time.time)
        problems, count = kept.verify(), len(kept.entries())
        kept.close()
    except (AgentError, OSError) as trouble:
        return fails(str(trouble), aside)
    return fails(f"not as Sayso left it: {problems[0]}", aside) if problems else works(f"unbroken, {count} entries")


def _trial_ledger() -> Answer:
    with tempfile.TemporaryDirectory() as folder:
        trial = Ledger(Path(folder) / "ledger.db", time.time)
        trial.finish(trial.prepare("doctor.try", Launch("x", "x", ("x",), "x"), ""), "expired", "a trial")
        problems = trial.verify()
        trial.close()
    if problems:
        return fails(problems[0], "free some room in the temporary folder")
    return works("none yet; one can be written")


def stored_models(case: Case) -> Answer:
    """The models that the configuration asks for: their sizes, with `deep` their content."""
    wanted = (case.settings.model, "voice")
    states = {row.name: row.state for row in models.listing() if row.name in wanted}
    bad = [name for name in wanted if states[name] in ("missing", "damaged")]
    if bad:
        return fails(", ".join(f"“{name}” is {states[name]}" for name in bad), f"sayso models fetch {' '.join(bad)}")
    if case.deep:
        try:
            for name in wanted:
                models.verify(name)
        except (SpeechError, OSError) as trouble:
            return fails(str(trouble), f"sayso models fetch {' '.join(wanted)}")
        return works(f"{' and '.join(wanted)}, every byte checked, in {models.root()}")
    if "unverified" in states.values():
        return note(f"{' and '.join(wanted)} changed since they were last checked", "sayso doctor --deep")
    return works(f"{' and '.join(wanted)}, in {models.root()}")


def room(case: Case) -> Answer:
    """Free memory and disk."""
    sizes = {row.name: row.size for row in models.listing() if row.state != "ready" and row.name in (case.settings.model, "voice")}
    needed = sum(sizes.values()) // 1_000_000 + ROOM_MB
    place = models.root()
    free = shutil.disk_usage(next(folder for folder in (place, *place.parents) if folder.exists())).free // 1_000_000
    memory = _free_memory()
    if free < needed:
        return fails(f"{free} MB free on the disk of {place}, {needed} MB are needed", "free some room there, or set SAYSO_MODELS to a larger disk")
    if memory < MEMORY_MB:
        what = f"{memory} MB of memory free: recognition may be slow" if memory else "the free memory is not known"
        return note(what, f'close some programs, or write model = "tiny.en" in {case.place.config_file}' if memory else "")
    return works(f"{memory / 1000:.1f} GB of memory and {free / 1000:.0f} GB of disk free")


def _free_memory() -> int:
    """Megabytes that programs can still get; 0 when the system does not say."""
    try:
        found = re.search(r"MemAvailable:\s+(\d+) kB", Path("/proc/meminfo").read_text())
    except OSError:
        return 0
    return int(found[1]) * 1024 // 1_000_000 if found else 0
