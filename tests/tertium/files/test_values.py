"""JSON and TOML that can't be read is named with its place."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tertium.errors import DataError, UsageError
from tertium.files.values import json_pieces, parse_toml, read_json, read_toml, sha256, strict_json


def test_a_file_of_unreadable_bytes_or_json_too_deep_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("{\n\n]", encoding="utf-8")
    with pytest.raises(DataError, match=r"a\.json, line 3: .*\n  try: make the folder again"):
        read_json(tmp_path / "a.json")
    (tmp_path / "a.json").write_text("[" * 200_000, encoding="utf-8")
    with pytest.raises(DataError, match=r"a\.json: its values are nested too deep"):
        read_json(tmp_path / "a.json")
    (tmp_path / "a.json").write_text("9" * 6000, encoding="utf-8")
    with pytest.raises(DataError, match=r"a\.json: Exceeds the limit .*\n  try: make the folder again"):
        read_json(tmp_path / "a.json")
    (tmp_path / "a.toml").write_text("a = ", encoding="utf-8")
    with pytest.raises(UsageError, match=r"a\.toml: "):
        read_toml(tmp_path / "a.toml")
    with pytest.raises(UsageError, match=r"can't read .*none\.toml"):
        read_toml(tmp_path / "none.toml")


def test_json_is_strict_and_keeps_the_order_of_keys() -> None:
    assert strict_json({"b": "ä", "a": [1]}) == '{\n "b": "ä",\n "a": [\n  1\n ]\n}\n'
    with pytest.raises(ValueError, match="JSON"):
        strict_json(float("nan"))


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda values: st.lists(values) | st.dictionaries(st.text(), values),
)


@given(VALUES)
def test_json_is_what_the_standard_library_writes_with_an_indent(value: object) -> None:
    assert strict_json(value) == json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def test_an_array_may_be_made_while_it_is_written_and_is_never_whole_in_memory() -> None:
    numbers = iter(range(20_000))
    pieces = json_pieces({"a": numbers, "b": iter(())})
    first = next(pieces)
    assert 0 < next(numbers) < 15_000, "the array is not made before its first piece is written"
    assert first.startswith('{\n "a": [\n  0,\n  1,')
    assert "".join(pieces).endswith('19999\n ],\n "b": []\n}\n')


def test_a_hash_is_that_of_the_bytes(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"abc")
    assert sha256(tmp_path / "a").startswith("ba7816bf8f01cfea")


def test_toml_that_cannot_be_parsed_is_named_with_the_hint_of_its_kind() -> None:
    assert parse_toml("a = 1", Path("a.toml"), hint="") == {"a": 1}
    with pytest.raises(UsageError, match=r"a\.toml: .*line 1.*\n  try: \[\[rule\]\]"):
        parse_toml("a = x", Path("a.toml"), hint="[[rule]]")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("a = " + "[" * 100_000, "nested too deep"),
        ("a = " + "9" * 6000, "Exceeds the limit"),
        ("a" + ".a" * 50_000 + " = 1", "line 1: more than 1000 dots"),
        ("\n" + "a = 1\n" * 200_000, "larger than 1048576 characters"),
        ("a = 2020-02-31", "line 1|day is out of range"),
    ],
)
def test_toml_that_would_fill_the_memory_or_the_stack_is_refused(text: str, problem: str) -> None:
    with pytest.raises(UsageError, match=problem):
        parse_toml(text, Path("a.toml"), hint="[[rule]]")


def test_a_comment_may_hold_as_many_dots_as_it_likes() -> None:
    assert parse_toml("#" + "." * 2000 + "\na = 1", Path("a.toml"), hint="") == {"a": 1}
