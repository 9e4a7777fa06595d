"""What can be done right now, for a face to show: sentences, apps and windows."""

from agent.scene import Scene
from policies.match import Matcher
from shell.answers import Offered, Phrase, Program
from shell.facts import OWN_TITLE


def offered(scene: Scene, matcher: Matcher) -> Offered:
    """The sentences that would be understood in a scene, its apps and its windows; our own windows are nobody's business. Takes some milliseconds."""
    others = [window for window in scene.seen.windows if not window.title.startswith(OWN_TITLE)]
    running = {app.id for window in others if (app := scene.app_of_window(window.app)) is not None}
    return Offered(
        tuple(Phrase(offer.text, offer.intent) for offer in matcher.offers(scene)),
        tuple(Program(app.name, app.id in running) for app in scene.apps),
        tuple(window.title for window in sorted(others, key=lambda window: not window.active)),
    )
