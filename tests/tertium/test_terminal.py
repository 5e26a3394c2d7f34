"""What others wrote reaches a terminal as visible characters, and a warning as a line."""

from __future__ import annotations

import sys
import warnings
from typing import TYPE_CHECKING

import pytest

from tertium.cli import main
from tertium.terminal import reveal, say, show_warnings_as_lines, warnings_as_lines
from tests.tertium.answering import outcome

if TYPE_CHECKING:
    from pathlib import Path

ESCAPES = "a\x1b]0;PWN\x07\x1b[31m\u202e\x9b"


def test_characters_that_would_act_are_shown_as_codes() -> None:
    assert reveal("ä\x1b[31m\n\u202e\udcff") == "ä<U+001B>[31m<U+000A><U+202E><U+DCFF>"


# Case escape-on-stderr.
def test_progress_shows_the_name_of_a_system_and_never_obeys_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "s.tsv").write_text(f"source\treference\tsystem.{ESCAPES}\none\teins\teins\n", encoding="utf-8")
    code, _, err = outcome(capsys, "score", str(tmp_path / "s.tsv"), "-m", "chrf", "-o", str(tmp_path / "run"))
    assert code == 0
    assert "chrf: a<U+001B>]0;PWN<U+0007><U+001B>[31m<U+202E><U+009B>\n" in err
    assert err == reveal(err.replace("\n", "")) or not set(err) & set("\x1b\x07\x9b\u202e")


@pytest.mark.parametrize("name", ["p\x1b[31mq", "two\nlines", "tab\there", "p\udcffq", "\u2028"])
def test_a_path_in_an_error_is_shown_in_one_line(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = outcome(capsys, "report", name)
    assert code == 3
    assert err == f"tertium: {reveal(name)} does not exist\n  try: check the path\n"


def test_an_option_that_does_not_exist_is_shown_as_it_cannot_act(capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = outcome(capsys, "report", "x", f"--{ESCAPES}")
    assert code == 2
    assert "\x1b" not in err
    assert len(err.splitlines()) == 2


def test_a_file_whose_name_is_not_utf_8_is_refused_in_two_lines(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "p\udcffq.tsv").write_text("source\treference\tsystem.x\none\teins\teins\n", encoding="utf-8")
    code, _, err = outcome(capsys, "score", str(tmp_path / "p\udcffq.tsv"), "-m", "chrf", "-o", str(tmp_path / "run"))
    assert code == 3
    assert err.endswith("is no name for a set: it is not UTF-8\n  try: rename the file or folder\n")
    assert not (tmp_path / "run").exists()


def test_a_run_whose_folder_is_not_named_in_utf_8_works(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run = str(place / "r\udcffx")
    assert outcome(capsys, "score", str(place / "set"), "-m", "chrf", "-o", run)[0] == 0
    for words in (["report", run], ["runs", "list", str(place), "--json"], ["runs", "verify", run], ["rank", run]):
        assert outcome(capsys, *words)[0] == 0
    for form in ("html", "json", "markdown", "xlsx"):
        assert outcome(capsys, "report", run, "-f", form, "-o", str(place / f"page.{form}"))[0] == 0
    assert outcome(capsys, "pin", run, "--system", "x", "-o", str(place / "pin"))[0] == 0


def test_a_warning_is_a_line_of_ours(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warnings, "showwarning", warnings.showwarning)  # put back at the end
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        with warnings_as_lines():
            warnings.warn("metric 'x\x1b'\nis left out", stacklevel=1)
        shown_before = warnings.showwarning
        show_warnings_as_lines()
        assert warnings.showwarning is not shown_before
        warnings.warn("another", stacklevel=1)
    line, second = capsys.readouterr().err.splitlines()
    assert line == "tertium: warning: metric 'x<U+001B>' is left out"
    assert second == "tertium: warning: another"


def test_a_command_shows_warnings_as_lines(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def warning(**_: object) -> None:
        warnings.warn("metric 'vowels' of some 1.0 can't be loaded", stacklevel=1)

    monkeypatch.setattr("tertium.cli.app", warning)
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        assert main([]) == 0
    assert capsys.readouterr().err == "tertium: warning: metric 'vowels' of some 1.0 can't be loaded\n"


class Full:
    """A stream on a disk without room."""

    def write(self, _: str) -> int:
        raise OSError(28, "No space left on device")


def test_a_stderr_that_is_closed_or_full_stops_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", None)
    say("nobody hears this")
    monkeypatch.setattr(sys, "stderr", Full())
    say("nor this")


def test_warnings_beyond_the_limit_are_counted(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tertium.terminal.MAX_WARNINGS", 3)
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        with warnings_as_lines():
            for number in range(20):
                warnings.warn(f"no {number}", stacklevel=1)
    assert capsys.readouterr().err.splitlines() == [
        *(f"tertium: warning: no {number}" for number in range(3)),
        "tertium: 17 more warnings",
    ]
