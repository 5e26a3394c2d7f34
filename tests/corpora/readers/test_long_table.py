"""A row per system and segment becomes a row per segment, and nothing is joined that doesn't belong together."""

from __future__ import annotations

from typing import Any

import pytest

from tertium.corpora.readers.long_table import Wide, widened
from tertium.errors import DataError

LONG: dict[str, list[Any]] = {
    "system": ["a", "a", "b", "b"],
    "id": [1, 2, 2, 1],
    "ref": ["r1", "r2", "r2", "r1"],
    "mt": ["a1", "a2", "b2", None],
    "customer": ["x", "y", "y", "x"],
    "seconds": [1, 2, 3, 4],
}


def wide(columns: dict[str, list[Any]], *, id: str | None = "id", document: str | None = None) -> Wide:  # noqa: A002
    return widened("the frame", columns, system="system", hypothesis="mt", texts=["ref"], id=id, document=document)


def test_rows_of_a_segment_meet_by_their_id() -> None:
    assert wide(LONG) == Wide(
        {
            "id": [1, 2],
            "ref": ["r1", "r2"],
            "customer": ["x", "y"],
            "system.a": ["a1", "a2"],
            "system.b": [None, "b2"],
        },
        ("seconds",),
    )


def test_a_system_without_a_segment_has_no_output_there() -> None:
    shorter = {name: column[:3] for name, column in LONG.items()}
    assert wide(shorter).columns["system.b"] == [None, "b2"]


def test_without_ids_rows_meet_by_their_number() -> None:
    ordered = {"system": ["a", "b", "a", "b"], "ref": ["r1", "r1", "r2", "r2"], "mt": ["a1", "b1", "a2", "b2"]}
    assert wide(ordered, id=None).columns == {"ref": ["r1", "r2"], "system.a": ["a1", "a2"], "system.b": ["b1", "b2"]}


def test_ids_of_several_documents_may_repeat() -> None:
    columns: dict[str, list[Any]] = {
        "system": ["a", "a"],
        "id": [1, 1],
        "doc": ["x", "y"],
        "ref": ["r", "s"],
        "mt": ["p", "q"],
    }
    assert wide(columns, document="doc").columns["system.a"] == ["p", "q"]


@pytest.mark.parametrize(
    ("change", "id_", "message"),
    [
        ({"ref": ["r1", "r2", "r2", "other"]}, "id", "systems differ in 'ref' of segment '1', first in row 1"),
        ({"system": ["a", "a", "b", None]}, "id", "row 4: the system has no name"),
        ({"id": [1, 1, 2, 1]}, "id", "row 2: 'a' has an output for segment '1' in row 1 too"),
        ({"id": [1, None, 2, 1]}, "id", "row 2: no 'id'"),
        ({"system": ["a", "a", "a", "b"]}, None, "system 'a' has 3 rows and 'b' 1\n  try: id=COLUMN"),
        ({}, None, "systems differ in 'ref' of segment 1, first in row 1\n  try: id=COLUMN"),
    ],
)
def test_rows_that_do_not_belong_together_are_named(change: dict[str, Any], id_: str | None, message: str) -> None:
    with pytest.raises(DataError, match=f"^the frame[,:] {message}"):
        wide({**LONG, **change}, id=id_)
