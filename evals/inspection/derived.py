"""Finds references that were made from a system's output, without human scores.

A translator who edits a machine's output leaves some of its lines as they are. Long lines that reference and system
share word for word, while at most one other system has them, are rare otherwise: of the reference that two sets are
known for 8.7 and 30.8 %, of all other references of WMT21 to 23 and FLORES 1.4 % at most (docs/references.md).
"""

from __future__ import annotations

import math
from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

from tertium.corpora import row_groups
from tertium.corpora.text.letters import bare_lines
from tertium.corpora.text.scripts import weighted_letters
from tertium.evals.results import Problem
from tertium.executor import Serial

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tertium.corpora.types import EvalSet
    from tertium.executor import Executor

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

BEGINNING: Final = 24
"""Characters of an output that are compared first: to reduce them is much cheaper than the whole text."""
UNSURE: Final = 4
"""Letters at their end that may differ in the whole text, where a mark follows."""


class Overlap(NamedTuple):
    """The long lines that a reference shares with one system word for word, and with hardly another.

    Attributes:
        reference: name of the reference.
        system: name of the system.
        rows: of these lines in the set, ascending.
        long: how many long lines the reference has.
        others: how many such lines each other system has.
    """

    reference: str
    system: str
    rows: tuple[int, ...]
    long: int
    others: tuple[int, ...]

    @property
    def share(self) -> float:
        """Share of the reference's long lines, 0 to 1."""
        return len(self.rows) / self.long if self.long else 0.0

    @property
    def has_peers(self) -> bool:
        """Whether there are enough systems to tell which lines are more than one system's."""
        return len(self.others) + 1 >= PEERS

    @property
    def is_derived(self) -> bool:
        """Whether the reference seems to be made from the system."""
        if len(self.rows) < FEWEST:
            return False
        if not self.has_peers:
            return _lower_bound(len(self.rows), self.long) > SHARE_WITHOUT_PEERS
        return _lower_bound(len(self.rows), self.long) > SHARE and len(self.rows) > LEAD * _median(self.others)

    def __str__(self) -> str:
        peers = f", of other systems' {_median(self.others):g}" if self.has_peers else ""
        return f"{self.system}: {len(self.rows)} of {self.long} long lines are its own word for word{peers}"


def derived_problems(data: EvalSet, executor: Executor | None = None) -> Iterator[Problem]:
    """Yield a problem per reference and system that it seems to be made from, the surest system first."""
    for overlap in overlaps(data, executor):
        if overlap.is_derived:
            name, rows = overlap.reference, overlap.rows
            yield Problem("derived", "reference", name, rows, overlap.long, overlap.system, str(overlap))


def overlaps(data: EvalSet, executor: Executor | None = None) -> Iterator[Overlap]:
    """Yield the overlap of every reference with every system, by reference, the largest first.

    Args:
        data: the set.
        executor: compares the lines, part by part; None for this thread.
    """
    if not (data.references and data.outputs):
        return
    limit = SHARERS if len(data.outputs) >= PEERS else len(data.outputs)
    borders = list(row_groups.borders(data.documents))
    rows = {name: {system: list[int]() for system in data.outputs} for name in data.references}
    long = dict.fromkeys(data.references, 0)
    parts = (data.part(start, stop) for start, stop in borders)
    found = (executor or Serial()).map(partial(_shared, limit=limit), parts)
    for (start, _), shared in zip(borders, found, strict=True):
        for name, lines in shared.items():
            long[name] += lines.long
            for system, of_part in lines.rows.items():
                rows[name][system] += (start + row for row in of_part)
    for name, of_systems in rows.items():
        for system in sorted(of_systems, key=lambda key: -len(of_systems[key])):
            others = tuple(len(of_systems[other]) for other in of_systems if other != system)
            yield Overlap(name, system, tuple(of_systems[system]), long[name], others)


class _SharedLines(NamedTuple):
    """The long lines of a reference in a part of the set, and which rows of the part each system shares."""

    long: int
    rows: dict[str, list[int]]


def _shared(part: EvalSet, *, limit: int) -> dict[str, _SharedLines]:
    """Return the lines that each reference shares with a system, and with `limit` systems at most."""
    data = part.in_memory()
    starts = _starts(data)
    shared = {}
    for name, column in data.references.items():
        long = [row for row, text in enumerate(column) if text and weighted_letters(text) >= LONG]
        lines = bare_lines([column[row] or "" for row in long])
        sharers: dict[int, list[str]] = {row: [] for row in long}
        for system, outputs in data.outputs.items():
            may_be = map(str.startswith, lines, map(starts[system].__getitem__, long))
            # Few texts start as the line does; only those are reduced as a whole.
            alike = [i for i, starts_alike in enumerate(may_be) if starts_alike]
            texts = bare_lines([outputs[long[i]] or "" for i in alike])
            for i, text in zip(alike, texts, strict=True):
                if text == lines[i]:
                    sharers[long[i]].append(system)
        rows: dict[str, list[int]] = {system: [] for system in data.outputs}
        for row, systems in sharers.items():
            for system in systems if len(systems) <= limit else ():
                rows[system].append(row)
        shared[name] = _SharedLines(len(long), rows)
    return shared


def _starts(data: EvalSet) -> dict[str, list[str]]:
    """Return by system the letters that each of its texts certainly has at its start."""
    starts = {}
    for system, column in data.outputs.items():
        beginnings = bare_lines([(text or "")[:BEGINNING] for text in column])
        # What follows may change the last letters, as a mark that is joined to one does.
        starts[system] = [beginning[:-UNSURE] for beginning in beginnings]
    return starts


def _median(counts: Sequence[int]) -> float:
    ordered = sorted(counts)  # by itself, since `statistics` loads fractions and decimals, 2 ms
    return (ordered[(len(ordered) - 1) // 2] + ordered[len(ordered) // 2]) / 2


def _lower_bound(count: int, total: int) -> float:
    """Return the one-sided lower bound of a share (Wilson 1927)."""
    share, square = count / total, Z * Z / total
    half = Z * math.sqrt(share * (1 - share) / total + square / (4 * total))
    return (share + square / 2 - half) / (1 + square)
