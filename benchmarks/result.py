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


def show(results: Iterable[Result], *, as_json: bool) -> None:
    """Print the figures as a table, or as one JSON object a line; each as soon as it is known."""
    for one in results:
        row = f"{one.name:<52} {one.value:>12.6g} {one.unit:<12} {one.engine:<10} {one.against}".rstrip()
        print(json.dumps(one._asdict()) if as_json else row, flush=True)


def main(measure: Callable[[Path], Iterable[Result]], default: Path, *, about: str | None) -> None:
    """Measure what the command line names, else the default, and show it."""
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("data", nargs="?", type=Path, default=default)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    show(measure(given.data), as_json=given.json)
