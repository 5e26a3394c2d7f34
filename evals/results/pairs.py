"""All pairs of ranked systems with their p: an array that reads as a sequence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, islice
from typing import TYPE_CHECKING, NamedTuple, overload

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np
    from numpy.typing import NDArray


class Pair(NamedTuple):
    """Two systems, the one with the better score first, and the p of their difference after adjustment."""

    better: str
    worse: str
    p: float


@dataclass(frozen=True, slots=True, eq=False)
class Pairs(Sequence[Pair]):
    """Every pair of some systems; a `Pair` is made when it is looked at, for 1,000 systems have half a million.

    Attributes:
        systems: names, best first.
        p: shape (pairs,): of the first system with each later one, then of the second …
    """

    systems: tuple[str, ...]
    p: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.p)

    @overload
    def __getitem__(self, index: int) -> Pair: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Pair, ...]: ...
    def __getitem__(self, index: int | slice) -> Pair | tuple[Pair, ...]:
        if isinstance(index, slice):
            return tuple(self)[index]
        position = range(len(self))[index]  # a negative one counts from the end
        return next(islice(self, position, None))

    def __iter__(self) -> Iterator[Pair]:
        for (better, worse), p in zip(combinations(self.systems, 2), self.p, strict=True):
            yield Pair(better, worse, float(p))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Pairs):
            return NotImplemented
        return self.systems == other.systems and self.p.tobytes() == other.p.tobytes()

    def __hash__(self) -> int:
        return hash((self.systems, self.p.tobytes()))
