"""Names of columns for a set and the outputs of its systems, where both are tables."""

from __future__ import annotations

from pathlib import Path

import pytest

from tertium.corpora.readers.shared_names import by_table
from tertium.corpora.readers.table import Table
from tertium.errors import UsageError

SET = Table(Path("set.csv"), {"text": ["a"], "label": ["b"]})
OUTPUTS = Table(Path("out.jsonl"), {"doc": [{"text": "a"}], "predict": ["b"], "label": ["c"]})


def test_each_table_takes_the_names_whose_columns_it_has() -> None:
    columns = {"source": "text", "reference": "label", "hypothesis": "predict"}
    named = by_table({SET.path: SET, OUTPUTS.path: OUTPUTS}, columns)
    assert named == {
        SET.path: {"source": "text", "reference": "label"},
        OUTPUTS.path: {"reference": "label", "hypothesis": "predict"},
    }


def test_a_nested_key_is_a_column() -> None:
    assert by_table({SET.path: SET, OUTPUTS.path: OUTPUTS}, {"source": "doc.text"})[OUTPUTS.path] == {
        "source": "doc.text"
    }


def test_a_single_table_takes_all_names() -> None:
    assert by_table({SET.path: SET}, {"source": "src"}) == {SET.path: {"source": "src"}}


def test_a_name_that_no_table_has_is_an_error_with_the_nearest() -> None:
    with pytest.raises(UsageError, match=r"no table has a column 'predikt': set\.csv, out\.jsonl\n  try: predict"):
        by_table({SET.path: SET, OUTPUTS.path: OUTPUTS}, {"hypothesis": "predikt"})
