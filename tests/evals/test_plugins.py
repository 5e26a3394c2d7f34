"""Metrics of other distributions that fail cost themselves alone, and their secrets are in no file of the run."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pyarrow.parquet as pq
import pytest

from tertium.evals import store
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

KEY = "sk-4711 geheim"

PLUGIN = '''
import sys
from dataclasses import dataclass
import numpy as np
from tertium.metrics.base import Counted, Span, setting
{top}

@dataclass(frozen=True)
class Odd:
    """Odd."""

    name = "odd"
    needs = frozenset()
    unit = "%"
    higher_is_better = True
    source = "a test"

    strict: bool = False
    key: str = setting("", secret=True)

    def __post_init__(self):
        {made}

    @property
    def signature(self):
        {signature}
        return f"odd|{{self.key}}"

    def bind(self, texts):
        {bind}
        def count(hypotheses):
            rows = np.ones((len(hypotheses), 2))
            {count}
        return count

    def score(self, totals):
        {score}
        return totals[..., 0] / totals[..., 1]
'''
PARTS = {
    "top": "",
    "made": "pass",
    "signature": "pass",
    "bind": "pass",
    "count": "return Counted(rows)",
    "score": "pass",
}
QUOTING = (
    "return Counted(rows, (Span(0, 0, 1, self.key, self.key, self.key),), (self.key,), {1: f'refused {self.key}'})"
)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("set")
    (folder / "src.txt").write_text("a one\nb two\n", encoding="utf-8")
    (folder / "ref.txt").write_text("eins\nzwei\n", encoding="utf-8")
    inputs = ["--source", "src.txt", "--reference", "r=ref.txt", "--system", "x=ref.txt", "--system", "y=ref.txt"]
    process = tertium_in(folder, "build", *inputs, "--from", "en", "--to", "de", "-o", "set")
    assert process.returncode == 0, process.stderr
    return folder / "set"


def tertium_in(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command line in a folder, with the plug-ins that it holds."""
    path = os.pathsep.join([str(folder), str(ROOT)])
    return subprocess.run(
        [sys.executable, "-m", "tertium", *arguments],
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": path},
        cwd=folder,
    )


def install(folder: Path, **parts: str) -> None:
    """Put a distribution into a folder whose metric is odd in these parts."""
    info = folder / "odd_metric-2.1.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: odd-metric\nVersion: 2.1\n", encoding="utf-8")
    (info / "entry_points.txt").write_text("[tertium.metrics]\nodd = odd_metric:Odd\n", encoding="utf-8")
    (folder / "odd_metric.py").write_text(PLUGIN.format(**{**PARTS, **parts}), encoding="utf-8")


def texts_of(run: Path) -> str:
    """Return everything that stands in a run's files, Parquet decoded."""
    files = [path for path in run.rglob("*") if path.is_file()]
    tables = [str(pq.read_table(path).to_pydict()) for path in files if path.suffix == ".parquet"]
    metadata = [str(pq.read_schema(path).metadata) for path in files if path.suffix == ".parquet"]
    return "\n".join([*tables, *metadata, *(path.read_bytes().decode("utf-8", "replace") for path in files)])


REFUSED = "raise ConnectionError(f'no route to https://judge/?key={self.key}')"
FAULTS = [
    ({"made": REFUSED}, " of odd-metric 2.1 failed: ConnectionError: no route to https://judge/?key=***"),
    ({"signature": REFUSED}, " of odd-metric 2.1 failed: ConnectionError: no route"),
    ({"bind": REFUSED}, " of odd-metric 2.1 failed: ConnectionError: no route"),
    ({"count": REFUSED}, " of odd-metric 2.1 failed: ConnectionError: no route"),
    ({"score": REFUSED}, " of odd-metric 2.1 failed: ConnectionError: no route"),
    ({"top": "sys.exit(0)"}, "can't be loaded: SystemExit: 0"),
    ({"count": "sys.exit(0)"}, " of odd-metric 2.1 failed: SystemExit: 0"),
    ({"count": "return [1, 2]"}, " of odd-metric 2.1 returned a value of type list"),
    ({"count": "return Counted(rows * np.nan)"}, " of odd-metric 2.1 returned nan as a count"),
    ({"count": "return Counted(rows[:1])"}, " of odd-metric 2.1 returned counts of shape (1, 2)"),
]


