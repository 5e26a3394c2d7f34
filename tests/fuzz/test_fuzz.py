"""Damaged files of every reader: a documented exit code, no traceback, no hang, and no text lost in silence.

`make fuzz` runs this for as long as TERTIUM_FUZZ_SECONDS says, over all formats; a plain run takes the same few inputs
everywhere. A failure names its format and number, and TERTIUM_FUZZ_ONLY=FORMAT:NUMBER runs that one again.
"""

from __future__ import annotations

import io
import json
import os
import random
import shutil
import signal
import time
from contextlib import redirect_stderr, redirect_stdout
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest

from tertium.cli import main
from tertium.corpora import store
from tertium.evals.store import MARKER
from tests.fuzz import counting, samples
from tests.fuzz.mutation import mutated

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.fuzz

SECONDS = float(os.environ.get("TERTIUM_FUZZ_SECONDS", "0"))
INPUTS = 8
"""Inputs of each format in a plain run."""
SEED = os.environ.get("TERTIUM_FUZZ_SEED", "0")
ONLY = os.environ.get("TERTIUM_FUZZ_ONLY", "")
LIMIT = 120
"""Seconds after which an input counts as one that hangs: a valid one takes hundredths."""
DOCUMENTED = {0, 2, 3, 4, 5}
SUBJECTS = (*samples.FORMATS, "run")


class HangError(BaseException):
    """An input took too long; no Exception, which a reader might catch."""


def numbers(subject: str) -> Iterator[int]:
    """Yield numbers of inputs: the first few, and more for as long as this subject has time."""
    if ONLY:
        form, _, only = ONLY.partition(":")
        if form == subject:
            yield int(only)
        return
    end = time.monotonic() + SECONDS / len(SUBJECTS)
    number = 0
    while number < INPUTS or time.monotonic() < end:
        yield number
        number += 1


def ended(words: list[str]) -> tuple[int, str]:
    """Return exit code and stderr of a command; whatever it raises passes."""

    def hang(*_: object) -> None:
        raise HangError(words)

    err = io.StringIO()
    previous = signal.signal(signal.SIGALRM, hang)
    signal.alarm(LIMIT)
    try:
        with redirect_stdout(io.TextIOWrapper(io.BytesIO(), encoding="utf-8")), redirect_stderr(err):
            return main(words), err.getvalue()
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, previous)


def check(words: list[str]) -> int:
    """Run a command, check how it ends, and return its exit code."""
    code, err = ended(words)
    assert code in DOCUMENTED, (code, err)
    assert "Traceback" not in err
    assert not set(err) & {"\x1b", "\x07", "\0"}, "a control character for the terminal"
    if code:
        message, hint = err.splitlines()[-2:]
        assert message.startswith("tertium: "), err
        assert hint.startswith("  try: "), err
    return code


def damaged_copy(original: Path, folder: Path, chance: random.Random) -> Path:
    """Return a copy of a file or folder with one file damaged."""
    copy = folder / original.name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    if original.is_dir():
        shutil.copytree(original, copy)
        victim = chance.choice(sorted(path for path in copy.rglob("*") if path.is_file()))
    else:
        shutil.copyfile(original, copy)
        victim = copy
    # A damaged archive fails its checksums: a damaged sheet within is what a bad program writes.
    if victim.suffix == ".xlsx" and chance.random() < 0.8:
        _damage_sheet(victim, chance)
    else:
        victim.write_bytes(mutated(victim.read_bytes(), chance))
    return copy


def _damage_sheet(path: Path, chance: random.Random) -> None:
    with ZipFile(path) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    name = chance.choice([name for name in files if "sheet" in name or "sharedStrings" in name])
    files[name] = mutated(files[name], chance)
    with ZipFile(path, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)


