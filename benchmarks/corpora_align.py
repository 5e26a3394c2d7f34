"""Sentence alignment against gold, strict and lax as Vecalign's score.py counts them (Thompson and Koehn 2019)."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

import numpy as np
from py3langid import classify

from benchmarks.result import Result, f1
from tertium.corpora.alignment.align import align
from tertium.corpora.encoders.choice import for_languages
from tertium.files import read_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

Pair: TypeAlias = tuple[tuple[int, ...], tuple[int, ...]]
"""Source and target indices of a bead."""

GOLD: Final = re.compile(r"\[[\d, ]*\]:\[[\d, ]*\]")
PEER: Final = "textberg-test: hunalign .765/.881, Vecalign .902/.986"


class Text(NamedTuple):
    """A document with its gold beads.

    Attributes:
        sources: sentences.
        targets: sentences.
        gold: beads.
        fits: whether gold names every sentence and none more; where it doesn't, it is of another version of the text.
    """

    sources: list[str]
    targets: list[str]
    gold: list[Pair]
    fits: bool


def measure(data: Path) -> Iterator[Result]:
    """Yield strict and lax F1 of every folder of ``data/align``, by the encoder of its languages and without one.

    Documents whose gold names sentences that the text doesn't have count in ``…_as_is`` only.
    """
    for folder in sorted(path for path in (data / "align").glob("*") if path.is_dir()):
        texts = read_folder(folder)
        if not texts:
            continue
        source = language_of([sentence for text in texts for sentence in text.sources])
        target = language_of([sentence for text in texts for sentence in text.targets])
        for encoder in (for_languages(source, target), None):
            alignments = [align(text.sources, text.targets, encoder) for text in texts]
            beads = [[(bead.sources, bead.targets) for bead in alignment] for alignment in alignments]
            for kind, rows in _kinds(texts):
                scores = f1_scores([texts[row].gold for row in rows], [beads[row] for row in rows])
                for name, value in zip(("strict_f1", "lax_f1"), scores, strict=True):
                    engine = encoder.name if encoder else "lexical"
                    yield Result(f"align/{folder.name}/{name}{kind}", value, "", PEER, engine)


def _kinds(texts: Sequence[Text]) -> Iterator[tuple[str, list[int]]]:
    fitting = [row for row, text in enumerate(texts) if text.fits]
    if fitting:
        yield "", fitting
    if len(fitting) < len(texts):
        yield "_as_is", list(range(len(texts)))


def read_folder(folder: Path) -> list[Text]:
    """Return the documents of a folder that have gold."""
    return [text for path in sorted(folder.glob("*")) if (text := _read(path))]


def language_of(sentences: Sequence[str]) -> str:
    """Return the language of a text."""
    return str(classify(" ".join(sentences)[:3000])[0])


def _read(path: Path) -> Text | None:
    """Return the document whose gold this is: the two texts beside it whose lengths are nearest to its indices."""
    lines = [line for line in read_lines(path)[0] if line] if path.is_file() else []
    if not lines or not all(GOLD.match(line) for line in lines):
        return None
    gold = [
        (tuple(ast.literal_eval(x)), tuple(ast.literal_eval(y))) for x, y in (line.split(":")[:2] for line in lines)
    ]
    sizes = [1 + max((i for pair in gold for i in pair[side]), default=-1) for side in (0, 1)]
    beside = [read_lines(other)[0] for other in sorted(path.parent.glob(f"{path.stem}.*")) if other != path]
    pairs = [(a, b) for a in beside for b in beside if a is not b]
    if not pairs:
        return None
    off, sources, targets = min(
        ((abs(len(a) - sizes[0]) + abs(len(b) - sizes[1]), a, b) for a, b in pairs),
        key=lambda row: row[0],
    )
    return Text(sources, targets, gold, off == 0)


def f1_scores(gold: Sequence[Sequence[Pair]], predicted: Sequence[Sequence[Pair]]) -> list[float]:
    """Return strict and lax F1: precision over all beads, recall over gold beads with both sides."""
    precise = sum((_hits(g, f) for g, f in zip(gold, predicted, strict=True)), np.zeros(3))
    recalled = sum((_hits(_full(f), _full(g)) for g, f in zip(gold, predicted, strict=True)), np.zeros(3))
    precision, recall = precise[:2] / precise[2], recalled[:2] / recalled[2]
    return [f1(float(p), float(r)) for p, r in zip(precision, recall, strict=True)]


def _hits(true: Sequence[Pair], predicted: Sequence[Pair]) -> NDArray[np.float64]:
    """Return how many predicted beads are true, how many share a link with a true one, and how many there are."""
    beads = set(true)
    links = {(i, j) for sources, targets in true for i in sources for j in targets}
    strict = sum(bead in beads for bead in predicted)
    lax = sum(bead in beads or any((i, j) in links for i in bead[0] for j in bead[1]) for bead in predicted)
    return np.array([strict, lax, len(predicted)], dtype=np.float64)


def _full(beads: Sequence[Pair]) -> list[Pair]:
    return [bead for bead in beads if bead[0] and bead[1]]