# Case plugin-exit-0, plugin-fault-loses-the-run.
@pytest.mark.parametrize(("parts", "message"), FAULTS)
def test_a_plug_in_that_fails_costs_itself_alone_and_quotes_no_secret(
    data: Path, tmp_path: Path, parts: dict[str, str], message: str
) -> None:
    install(tmp_path, **parts)
    process = tertium_in(tmp_path, "score", str(data), "-m", f"odd:key={KEY},strict=true", "-m", "chrf", "-o", "run")
    assert process.returncode == 5, process.stderr
    assert "Traceback" not in process.stderr
    assert message in process.stderr
    assert "odd-metric 2.1" in process.stderr
    run = store.load(tmp_path / "run")
    assert list(run.measures) == ["chrf"]
    assert message in next(iter(run.missing.values()))
    for text in (process.stderr, process.stdout, texts_of(tmp_path / "run")):
        assert KEY not in text
        assert "geheim" not in text


def test_a_plug_in_that_hangs_is_missing_after_its_time(data: Path, tmp_path: Path) -> None:
    install(tmp_path, count="import time; time.sleep(600)")
    arguments = ("-m", "odd", "-m", "chrf", "-o", "run", "--time-limit", "5")
    process = tertium_in(tmp_path, "score", str(data), *arguments)
    assert process.returncode == 5, process.stderr
    assert "odd of odd-metric 2.1 failed: OutOfTime: took longer than 5 s" in process.stderr
    assert list(store.load(tmp_path / "run").measures) == ["chrf"]
    refused = tertium_in(tmp_path, "score", str(data), "-m", "chrf", "-o", "run2", "--time-limit", "0")
    assert refused.returncode == 2
    assert refused.stderr == "tertium: a time limit of 0 s leaves no time\n  try: seconds above 0\n"


@pytest.mark.parametrize("end", ["os._exit(0)", "os.abort()", "os.kill(os.getpid(), 9)"])
def test_a_plug_in_that_ends_its_process_costs_itself_alone(data: Path, tmp_path: Path, end: str) -> None:
    install(tmp_path, top="import os", count=end)
    arguments = ("-m", "odd", "-m", "chrf", "-m", "length", "-o", "run", "--workers", "2")
    process = tertium_in(tmp_path, "score", str(data), *arguments)
    assert process.returncode == 5, process.stderr
    assert "Traceback" not in process.stderr
    run = store.load(tmp_path / "run")
    assert list(run.measures) == ["chrf", "length"]
    assert run.missing["odd"].startswith("odd: the process that scored it died\n  try: ")


@pytest.mark.parametrize("ends", ["print('noise')", "print('noise'); sys.stdout.close()", "sys.stdout = None"])
def test_what_a_plug_in_prints_is_never_among_the_json(data: Path, tmp_path: Path, ends: str) -> None:
    install(tmp_path, top=ends, bind=ends, count=f"{ends}; return Counted(rows)", score=ends)
    for workers in ("1", "2"):
        arguments = ("-m", "odd", "-m", "chrf", "-o", f"run-{workers}", "--workers", workers)
        process = tertium_in(tmp_path, "score", str(data), *arguments)
        assert (process.returncode, process.stdout) == (0, "")
        assert f"run-{workers}: 2 systems, 2 metrics" in process.stderr
    for command in (("compare", "run-1", "--json"), ("metrics", "--json")):
        process = tertium_in(tmp_path, *command)
        assert process.returncode == 0, process.stderr
        assert json.loads(process.stdout)


