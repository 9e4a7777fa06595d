"""The policy folders and their intents as a tree, with what is wrong with them on top."""

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static, Tree

from shell.answers import FolderShown, Policies, Sentences
from shell.ui.daemon import Daemon
from shell.ui.trial import ORIGINS
from shell.ui.wording import consent, count, plain
from shell.wire import Reload, ShowPolicies

AWAY_S = 1.0
"""Seconds until a daemon that did not answer is asked again."""
AWAY = "Sayso is not running: its policies can't be read."
Shown = FolderShown | Sentences


class PolicyList(Vertical):
    """Read from the daemon, again when asked to."""

    DEFAULT_CSS = """
    PolicyList #state { height: auto; max-height: 5; padding: 0 1; }
    PolicyList.-trouble #state { color: $text-warning; text-style: bold; background: $warning 15%; }
    PolicyList Tree { height: 1fr; padding: 0 1; }
    PolicyList Tree > .tree--cursor { background: $foreground 12%; text-style: bold; }
    PolicyList Tree:focus > .tree--cursor { background: $primary 30%; color: $foreground; text-style: bold; }
    """

    def __init__(self, daemon: Daemon) -> None:
        super().__init__()
        self._daemon = daemon
        self.known = False
        """Whether the policies were ever read."""

    def compose(self) -> ComposeResult:
        """What is wrong, or how many there are; then the tree."""
        yield Static("", id="state", markup=False)
        tree: Tree[Shown] = Tree("Policies")
        tree.show_root = False
        tree.guide_depth = 3
        yield tree

    def read(self) -> None:
        """Read the policies that are in force."""
        self.run_worker(self._read(), exclusive=True)

    def reload(self) -> None:
        """Have the daemon read the files again, and show what came of it."""
        self._say("Reading the policies again…")
        self.run_worker(self._reload(), exclusive=True)

    def turn(self, where: str) -> None:
        """Go "page down", "page up", to the "top" or "bottom"."""
        tree = self.query_one(Tree[Shown])
        steps = {"page down": tree.action_page_down, "page up": tree.action_page_up, "top": tree.action_scroll_home}
        steps.get(where, tree.action_scroll_end)()

    async def _read(self, said: str = "") -> None:
        found = await self._daemon.look(ShowPolicies(), Policies)
        if found is None:
            self._say(AWAY, trouble=True)
            self.set_timer(AWAY_S, self.read)
            return
        self.known = True
        self._fill(found)
        intents = sum(len(folder.intents) for folder in found.folders)
        counted = f"{count(intents, 'intent')} in {count(len(found.folders), 'folder')}. Press r to read the files again."
        why = f"The files on disk are wrong, so the policies from before stay in force: {plain(found.why)}"
        self._say(why if found.why else f"{said}{counted}", trouble=bool(found.why))

    async def _reload(self) -> None:
        why = await self._daemon.order(Reload())
        if why:
            self._say(f"Not read again; the policies from before stay in force. {plain(why)}", trouble=True)
        else:
            await self._read("Read again: ")

    def _fill(self, found: Policies) -> None:
        tree = self.query_one(Tree[Shown])
        at = tree.cursor_line
        tree.clear()
        for folder in found.folders:
            branch = tree.root.add(Text(f"{plain(folder.name)} · {ORIGINS.get(folder.origin, folder.origin)}"), folder, expand=True)
            for one in folder.intents:
                name = plain(one.name).removeprefix(f"{folder.name}.")
                branch.add_leaf(Text(f"{name:<16} {consent(one.consent)}"), one)
        tree.cursor_line = max(0, at)

    def _say(self, text: str, trouble: bool = False) -> None:
        self.set_class(trouble, "-trouble")
        self.query_one("#state", Static).update(f"! {text}" if trouble else text)
