"""Outputs that are longer than allowed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tertium.corpora.types import NOTHING, SOURCE, Texts
from tertium.errors import DataError, UsageError
from tertium.metrics.registry import load
from tests.metrics.checking import ask, pointed_at

if TYPE_CHECKING:
    from pathlib import Path


def test_without_a_limit_nothing_could_be_found_so_it_is_refused() -> None:
    with pytest.raises(UsageError, match=r"limit has no limit\n  try: limit:characters=40"):
        ask("limit", "Save", "Speichern unter")


def test_a_row_of_no_segment_is_named_in_a_warning(tmp_path: Path) -> None:
    path = tmp_path / "limits.tsv"
    path.write_text("id\tlimit\na\t3\nB\t4\n", encoding="utf-8")
    texts = Texts(("a", "b"), ("", ""), ((), ()), ("d", "d"))
    counted = load(f"limit:items={path}").bind(texts)(["12345", "12345"])
    assert counted.counts.tolist() == [[1, 1], [0, 0]]
    assert counted.warnings == ("1 of 2 rows of limits.tsv are of no segment: B",)


@pytest.mark.parametrize(("output", "errors"), [("12345", 0), ("123456", 1), ("", 0)])
def test_a_limit_is_the_most_that_is_allowed(output: str, errors: int) -> None:
    answer = ask("limit:characters=5", "Save", output)
    assert (answer.errors, answer.opportunities) == (errors, 1)


def test_what_is_too_much_is_marked() -> None:
    output = "Speichern unter"
    answer = ask("limit:characters=9", "Save", output)
    assert pointed_at(answer, output) == [" unter"]
    assert answer.spans[0].note == "15 characters, 9 allowed"


def test_a_character_is_what_a_reader_takes_for_one() -> None:
    family = "👨‍👩‍👧"
    assert ask("limit:characters=2", "Hi", f"e\u0301{family}").errors == 0
    answer = ask("limit:characters=1", "Hi", f"e\u0301{family}")
    assert pointed_at(answer, f"e\u0301{family}") == [family]


def test_words_are_counted_and_so_are_characters_without_spaces() -> None:
    answer = ask("limit:words=2", "Save as", "Jetzt speichern unter")
    assert pointed_at(answer, "Jetzt speichern unter") == ["unter"]
    assert ask("limit:words=3", "Save as", "另存为", ("en", "zh")).errors == 0
    assert ask("limit:words=2", "Save as", "另存为", ("en", "zh")).errors == 1


def test_a_ratio_is_of_the_source() -> None:
    assert ask("limit:ratio=1.5", "1234567890", "123456789012345").errors == 0
    assert ask("limit:ratio=1.5", "1234567890", "1234567890123456").errors == 1
    assert load("limit:ratio=1.5").needs == SOURCE
    assert load("limit:words=3").needs == NOTHING


def test_each_segment_may_have_a_limit_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "limits.tsv"
    path.write_text("id\tlimit\nb\t3\na\t\n", encoding="utf-8")
    texts = Texts(("a", "b"), ("", ""), ((), ()), ("d", "d"))
    assert load(f"limit:items={path}").bind(texts)(["12345", "12345"]).counts.tolist() == [[0, 0], [1, 1]]
    assert load(f"limit:items={path},characters=4").bind(texts)(["12345", "123"]).counts.tolist() == [[1, 1], [0, 1]]
    assert str(path) not in load(f"limit:items={path}").signature


def test_a_limit_that_is_no_number_is_refused_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "limits.tsv"
    path.write_text("id\tlimit\nd#1\tforty\n", encoding="utf-8")
    with pytest.raises(DataError, match="line 2: 'forty' is no limit"):
        ask(f"limit:items={path}", "a", "b")
    with pytest.raises(UsageError, match="below 0"):
        ask("limit:characters=-1", "a", "b")
