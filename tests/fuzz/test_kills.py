"""Every command that writes is killed at any moment: nothing incomplete looks complete, and a second try is whole.

`make kill` sets TERTIUM_KILLS to the number of kills over all commands; a plain run makes a few.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
from typing import TYPE_CHECKING, Final

import pytest

from tertium.cache import contents
from tertium.cache.store import FILE, FileStore, key
from tertium.cli import main
from tertium.evals.inspection.stored import FILE as MEMO
from tertium.evals.runs import list_runs, set_aside, unfinished
from tests.conftest import ROOT
from tests.fuzz import samples
from tests.tertium.commands import projects

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.fuzz

KILLS: Final = int(os.environ.get("TERTIUM_KILLS", "15"))
MISSING: Final = 5
"""The exit code of a project of which a set has no outputs."""
SEED: Final = os.environ.get("TERTIUM_FUZZ_SEED", "0")
POLICY: Final = 'schema = "tertium.policy/1"\n[[rule]]\nkind = "required"\nmetric = "chrf"\n'

KILLED: Final = """
import os, signal, sys, threading
from tertium.cli import main

last, delay, place = int(sys.argv[1]), float(sys.argv[2]), sys.argv[3]
seen = 0

def watch(event, arguments):  # called before the system does what the event says
    global seen
    writes = event in {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "shutil.rmtree", "ctypes.call_function"}
    if event == "open" and isinstance(arguments[0], str):
        writes = place in os.path.abspath(arguments[0])
    if writes or (event == "sqlite3.connect"):
        seen += 1
        if seen == last:
            if delay:
                threading.Timer(delay, os.kill, (os.getpid(), signal.SIGKILL)).start()
            else:
                os.kill(os.getpid(), signal.SIGKILL)

sys.addaudithook(watch)
code = main(sys.argv[4:])
print(seen)
sys.exit(code)
"""
COMMANDS: Final[dict[str, tuple[list[str], list[str]]]] = {
    "build": (["build", "sample.tsv", "--from", "en", "--to", "de", "-o", "new", "--overwrite"], ["new"]),
    "build-articles": (
        ["build", "articles", "--from", "en", "--to", "de", "--encoder", "lexical", "-o", "new", "--overwrite"],
        ["new"],
    ),
    "score": (["score", "set", "-m", "chrf", "-m", "bleu", "-o", "runs/new", "--overwrite"], ["runs/new"]),
    "replace": (["score", "set", "-m", "chrf", "-m", "bleu", "-o", "runs/old", "--overwrite"], ["runs/old"]),
    "report": (["report", "run", "-f", "html", "-o", "page.html", "--overwrite"], ["page.html"]),
    "export-file": (["export", "set", "-f", "jsonl", "-o", "new.jsonl", "--overwrite"], ["new.jsonl"]),
    "export-folder": (["export", "set", "-f", "wmt", "-o", "wmt", "--overwrite"], ["wmt"]),
    "gate": (
        ["gate", "run", "--baseline", "run", "--policy", "p.toml", "--junit", "j.xml", "--summary", "s.md"],
        ["j.xml", "s.md"],
    ),
    "compare": (["compare", "two", "-o", "comparison.txt", "--overwrite"], ["comparison.txt"]),
    "pin": (["pin", "run", "-o", "pin", "--overwrite"], ["pin"]),
    "plot": (["plot", "run", "leaderboard", "-o", "board.svg", "--overwrite"], ["board.svg"]),
    "init": (["init", ".", "--overwrite"], ["tertium.toml"]),
    "prune": (["cache", "prune", "--days", "0"], []),
}
"""Command to its words and to the files or folders that it writes, in the folder that `prepared` makes."""


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with all that the commands read."""
    place = tmp_path_factory.mktemp("prepared")
    samples.make("tsv", place)
    (place / "articles").mkdir()
    for article in ("harbour-ferry", "hafenfaehre", "night-train", "nachtzug"):
        shutil.copy(ROOT / "examples" / "articles" / f"{article}.txt", place / "articles")
    (place / "p.toml").write_text(POLICY, encoding="utf-8")
    (place / "runs").mkdir()
    output = str(place / "set")
    assert main(["build", str(place / "sample.tsv"), "--from", "en", "--to", "de", "-o", output, "-q"]) == 0
    for run in ("run", "runs/old"):
        assert main(["score", output, "-m", "chrf", "-o", str(place / run), "-q"]) == 0
    second = f"y={place / 'y.txt'}"
    (place / "y.txt").write_text("Kran.\nKrane.\nUhr.\nFähre.\nFähre.\nEnde.\n", encoding="utf-8")
    assert main(["score", output, "-m", "chrf", "--system", second, "-o", str(place / "two"), "-q"]) == 0
    return place


