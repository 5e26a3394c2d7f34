"""An evaluation set that is built is valid."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pytest

from tertium.corpora.types import REFERENCES, SOURCE, WHOLE, Document, EvalSet, blocks, numbered_ids
from tertium.errors import DataError, UsageError


def small() -> EvalSet:
    return EvalSet(
        name="small",
        ids=("a#1", "a#2", "b#1"),
        documents=(Document("a", 0, 2, "news"), Document("b", 2, 3)),
        sources=("One.", "Two.", None),
        references={"A": ("Eins.", None, "Drei."), "B": ("Ein.", None, None)},
        outputs={"x": ("Eins.", "Zwei.", "Drei.")},
        languages=("en", "de"),
    )


def test_columns_of_another_length_are_refused() -> None:
    with pytest.raises(DataError, match="system 'y' of set 'small' has 2 segments, the set has 3"):
        small().with_outputs({"y": ("1", "2")})
    with pytest.raises(DataError, match="the source of set 'small' has 1 segment"):
        replace(small(), sources=("1",))


def test_a_single_text_is_no_column_even_where_its_letters_are_as_many_as_the_segments() -> None:
    with pytest.raises(
        DataError, match="system 'y' of set 'small' is a single text, not one per segment\n  try: a list"
    ):
        small().with_outputs({"y": "abc"})
    for change in ({"sources": "abc"}, {"references": {"A": "abc"}}, {"outputs": {"y": "abc"}}):
        with pytest.raises(DataError, match="of set 'small' is a single text"):
            replace(small(), **change)


def test_an_id_that_occurs_twice_is_refused_by_name() -> None:
    with pytest.raises(DataError, match="segment id 'a#1' occurs twice"):
        replace(small(), ids=("a#1", "a#1", "b#1"))


def test_half_a_character_in_a_name_is_refused() -> None:
    column = ("1", "2", "3")
    with pytest.raises(DataError, match=r"names, row 4: U\+DFFF is half a character"):
        replace(small(), references={"A": column}, outputs={"x": column, "y": column, "\udfff": column})


def test_a_set_without_segments_is_refused() -> None:
    with pytest.raises(DataError, match="set 'empty' has no segments"):
        EvalSet("empty", (), ())


@pytest.mark.parametrize(
    "documents",
    [
        (Document("a", 0, 2),),
        (Document("a", 0, 1), Document("b", 2, 3)),
        (Document("a", 0, 0), Document("b", 0, 3)),
        (Document("a", 0, 2), Document("a", 2, 3)),
    ],
)
def test_documents_cover_every_segment_once(documents: tuple[Document, ...]) -> None:
    with pytest.raises(DataError):
        replace(small(), documents=documents)


def test_the_fingerprint_is_of_everything_but_the_outputs() -> None:
    data = small()
    assert data.with_outputs({"y": ("1", "2", "3")}).fingerprint == data.fingerprint
    assert replace(data, name="other", provenance={"read": ["x"]}).fingerprint == data.fingerprint
    changed = [
        replace(data, sources=("One.", "Two!", None)),
        replace(data, references={"B": data.references["B"], "A": data.references["A"]}),
        replace(data, documents=(Document("a", 0, 2, "blog"), Document("b", 2, 3))),
        replace(data, languages=("en", "nl")),
        replace(data, ids=("a#1", "a#2", "b#2")),
    ]
    assert len({data.fingerprint, *(variant.fingerprint for variant in changed)}) == 6


def test_a_row_has_what_a_metric_needs_or_not() -> None:
    data = small()
    assert [data.has(row, SOURCE) for row in range(3)] == [True, True, False]
    assert [data.has(row, REFERENCES) for row in range(3)] == [True, False, True]
    assert [data.has(row, SOURCE | REFERENCES) for row in range(3)] == [True, False, False]


def test_texts_keep_the_order_of_references_and_leave_missing_ones_out() -> None:
    texts = small().texts([0, 2])
    assert texts.references == (("Eins.", "Ein."), ("Drei.",))
    assert texts.sources == ("One.", "")
    assert texts.documents == ("a", "b")


def test_references_and_systems_are_chosen_by_name_in_the_order_given() -> None:
    data = small().with_references(["B", "A"])
    assert list(data.references) == ["B", "A"]
    with pytest.raises(UsageError, match="set 'small' has no reference 'C'\n  try: A, B"):
        small().with_references(["C"])
    with pytest.raises(UsageError, match="system 'x' is named twice"):
        small().with_systems(["x", "x"])


def test_blocks_follow_the_document_column() -> None:
    assert blocks(["a", "a", "b"], ["n", "n", ""]) == (Document("a", 0, 2, "n"), Document("b", 2, 3))
    with pytest.raises(DataError, match=r"document id .*contiguous.* 'a' occurs twice"):
        blocks(["a", "b", "a"])
    with pytest.raises(DataError, match="document 'a' has two domains: 'n' and 'm'"):
        blocks(["a", "a"], ["n", "m"])
    with pytest.raises(
        DataError, match="several domains, 'n' and 'm', and no documents\n  try: name the documents too"
    ):
        blocks([WHOLE, WHOLE], ["n", "m"])


def test_a_set_shows_itself_in_one_short_line() -> None:
    systems = {f"system {i}": ("Ja.",) for i in range(40)}
    data = EvalSet(name="wide", ids=("a",), documents=(Document("d", 0, 1),), outputs=systems)
    assert data.systems == tuple(systems)
    assert len(repr(data)) < 180
    assert repr(data).startswith("<EvalSet 'wide': 1 segment, 1 document, systems: system 0, system 1,")
    assert repr(data).endswith(f"…, {data.fingerprint[:8]}>")


def test_default_ids_count_segments_within_the_document() -> None:
    assert numbered_ids(small().documents) == small().ids


FROM_PANDAS: dict[str, Any] = {
    "sources": np.array(["a", "b", "c"]),
    "references": {"r": ["eins", float("nan"), "drei"]},
}
WITH_A_NUMBER: dict[str, Any] = {"references": {"r": ("eins", "zwei", 3)}}


# Case api-nan-in-outputs.
def test_a_set_takes_columns_of_pandas_and_numpy_and_nan_as_no_text() -> None:
    data = EvalSet("s", ("1", "2", "3"), (Document("d", 0, 3),), ("a", "b", "c"), {"r": ("eins", "zwei", "drei")})
    holed = data.with_outputs({"x": pd.Series(["eins", None, "drei"])})  # type: ignore[dict-item]
    assert holed.outputs == {"x": ("eins", None, "drei")}
    again = replace(data, **FROM_PANDAS)
    assert (again.sources, again.references) == (("a", "b", "c"), {"r": ("eins", None, "drei")})
    with pytest.raises(DataError, match=r"^reference 'r' of set 's', row 3: 3 is no text but int"):
        replace(data, **WITH_A_NUMBER)
    with pytest.raises(DataError, match=r"^system 'x' of set 's' is a dict, not one text per segment"):
        data.with_outputs({"x": {"eins": 1, "zwei": 2, "drei": 3}})  # type: ignore[dict-item]


@pytest.mark.parametrize("attribute", ["references", "outputs"])
def test_columns_without_names_are_refused(attribute: str) -> None:
    message = rf"^{attribute} can't be of type list\n  try: columns by name: {attribute}="
    with pytest.raises(UsageError, match=message):
        EvalSet("x", ("1",), blocks(["d"]), **{attribute: [["a"]]})  # type: ignore[arg-type]
