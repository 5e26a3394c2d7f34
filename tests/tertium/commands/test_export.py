"""`tertium export`: a set in another format, and what is lost on the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tertium.commands.export import export
from tests.tertium.answering import fails

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_the_size_and_the_format_are_told(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    export(place / "set", place / "set.jsonl", "jsonl")
    out, err = capsys.readouterr()
    assert (out, err.splitlines()[0]) == ("", f"{place / 'set.jsonl'}: 2 segments as jsonl")


def test_an_unknown_format_is_refused_before_anything_is_read(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, err = fails(capsys, "export", place / "nowhere", "-o", place / "new", "-f", "docx")
    assert code == 2
    assert "no output format is named 'docx'" in err


def test_a_format_of_one_file_is_replaced_only_when_asked(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    export(place / "set", place / "a.tmx", "tmx", quiet=True)
    assert capsys.readouterr() == ("", "")
    code, err = fails(capsys, "export", place / "set", "-o", place / "a.tmx", "-f", "tmx")
    assert code == 2
    assert "--overwrite" in err


def test_a_format_of_a_folder_is_exported_too(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    export(place / "set", place / "out", "mteval")
    assert f"{place / 'out'}: 2 segments as mteval\n" in capsys.readouterr().err
