"""What many systems cost: `python benchmarks/many.py [DATA] [--systems 200] [--json]`.

DATA is a WMT folder (default: ../shared/data/wmt21-en-de). A few of its systems are scored and multiplied: a made-up
system takes each segment, with its counts by BLEU, chrF and TER, from one of two of them; there are 2,000 segments.
Scoring is no part of the figures. `rank`, with `--json` too, `compare` and the page run in processes of their own,
whose CPU seconds and peak memory are measured.
"""

from __future__ import annotations

import math
import resource
import subprocess
import sys
import tempfile
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

ROOT: Final = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.result import Result, arguments, show  # noqa: E402 - the root is on the path only now
from benchmarks.sets import DATA, open_named  # noqa: E402
from tertium.corpora.types import Document, EvalSet  # noqa: E402
from tertium.evals import store  # noqa: E402
from tertium.evals.evaluate import evaluate  # noqa: E402
from tertium.evals.types import Key, Run, Values, values_of  # noqa: E402
from tertium.metrics.base import Adapts  # noqa: E402
from tertium.metrics.registry import load  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tertium.metrics.base import Counts

SEGMENTS: Final = 2000
DOCUMENTS: Final = 100
METRICS: Final = ("bleu", "chrf", "ter")
BASE: Final = 4
"""Systems of WMT that the made-up ones are mixed from."""


class Cost(NamedTuple):
    """The cost of a command: CPU seconds (user and system), the peak of resident memory in MB, bytes of its output."""

    cpu: float
    peak: float
    size: int


def run_of(folder: Path, systems: int) -> Run:
    """Return a run of so many made-up systems, whose counts are mixed from those of real ones."""
    base = _base_run(folder)
    data, names = base.data, list(base.systems)
    rng = np.random.default_rng(1)
    outputs: dict[str, tuple[str, ...]] = {}
    counts: dict[Key, Counts] = {}
    values: dict[Key, Values] = {}
    for i in range(systems):
        first, second = rng.choice(len(names), 2, replace=False)
        from_first = rng.random(len(data)) < rng.random()
        columns = (data.outputs[names[first]], data.outputs[names[second]])
        system = f"system {i}"
        # The last word differs, so that no text of one system is that of another.
        outputs[system] = tuple(
            f"{columns[0][row] if is_first else columns[1][row]} {i}" for row, is_first in enumerate(from_first)
        )
        for label in METRICS:
            rows = (base.counts[Key(names[j], label)] for j in (first, second))
            counts[Key(system, label)] = np.where(from_first[:, None], *rows)
    mixed = EvalSet(data.name, data.ids, data.documents, data.sources, data.references, outputs, data.languages)
    for label in METRICS:
        metric = load(label)
        metric = metric.adapted(data.languages) if isinstance(metric, Adapts) else metric
        values |= {key: values_of(metric, rows, mixed) for key, rows in counts.items() if key.metric == label}
    return Run(mixed, base.measures, counts, values, versions=base.versions, created=base.created)


def _base_run(folder: Path) -> Run:
    """Return real systems, scored on their segments; a set that is too short is then repeated, with its counts."""
    data = open_named(folder)
    size = min(len(data), SEGMENTS)
    names = [name for name, column in data.outputs.items() if None not in column][:BASE]
    reference = next(iter(data.references))
    scored = evaluate(_repeated(data, size, reference, names), METRICS)
    rows = np.arange(SEGMENTS) % size
    return replace(
        scored,
        data=_repeated(data, SEGMENTS, reference, names),
        counts={key: counts[rows] for key, counts in scored.counts.items()},
    )


def _repeated(data: EvalSet, segments: int, reference: str, names: list[str]) -> EvalSet:
    """Return a set of so many segments in documents of one size, from the start again where the set ends."""
    rows = list(islice(cycle(range(len(data))), segments))
    size = SEGMENTS // DOCUMENTS
    documents = range(math.ceil(segments / size))
    return EvalSet(
        f"{segments} segments of {data.name}",
        tuple(f"d{i // size}#{i % size + 1}" for i in range(segments)),
        tuple(Document(f"d{i}", i * size, min((i + 1) * size, segments)) for i in documents),
        None if data.sources is None else tuple(data.sources[row] for row in rows),
        {reference: tuple(data.references[reference][row] for row in rows)},
        {name: tuple(data.outputs[name][row] for row in rows) for name in names},
        data.languages,
    )


def cost(words: list[str], output: Path) -> Cost:
    """Run a command of ours and return what it cost."""
    code = (
        "import re, resource, sys; from pathlib import Path; from tertium.cli import main\n"
        "try: main(sys.argv[1:])\n"
        "except SystemExit as end: assert not end.code, end.code\n"
        # On Linux ru_maxrss counts the memory of the process that started this one; VmHWM doesn't.
        "status = Path('/proc/self/status')\n"
        "peak = re.search(r'VmHWM:\\s+(\\d+)', status.read_text()) if status.exists() else None\n"
        "print(peak[1] if peak else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)"
    )
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-c", code, *words, "-o", str(output)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(done.stderr)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(cpu, int(done.stderr.split()[-1]) / 1024, output.stat().st_size)


def measure(folder: Path, systems: int) -> Iterator[Result]:
    """Yield what ranking, comparison and the page of so many systems cost."""
    with tempfile.TemporaryDirectory() as name:
        stored = Path(name) / "run"
        store.save(run_of(folder, systems), stored)
        ranking = cost(["rank", str(stored)], Path(name) / "rank.txt")
        yield Result(f"many/{systems}/rank_cpu_s", ranking.cpu, "s")
        yield Result(f"many/{systems}/rank_mb", ranking.peak, "MB")
        objects = cost(["rank", str(stored), "--json"], Path(name) / "rank.json")
        yield Result(f"many/{systems}/rank_json_cpu_s", objects.cpu, "s")
        yield Result(f"many/{systems}/rank_json_mb", objects.peak, "MB")
        yield Result(f"many/{systems}/rank_json_bytes", objects.size, "bytes")
        comparison = cost(["compare", str(stored)], Path(name) / "compare.txt")
        yield Result(f"many/{systems}/compare_cpu_s", comparison.cpu, "s")
        yield Result(f"many/{systems}/compare_mb", comparison.peak, "MB")
        page = cost(["report", str(stored), "--format", "html"], Path(name) / "page.html")
        yield Result(f"many/{systems}/page_cpu_s", page.cpu, "s")
        yield Result(f"many/{systems}/page_mb", page.peak, "MB")
        yield Result(f"many/{systems}/page_bytes", page.size, "bytes")


def main() -> None:
    """Print the figures as a table, or with --json as one object a line."""
    parser = arguments(__doc__, DATA / "wmt21-en-de")
    parser.add_argument("--systems", default="200,1000", help="numbers of systems, with commas between")
    chosen = parser.parse_args()
    show(
        (result for systems in map(int, chosen.systems.split(",")) for result in measure(chosen.data, systems)),
        as_json=chosen.json,
    )


if __name__ == "__main__":
    main()
