"""The command line's words: every command, what it takes, and the function it leads to."""

import argparse
from collections.abc import Callable

Adder = Callable[[str, str, str], argparse.ArgumentParser]
"""Adds a command: its name, "module:function" below shell.cli, and what it does."""


def parser() -> argparse.ArgumentParser:
    """The parser of `sayso`; a parsed command's `at` says where its function is."""
    made = argparse.ArgumentParser(prog="sayso", description="Your desktop does it on your say-so.")
    commands = made.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def command(name: str, at: str, text: str) -> argparse.ArgumentParser:
        """A command whose one text is both its line in the list and its description."""
        one = commands.add_parser(name, help=text, description=text)
        one.set_defaults(at=at)
        return one

    for add in (_session, _talk, _look, _parts, _records, _desktop):
        add(command)
    return made


def _session(command: Adder) -> None:
    for name, text in (("run", "start the session: listen, do, answer"), ("demo", "play the demonstration on a virtual desk")):
        made = command(name, f"run:{name}", text)
        made.add_argument("--virtual", action="store_true", help="a microphone, speaker, display and buses of its own, whatever this machine has")
        made.add_argument("--home", metavar="DIR", help="home folder of the virtual desk (default: a fresh one)")
        made.add_argument("--script", metavar="FILE", help="speak the [[turn]]s of this TOML file into the virtual microphone")
        made.add_argument("--record", metavar="DIR", help="keep events.jsonl, spoken.wav, desk.env and a picture before and after every act")
        made.add_argument("--json", action="store_true", help="a JSON summary on standard output")
        made.add_argument("--no-ui", action="store_true", help="plain lines instead of the terminal UI")
    command("ui", "ui:ui", "the terminal UI of the sayso that runs here, or will")
    made = command("welcome", "welcome:welcome", "the first run: devices, recogniser, what is kept, and lessons by doing")
    made.add_argument("--again", action="store_true", help="from the beginning, whatever was done")
    made = command("daemon", "serve:daemon", "the session daemon itself, on this desktop (what `run` and the unit start)")
    made.add_argument("--record", metavar="DIR", help="as for run")
    made.add_argument("--no-greeting", action="store_true", help="do not invite somebody new to be taught")
    made.add_argument("--ready-fd", type=int, help=argparse.SUPPRESS)
    made.add_argument("--challenge-fd", type=int, help=argparse.SUPPRESS)
    command("presence", "serve:presence", "the indicator on the screen (the daemon starts it by itself)")


def _talk(command: Adder) -> None:
    made = command("say", "talk:say", "have a running sayso do something, typed instead of spoken")
    made.add_argument("text", nargs="+", help="the sentence")
    made.add_argument("--wait", action="store_true", help="until it is done; the exit code says whether it was")
    made.add_argument("--json", action="store_true", help="with --wait: the outcome as JSON")
    made = command("answer", "talk:answer", "answer the open question of a running sayso")
    made.add_argument("text", nargs="+", help="the answer: yes, no, confirm and the digits, or a choice")
    made = command("stop", "talk:stop", "stop what a running sayso does")
    made.add_argument("--all", action="store_true", help="background runs too")
    for name, text in (
        ("listen", "wake a running sayso up (on), or let it sleep (off)"),
        ("mute", "close its microphone (on), or open it (off)"),
        ("hold", "talk to it as with the key held (on); let go (off), and what was said is taken at once"),
    ):
        command(name, f"talk:{name}", text).add_argument("switch", choices=("on", "off"), help="on or off")
    command("reload", "talk:reload", "have a running sayso read the policies again")
    command("status", "talk:status", "what a running sayso does").add_argument("--json", action="store_true", help="one object")


def _look(command: Adder) -> None:
    made = command("hear", "look:hear", "recognise speech in sound files")
    made.add_argument("files", nargs="+", metavar="FILE")
    made.add_argument("--model", default="base", choices=("base", "tiny.en"), help="the recogniser (base)")
    made.add_argument("--json", action="store_true", help="one object a file")
    made = command("plan", "look:plan", "what a sentence would do here, without doing it")
    made.add_argument("text", nargs="+", help="the sentence")
    made.add_argument("--json", action="store_true", help="one object")


