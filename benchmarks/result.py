"""One figure of a benchmark, and how all benchmarks show theirs."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


class Result(NamedTuple):
    """A measured figure.

    Attributes:
        name: ``kind/set/figure``.
        value: unrounded.
        unit: of the value.
        against: what it is compared with, in words; empty where nothing.
        engine: which engine, encoder or input gave it; empty where there is only one.
    """

    name: str
    value: float
    unit: str
    against: str = ""
    engine: str = ""


class Tally(NamedTuple):
    """How many figures of a set are equal.

    Attributes:
        what: kind of the figures.
        equal: how many the command gives as they were published.
        of: how many there are.
        differing: the others, in words, for people.
    """

    what: str
    equal: int
    of: int
    differing: tuple[str, ...] = ()


def show(results: Iterable[Result], *, as_json: bool) -> None:
    """Print the figures as a table, or as one JSON object a line; each as soon as it is known."""
    for result in results:
        row = f"{result.name:<52} {result.value:>12.6g} {result.unit:<12} {result.engine:<10} {result.against}".rstrip()
        print(json.dumps(result._asdict()) if as_json else row, flush=True)


def arguments(about: str | None, default: Path | None = None) -> argparse.ArgumentParser:
    """Return the parser of what all benchmarks take: a path, which may be left out where there is a default, --json."""
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("data", nargs="?" if default else None, type=Path, default=default)
    parser.add_argument("--json", action="store_true")
    return parser


def main(measure: Callable[[Path], Iterable[Result]], default: Path, *, about: str | None) -> None:
    """Measure the data that the command line names, else the default, and show the figures."""
    chosen = arguments(about, default).parse_args()
    show(measure(chosen.data), as_json=chosen.json)


def f1(precision: float, recall: float) -> float:
    """Return the harmonic mean; 0 where both are 0."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
