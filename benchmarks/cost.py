"""What each metric costs: `python benchmarks/cost.py [SET] [--json]`, segments per second of one core.

SET is a WMT folder (default: ../shared/data/wmt21-de-en). One system and the first reference are scored, preparation
included, by one thread, in CPU seconds, so that other work on the machine doesn't count. COMET isn't
measured here.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"  # read when numpy is imported

from tertium.errors import TertiumError
from tertium.metrics.neural.similarity import encode_column
from tertium.metrics.registry import classes

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from benchmarks.result import Result, main
from benchmarks.sets import DATA, metric_for, open_named

if TYPE_CHECKING:
    from collections.abc import Iterator

DEFAULT = DATA / "wmt21-de-en"
MODELS = {"comet"}
WARM = 60
"""Segments that are scored before the clock starts."""


def measure(folder: Path) -> Iterator[Result]:
    """Yield the speed of each metric."""
    data = open_named(folder)
    data = data.with_references(list(data.references)[:1])
    texts = data.texts(range(len(data)))
    hypotheses = [text or "" for text in next(iter(data.outputs.values()))]
    for name in [
        *(name for name in classes() if name not in MODELS),
        "similarity:against=source",
        "ridge:against=source",
    ]:
        try:
            metric = metric_for(name, data)
            # Models are loaded, tables compiled; of the names of months and numerals only when a number calls for them.
            metric.bind(data.texts(range(WARM)))(hypotheses[:WARM])
            encode_column.cache_clear()
            start = time.process_time()
            metric.bind(texts)(hypotheses)
        except TertiumError as error:
            print(f"# {name}: {str(error).splitlines()[0]}", file=sys.stderr)
            continue
        speed = len(texts) / (time.process_time() - start)
        yield Result(f"cost/{folder.name}/{name}", speed, "segments/s")


if __name__ == "__main__":
    main(measure, DEFAULT, about=__doc__)
