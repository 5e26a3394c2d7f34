"""JSON values from files of others."""

from __future__ import annotations

import pytest

from tertium.corpora.readers.json_values import parse
from tertium.errors import DataError


def test_a_value_is_what_stands_there() -> None:
    assert parse('{"a": [1, null, "\\u00e9"]}', "a.json") == {"a": [1, None, "é"]}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"a": 1, "a": 2}', "^a.json, line 1: a key occurs twice\n  try: JSON objects"),
        ('{"a"}', "^a.json, line 1: Expecting ':' delimiter, column 5"),
        ("1" * 5000, "^a.json, line 1: Exceeds the limit"),
        ("[" * 100_000, "^a.json, line 1: values are nested too deeply"),
    ],
)
def test_what_is_no_value_is_refused_with_its_place(text: str, message: str) -> None:
    with pytest.raises(DataError, match=message):
        parse(text, "a.json, line 1")
