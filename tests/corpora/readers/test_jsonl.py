"""JSON lines."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tertium.corpora.readers import jsonl, open_set
from tertium.errors import DataError
from tests.corpora.making import TABLE, assert_refused, assert_table, write

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(("name", "claimed"), [("a.jsonl", True), ("a.jsonl.gz", True), ("a.json", False)])
def test_a_file_is_claimed_by_its_name(name: str, claimed: bool, tmp_path: Path) -> None:  # noqa: FBT001
    assert jsonl.claims(tmp_path / name) is claimed


def test_an_object_is_a_segment(tmp_path: Path) -> None:
    rows = (dict(zip(TABLE, row, strict=True)) for row in zip(*TABLE.values(), strict=True))
    assert_table(open_set(write(tmp_path / "a.jsonl", "".join(json.dumps(row) + "\n" for row in rows))))


def test_blank_lines_are_skipped_and_noted(tmp_path: Path) -> None:
    data = open_set(write(tmp_path / "a.jsonl", '{"source": "a"}\n\n{"source": "b"}\n \n'))
    assert (data.sources, data.notes) == (("a", "b"), ("a.jsonl: 2 blank lines skipped",))


def test_json_s_nan_is_no_text(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"source": NaN, "reference": "nan", "confidence": NaN}\n', encoding="utf-8")
    data = open_set(tmp_path / "a.jsonl")
    assert (data.sources, data.references["ref"]) == ((None,), ("nan",))
    assert repr(data.confidence) == "(nan,)"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"source": "a"}\n{"source"}\n', "line 2: "),
        ('{"source": "a"}\n["a"]\n', "line 2: not an object\n  try: one JSON object per line"),
        ('{"source": "a", "source": "b"}\n', "line 1: a key occurs twice"),
        ('{"source": ["a"]}\n', "line 1, 'source': neither text nor null"),
        ("", "is empty"),
        ('{"source": ' + "[" * 100_000, "line 1: values are nested too deeply"),
    ],
)
def test_a_broken_file_is_an_error_that_names_the_place(text: str, message: str, tmp_path: Path) -> None:
    assert_refused(write(tmp_path / "a.jsonl", text), message)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            '{"source": "a"}\n{"source": "b \\ud83d"}\n',
            "^the source of set 'a', row 2: U\\+D83D is half a character, a lone surrogate\n  try: ",
        ),
        ('{"system.x": "\\udc00"}\n', "^system 'x' of set 'a', row 1: U\\+DC00 is half a character"),
    ],
)
def test_half_a_character_is_no_text(text: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(DataError, match=message):
        open_set(write(tmp_path / "a.jsonl", text))
