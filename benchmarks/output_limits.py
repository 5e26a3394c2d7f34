"""Outputs that a limit cuts: `python benchmarks/output_limits.py DATA [--json]`.

Every reference and system below DATA with 50 segments or more: whether `truncated` finds a limit in it as it is, then
when it is cut at the length that one output in ten, in 33 or in 100 exceeds, in characters, in words, or in pieces of
words of up to four letters, as a model's tokens. Recall is the share of such columns in which the limit is found.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from tertium.corpora.text.words import words
from tertium.corpora.types import Texts
from tertium.metrics.registry import load

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from benchmarks import result as results
from benchmarks.outputs import Translations, translations
from benchmarks.result import Result
from benchmarks.sets import DATA

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

FEWEST: Final = 50
"""Segments of a column that is measured."""
LONGER: Final = (0.1, 0.03, 0.01)
"""Shares of the outputs that a limit cuts."""
EVERY: Final = 5
"""Of so many columns one is cut: they are many, and take long."""
_PIECE: Final = re.compile(r"\w{1,4}|[^\w\s]")


def _ends(unit: str, text: str) -> list[int]:
    """Return where each unit of a text ends."""
    if unit == "characters":
        return list(range(1, len(text) + 1))
    if unit == "words":
        return [word.end for word in words(text)]
    return [piece.end() for piece in _PIECE.finditer(text)]


def cut(texts: Sequence[str], unit: str, share: float) -> list[str]:
    """Return the texts, cut at the length that a share of them exceeds."""
    ends = [_ends(unit, text) for text in texts]
    limit = int(np.quantile([len(places) for places in ends], 1 - share))
    return [
        text[: places[limit - 1]] if len(places) > limit > 0 else text for text, places in zip(texts, ends, strict=True)
    ]


def limits(column: Translations, texts: Sequence[str]) -> tuple[str, ...]:
    """Return what `truncated` says of a limit in these texts."""
    rows = tuple(map(str, range(len(texts))))
    references = tuple(() for _ in rows)
    given = Texts(rows, tuple(column.sources), references, tuple("d" for _ in rows), column.languages)
    return load("truncated").bind(given)(list(texts)).warnings


def measure(data: Path) -> Iterator[Result]:
    """Yield a figure for every column in which a limit is found, then the shares of columns."""
    found: dict[str, list[bool]] = defaultdict(list)
    columns = [column for column in translations(data) if len(column.texts) >= FEWEST and column.name != "perturbed"]
    for i, column in enumerate(columns):
        warnings = limits(column, column.texts)
        for warning in warnings:
            yield Result(f"output_limits/{column.set}/{column.name}", float(warning.split()[0]), "outputs", warning)
        found["reference" if column.is_reference else "system"].append(bool(warnings))
        if i % EVERY == 0 and not warnings:
            for unit in ("characters", "words", "pieces"):
                for share in LONGER:
                    of_cut = limits(column, cut(column.texts, unit, share))
                    found[f"{unit}, {100 * share:g} % cut"].append(bool(of_cut))
    for what, flags in found.items():
        yield Result(f"output_limits/{what}/found", sum(flags) / len(flags), "share", f"{len(flags)} columns")


if __name__ == "__main__":
    results.main(measure, DATA, about=__doc__)
