"""What checking a set's sources and references costs: `python benchmarks/inspection.py [DATA] [--json]`, CPU seconds.

Every folder below DATA with a source.txt and a reference.NAME.txt is a set. `seconds` are those of `tertium.inspect`,
and `speed` is texts (of sources, references and outputs) per second. `large` is the set with most texts, repeated to
2,000 segments and 20 systems, each line with a number of its own, so that no line is a duplicate.
"""

from __future__ import annotations

import sys
import time
from itertools import cycle, islice
from pathlib import Path
from typing import TYPE_CHECKING, Final

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from benchmarks.references import set_folders
from benchmarks.result import Result, main
from benchmarks.sets import DATA, open_named
from tertium.corpora.types import Document, EvalSet
from tertium.evals.inspection.inspect import inspect

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SEGMENTS: Final = 2000
SYSTEMS: Final = 20


def texts_in(data: EvalSet) -> int:
    """Return the number of texts of a set: segments times columns."""
    return len(data) * (1 + len(data.references) + len(data.outputs))


def enlarged(data: EvalSet) -> EvalSet:
    """Return the set repeated to `SEGMENTS` segments and `SYSTEMS` systems, with a number behind each line."""
    copies = -(-SYSTEMS // max(len(data.outputs), 1))
    outputs = {f"{name}-{k}": _repeated(texts, k) for k in range(copies) for name, texts in data.outputs.items()}
    return EvalSet(
        "large",
        tuple(map(str, range(SEGMENTS))),
        (Document("large", 0, SEGMENTS),),
        _repeated(data.sources or (), 0),
        {name: _repeated(texts, 0) for name, texts in data.references.items()},
        dict(islice(outputs.items(), SYSTEMS)),
        data.languages,
    )


def _repeated(texts: Sequence[str | None], copy: int) -> tuple[str, ...]:
    numbers = range(copy * SEGMENTS, (copy + 1) * SEGMENTS)
    return tuple(f"{text} {number}" for text, number in zip(islice(cycle(texts), SEGMENTS), numbers, strict=True))


def measure(data: Path) -> Iterator[Result]:
    """Yield the figures of every set, then of a large one."""
    sets = [open_named(folder) for folder in set_folders(data)]
    if not sets:
        raise SystemExit(f"{data}: no folder with a source.txt and a reference.NAME.txt")
    inspect(sets[0])  # the models of languages are read once
    for evalset in [*sets, enlarged(max(sets, key=texts_in))]:
        start = time.process_time()
        problems = inspect(evalset).problems
        seconds = time.process_time() - start
        size = texts_in(evalset)
        yield Result(f"inspection/{evalset.name}/seconds", seconds, "s", f"{size} texts, {len(problems)} problems")
        yield Result(f"inspection/{evalset.name}/speed", size / seconds, "texts/s")


if __name__ == "__main__":
    main(measure, DATA, about=__doc__)
