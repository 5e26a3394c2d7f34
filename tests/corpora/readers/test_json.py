"""JSON in one value."""

from __future__ import annotations

import json as python_json
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tertium.corpora.readers import json, open_set
from tertium.errors import DataError
from tests.corpora.making import TABLE, assert_refused, assert_table, write
from tests.corpora.random_sets import ANY

RECORDS = [dict(zip(TABLE, row, strict=True)) for row in zip(*TABLE.values(), strict=True)]


@pytest.mark.parametrize(("name", "claimed"), [("a.json", True), ("a.json.gz", True), ("a.jsonl", False)])
def test_a_file_is_claimed_by_its_name(name: str, claimed: bool, tmp_path: Path) -> None:  # noqa: FBT001
    assert json.claims(tmp_path / name) is claimed


@pytest.mark.parametrize(
    "value",
    [
        RECORDS,
        {"data": RECORDS, "version": 2},
        {"samples": {"task": RECORDS}},
        TABLE,
        {name: {str(i): cell for i, cell in enumerate(column)} for name, column in TABLE.items()},
    ],
)
@pytest.mark.parametrize("indent", [None, 1])
def test_rows_and_columns_are_found_wherever_they_stand(value: Any, indent: int | None, tmp_path: Path) -> None:
    assert_table(open_set(write(tmp_path / "a.json", python_json.dumps(value, indent=indent))))


def test_json_lines_may_be_called_json(tmp_path: Path) -> None:
    data = open_set(write(tmp_path / "a.json", "\n".join(map(python_json.dumps, RECORDS))))
    assert_table(data)
    assert data.notes == ("a.json: read as JSON lines",)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[]", "has no rows"),
        ("", "Expecting value, column 1"),
        ('[\n{"source": }]', "Expecting value, line 2 of it, column 12"),
        ('["a"]', "row 1: not an object"),
        ("3", "holds no array of objects"),
        (
            '{"a": [{"source": "x"}], "b": {"c": [{"source": "y"}]}}',
            "several arrays of objects: a, b.c\n  try: .*jq .a",
        ),
        ('[{"source": "a", "source": "b"}]', "a key occurs twice"),
        ("[" * 100_000, "nested too deeply"),
    ],
)
def test_a_broken_file_is_an_error_that_names_it(text: str, message: str, tmp_path: Path) -> None:
    assert_refused(write(tmp_path / "a.json", text), message)


@given(
    rows=st.lists(st.fixed_dictionaries({"source": ANY | st.none()}, optional={"hypothesis": ANY}), min_size=1),
    cut=st.none() | st.integers(1, 40),
)
def test_no_row_is_lost_against_an_independent_reading(rows: list[dict[str, Any]], cut: int | None) -> None:
    text = python_json.dumps(rows)[:cut]
    with tempfile.TemporaryDirectory() as folder:
        try:
            data = open_set(write(Path(folder) / "a.json", text))
        except DataError:
            return
    independent = python_json.loads(text)
    assert list(data.sources or ()) == [row["source"] for row in independent]
    assert list(data.outputs.get("system", [None] * len(data))) == [row.get("hypothesis") for row in independent]
