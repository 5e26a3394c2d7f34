"""Finds references that were made from a system's output, without human scores.

A translator who edits a machine's output leaves some of its lines as they are. Long lines that reference and system
share word for word, while at most one other system has them, are rare otherwise: of the reference that two sets are
known for 8.7 and 30.8 %, of all other references of WMT21 to 23 and FLORES 1.4 % at most (docs/references.md).
"""

from __future__ import annotations

import math
from collections import Counter
from statistics import median
from typing import TYPE_CHECKING, Final, NamedTuple

from tertium.corpora.text.letters import bare
from tertium.corpora.text.scripts import weighted_letters
from tertium.evals.results import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tertium.corpora.types import Column, EvalSet

LONG: Final = 60
"""Letters, dense ones threefold, from which a line counts: good translations of shorter ones often agree."""
SHARE: Final = 0.035
"""Share of a reference's long lines: the geometric mean of the highest of a good reference and the lowest of one that
was made from a system."""
SHARE_WITHOUT_PEERS: Final = 0.08
"""The same where there are too few systems to tell which lines everybody has: good references reach .03, .12 is the
lowest of the others."""
PEERS: Final = 4
"""Systems from which lines are only counted that at most `SHARERS` of them have."""
SHARERS: Final = 2
"""A system and its near copy, e.g. an older version, may both have a line."""
LEAD: Final = 4
"""How many times the median of the other systems: where all are near the reference it may just be literal. The two
known references lead by 35 and more, good ones of some lines by 3 at most."""
FEWEST: Final = 10
"""Shared lines without which nothing is said."""
Z: Final = 2.326
"""One-sided 99 % quantile of the normal distribution: some hundred pairs are tested on one set."""


class _Shared(NamedTuple):
    system: str
    rows: tuple[int, ...]


def derived_problems(data: EvalSet) -> Iterator[Problem]:
    """Yield a problem per reference and system that it seems to be made from, the surest system first."""
    if not (data.references and data.outputs):
        return
    outputs = {system: [bare(text) if text else "" for text in column] for system, column in data.outputs.items()}
    owners = [Counter(row) for row in zip(*outputs.values(), strict=True)]
    for name, column in data.references.items():
        lines = _long_lines(column)
        long = sum(map(bool, lines))
        shared = sorted(_shared(lines, outputs, owners), key=lambda item: -len(item.rows))
        for item in shared:
            others = [len(other.rows) for other in shared if other is not item]
            if _is_source_of(len(item.rows), long, others):
                yield Problem("derived", "reference", name, item.rows, long, item.system, _details(item, long, others))


def _long_lines(column: Column) -> list[str]:
    """Return the wording of the long lines of a column; empty for the others."""
    return [bare(text) if text and weighted_letters(text) >= LONG else "" for text in column]


def _shared(
    lines: Sequence[str], outputs: Mapping[str, Sequence[str]], owners: Sequence[Counter[str]]
) -> Iterator[_Shared]:
    limit = SHARERS if len(outputs) >= PEERS else len(outputs)
    for system, column in outputs.items():
        pairs = enumerate(zip(lines, column, strict=True))
        rows = tuple(i for i, (line, output) in pairs if line and line == output and owners[i][line] <= limit)
        yield _Shared(system, rows)


def _is_source_of(shared: int, long: int, others: Sequence[int]) -> bool:
    """Whether a system with so many of the long lines is what the reference was made from."""
    if shared < FEWEST:
        return False
    if len(others) + 1 < PEERS:
        return _lower_bound(shared, long) > SHARE_WITHOUT_PEERS
    return _lower_bound(shared, long) > SHARE and shared > LEAD * median(others)


def _lower_bound(count: int, total: int) -> float:
    """Return the one-sided lower bound of a share (Wilson 1927)."""
    share, square = count / total, Z * Z / total
    half = Z * math.sqrt(share * (1 - share) / total + square / (4 * total))
    return (share + square / 2 - half) / (1 + square)


def _details(item: _Shared, long: int, others: Sequence[int]) -> str:
    """Return the evidence in words."""
    few = f", of other systems' {median(others):g}" if len(others) + 1 >= PEERS else ""
    return f"{item.system}: {len(item.rows)} of {long} long lines are its own word for word{few}"
