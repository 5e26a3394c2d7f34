"""A folder of runs: listed, verified, read in one line; and nothing that a killed writer leaves looks complete."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from tertium.cli import main
from tertium.errors import DataError
from tertium.evals import store
from tertium.evals.runs import frame, list_runs, runs_in, set_aside, unfinished
from tests.conftest import ROOT
from tests.evals.making import MEAN, run_of

if TYPE_CHECKING:
    from pathlib import Path

WRITER = """
import sys
import tempfile
from pathlib import Path
from tertium.evals import store
from tests.evals.making import run_of
from tertium.errors import UsageError

folder, name, times, overwrite = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), sys.argv[4] == "overwrite"
run = run_of({name: [float(i) for i in range(200)], "y": [1.0] * 200})
store.save(run, Path(tempfile.mkdtemp()) / "first")  # what is imported late is imported now
print("ready", flush=True)
sys.stdin.readline()
for i in range(times):
    try:
        store.save(run, folder / ("same" if times == 1 or overwrite else f"{name}{i}"), overwrite=overwrite)
    except UsageError as error:
        print(f"refused: {error}", flush=True)
        sys.exit(2)
"""


def writers(folder: Path, names: str, times: int, mode: str = "once") -> list[subprocess.Popen[str]]:
    """Start processes, each of which waits for a line, then writes runs."""
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, str(folder), name, str(times), mode],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )
        for name in names
    ]
    for process in processes:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    return processes


def go(process: subprocess.Popen[str]) -> None:
    assert process.stdin is not None
    process.stdin.write("go\n")
    process.stdin.flush()


def end(process: subprocess.Popen[str]) -> int:
    process.communicate()
    return process.returncode


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    store.save(run_of({"x": [1.0, 2.0]}), tmp_path / "one")
    store.save(run_of({"x": [3.0, 4.0], "y": [0.0, 1.0]}), tmp_path / "two")
    return tmp_path


def test_runs_are_listed_and_everything_else_is_not(folder: Path) -> None:
    (folder / "notes").mkdir()
    (folder / "file").write_text("x", encoding="utf-8")
    entries = list_runs(folder)
    assert [entry.name for entry in entries] == ["one", "two"]
    assert entries[1].manifest["systems"] == ["x", "y"]
    assert not any(entry.trouble for entry in entries)
    assert runs_in(folder / "one") == [folder / "one"]


def test_a_list_looks_whether_files_are_there_and_says_no_more_than_that(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert [entry.state for entry in list_runs(folder)] == ["complete"] * 2
    assert [entry.state for entry in list_runs(folder, verify=True)] == ["ok"] * 2
    (folder / "one" / "spans.parquet").unlink()
    assert list_runs(folder)[0].state == "spans.parquet is missing"
    capsys.readouterr()
    assert main(["runs", "list", str(folder)]) == 0
    out = capsys.readouterr().out
    assert "complete: every file is there; tertium runs verify" in out
    (folder / "two" / "manifest.json").write_text("[]", encoding="utf-8")
    assert "of schema None" in [entry.state for entry in list_runs(folder)]


def test_a_folder_without_runs_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["runs", "list", str(tmp_path)]) == 0
    assert "there are no runs here; tertium score" in capsys.readouterr().out


def test_lists_and_runs_are_shown_as_strict_json(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["runs", "verify", str(folder), "--json"]) == 0
    listing = json.loads(capsys.readouterr().out)
    assert listing["schema"] == "tertium.runs/1"
    assert [(row["run"], row["systems"], row["state"]) for row in listing["runs"]] == [
        ("one", ["x"], "ok"),
        ("two", ["x", "y"], "ok"),
    ]
    assert main(["runs", "show", str(folder / "two"), "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["schema"], answer["manifest"]["id"]) == ("tertium.shown/1", listing["runs"][1]["id"])
    assert [score["score"] for score in answer["scores"]] == [3.5, 0.5]


def test_all_scores_are_one_frame(folder: Path) -> None:
    scores = frame(folder)
    assert scores[["run", "system", "metric", "score"]].to_numpy().tolist() == [
        ["one", "x", MEAN, 1.5],
        ["two", "x", MEAN, 3.5],
        ["two", "y", MEAN, 0.5],
    ]
    assert {"id", "created", "fingerprint"} <= set(scores.columns)
    with pytest.raises(DataError, match="there are no runs"):
        frame(folder / "nowhere")


def test_a_changed_byte_is_found(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["runs", "verify", str(folder)]) == 0
    raw = bytearray((folder / "two" / "counts.parquet").read_bytes())
    raw[len(raw) // 2] ^= 1
    (folder / "two" / "counts.parquet").write_bytes(raw)
    assert not list_runs(folder)[1].trouble
    assert "counts.parquet differs from what was written" in list_runs(folder, verify=True)[1].trouble
    capsys.readouterr()
    assert main(["runs", "verify", str(folder)]) == 3
    out, err = capsys.readouterr()
    assert "differs from what was written" in out
    assert "1 of 2 runs can't be trusted: two" in err


def test_a_broken_manifest_is_listed_as_trouble(folder: Path) -> None:
    (folder / "one" / "manifest.json").write_text("{", encoding="utf-8")
    (folder / "two" / "manifest.json").write_text('{"schema": "tertium.run/9"}', encoding="utf-8")
    troubles = {entry.name: entry.trouble for entry in list_runs(folder)}
    assert "line 1" in troubles["one"]
    assert troubles["two"] == "of schema 'tertium.run/9'"


def test_runs_are_listed_and_shown_by_command(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / ".one.abc" / "set").mkdir(parents=True)
    assert main(["runs", "list", str(folder)]) == 0
    assert "left by killed writers, may be deleted: .one.abc" in capsys.readouterr().out
    assert main(["runs", "show", str(folder / "two")]) == 0
    assert "counts.parquet" in capsys.readouterr().out
    assert main(["runs", "list", str(folder / "nowhere")]) == 3


def test_a_hidden_folder_with_parts_of_a_run_or_with_nothing_is_left_by_a_writer(folder: Path) -> None:
    (folder / ".one.abc" / "set").mkdir(parents=True)
    (folder / ".two.abc").mkdir()
    (folder / ".git" / "objects").mkdir(parents=True)
    assert unfinished(folder) == [".one.abc", ".two.abc"]


def test_a_killed_writer_leaves_nothing_that_looks_complete(tmp_path: Path) -> None:
    chance = random.Random(7)  # noqa: S311 - a delay
    killed = []
    for name, process in zip("abcd", writers(tmp_path, "abcd", 10_000), strict=True):
        go(process)
        while not (tmp_path / f"{name}0").exists():
            assert process.poll() is None
            time.sleep(0.01)
        time.sleep(chance.uniform(0, 0.3))
        os.kill(process.pid, signal.SIGKILL)
        killed.append(end(process))
    assert killed == [-signal.SIGKILL] * 4
    entries = list_runs(tmp_path, verify=True)
    assert len(entries) >= 4, "each writer had finished a run"
    assert not [entry.trouble for entry in entries if entry.trouble]
    for folder in tmp_path.iterdir():
        assert folder.name.startswith(".") or (folder / store.MARKER).is_file()
    hidden = sorted(folder.name for folder in tmp_path.iterdir() if folder.name.startswith("."))
    assert sorted([*unfinished(tmp_path), *set_aside(tmp_path)]) == hidden


def test_of_writers_of_one_run_at_once_one_wins_and_nothing_is_mixed(tmp_path: Path) -> None:
    processes = writers(tmp_path, "abc", 1)
    for process in processes:
        go(process)
    codes = [end(process) for process in processes]
    assert sorted(codes) == [0, 2, 2]
    winner = "abc"[codes.index(0)]
    assert store.load(tmp_path / "same").systems == (winner, "y")
    assert [folder.name for folder in tmp_path.iterdir()] == ["same"]


def test_writers_that_overwrite_each_other_leave_one_whole_run(tmp_path: Path) -> None:
    processes = writers(tmp_path, "ab", 5, "overwrite")
    for process in processes:
        go(process)
    assert {end(process) for process in processes} <= {0, 2}
    assert store.load(tmp_path / "same").systems[0] in {"a", "b"}


def test_a_whole_run_is_never_called_deletable(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "one").rename(folder / ".one.0f0f0f0f")
    store.save(run_of({"x": [1.0, 2.0]}), folder / ".broken.0f0f0f0f")
    (folder / ".broken.0f0f0f0f" / "counts.parquet").unlink()
    assert set_aside(folder) == [".one.0f0f0f0f"]
    assert unfinished(folder) == [".broken.0f0f0f0f"]
    assert main(["runs", "list", str(folder)]) == 0
    text = capsys.readouterr().out
    assert "left by killed writers, may be deleted: .broken.0f0f0f0f\n" in text
    assert f"whole runs whose writers were killed: .one.0f0f0f0f; mv {folder / '.one.0f0f0f0f'} " in text


def test_a_run_that_stepped_aside_is_put_back_before_runs_are_listed(folder: Path) -> None:
    (folder / "one").rename(folder / ".one.abc.old")
    assert [run.name for run in list_runs(folder)] == ["one", "two"]
    assert not set_aside(folder)