@pytest.mark.parametrize("form", samples.FORMATS)
def test_a_damaged_file_ends_in_its_texts_or_in_an_error(form: str, tmp_path: Path) -> None:
    (tmp_path / "original").mkdir()
    original = samples.make(form, tmp_path / "original")
    built = tmp_path / "set"
    inputs = accepted = counted = 0
    for number in numbers(form):
        chance = random.Random(f"{SEED}:{form}:{number}")  # noqa: S311 - the same damage again
        path = damaged_copy(original, tmp_path / "damaged", chance)
        replay = f"TERTIUM_FUZZ_SEED={SEED} TERTIUM_FUZZ_ONLY={form}:{number}"
        try:
            inputs += 1
            code = check(["build", str(path), "--from", "en", "--to", "de", "-o", str(built), "--overwrite", "-q"])
            if code == 0:
                accepted += 1
                data = store.load(built)
                expected = counting.in_file(form, path)
                counted += expected is not None
                is_noted = set(data.provenance) - {"read"} and any(
                    data.provenance[key] for key in set(data.provenance) - {"read"}
                )
                assert expected is None or is_noted or counting.returned(data) == expected, "texts were lost or added"
                if chance.random() < 0.1:
                    check(
                        ["score", str(built), "-m", "chrf", "-m", "numbers", "-o", str(tmp_path / "run"), "--overwrite"]
                    )
        except BaseException as error:
            error.add_note(replay) if hasattr(error, "add_note") else print(replay)  # noqa: T201 - before Python 3.11
            raise
        shutil.rmtree(built, ignore_errors=True)
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")], "a temporary file is left"
    print(f"{form}: {inputs} inputs, {accepted} accepted, {counted} counted")  # noqa: T201 - shown by make fuzz


def test_a_damaged_run_ends_in_its_report_or_in_an_error(tmp_path: Path) -> None:
    (tmp_path / "original").mkdir()
    data = samples.make("set", tmp_path / "original")
    original = tmp_path / "run"
    assert main(["score", str(data), "-m", "chrf", "-m", "numbers", "-o", str(original), "-q"]) == 0
    inputs = accepted = 0
    for number in numbers("run"):
        chance = random.Random(f"{SEED}:run:{number}")  # noqa: S311
        path = damaged_copy(original, tmp_path / "damaged", chance)
        replay = f"TERTIUM_FUZZ_SEED={SEED} TERTIUM_FUZZ_ONLY=run:{number}"
        try:
            inputs += 1
            words = chance.choice(
                [["report", str(path)], ["rank", str(path)], ["runs", "show", str(path)], ["compare", str(path)]]
            )
            code = check(words)
            accepted += code == 0
            # What two runs are compared by is checked before their files are, so exit code 4 is right too.
            assert _is_same(path, original) or code in {3, 4}, "a damaged run was shown"
            assert check(["runs", "list", str(tmp_path / "damaged")]) == 0
        except BaseException as error:
            error.add_note(replay) if hasattr(error, "add_note") else print(replay)  # noqa: T201
            raise
    print(f"run: {inputs} inputs, {accepted} accepted")  # noqa: T201


def _is_same(run: Path, original: Path) -> bool:
    """Return whether a run's files have the bytes of the original's; the time in a manifest may be any."""
    for file in (path.relative_to(original) for path in original.rglob("*") if path.is_file()):
        raw, expected = (run / file).read_bytes(), (original / file).read_bytes()
        if file.name == MARKER and _about(raw) == _about(expected):
            continue
        if raw != expected:
            return False
    return True


def _about(manifest: bytes) -> object:
    """Return what a manifest says beside the time; None where it is no JSON."""
    try:
        return {**json.loads(manifest), "created": ""}
    except (ValueError, TypeError):
        return None


@pytest.mark.parametrize("form", samples.FORMATS)
def test_every_format_has_a_count_of_its_own_which_agrees_on_the_sample(form: str, tmp_path: Path) -> None:
    path = samples.make(form, tmp_path)
    assert check(["build", str(path), "--from", "en", "--to", "de", "-o", str(tmp_path / "built"), "-q"]) == 0
    assert counting.in_file(form, path) == counting.returned(store.load(tmp_path / "built")) > 0
