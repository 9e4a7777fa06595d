"""Teaching the net: scenes in, weights out."""

import importlib
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import numpy as np

from speech.audio import Floats
from speech.features import BANDS
from speech.learning.net import Net, build
from speech.learning.repertoire import Repertoire
from speech.learning.scenes import ROWS, Scene, draw

_BATCH = 32
_IN_A_ROW = 3
"""Answers that must say a word: one alone may be chance."""
_TOLD = 100
"""Steps from one line of progress to the next."""


@dataclass(frozen=True, slots=True)
class Course:
    """How much is learnt and how."""

    scenes: int = 44000
    rounds: int = 4
    """How often each scene is seen."""
    rate: float = 2e-3
    """Of learning, at its highest."""
    seed: int = 1
    threads: int = 1
    """Of torch; a second one only helps where nothing else runs."""
    width: int = 64
    """Channels of the net."""


def scenes(there: Repertoire, count: int, seed: int, threads: int) -> list[Scene]:
    """So many scenes; the same seed makes the same ones, however many threads make them."""

    def one(index: int) -> Scene:
        """A scene follows from its number alone, whichever thread makes it."""
        return draw(there, np.random.default_rng((seed, index)))

    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(one, range(count), chunksize=32))


def teach(seen: Sequence[Scene], course: Course, tell: Callable[[str], None]) -> Net:
    """A net that has seen every scene `rounds` times, ready to be used."""
    torch: Any = importlib.import_module("torch")
    torch.manual_seed(course.seed)
    torch.set_num_threads(course.threads)
    net, chance = build(course.width), np.random.default_rng(course.seed)
    rows = np.stack([scene.rows for scene in seen])
    said, counts = np.stack([scene.said for scene in seen]), np.stack([scene.counts for scene in seen])
    each = max(1, len(seen) // _BATCH)
    steps = course.rounds * each
    optimiser = torch.optim.AdamW(net.layers.parameters(), course.rate, weight_decay=1e-3)
    pace = torch.optim.lr_scheduler.OneCycleLR(optimiser, course.rate, total_steps=steps, pct_start=0.15)
    net.layers.train()
    total, order = 0.0, chance.permutation(len(seen))
    for step in range(steps):
        chosen = order[step % each * _BATCH : (step % each + 1) * _BATCH]
        if step % each == each - 1:
            order = chance.permutation(len(seen))
        given = torch.from_numpy(_worn(rows[chosen].astype(np.float32), chance))
        loss = _loss(torch, net(given), torch.from_numpy(said[chosen]), torch.from_numpy(counts[chosen]))
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        pace.step()
        total += float(loss.detach())
        if (step + 1) % _TOLD == 0 or step + 1 == steps:
            tell(f"step {step + 1} of {steps}, loss {total / (step % _TOLD + 1):.4f}")
            total = 0.0
    net.layers.eval()
    return net


def answers(net: Net, seen: Sequence[Scene]) -> Floats:
    """The net's scores, [scenes, steps, words] in 0..1."""
    torch: Any = importlib.import_module("torch")
    with torch.no_grad():
        every = [torch.sigmoid(net(torch.from_numpy(scene.rows.astype(np.float32))[None])) for scene in seen]
        return torch.cat(every).numpy()


def _worn(rows: Floats, chance: np.random.Generator) -> Floats:
    """A little louder or quieter, and with a few bands or moments missing."""
    rows += chance.uniform(-0.4, 0.4, (len(rows), 1, 1)).astype(np.float32)
    for one in rows:
        if chance.random() < 0.4:
            band, first = int(chance.integers(1, 6)), int(chance.integers(0, BANDS - 6))
            one[:, first : first + band] = one.min()
        if chance.random() < 0.4:
            length, first = int(chance.integers(1, 5)), int(chance.integers(0, ROWS - 6))
            one[first : first + length] = one.min()
    return rows


def _loss(torch: Any, logits: Any, said: Any, counts: Any) -> Any:
    """Where a word must be said the best answers count; everywhere else the worst ones do, and all of them a little."""
    never = torch.finfo(logits.dtype).min
    soft = torch.nn.functional.softplus
    best = logits.masked_fill(~said, never).topk(_IN_A_ROW, dim=1).values
    best = torch.where(best == never, best[:, :1], best)
    wanted = said.any(dim=1)
    best = best.masked_fill(~wanted[:, None], 0.0)  # the lowest number there is would become infinite, and that times nothing no number
    missed = (soft(-best).mean(dim=1) * wanted).sum() / wanted.sum().clamp(min=1)
    quiet = counts & ~said
    wrong = soft(logits) * quiet
    worst = wrong.topk(5, dim=1).values.mean()
    return missed + 2.0 * worst + 0.5 * wrong.sum() / quiet.sum().clamp(min=1)
