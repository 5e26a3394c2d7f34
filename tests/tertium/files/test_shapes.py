"""Stored JSON has the keys and types that were written, or the error names the place that hasn't."""

from __future__ import annotations

from pathlib import Path
from types import NoneType

import pytest

from tertium.errors import DataError
from tertium.files.shapes import check_shape

SHAPE = {
    "name": str,
    "languages": [(str, NoneType)],
    "documents": [{"start": int}],
    "versions": {str: str},
    "better": (bool, NoneType),
    "rest": {},
}
GOOD: dict[str, object] = {
    "name": "a",
    "languages": ["en", None],
    "documents": [{"start": 1, "more": 2}],
    "versions": {"x": "1"},
    "better": None,
    "rest": {"a": 1},
    "more": 3,
}


def test_what_was_written_passes_with_whatever_stands_beside_it() -> None:
    check_shape(GOOD, SHAPE, Path("a.json"))
    check_shape(GOOD | {"documents": [], "versions": {}}, SHAPE, Path("a.json"))


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"name": 1}, "'name' is not text"),
        ({"languages": "en"}, "'languages' is not a list"),
        ({"languages": ["en", 1]}, r"'languages\[1\]' is not text or null"),
        ({"documents": [{}]}, r"it lacks 'documents\[0\]\.start'"),
        ({"documents": [{"start": True}]}, r"'documents\[0\]\.start' is not a whole number"),
        ({"documents": [{"start": 1.5}]}, r"'documents\[0\]\.start' is not a whole number"),
        ({"documents": [1]}, r"'documents\[0\]' is not an object"),
        ({"versions": {"x": 1}}, r"'versions\.x' is not text"),
        ({"versions": []}, "'versions' is not an object"),
        ({"better": 1}, "'better' is not true or false or null"),
        ({"rest": None}, "'rest' is not an object"),
    ],
)
def test_what_differs_is_named(change: dict[str, object], problem: str) -> None:
    with pytest.raises(DataError, match=rf"^a\.json is damaged: {problem}\n  try: make the folder again$"):
        check_shape(GOOD | change, SHAPE, Path("a.json"))


def test_what_is_no_object_is_refused() -> None:
    with pytest.raises(DataError, match="'it' is not an object"):
        check_shape([GOOD], SHAPE, Path("a.json"))
