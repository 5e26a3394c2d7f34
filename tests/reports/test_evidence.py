"""The provenance of a set becomes cells, and what is no list of entries is refused."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tertium.errors import DataError
from tertium.reports.evidence import EVIDENCE_KEYS, entries, entry_cells, evidence_columns
from tests.reports.making import (
    BUILT,
    UNBUILT,
)


def test_entries_are_those_of_the_set_and_none_where_it_was_not_built() -> None:
    (pair,) = entries(BUILT, "pairs")
    assert entry_cells(pair, "source", "target", "nothing") == ("a", "a-de", None)
    assert entries(UNBUILT, "pairs") == []


@pytest.mark.parametrize("value", ["text", 3, [1], ({}, None)])
def test_provenance_that_is_no_list_of_entries_is_refused(value: object) -> None:
    with pytest.raises(
        DataError, match="set 'harbour' is damaged: its 'pairs' is no list of entries\n  try: build it again"
    ):
        entries(replace(BUILT, provenance={"pairs": value}), "pairs")


def test_there_is_a_column_per_kind_of_evidence() -> None:
    assert len(list(evidence_columns())) == len(EVIDENCE_KEYS)
