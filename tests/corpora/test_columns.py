"""Named columns and sets, in both directions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tertium.corpora.columns import cell_text, to_set
from tertium.corpora.named_columns import from_set, segment_columns
from tertium.errors import DataError
from tests.corpora.making import RICH, SIMPLE, assert_same

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tertium.corpora.types import EvalSet


def set_of(columns: Mapping[str, Sequence[str | None]]) -> EvalSet:
    return to_set(columns, name="a", origin="a.tsv", languages=("en", "de"))


def test_columns_of_a_set_give_the_set() -> None:
    columns = {
        name: [value if isinstance(value, str) or value is None else str(value) for value in column]
        for name, column in from_set(RICH).items()
    }
    assert list(columns)[:4] == ["id", "document", "domain", "source"]
    assert_same(set_of(columns), RICH)
    assert "domain" not in from_set(SIMPLE)
    assert list(segment_columns(SIMPLE)) == ["id", "source", "reference.A"]


def test_what_a_reader_notes_stands_in_the_sets_provenance() -> None:
    data = to_set({"source": ["a"]}, name="a", origin="a.tsv", languages=("en", "de"), notes=["1 row is empty"])
    assert (data.notes, data.provenance) == (("1 row is empty",), {"read": ["a.tsv"], "notes": ["1 row is empty"]})
    assert set_of({"source": ["a"]}).provenance == {"read": ["a.tsv"]}


def test_columns_without_a_name_get_one_and_keep_their_place() -> None:
    data = set_of({"system.b": ["1"], "hypothesis": ["2"], "reference": ["3"]})
    assert list(data.outputs.items()) == [("b", ("1",)), ("system", ("2",))]
    assert list(data.references.items()) == [("ref", ("3",))]
    assert (data.ids, data.document_ids) == (("document#1",), ("document",))


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        ({"sauce": ["1"]}, r"^a\.tsv: unknown column 'sauce'\n  try: id, document, domain, source"),
        (
            {"hypothesis": ["1"], "system.system": ["2"]},
            r"^a\.tsv: 'hypothesis' and 'system\.system' mean the same column\n  try: another name",
        ),
        ({"reference.ref": ["1"], "reference": ["2"]}, r"'reference' and 'reference\.ref' mean the same column"),
        ({"system.": ["1"]}, r"^a\.tsv: the column 'system\.' lacks a name behind its dot\n  try: system\.NAME"),
        ({"reference. ": ["1"]}, r"^a\.tsv: the column 'reference\. ' lacks a name behind its dot"),
        ({"id": ["1"], "document": ["1"]}, r"^a\.tsv has no column with texts\n  try: a header"),
        ({"id": ["1", "1"], "source": ["a", "b"]}, "segment id '1' occurs twice"),
        ({"id": ["1", ""], "source": ["a", "b"]}, r"^a\.tsv, row 2: the id is empty\n  try: one id per row"),
        ({"document": [None], "source": ["a"]}, r"^a\.tsv, row 1: the document is empty"),
        ({"source": ["a"], "confidence": ["high"]}, r"^a\.tsv, row 1: confidence 'high' is not a number\n  try: a num"),
    ],
)
def test_columns_that_do_not_fit_are_named(columns: dict[str, list[str | None]], message: str) -> None:
    with pytest.raises(DataError, match=message):
        set_of(columns)


def test_numbers_are_text_and_null_or_nan_is_none() -> None:
    values = (None, float("nan"), "nan", 3, 0.5)
    assert [cell_text(value, "row 1") for value in values] == [None, None, "nan", "3", "0.5"]
    for value in (True, ["a"], b"a"):
        with pytest.raises(DataError, match=r"^row 1: neither text nor null\n  try: a string"):
            cell_text(value, "row 1")
