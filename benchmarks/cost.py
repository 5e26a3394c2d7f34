"""What each metric costs: `python benchmarks/cost.py [SET] [--json]`, segments per second of one core.

SET is a WMT folder (default: ../shared/data/wmt21-de-en). One system and the first reference are scored, preparation
included, by one thread, in CPU seconds, so that other work on the machine doesn't count. COMET isn't
measured here. `limit` allows 200 characters, `terms` looks for the 100 most frequent long words of the sources, and
`gender` reads two references.
"""

from __future__ import annotations

import os
import sys
import time
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"  # read when numpy is imported

from tertium.corpora.text.words import words
from tertium.errors import TertiumError
from tertium.metrics.neural.similarity import encode_column
from tertium.metrics.registry import classes

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from benchmarks.result import Result, main
from benchmarks.sets import DATA, metric_for, open_named

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tertium.corpora.types import EvalSet

DEFAULT = DATA / "wmt21-de-en"
MODELS = {"comet"}
TERMS, LONG = 100, 8
"""Terms of the glossary, and their least letters."""
WARM = 60
"""Segments that are scored before the clock starts."""


def with_options(name: str, data: EvalSet, scratch: Path) -> str:
    """Return the spec of a metric, with the options without which it has nothing to do."""
    if name == "limit":
        return "limit:characters=200"
    if name != "terms":
        return name
    found = (word.text for text in data.sources or () for word in words(text or ""))
    frequencies = Counter(word for word in found if len(word) >= LONG)
    glossary = scratch / "glossary.tsv"
    lines = (f"{word}\t{word}\n" for word, _ in frequencies.most_common(TERMS))
    glossary.write_text("".join(lines), encoding="utf-8")
    return f"terms:glossary={glossary}"


def measure(folder: Path) -> Iterator[Result]:
    """Yield the speed of each metric."""
    with TemporaryDirectory() as scratch:
        yield from speeds(folder, Path(scratch))


def speeds(folder: Path, scratch: Path) -> Iterator[Result]:
    """Yield the speed of each metric; what needs a file gets it in a folder of its own."""
    whole = open_named(folder)
    hypotheses = [text or "" for text in next(iter(whole.outputs.values()))]
    for name in [
        *(name for name in classes() if name not in MODELS),
        "similarity:against=source",
        "ridge:against=source",
    ]:
        data = whole.with_references(list(whole.references)[: 2 if name == "gender" else 1])
        texts = data.texts(range(len(data)))
        try:
            metric = metric_for(with_options(name, data, scratch), data)
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