def _parts(command: Adder) -> None:
    made = command("policy", "policy:policy", "the intent policies: what can be said and what it needs")
    made.add_argument("verb", choices=("check", "list", "test", "try", "new"), help="what to do with them")
    made.add_argument("words", nargs="*", metavar="ARG", help="try: a sentence; new: a name; check, test: folders")
    made.add_argument("--json", action="store_true", help="as JSON")
    made = command("models", "models:models", "the speech models: fetch them, list them")
    made.add_argument("verb", choices=("fetch", "list"), help="what to do with them")
    made.add_argument("words", nargs="*", metavar="NAME", help="base, tiny.en, voice (default: base and voice)")
    made.add_argument("--json", action="store_true", help="as JSON")
    made = command("learn", "learn:learn", "teach the spotter of “stop” and the wake word anew (needs the extra `learn`)")
    made.add_argument("what", choices=("spotter",), help="what is learnt")
    made.add_argument("--out", metavar="FILE", help="the net to write (default: the one in use)")
    made.add_argument("--takes", metavar="DIR", help="where what the voices say is kept (default: in the cache)")
    made.add_argument("--share", type=float, default=1.0, metavar="X", help="how much the voices say, 1 for all of it (1)")
    made.add_argument("--scenes", type=int, default=44000, metavar="N", help="scenes to learn from (44000)")
    made.add_argument("--rounds", type=int, default=4, metavar="N", help="how often each is seen (4)")
    made.add_argument("--seed", type=int, default=1, metavar="N", help="the same seed makes the same scenes (1)")
    made.add_argument("--threads", type=int, default=1, metavar="N", help="threads (1; a second one only helps where nothing else runs)")
    made = command("doctor", "doctor:doctor", "try every part and name the fix for what does not work")
    made.add_argument("--silent", action="store_true", help="make no sound")
    made.add_argument("--deep", action="store_true", help="also hash every model")
    made.add_argument("--json", action="store_true", help="as JSON")
    made = command("bench", "bench:bench", "measure; a table and JSON")
    made.add_argument("words", nargs="*", metavar="NAME", help="path, session, ears (default: all)")
    made.add_argument("--quick", action="store_true", help="at most five minutes (the default)")
    made.add_argument("--full", action="store_true", help="as long as it takes, for figures that are kept")
    made.add_argument("--json", metavar="FILE", help="write the figures here")


def _records(command: Adder) -> None:
    made = command("history", "history:history", "what was said and what came of it")
    made.add_argument("words", nargs="*", metavar="WORD", help="only turns with all of these words")
    made.add_argument("--limit", type=int, default=20, metavar="N", help="at most so many turns (20)")
    made.add_argument("--erase", action="store_true", help="forget all of it; needs --yes")
    made.add_argument("--yes", action="store_true", help="go through with --erase")
    made.add_argument("--json", action="store_true", help="as JSON")
    made = command("ledger", "ledger:ledger", "what was allowed, refused and done")
    made.add_argument("verb", choices=("show", "verify"), help="read it, or check that nobody changed it")
    made.add_argument("--json", action="store_true", help="as JSON")


def _desktop(command: Adder) -> None:
    for name, text in (
        ("install", "have Sayso start with your desktop (or, with --system, offer its session at log-in)"),
        ("uninstall", "take out what `install` put there; names your data, which stays"),
    ):
        made = command(name, f"install:{name}", text)
        whose = made.add_mutually_exclusive_group()
        whose.add_argument("--user", action="store_true", help="for this user (the default)")
        whose.add_argument("--system", action="store_true", help="for every user of this machine; needs root")
        made.add_argument("--root", metavar="DIR", help="with --system: below this folder instead of / (for packages)")
    made = command("session", "session:session", "the log-in session itself: what a display manager or xinit starts")
    made.add_argument("--inside", action="store_true", help="inside another desktop: only the daemon, until that desktop ends")
