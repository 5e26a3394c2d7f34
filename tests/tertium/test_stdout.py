"""A closed or full stdout, or a reader that is gone: one line on stderr, and the exit code that the command has."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tertium.stdout import UnwritableError, guarded, tolerated
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

PASSING = 'schema = "tertium.policy/1"\n[[rule]]\nkind = "required"\nmetric = "chrf"\n'
FAILING = 'schema = "tertium.policy/1"\n[[rule]]\nkind = "limit"\nmetric = "chrf"\nat_least = 99.99\n'
WAYS = {
    "closed": ">&-",
    "full": "> /dev/full",
    "gone": "",
}
"""How stdout can't be written to, as a shell has it; gone is a pipe that nobody reads."""
REASONS = {"closed": "it is closed", "full": "No space left on device", "gone": "Broken pipe"}


def shell(place: Path, words: str, way: str) -> tuple[int, list[str]]:
    """Return exit code and lines of stderr of a command; its stdout is a pipe without a reader, or what `way` says."""
    line = f"{sys.executable} -m tertium {words} {way}; echo $? >&2"
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    reader, writer = os.pipe()
    os.close(reader)
    try:
        done = subprocess.run(
            ["/bin/sh", "-c", line],
            cwd=place,
            stdout=writer,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
            env=environment,
        )
    finally:
        os.close(writer)
    *lines, code = done.stderr.splitlines()
    return int(code), lines


# Case stdout-closed-or-full.
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("words", ["report run", "--help"])
def test_what_cannot_be_shown_is_one_line_and_exit_code_2(place: Path, words: str, way: str) -> None:
    assert shell(place, words, WAYS[way]) == (2, [f"tertium: can't write to stdout: {REASONS[way]}"])


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(("policy", "code"), [(PASSING, 0), (FAILING, 10)])
def test_a_gate_keeps_its_code_and_still_writes_its_files(place: Path, policy: str, code: int, way: str) -> None:
    (place / "policy.toml").write_text(policy, encoding="utf-8")
    words = "gate run --baseline run --system x --baseline-system x --policy policy.toml --junit j.xml --summary s.md"
    assert shell(place, words, WAYS[way]) == (code, [f"tertium: can't write to stdout: {REASONS[way]}"])
    assert (place / "j.xml").read_text(encoding="utf-8").startswith("<?xml")
    assert (place / "s.md").stat().st_size > 0


def test_a_damaged_run_is_exit_code_3_with_a_closed_stdout_too(place: Path) -> None:
    (place / "run" / "scores.parquet").write_bytes(b"")
    code, lines = shell(place, "runs verify .", WAYS["closed"])
    assert (code, len(lines)) == (3, 3)


def test_a_command_without_stdout_writes_its_file_where_it_should(place: Path) -> None:
    assert shell(place, "report run -f json -o a.json", "<&- >&-") == (0, [])
    assert shell(place, "report run -f json -o b.json", "") == (0, [])
    assert (place / "a.json").read_bytes() == (place / "b.json").read_bytes()


def test_a_closed_stderr_changes_no_exit_code(place: Path) -> None:
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    for words, code in (("report run", 0), ("report none", 3)):
        line = f"{sys.executable} -m tertium {words} 2>&-"
        done = subprocess.run(["/bin/sh", "-c", line], cwd=place, capture_output=True, check=False, env=environment)
        assert done.returncode == code


def test_only_failures_to_write_to_stdout_are_tolerated(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    with guarded():
        assert not sys.stdout.isatty()
        sys.stdout.write("")
        with pytest.raises(UnwritableError, match="can't write to stdout: it is closed"):
            sys.stdout.write("x")
        with tolerated():
            sys.stdout.buffer.write(b"x")
    assert sys.stdout is None
    assert capsys.readouterr().err == "tertium: can't write to stdout: it is closed\n"
    with pytest.raises(ValueError, match="another"), tolerated():
        raise ValueError("another")


def test_a_stdout_that_somebody_closed_meanwhile_is_an_error_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.TextIOWrapper(io.BytesIO())
    monkeypatch.setattr("sys.stdout", stream)
    with guarded():
        stream.close()
        for use in (sys.stdout.flush, lambda: sys.stdout.write("x")):
            with pytest.raises(UnwritableError, match="it is closed"):
                use()
