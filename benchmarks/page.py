"""How large the page is and how fast it opens and searches: `python benchmarks/page.py [DATA] [--json]`.

DATA holds WMT folders (default: ../shared/data). The set with the most segments gives the texts: its systems two by
two, one pair after the other, until there are 2,445 and 50,000 segments, in 100 documents each. Scores of three metrics
are made up at random, which pack worst. Pages are opened in headless Chromium from disk. `open` ends when the page can
be used, `search` is the time from a word to the drawn list, the median of seven words. A page of 20 systems and 2,000
segments of made-up words is filtered, sorted and its segments chosen; each time is the median of five.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from itertools import combinations, islice, pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.result import Result, main
from benchmarks.sets import DATA
from tertium.corpora.readers import open_set
from tertium.corpora.types import Column, Document, EvalSet
from tertium.evals.types import Key, Measure, Run, Values
from tertium.reports.page.render import render
from tests.reports.browsing import Browser
from tests.reports.making import crowded_run

if TYPE_CHECKING:
    from collections.abc import Iterator

SIZES = (2445, 50_000)
WORDS = ("the", "minister", "Zug", "15", "covid", "xyzzy", "new york")
METRICS = ("bleu", "chrf", "ter")
CHOICES = (
    ("search", {"query": "ba"}, {"query": ""}),
    ("filter_by_score", {"least": "50", "of": "gap"}, {"least": "", "of": ""}),
    ("filter_by_findings", {"side": "new"}, {"side": ""}),
    ("sort", {"sort": "loss"}, {"sort": "set"}),
    ("sort_by_disagreement", {"sort": "disagree"}, {"sort": "set"}),
    ("hide", {"hide": "3,4,5"}, {"hide": ""}),
    ("choose", {"segment": "doc20#7"}, {"segment": "doc49#40"}),
)
"""Name, changes of the page's state, and those that undo them."""


def rows(folder: Path) -> Iterator[tuple[str, ...]]:
    """Yield source, reference and two outputs of the largest set, pair of systems after pair of systems."""
    sets = [one for path in sorted(folder.iterdir()) if (path / "systems").is_dir() and (one := open_set(path)).sources]
    data = max(sets, key=len)
    for a, b in combinations(data.outputs, 2):
        columns = (data.sources or (), next(iter(data.references.values())), data.outputs[a], data.outputs[b])
        yield from (tuple(text or "" for text in row) for row in zip(*columns, strict=True))


def run_of(folder: Path, segments: int) -> Run:
    """Return a run of so many segments, two systems and three metrics."""
    sources, reference, one, other = zip(*islice(rows(folder), segments), strict=True)
    edges = np.linspace(0, segments, 101).astype(int).tolist()
    data = EvalSet(
        name=f"{segments} segments",
        ids=tuple(f"doc{i // 25}#{i % 25 + 1}" for i in range(segments)),
        documents=tuple(Document(f"doc{i}", a, b, "news") for i, (a, b) in enumerate(pairwise(edges))),
        sources=sources,
        references={"A": reference},
        outputs={"one": one, "other": other},
        languages=("en", "de"),
    )
    rng = np.random.default_rng(1)
    scores = 100 * rng.beta(5, 3, (len(data.outputs), len(METRICS), segments + 102))
    values = {
        Key(system, metric): Values(row[:segments], row[segments : segments + 100], row[-2:-1], float(row[-1]))
        for system, of_system in zip(data.outputs, scores, strict=True)
        for metric, row in zip(METRICS, of_system, strict=True)
    }
    measures = {name: Measure(name, name, "points", name != "ter", ("references",)) for name in METRICS}
    return Run(data=data, measures=measures, counts={}, values=values)


def measure(folder: Path) -> Iterator[Result]:
    """Yield size, opening and search of each page."""
    browser = Browser()
    for segments in SIZES:
        with tempfile.TemporaryDirectory() as place:
            page = Path(place) / "page.html"
            run = run_of(folder, segments)
            page.write_text(render(run), encoding="utf-8")
            size = page.stat().st_size
            opened = statistics.median(browser.open(page) for _ in range(3))
            search = (
                "const t = performance.now(); choose({query: arguments[0]}); $('list').offsetHeight;"
                "return performance.now() - t"
            )
            at_once = browser.js(search, WORDS[0])
            times = [browser.js(search, word) for word in WORDS]
        texts = sum(len((text or "").encode()) for column in _columns(run.data) for text in column)
        for name, value, unit in (
            ("bytes", size, "bytes"),
            ("text_bytes", texts, "bytes of sources, references and outputs in UTF-8"),
            ("open_s", opened, "s"),
            ("search_ms", statistics.median(times), "ms"),
            ("search_at_once_ms", at_once, "ms, with the index made at the first search"),
        ):
            yield Result(f"page/{segments}/{name}", value, unit)
    yield from crowded(browser)
    browser.close()


def crowded(browser: Browser) -> Iterator[Result]:
    """Yield size, opening and the times of choices with 20 systems."""
    with tempfile.TemporaryDirectory() as place:
        page = Path(place) / "page.html"
        page.write_text(render(crowded_run(20, 2000)), encoding="utf-8")
        yield Result("page/20x2000/bytes", page.stat().st_size, "bytes")
        yield Result("page/20x2000/open_s", statistics.median(browser.open(page) for _ in range(3)), "s")
        choice = (
            "const t = performance.now(); choose(arguments[0]); document.body.offsetHeight;return performance.now() - t"
        )
        for name, changes, back in CHOICES:
            times = []
            for _ in range(5):
                times.append(browser.js(choice, changes))
                browser.js(choice, back)
            yield Result(f"page/20x2000/{name}_ms", statistics.median(times), "ms")


def _columns(data: EvalSet) -> list[Column]:
    return [data.sources or (), *data.references.values(), *data.outputs.values()]


if __name__ == "__main__":
    main(measure, DATA, about=__doc__)
