"""An index from normalised names to what goes by them, kept as long as the scene's parts stay the same."""

from collections.abc import Callable, Sequence

from agent.scene import Scene
from policies.candidates import Candidate, app_candidates, control_candidates, file_candidates, folder_candidates, window_candidates
from policies.slots import SlotType
from policies.spoken import normal


class Lexicon:
    """The names of one kind of thing in one scene."""

    def __init__(self, candidates: Sequence[Candidate]) -> None:
        self.candidates = tuple(candidates)
        self._index: dict[str, list[tuple[int, Candidate]]] = {}
        self._forms: list[str] = []
        self._owners: list[Candidate] = []
        for candidate in self.candidates:
            self._add(candidate)

    @property
    def forms(self) -> Sequence[str]:
        """Every normalised name, for looking for something near."""
        return self._forms

    def owner(self, index: int) -> Candidate:
        """What goes by forms[index]."""
        return self._owners[index]

    def find(self, form: str) -> tuple[Candidate, ...]:
        """What goes by exactly this normalised name, of the strongest tier only."""
        hits = self._index.get(form, [])
        best = min((tier for tier, _ in hits), default=0)
        return tuple(candidate for tier, candidate in hits if tier == best)

    def find_all(self, form: str) -> tuple[Candidate, ...]:
        """What goes by exactly this normalised name, of every tier."""
        return tuple(candidate for _, candidate in self._index.get(form, []))

    def _add(self, candidate: Candidate) -> None:
        seen: set[str] = set()
        for tier, names in enumerate(candidate.names):
            for form in (normal(name) for name in names):
                if form and form not in seen:
                    seen.add(form)
                    self._index.setdefault(form, []).append((tier, candidate))
                    self._forms.append(form)
                    self._owners.append(candidate)


class Lexicons:
    """The lexicon of each kind, rebuilt only when what it is made from changed."""

    def __init__(self) -> None:
        self._kept: dict[SlotType, tuple[tuple[object, ...], Lexicon]] = {}

    def of(self, kind: SlotType, scene: Scene) -> Lexicon:
        """The lexicon of a live kind (app, window, control, file, folder) for this scene."""
        parts, make = self._source(kind, scene)
        kept = self._kept.get(kind)
        if kept is None or len(kept[0]) != len(parts) or any(old is not new and old != new for old, new in zip(kept[0], parts, strict=True)):
            kept = (parts, Lexicon(make()))
            self._kept[kind] = kept
        return kept[1]

    def _source(self, kind: SlotType, scene: Scene) -> tuple[tuple[object, ...], Callable[[], Sequence[Candidate]]]:
        match kind:
            case SlotType.APP:
                return (scene.apps,), lambda: app_candidates(scene.apps)
            case SlotType.WINDOW:
                return (scene.apps, scene.seen.windows), lambda: window_candidates(scene)
            case SlotType.CONTROL:
                return (scene.seen.windows, scene.seen.elements), lambda: control_candidates(scene.seen)
            case SlotType.FOLDER:
                return (scene.files, scene.home), lambda: folder_candidates(scene.files, scene.home)
            case _:
                return (scene.files, scene.home), lambda: file_candidates(scene.files, scene.home)
