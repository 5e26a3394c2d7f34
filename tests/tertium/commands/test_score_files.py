"""Options name files of scores, and what is known of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tertium.commands.score_files import all_columns, named_columns, notes_of, wishes_of
from tertium.errors import DataError, UsageError

EXAMPLE = Path(__file__).resolve().parents[3] / "examples" / "scores.tsv"


def test_a_name_picks_the_column_of_that_name_or_the_only_one() -> None:
    assert [column.metric for column in named_columns([f"MetricX={EXAMPLE}"], {})] == ["MetricX"]
    (column,) = named_columns([f"mine={EXAMPLE}"], {"score": "Fluency"})
    assert (column.name, column.metric) == ("mine", "Fluency")
    assert notes_of([column]) == ["scores.tsv: columns that are not read: MetricX"]
    with pytest.raises(UsageError, match="several metrics and none is 'mine': MetricX, Fluency"):
        named_columns([f"mine={EXAMPLE}"], {})


def test_without_a_name_all_columns_are_taken() -> None:
    assert [column.name for column in all_columns([str(EXAMPLE)], {})] == ["MetricX", "Fluency"]
    assert [column.name for column in all_columns([f"MetricX={EXAMPLE}"], {})] == ["MetricX"]
    with pytest.raises(DataError, match="is no file"):
        all_columns(["absent.tsv"], {})


@pytest.mark.parametrize("value", ["scores.tsv", "=scores.tsv", "MetricX="])
def test_what_is_no_name_and_file_is_refused(value: str) -> None:
    with pytest.raises(UsageError, match="is not NAME=FILE"):
        named_columns([value], {})


def test_wishes_are_checked() -> None:
    wishes = wishes_of(["a"], None, ["a=%"], "tool 1")
    assert (wishes.higher, wishes.lower, wishes.units, wishes.origin) == (("a",), (), {"a": "%"}, "tool 1")
    for units, origin in ((["a"], None), (["=x"], None), (None, "a|b"), (None, " ")):
        with pytest.raises(UsageError):
            wishes_of(None, None, units, origin)
