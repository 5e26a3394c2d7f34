"""Which column is what: what the caller says comes first, then names that mean nothing else."""

from __future__ import annotations

from typing import Any

import pytest

from tertium.corpora.readers.column_names import (
    ColumnNames,
    as_mapping,
    check_holds_texts,
    check_named_once,
    column_mapping,
    is_of_kind,
    named_by_caller,
    named_by_header,
)
from tertium.errors import DataError, UsageError


def called(headers: str, **named: Any) -> dict[str, str]:
    cells = {header: ["x"] for header in headers.split()}
    others = {key: value for key, value in named.items() if key not in {"hypothesis", "reference"}}
    return named_by_caller("the frame", cells, ColumnNames(named.get("hypothesis"), named.get("reference"), others))


def told(headers: str, named: dict[str, str] | None = None) -> tuple[dict[str, str], list[str]]:
    notes: list[str] = []
    cells = {header: ["x"] for header in headers.split()}
    return named_by_header(cells, named or {}, None, notes, "the frame"), notes


def test_a_single_output_is_called_like_its_column_and_a_single_reference_ref() -> None:
    assert called("mt gold", hypothesis="mt", reference="gold") == {"system.mt": "mt", "reference": "gold"}
    assert called("hypothesis", hypothesis="hypothesis") == {"hypothesis": "hypothesis"}
    assert called("mt gold", hypothesis=["mt"], reference=["gold"]) == {"system.mt": "mt", "reference": "gold"}


def test_several_are_called_by_their_columns_or_by_a_dict() -> None:
    assert called("a b", hypothesis=["a", "b"]) == {"system.a": "a", "system.b": "b"}
    assert called("a b", hypothesis={"one": "a", "two": "b"}) == {"system.one": "a", "system.two": "b"}
    assert called("a b", reference=["a", "b"]) == {"reference.a": "a", "reference.b": "b"}


def test_a_column_of_systems_goes_with_one_column_of_outputs() -> None:
    assert called("s mt", system="s", hypothesis="mt") == {"system": "s", "hypothesis": "mt"}
    with pytest.raises(UsageError, match=r"^system and several columns of hypothesis are named"):
        called("s a b", system="s", hypothesis=["a", "b"])


@pytest.mark.parametrize(
    ("named", "message"),
    [
        ({"hypothesis": "mtt"}, "^hypothesis: the frame has no column 'mtt'\n  try: mt"),
        ({"source": "srcs"}, "^source: the frame has no column 'srcs'\n  try: src"),
        ({"hypothesis": 1.5}, "^hypothesis can't be 1.5\n  try: a column, a list of columns, or names to columns"),
        ({"hypothesis": []}, "^hypothesis names no column"),
        ({"id": ["x"]}, "^id can't be of type list\n  try: the name of a column"),
    ],
)
def test_what_is_no_column_is_named_with_the_nearest(named: dict[str, Any], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        called("src mt ref", **named)


def test_columns_are_found_by_their_names_whatever_their_case() -> None:
    columns, notes = told("Src MT ref seg_id Customer")
    assert columns == {"source": "Src", "reference": "ref", "system.MT": "MT", "id": "seg_id"}
    found = "source from 'Src', reference from 'ref', hypothesis from 'MT', id from 'seg_id'"
    assert notes == [f"the frame: columns are taken by their names: {found}"]


def test_our_own_names_need_no_note_and_the_caller_is_first() -> None:
    assert told("source reference hypothesis") == (
        {"source": "source", "reference": "reference", "hypothesis": "hypothesis"},
        [],
    )
    assert told("mt hypothesis", {"system.mt": "mt"})[0] == {"system.mt": "mt"}
    assert told("system.a system.b reference.x") == (
        {name: name for name in ("system.a", "system.b", "reference.x")},
        [],
    )


def test_a_name_that_means_two_things_is_proposed_and_not_taken() -> None:
    columns, notes = told("source target mt")
    assert columns == {"source": "source", "system.mt": "mt"}
    assert notes[-1] == "the frame: there is no reference; reference='target' would take that column for one"


def test_a_column_of_systems_is_one_beside_a_single_column_of_outputs_only() -> None:
    assert told("system mt")[0] == {"system.mt": "mt", "system": "system"}
    assert told("system a b", {"system.a": "a", "system.b": "b"})[0] == {"system.a": "a", "system.b": "b"}
    assert told("system system.a")[0] == {"system.a": "system.a"}


def test_domains_without_documents_are_a_column_of_the_user() -> None:
    columns, notes = told("hypothesis domain")
    assert columns == {"hypothesis": "hypothesis"}
    assert notes[0] == "the frame: 'domain' is a column of your own, for domains are of documents"
    assert told("hypothesis domain document")[0]["domain"] == "domain"


def test_a_table_without_known_texts_is_refused_with_the_call_to_write() -> None:
    with pytest.raises(
        DataError, match=r"^frame has no column that is known to hold texts; it has 'target', 'n'"
    ) as refusal:
        check_holds_texts("frame", "the frame", {"target": ["a"], "n": [1]}, {}, None)
    assert str(refusal.value).endswith("try: tertium.EvalSet.from_pandas(frame, reference='target')")


def test_kinds_of_columns_include_their_named_ones() -> None:
    assert is_of_kind("references", "reference")
    assert is_of_kind("system.a", "hypothesis")
    assert not is_of_kind("system", "hypothesis")


@pytest.mark.parametrize(
    ("named", "mapping"),
    [
        ({"hypothesis": "mt", "reference": "ref"}, {"system.mt": "mt", "reference": "ref"}),
        ({"hypothesis": ["a", "b"]}, {"system.a": "a", "system.b": "b"}),
        ({"hypothesis": {"old": "a"}, "source": "src"}, {"system.old": "a", "source": "src"}),
        ({"hypothesis": "hypothesis", "id": "n"}, {"hypothesis": "hypothesis", "id": "n"}),
        ({"hypothesis": "mt", "system": "who"}, {"hypothesis": "mt", "system": "who"}),
        ({"reference": ["r", "s"]}, {"reference.r": "r", "reference.s": "s"}),
    ],
)
def test_keywords_are_a_mapping_for_files(named: dict[str, Any], mapping: dict[str, str]) -> None:
    assert as_mapping(named) == mapping


@pytest.mark.parametrize(
    ("named", "message"),
    [
        ({"hypothesis": 5}, "hypothesis can't be 5\n  try: the name of a column"),
        ({"hypothesis": ["a", 5]}, "hypothesis: a column can't be 5\n  try: a column, a list of columns, or names to"),
        ({"hypothesis": []}, "hypothesis names no column\n  try: a column, a list of columns, or names to columns"),
        ({"source": ["a"]}, "source can't be of type list\n  try: the name of a column"),
    ],
)
def test_a_keyword_of_another_type_is_named(named: dict[str, Any], message: str) -> None:
    with pytest.raises(UsageError) as refusal:
        as_mapping(named)
    assert str(refusal.value).startswith(message)


def test_columns_are_named_in_one_way() -> None:
    check_named_once(None, {"source": "src"})
    check_named_once({"source": "src"}, {})
    with pytest.raises(UsageError, match=r"^columns and source both name columns\n  try: one of them"):
        check_named_once({"source": "src"}, {"source": "src"})


def test_a_mapping_is_of_texts_by_texts() -> None:
    assert column_mapping(None) == {}
    assert column_mapping({"reference": "label"}) == {"reference": "label"}
    with pytest.raises(UsageError, match=r"^columns: 'reference' can't be 5\n  try: {\"hypothesis\": \"predict\""):
        column_mapping({"reference": 5})