@pytest.fixture
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Set the variables for this process and return them for another: one time for all runs, a cache of its own."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    monkeypatch.setenv("TERTIUM_CACHE", str(tmp_path / "cache"))
    return {**os.environ, "PYTHONPATH": str(ROOT)}


def fill_cache(path: Path) -> None:
    path.parent.mkdir(exist_ok=True)
    store = FileStore(path, "comet", pytest.fail)
    store.put({key("comet", str(i)): b"x" * 100 for i in range(500)})


def content(place: Path, outputs: list[str]) -> dict[str, bytes]:
    """Return the bytes of all files of the outputs that are there."""
    files = [file for output in outputs for file in [place / output, *(place / output).rglob("*")] if file.is_file()]
    return {str(file.relative_to(place)): file.read_bytes() for file in files}


def killed(place: Path, words: list[str], last: int, delay: float, environment: dict[str, str]) -> tuple[int, int]:
    """Run a command that is killed at an event; return its exit code, and the number of events if it ended itself."""
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(last), str(delay), str(place), *words],
        cwd=place,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )
    assert done.returncode in {0, MISSING, -signal.SIGKILL}, done.stderr
    return done.returncode, int(done.stdout.split()[-1]) if done.returncode >= 0 else 0


def fresh(prepared: Path, place: Path, cache: Path) -> None:
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(prepared, place)
    shutil.rmtree(cache, ignore_errors=True)
    fill_cache(cache / FILE)


