"""A limit at which a system's outputs are cut: many of its longest outputs end unfinished, and none is longer."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from tertium.corpora.text.words import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

BANDS: Final = {"characters": (0.0, 0.02, 0.05, 0.1), "words": (0.0, 0.05, 0.1)}
"""Measure of length to how far below the longest output others may end at the same limit: one in tokens is one in
characters only by about."""

FEWEST: Final = 3
"""Unfinished outputs from which there may be a limit."""

SHARE: Final = 0.8
"""Share of the outputs of that length that must end unfinished: a limit leaves few that end just there."""

CHANCE: Final = 1e-4
"""Probability of so many unfinished ones at the rate of the shorter outputs, below which there is a limit. Any from
1e-6 to 3e-4 finds no other systems' limits in ../shared/data; see benchmarks/output_limits.py."""

SHORTER: Final = 10
"""Shorter outputs, which tell that rate, that there must be."""

SHORTEST: Final = 20
"""Length of the longest output, in either measure, from which it may be a limit."""


class OutputLimit(NamedTuple):
    """A length at which outputs are cut.

    Attributes:
        length: of the longest output.
        unit: ``"characters"`` or ``"words"``.
        segments: the outputs that end there, unfinished.
        others: outputs that long that end as a sentence does.
        chance: probability of so many unfinished ones by chance.
    """

    length: int
    unit: str
    segments: tuple[int, ...]
    others: int
    chance: float

    def __str__(self) -> str:
        and_others = f" ({self.others} that long {'is' if self.others == 1 else 'are'} finished)" if self.others else ""
        return (
            f"{len(self.segments)} outputs end unfinished at up to {self.length} {self.unit}{and_others}, and none is "
            "longer: a limit on tokens may have cut them"
        )


def output_limit(outputs: Sequence[str], unfinished: Sequence[bool], judged: Sequence[bool]) -> OutputLimit | None:
    """Return the limit at which a system's outputs are cut, the one that chance explains least; None where none is.

    Args:
        outputs: all of one system.
        unfinished: whether each lacks the end of a sentence.
        judged: whether each should have one, by its source.
    """
    whether_judged, open_ended = np.array(judged, np.bool_), np.array(unfinished, np.bool_)
    if (whether_judged & open_ended).sum() < FEWEST:
        return None
    lengths = {
        "characters": np.array([len(output.rstrip()) for output in outputs]),
        "words": np.array([len(words(output)) for output in outputs]),
    }
    limits = [
        limit
        for unit, bands in BANDS.items()
        for band in bands
        if (limit := _at(lengths[unit], unit, band, open_ended, whether_judged))
    ]
    return min(limits, key=lambda limit: limit.chance, default=None)


def _at(
    lengths: NDArray[np.int_], unit: str, band: float, open_ended: NDArray[np.bool_], judged: NDArray[np.bool_]
) -> OutputLimit | None:
    longest = int(lengths.max())
    # A cut text may lose the space at its end.
    long = judged & (lengths >= longest * (1 - band) - (unit == "characters"))
    cut, rest = long & open_ended, judged & ~long
    if longest < SHORTEST or rest.sum() < SHORTER or cut.sum() < max(FEWEST, SHARE * long.sum()):
        return None
    rate = (int((rest & open_ended).sum()) + 1) / (int(rest.sum()) + 2)
    chance = _tail(int(cut.sum()), int(long.sum()), rate)
    if chance >= CHANCE:
        return None
    return OutputLimit(longest, unit, tuple(map(int, np.flatnonzero(cut))), int((long & ~cut).sum()), chance)


def _tail(successes: int, trials: int, rate: float) -> float:
    """Return the probability of so many successes or more, binomially."""
    return sum(math.comb(trials, k) * rate**k * (1 - rate) ** (trials - k) for k in range(successes, trials + 1))
