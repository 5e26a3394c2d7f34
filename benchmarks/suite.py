"""What a suite costs: `python benchmarks/suite.py [DATA] [--json]`.

DATA holds WMT folders (default: ../shared/data). Of the five largest sets the first 13 systems are scored by BLEU, chrF
and `numbers`, which is no part of the figures. Then a system is judged against the first one by three rules on all
sets: `gate/cpu_s` is the CPU time of the 12 verdicts together, and `gate_one/cpu_s` that of one, their median. The page
is that of thirty sets, each of the five six times under names of its own, and two systems; `open_s` ends when headless
Chromium has loaded it from disk, the median of three, and is left out where there is none.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.result import Result, main
from benchmarks.sets import DATA, open_named
from tertium.evals.evaluate import evaluate
from tertium.evals.suite.evidence import evidence
from tertium.evals.suite.judge import judge
from tertium.evals.suite.read import parse
from tertium.reports.suite.page import render
from tests.reports.browsing import Browser, lacking

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tertium.evals.suite.project import Project
    from tertium.evals.types import Run

SETS: Final = 5
SYSTEMS: Final = 13
PAGE_SETS: Final = 30
METRICS: Final = ("chrf", "bleu", "numbers")
RULES: Final[tuple[dict[str, Any], ...]] = (
    {"kind": "non-inferior", "metric": "chrf", "margin": 0.5},
    {"kind": "non-inferior", "metric": "bleu", "margin": 1.0},
    {"kind": "non-inferior", "metric": "numbers", "margin": 0.5},
)


def runs_of(folder: Path) -> dict[str, Run]:
    """Return the scored runs of the five largest sets, whose systems are named "system 1" and so on."""
    sets = [open_named(path) for path in sorted(folder.iterdir()) if (path / "systems").is_dir()]
    complete = [(data, [name for name, column in data.outputs.items() if None not in column]) for data in sets]
    usable = [(data, names[:SYSTEMS]) for data, names in complete if len(names) >= SYSTEMS and data.references]
    largest = sorted(usable, key=lambda item: -len(item[0]))[:SETS]
    runs = {}
    for data, names in largest:
        outputs = {f"system {i + 1}": data.outputs[name] for i, name in enumerate(names)}
        reference = next(iter(data.references))
        chosen = replace(data, outputs=outputs, references={reference: data.references[reference]})
        runs[data.name] = evaluate(chosen, list(METRICS))
    return runs


def project_of(names: Iterable[str], candidate: str) -> Project:
    """Return a project of these sets that judges a candidate against the first system."""
    systems = {f"system {i + 1}": {"file": "{set}.{system}.txt"} for i in range(SYSTEMS)}
    table = {
        "schema": "tertium/1",
        "sets": {name: {"path": name} for name in names},
        "systems": systems,
        "rule": list(RULES),
        "release": {"candidate": candidate, "baseline": "system 1"},
    }
    return parse(table, Path("tertium.toml"))


def measure(folder: Path) -> Iterator[Result]:
    """Yield what the verdicts cost, and the size of the page and how long it takes to open."""
    runs = runs_of(folder)
    times = []
    for i in range(1, SYSTEMS):
        start = time.process_time()
        judge(project_of(runs, f"system {i + 1}"), runs)
        times.append(time.process_time() - start)
    yield Result("suite/gate/cpu_s", sum(times), f"s, {len(times)} verdicts, {len(runs)} sets, {SYSTEMS} systems")
    yield Result("suite/gate_one/cpu_s", statistics.median(times), "s, a verdict")
    names = list(runs)
    thirty = {f"{names[i % len(names)]} {i // len(names) + 1}": runs[names[i % len(names)]] for i in range(PAGE_SETS)}
    project = project_of(thirty, "system 2")
    verdict = judge(project, thirty)
    with tempfile.TemporaryDirectory() as place:
        page = Path(place) / "suite.html"
        page.write_text(render(verdict, evidence(project, thirty, None, verdict.resampling)), encoding="utf-8")
        yield Result("suite/page/bytes", page.stat().st_size, f"bytes, {len(thirty)} sets")
        if not lacking():
            browser = Browser()
            opened = statistics.median(browser.open(page, ready=False) for _ in range(3))
            browser.close()
            yield Result("suite/page/open_s", opened, f"s, {len(thirty)} sets")


if __name__ == "__main__":
    main(measure, DATA, about=__doc__)