@pytest.mark.parametrize("name", COMMANDS)
def test_a_kill_leaves_the_old_or_the_new_and_the_next_try_is_whole(
    name: str, prepared: Path, tmp_path: Path, environment: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    words, outputs = COMMANDS[name]
    chance = random.Random(f"{SEED}:{name}")  # noqa: S311 - the same moments again
    place, cache = tmp_path / "place", tmp_path / "cache"
    fresh(prepared, place, cache)
    before = content(place, outputs)
    code, events = killed(place, words, 0, 0, environment)
    assert code == 0
    after = content(place, outputs)
    assert after != before or name == "prune"
    kills = 0
    position = list(COMMANDS).index(name)
    for _ in range(KILLS * (position + 1) // len(COMMANDS) - KILLS * position // len(COMMANDS)):
        fresh(prepared, place, cache)
        last, delay = chance.randint(1, events), chance.choice((0, 0, chance.uniform(0, 0.02)))
        code, _ = killed(place, words, last, delay, environment)
        kills += code != 0
        _check_killed(name, place, outputs, before, after)
        _check_cache(cache / FILE)
        monkeypatch.chdir(place)
        (place / "s.md").unlink(missing_ok=True)  # the summary is appended to, so that a second try adds a second
        assert main([*words, *(["-q"] if name in {"build", "score"} else [])]) == 0
        assert content(place, outputs) == after
        if name == "prune":
            assert contents.scopes(cache / FILE) == []
    print(f"{name}: {kills} kills over {events} moments")  # noqa: T201 - shown by make kill


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a project of three sets, one of them made from articles, with a rule and a report."""
    place = tmp_path_factory.mktemp("project")
    file = projects.make(place, projects.RULES, ("news-en-de", "news-de-en"))
    (place / "articles").mkdir()
    for article in ("harbour-ferry", "hafenfaehre", "night-train", "nachtzug"):
        shutil.copy(ROOT / "examples" / "articles" / f"{article}.txt", place / "articles")
    text = '[sets.web]\narticles = "articles"\nlanguages = ["en", "de"]\nrole = "reference"\nencoder = "lexical"\n'
    file.write_text(file.read_text(encoding="utf-8").replace("[systems.base]", f"{text}[systems.base]"), "utf-8")
    return place


def finished(place: Path) -> set[str]:
    """Return the steps of a project whose results are there, each with its record."""
    work = place / "work"
    folders = [*work.glob("sets/[!.]*"), *work.glob("runs/[!.]*")]  # a hidden one has no name yet: it isn't finished
    records = [*(folder / "stage.json" for folder in folders), work / "verdict.json", work / "reports.json"]
    tables = [json.loads(record.read_text(encoding="utf-8")) for record in records if record.is_file()]
    stages = [table["stage"] if isinstance(table["stage"], dict) else table for table in tables]
    return {f"{stage['stage']} {stage['subject']}".rstrip() for stage in stages}


def run_project(place: Path, capsys: pytest.CaptureFixture[str]) -> set[str]:
    """Run a project to its end in this process; return what was done."""
    capsys.readouterr()
    assert main(["run", str(place), "-q", "--json"]) == MISSING
    return set(json.loads(capsys.readouterr().out)["done"])


@pytest.mark.slow
def test_a_project_that_is_killed_loses_nothing_and_does_nothing_twice(
    project: Path, tmp_path: Path, environment: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    chance, place = random.Random(f"{SEED}:project"), tmp_path / "place"  # noqa: S311 - the same moments again
    words = ["run", "--quiet", "--json"]
    shutil.copytree(project, place)
    code, events = killed(place, words, 0, 0, environment)
    assert code == MISSING
    after = content(place, ["work", "report"])
    everything = finished(place)
    assert len(everything) == 7  # web has no outputs, and no run
    for _ in range(max(10, KILLS // len(COMMANDS))):
        shutil.rmtree(place)
        shutil.copytree(project, place)
        last, delay = chance.randint(1, events), chance.choice((0, 0, chance.uniform(0, 0.05)))
        killed(place, words, last, delay, environment)
        kept = finished(place)
        done = run_project(place, capsys)
        assert content(place, ["work", "report"]) == after
        assert not done & kept
        assert done | kept == everything


def _check_killed(
    name: str, place: Path, outputs: list[str], before: dict[str, bytes], after: dict[str, bytes]
) -> None:
    """Check that each output is the old one or the new one, and that what is hidden is known for what it is."""
    for output in outputs:
        now, old, new = (
            {file: raw for file, raw in files.items() if file == output or file.startswith(f"{output}/")}
            for files in (content(place, outputs), before, after)
        )
        # What inspection found is a memo in a set that is complete without it; what is hidden is a memo half-written.
        now = {file: raw for file, raw in now.items() if not file.startswith(f"{output}/.{MEMO}")}
        without_memo = {file: raw for file, raw in new.items() if file != f"{output}/{MEMO}"}
        assert now in (old, new, without_memo), f"{name}: {output} is half-written"
    runs = place / "runs"
    assert all(not entry.trouble for entry in list_runs(runs, verify=True))
    hidden = sorted(path.name for path in runs.iterdir() if path.name.startswith("."))
    assert sorted([*unfinished(runs), *set_aside(runs)]) == hidden


def _check_cache(path: Path) -> None:
    """Check that no result is damaged, and that all are there or none."""
    results, damaged = contents.verify(path)
    assert (results in {0, 500}, damaged) == (True, 0)
