"""Where results go: whole files, pipes as they are, terminals as wide as they are and never with bytes."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import pytest

from tertium.commands.output import Destination, put, put_tables
from tertium.errors import UsageError
from tertium.reports.table import Column, Table

if TYPE_CHECKING:
    from pathlib import Path

COLUMNS = (Column("system"), *(Column(f"metric {i}", numeric=True) for i in range(8)))
WIDE = Table("wide", COLUMNS, (("one", *(i + 0.123456 for i in range(8))),), ("a note",), bold=frozenset({(0, 1)}))


def as_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make stdout a terminal of 40 columns."""
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", "40")
    monkeypatch.setenv("LINES", "20")
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)


def test_a_pipe_gets_plain_text_however_wide(capsys: pytest.CaptureFixture[str]) -> None:
    put_tables([WIDE], "text")
    text = capsys.readouterr().out
    assert "\x1b" not in text
    assert max(map(len, text.splitlines())) > 80


def test_a_terminal_gets_lines_as_wide_as_it_is_and_colour(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    as_terminal(monkeypatch)
    put_tables([WIDE], "text")
    text = capsys.readouterr().out
    assert "\x1b[1;32m" in text, "the best is green"
    assert text.count("one") >= 3


def test_no_color_is_respected(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    as_terminal(monkeypatch)
    monkeypatch.setenv("NO_COLOR", "1")
    put_tables([WIDE], "text")
    text = capsys.readouterr().out
    assert "\x1b" not in text
    assert max(map(len, text.splitlines())) <= 40


def test_bytes_are_refused_by_a_terminal_and_written_to_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    as_terminal(monkeypatch)
    with pytest.raises(UsageError, match="not for a terminal\n  try: -o FILE"):
        put_tables([WIDE], "parquet")
    put_tables([WIDE], "parquet", tmp_path / "t.parquet")
    assert (tmp_path / "t.parquet").read_bytes().startswith(b"PAR1")


def test_bytes_go_through_a_pipe_unchanged(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    put(b"\x00\xff\r\n")
    assert capfdbinary.readouterr().out == b"\x00\xff\r\n"


def test_a_format_that_there_is_not_is_refused_before_any_work() -> None:
    with pytest.raises(UsageError, match="no format is named 'htm'\n  try: csv, json, latex"):
        Destination("htm")
    with pytest.raises(UsageError, match=r"no format is named 'htm'\n  try: html$"):
        Destination("htm", has_page=True)


def test_a_page_is_put_where_the_result_has_one(tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    Destination("html", output=file, has_page=True).put("tertium.shown/1", {}, lambda: [WIDE], lambda: "<p>one")
    assert file.read_text(encoding="utf-8") == "<p>one"
    with pytest.raises(UsageError, match="no format is named 'html'"):
        Destination("html")


def test_a_destination_puts_tables_or_one_json_object(tmp_path: Path) -> None:
    file = tmp_path / "result"
    Destination("csv", output=file).put("tertium.shown/1", {"system": "one"}, lambda: [WIDE])
    assert file.read_text(encoding="utf-8").startswith("system,metric 0,")
    with pytest.raises(UsageError, match=r"result is already there\n  try: --overwrite"):
        Destination("csv", output=file)
    Destination("csv", json=True, output=file, overwrite=True).put(
        "tertium.shown/1", {"system": "one"}, lambda: pytest.fail("tables are not made")
    )
    assert json.loads(file.read_text(encoding="utf-8")) == {"schema": "tertium.shown/1", "system": "one"}
