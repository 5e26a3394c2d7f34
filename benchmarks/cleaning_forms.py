"""Costs of cleaning that leave sets of pages out: `python benchmarks/cleaning_forms.py [DATA] [--json]`.

Every set under DATA/boilerplate (default: ../shared/data) is cleaned as plain text at each point of a grid of the costs
in corpora/cleaning/span.py. A set gets the point at which the others gain most, in the mean, over the 80-character
rule; beside it stand the product's figure, the rule's, and trafilatura's alone where the gold is of whole pages.
"""

from __future__ import annotations

import gzip
import sys
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple
from unittest.mock import patch

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from benchmarks.corpora_boilerplate import (
    Counts,
    by_labels,
    by_length,
    by_strings,
    content_lines,
    long_lines,
    read_text,
)
from benchmarks.result import Result, f1, main
from benchmarks.sets import DATA
from tertium.corpora.cleaning import span
from tertium.files.page_encoding import decode_page

if TYPE_CHECKING:
    from collections.abc import Iterator

GAPS: Final = ((0.3, 0.2), (0.4, 0.15), (0.6, 0.1))
ALONE: Final = (0.7, 0.8, 0.9)
LONGEST: Final = (1.5, 2.0, 3.0)


class Costs(NamedTuple):
    """A point of the grid: the constants of corpora/cleaning/span.py."""

    gap: float
    gap_line: float
    alone: float
    max_sentence: float


GRID: Final = [Costs(*gap, alone, longest) for gap, alone, longest in product(GAPS, ALONE, LONGEST)]
PRODUCT: Final = Costs(span.GAP, span.GAP_LINE, span.ALONE, span.MAX_SENTENCE)


def measure(data: Path) -> Iterator[Result]:
    """Yield each set's figures."""
    folders = [path for path in sorted(data.glob("boilerplate/*")) if path.is_dir()]
    rules = {folder: _f1(_count_rule(folder)) for folder in folders}
    scores = {costs: {folder: clean(folder, costs) for folder in folders} for costs in GRID}
    for folder in folders:
        others = [other for other in folders if other != folder]
        chosen = max(GRID, key=lambda costs: sum(scores[costs][other] - rules[other] for other in others))
        name = f"left-out/{folder.name}"
        yield Result(f"{name}/f1", scores[chosen][folder], "share", f"{chosen}")
        yield Result(f"{name}/gain", scores[chosen][folder] - rules[folder], "share", "0.03")
        yield Result(f"{name}/least_gain", min(scores[costs][folder] for costs in GRID) - rules[folder], "share")
        yield Result(f"{name}/f1_of_product", clean(folder, PRODUCT), "share", f"{PRODUCT}")
        yield Result(f"{name}/f1_of_80_characters", rules[folder], "share")
        if (folder / "gold.jsonl").is_file():
            yield Result(f"{name}/f1_of_trafilatura", _f1(by_strings(folder, read_trafilatura, "html")), "share")


def clean(folder: Path, costs: Costs) -> float:
    """Return the F1 of cleaning a set's plain text with these costs."""
    constants = {name.upper(): value for name, value in costs._asdict().items()}
    with patch.multiple(span, **constants):
        is_strings = (folder / "gold.jsonl").is_file()
        return _f1(by_strings(folder, read_text, "text") if is_strings else by_labels(folder, content_lines))


def read_trafilatura(path: Path) -> str:
    """Return the text of a web page by trafilatura alone."""
    import trafilatura

    page = decode_page(gzip.decompress(path.read_bytes()))
    return trafilatura.extract(page, include_comments=False, include_tables=True) or ""


def _count_rule(folder: Path) -> Counts:
    """Count what the 80-character rule keeps of a set."""
    return by_strings(folder, by_length, "text") if (folder / "gold.jsonl").is_file() else by_labels(folder, long_lines)


def _f1(counts: Counts) -> float:
    return f1(counts.right / max(counts.kept, 1), counts.right / max(counts.gold, 1))


if __name__ == "__main__":
    main(measure, DATA, about=__doc__)
