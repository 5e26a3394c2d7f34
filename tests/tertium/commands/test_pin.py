"""`tertium pin`: the gate holds candidates against the run that was pinned, and no other."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from tertium.cli import main
from tertium.commands.pin import pin

if TYPE_CHECKING:
    from pathlib import Path


def pinned(folder: Path, tmp_path: Path) -> tuple[Path, Path]:
    run, pin = tmp_path / "base", tmp_path / "baseline.toml"
    shutil.copytree(folder / "old", run)
    assert main(["pin", str(run), "-o", str(pin), "-q"]) == 0
    return run, pin


def against(folder: Path, pin: Path) -> int:
    return main(["gate", str(folder / "new"), "--baseline", str(pin), "--policy", str(folder / "bleu.toml")])


def test_a_pinned_baseline_is_the_run_that_was_pinned(folder: Path, tmp_path: Path) -> None:
    _, pin = pinned(folder, tmp_path)
    assert 'run = "base"' in pin.read_text(encoding="utf-8")
    assert against(folder, pin) == 0


def test_a_stale_baseline_never_passes(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run, pin = pinned(folder, tmp_path)
    shutil.rmtree(run)
    shutil.copytree(folder / "new", run)
    assert against(folder, pin) == 4
    assert "the baseline is stale" in capsys.readouterr().err
    assert main(["pin", str(run), "-o", str(pin)]) == 2
    assert main(["pin", str(run), "-o", str(pin), "--overwrite"]) == 0
    assert against(folder, pin) == 0


@pytest.mark.parametrize("harm", ["missing", "unfinished", "changed", "edited"])
def test_a_missing_killed_or_changed_baseline_never_passes(folder: Path, tmp_path: Path, harm: str) -> None:
    run, pin = pinned(folder, tmp_path)
    manifest = run / "manifest.json"
    if harm == "missing":
        shutil.rmtree(run)
    elif harm == "unfinished":
        manifest.unlink()
    elif harm == "changed":
        (run / "scores.parquet").write_bytes(b"")
    else:
        manifest.write_text(manifest.read_text(encoding="utf-8").replace("mine", "yours"), encoding="utf-8")
    assert against(folder, pin) == 3
    assert main(["gate", str(run), "--baseline", str(folder / "old"), "--policy", str(folder / "bleu.toml")]) == 3


@pytest.mark.parametrize("text", ["", 'schema = "tertium.baseline/1"', "not toml", 'schema = "x"\nrun = 1'])
def test_a_file_that_is_no_pin_is_refused(folder: Path, tmp_path: Path, text: str) -> None:
    (tmp_path / "pin.toml").write_text(text, encoding="utf-8")
    assert against(folder, tmp_path / "pin.toml") == 2


def test_pinned_signatures_are_held_to(folder: Path, tmp_path: Path) -> None:
    _, pin = pinned(folder, tmp_path)
    pin.write_text(pin.read_text(encoding="utf-8").replace("tokenize:13a", "tokenize:intl"), encoding="utf-8")
    assert against(folder, pin) == 4


def test_the_command_names_the_system_that_is_pinned(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    pin(folder / "old", tmp_path / "base.toml")
    assert f"mine of {folder / 'old'} is the baseline" in capsys.readouterr().err
