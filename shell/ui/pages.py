"""The history as a long list of which only some pages are here: asked for ahead, thrown away behind."""

from collections.abc import Awaitable, Callable

from shell.answers import Remembered, Row

PAGE = 200
"""Rows asked for at once."""
KEPT = 12
"""Pages kept at most."""
AHEAD = 1
"""Pages asked for beyond the one that is looked at."""
Fetch = Callable[[int], Awaitable[Remembered | None]]
"""The page of rows with a number below this one, 0 for the newest; None when nobody answers."""


class Pages:
    """Rows by their place, 0 the newest: `row` answers at once with what is here, `fill` brings the rest."""

    def __init__(self, fetch: Fetch) -> None:
        self._fetch = fetch
        self.total = 0
        """Rows in all."""
        self.newest = 0
        """Number of the newest row; 0 when there is none."""
        self._fresh: list[Row] = []
        # Row number below which each page begins; known one page further than was ever read.
        self._starts = [1]
        self._pages: dict[int, tuple[Row, ...]] = {}

    def row(self, place: int) -> Row | None:
        """The row at a place; None when it is not here yet."""
        if place < len(self._fresh):
            return self._fresh[place]
        page, at = divmod(place - len(self._fresh), PAGE)
        rows = self._pages.get(page, ())
        return rows[at] if at < len(rows) else None

    def lacks(self, first: int, last: int) -> bool:
        """Whether a page around these places has still to be brought."""
        return any(page not in self._pages for page in self._near(first, last))

    async def begin(self) -> bool:
        """Read the newest page; whether anybody answered."""
        found = await self._fetch(0)
        if found is None:
            return False
        self.total = found.total
        self.newest = found.rows[0].number if found.rows else 0
        self._fresh, self._starts, self._pages = [], [self.newest + 1], {}
        self._take(0, found.rows)
        return True

    async def fill(self, first: int, last: int) -> bool:
        """Bring one page that is lacking around these places; whether one was brought."""
        lacking = [page for page in self._near(first, last) if page not in self._pages]
        if not lacking:
            return False
        # A page's beginning is known from the one before it: on the way to a far page those between are passed through.
        page = min(lacking[0], len(self._starts) - 1)
        starts = self._starts
        found = await self._fetch(starts[page])
        if found is None or starts is not self._starts:
            return False
        self._take(page, found.rows)
        self._forget(self._near(first, last))
        return True

    async def newer(self) -> int:
        """Look for rows that came on top; how many did, -1 when so many that the list began anew."""
        found = await self._fetch(0)
        if found is None:
            return 0
        fresh = [row for row in found.rows if row.number > self.newest]
        if len(self._fresh) + len(fresh) >= PAGE:
            return -1 if await self.begin() else 0
        if fresh:
            self._fresh[:0] = fresh
            self.newest = fresh[0].number
            self.total += len(fresh)
        return len(fresh)

    def _near(self, first: int, last: int) -> range:
        older = max(0, self.total - len(self._fresh))
        pages = -(-older // PAGE)
        low = max(0, first - len(self._fresh)) // PAGE
        high = max(0, last - len(self._fresh)) // PAGE
        return range(max(0, low - AHEAD), min(pages, high + AHEAD + 1))

    def _take(self, page: int, rows: tuple[Row, ...]) -> None:
        self._pages[page] = rows
        if page == len(self._starts) - 1 and len(rows) == PAGE:
            self._starts.append(rows[-1].number)
        elif len(rows) < PAGE:  # the oldest: rows were erased since they were counted
            self.total = len(self._fresh) + page * PAGE + len(rows)

    def _forget(self, near: range) -> None:
        while len(self._pages) > KEPT:
            self._pages.pop(max(self._pages, key=lambda page: min(abs(page - near.start), abs(page - near.stop))))
