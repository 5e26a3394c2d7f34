"""Documents with known beads: parallel segments whose sentences are merged, split, dropped and inserted at random."""

from __future__ import annotations

import random
import re
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from benchmarks.sets import names_languages, open_named
from tertium.corpora.encoders.languages import USE_LANGUAGES
from tertium.corpora.text.joiner import glue
from tertium.corpora.text.sentences import load

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from tertium.corpora.types import EvalSet

Unit: TypeAlias = tuple[list[str], list[str]]
"""The source and target sentences of a bead."""
Pair: TypeAlias = tuple[tuple[int, ...], tuple[int, ...]]

CLAUSE: Final = re.compile(r"[,;:](?= )| [–—](?= )|[，；：]")
"""Marks at whose end a sentence may be split."""
PART: Final = 0.25
"""Share of a sentence that either part must have."""
SENTENCES: Final = 300
"""Units of a set."""
SIZES: Final = (10, 40, 120, 25, 60)
"""Units of the documents, in turn: a document is made of as many as it takes."""
MOST: Final = 6
"""Sentences that a unit may have; a segment with more is taken as one sentence."""
EQUAL: Final = 1.35
"""By how much a sentence may be longer than the translation at its place for a segment to be taken apart."""


class Rates(NamedTuple):
    """How often a unit is damaged, and how often a run of them per forty."""

    merge: float
    split: float
    drop: float
    insert: float
    run: float


RATES: Final = (
    Rates(0.05, 0.04, 0.01, 0.01, 0.1),
    Rates(0.12, 0.08, 0.03, 0.03, 0.5),
    Rates(0.2, 0.1, 0.05, 0.05, 0.8),
)
"""Of the documents, in turn."""


class DamagedSet(NamedTuple):
    """Documents of one set.

    Attributes:
        name: of the set.
        family: sets of one family share texts.
        languages: source and target.
        documents: sources, targets and beads of each.
    """

    name: str
    family: str
    languages: tuple[str, str]
    documents: list[tuple[list[str], list[str], list[Pair]]]


def damaged_sets(data: Path) -> Iterator[DamagedSet]:
    """Yield a set for each WMT folder with documents in languages of the fast encoder; seeded by its name."""
    for folder in sorted(path for path in data.iterdir() if names_languages(path) and (path / "docs.txt").exists()):
        opened = open_named(folder)
        source, target = (language or "" for language in opened.languages)
        if {source, target} <= USE_LANGUAGES and opened.references and opened.sources:
            draw = random.Random(folder.name)  # noqa: S311 - no secrets
            yield DamagedSet(folder.name, folder.name, (source, target), list(_documents(opened, draw)))


def _documents(data: EvalSet, draw: random.Random) -> Iterator[tuple[list[str], list[str], list[Pair]]]:
    source, target = (language or "" for language in data.languages)
    reference = next(iter(data.references.values()))
    documents = [
        [unit for i in range(block.start, block.stop) for unit in _units(texts[i], reference[i], source, target)]
        for texts in [data.sources or ()]
        for block in data.documents
    ]
    draw.shuffle(documents)
    foreign = [unit for document in documents[:4] for unit in document]  # what is inserted is of other documents
    rest, total = documents[4:], 0
    for number in range(len(rest)):
        units: list[Unit] = []
        while rest and len(units) < SIZES[number % len(SIZES)]:
            units += rest.pop()
        total += len(units)
        if len(units) > MOST:
            yield _numbered(_damage(units, foreign, RATES[number % len(RATES)], (glue(source), glue(target)), draw))
        if not rest or total >= SENTENCES:
            return


def _units(source: str | None, target: str | None, source_language: str, target_language: str) -> list[Unit]:
    """Return a segment's sentences, one by one where they surely correspond."""
    source, target = (source or "").strip(), (target or "").strip()
    sources, targets = load(source_language)(source), load(target_language)(target)
    if not sources or not targets:
        return []
    ratio = sum(map(len, targets)) / sum(map(len, sources))
    alike = (1 / EQUAL < len(b) / (ratio * len(a)) < EQUAL for a, b in zip(sources, targets, strict=False))
    if len(sources) == len(targets) and all(alike):
        return [([a], [b]) for a, b in zip(sources, targets, strict=True)]
    if min(len(sources), len(targets)) == 1 and len(sources) + len(targets) <= MOST:
        return [(sources, targets)]
    return [([source], [target])]


def _damage(
    units: Sequence[Unit], foreign: Sequence[Unit], rates: Rates, glues: tuple[str, str], draw: random.Random
) -> list[Unit]:
    waiting, beads = list(reversed(units)), list[Unit]()
    while waiting:
        unit, chance = waiting.pop(), draw.random()
        if chance < rates.merge and waiting:
            unit = _merged(unit, waiting.pop(), glues, draw)
        elif chance < rates.merge + rates.split:
            unit = _split(unit, draw)
        if draw.random() < rates.drop:
            beads += _alone(unit, draw.random() < 0.5)  # noqa: PLR2004 - either side
        else:
            beads.append(unit)
        if draw.random() < rates.insert:
            beads += _alone(draw.choice(foreign), draw.random() < 0.5)  # noqa: PLR2004 - either side
    for _ in range(max(1, round(len(units) / 40))):
        if draw.random() < rates.run and len(beads) > 2 * MOST:
            size = draw.randint(3, min(20, len(beads) // 3))
            start, is_source = draw.randrange(len(beads) - size), draw.random() < 0.5  # noqa: PLR2004 - either side
            beads[start : start + size] = [
                row for unit in beads[start : start + size] for row in _alone(unit, is_source)
            ]
    return beads


def _merged(first: Unit, second: Unit, glues: tuple[str, str], draw: random.Random) -> Unit:
    """Return two units as one, whose sentences are one on a side."""
    sources, targets = first[0] + second[0], first[1] + second[1]
    if draw.random() < 0.5:  # noqa: PLR2004 - either side
        return [glues[0].join(sources)], targets
    return sources, [glues[1].join(targets)]


def _split(unit: Unit, draw: random.Random) -> Unit:
    """Return a unit of one and one with a side split at the end of a clause, where it has one."""
    if len(unit[0]) + len(unit[1]) > 2:  # noqa: PLR2004 - one and one
        return unit
    side = draw.randrange(2)
    text = unit[side][0]
    cuts = [mark.end() for mark in CLAUSE.finditer(text) if PART < mark.end() / len(text) < 1 - PART]
    if not cuts:
        return unit
    cut = draw.choice(cuts)
    parts = [text[:cut].strip(), text[cut:].strip()]
    return (parts, unit[1]) if side == 0 else (unit[0], parts)


def _alone(unit: Unit, is_source: bool) -> list[Unit]:  # noqa: FBT001 - a side
    """Return the sentences of one side of a unit, each without partner."""
    return [([text], []) for text in unit[0]] if is_source else [([], [text]) for text in unit[1]]


def _numbered(units: Sequence[Unit]) -> tuple[list[str], list[str], list[Pair]]:
    sources: list[str] = []
    targets: list[str] = []
    beads: list[Pair] = []
    for source, target in units:
        beads.append((
            tuple(range(len(sources), len(sources) + len(source))),
            tuple(range(len(targets), len(targets) + len(target))),
        ))  # fmt: skip
        sources += source
        targets += target
    return sources, targets, beads