def test_a_plug_in_that_fails_while_systems_are_compared_is_two_lines(data: Path, tmp_path: Path) -> None:
    install(tmp_path, count="return Counted(rows)", score="if 'compare' in sys.argv: sys.exit(0)")
    assert tertium_in(tmp_path, "score", str(data), "-m", "odd", "-o", "run").returncode == 0
    process = tertium_in(tmp_path, "compare", "run")
    assert process.returncode == 2
    assert process.stderr.startswith("tertium: odd of odd-metric 2.1 failed: SystemExit: 0\n  try: another version")


def test_alone_it_is_an_error_of_two_lines_and_no_run(data: Path, tmp_path: Path) -> None:
    install(tmp_path, top="sys.exit(0)")
    process = tertium_in(tmp_path, "score", str(data), "-m", "odd", "-o", "run", "-q")
    assert process.returncode == 2
    assert process.stderr == (
        "tertium: metric 'odd' of odd-metric 2.1 (odd_metric:Odd) can't be loaded: SystemExit: 0\n"
        "  try: another version of it, or the other metrics without it\n"
    )
    assert not (tmp_path / "run").exists()


def test_a_plug_in_that_works_leaves_its_secret_nowhere(data: Path, tmp_path: Path) -> None:
    install(tmp_path, count=QUOTING)
    process = tertium_in(tmp_path, "score", str(data), "-m", "chrf", "-m", f"odd:key={KEY},strict=true", "-o", "run")
    assert process.returncode == 5, process.stderr  # it scores one of two segments
    run = store.load(tmp_path / "run")
    assert list(run.measures) == ["chrf", "odd:strict=True"]
    assert run.measures["odd:strict=True"].signature == "odd|***"
    assert [(skip.system, skip.metric, skip.reason) for skip in run.skips] == [
        ("x", "odd:strict=True", "refused ***"),
        ("y", "odd:strict=True", "refused ***"),
    ]
    report = tertium_in(tmp_path, "report", "run", "--format", "html", "-o", "page.html")
    assert report.returncode == 0, report.stderr
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    for text in (process.stderr, process.stdout, page, texts_of(tmp_path / "run")):
        assert "geheim" not in text


def test_a_plug_in_that_nobody_asked_for_is_not_imported(data: Path, tmp_path: Path) -> None:
    install(tmp_path, top="open('imported', 'w').close(); sys.exit(0)")
    process = tertium_in(tmp_path, "score", str(data), "-m", "chrf", "-o", "run", "-q")
    assert (process.returncode, process.stderr) == (0, "")
    assert not (tmp_path / "imported").exists()
    listing = tertium_in(tmp_path, "metrics")
    assert listing.returncode == 0
    assert "chrf" in listing.stdout
    assert "metric 'odd' of odd-metric 2.1 (odd_metric:Odd) can't be loaded: SystemExit: 0" in listing.stderr


def test_the_catalogue_names_a_plug_in_that_cannot_be_made_and_shows_no_secret(tmp_path: Path) -> None:
    install(tmp_path, made="raise OSError('no disk')")
    listing = tertium_in(tmp_path, "metrics")
    assert listing.returncode == 0
    assert "odd of odd-metric 2.1 failed: OSError: no disk" in listing.stderr
    (tmp_path / "two").mkdir()
    install(tmp_path / "two", made=f"object.__setattr__(self, 'key', {KEY!r})")
    listing = tertium_in(tmp_path / "two", "metrics", "odd")
    assert "option key" in listing.stdout
    assert "geheim" not in listing.stdout


def test_a_stored_run_is_compared_where_the_plug_in_needs_a_key_and_there_is_none(data: Path, tmp_path: Path) -> None:
    install(tmp_path)
    tertium_in(tmp_path, "score", str(data), "-m", f"odd:key={KEY}", "-o", "run")
    (tmp_path / "odd_metric.py").write_text("raise ConnectionError('no key')", encoding="utf-8")
    process = tertium_in(tmp_path, "compare", "run")
    assert process.returncode == 0, "a mean needs no metric"
    assert "Traceback" not in process.stderr
    assert store.load(tmp_path / "run").measures["odd"].signature == "odd|***"
