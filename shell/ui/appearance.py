"""The look as it is worn: applied to the app, changed by a word, kept by the daemon."""

from textual.app import App

from shell.answers import Settings
from shell.ui.daemon import Daemon
from shell.ui.face import Face
from shell.ui.look import THEMES, Look, changes, kept, spoken
from shell.wire import ShowSettings


class Appearance:
    """One app's look."""

    def __init__(self, app: App[None], face: Face, daemon: Daemon) -> None:
        self._app = app
        self._face = face
        self._daemon = daemon
        self.look = Look()
        for theme in THEMES:
            app.register_theme(theme)
        app.theme = self.look.theme

    def wear(self, look: Look) -> None:
        """Show it so."""
        self.look = look
        self._app.theme = look.theme
        self._app.animation_level = "none" if look.still else "full"
        self._face.fit(look)

    async def recall(self) -> None:
        """Wear what the settings hold."""
        if (settings := await self._daemon.look(ShowSettings(), Settings)) is not None:
            self.wear(kept(settings.settings))

    async def change(self, word: str) -> None:
        """Wear it as one word says ("light", "larger", …) and have it kept."""
        before = self.look
        self.wear(spoken(before, word))
        for change in changes(before, self.look):
            await self._daemon.order(change)
