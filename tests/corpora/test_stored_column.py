"""A stored column is the tuple it stands for, and holds one row group at a time."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING

import pytest

from tertium.corpora.stored_column import StoredColumn
from tertium.errors import DataError
from tertium.files import GroupedTable
from tests.corpora.making_stored import many_segments, small_groups, stored

if TYPE_CHECKING:
    from pathlib import Path

    from tertium.corpora.types import EvalSet

DATA = many_segments()


@pytest.fixture
def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> EvalSet:
    small_groups(monkeypatch)
    return stored(DATA, tmp_path / "set")


def column_of(data: EvalSet) -> StoredColumn:
    column = data.references["a"]
    assert isinstance(column, StoredColumn)
    return column


def test_it_has_the_values_in_order_by_index_and_by_slice(opened: EvalSet) -> None:
    column, texts = column_of(opened), tuple(DATA.references["a"])
    assert tuple(column) == texts
    assert [column[i] for i in (0, 99, 3, 50, -1, -100)] == [texts[i] for i in (0, 99, 3, 50, -1, -100)]
    assert column[5:40] == texts[5:40]
    assert column[90:3:-4] == texts[90:3:-4]
    assert column[40:5] == ()
    with pytest.raises(IndexError):
        column[100]


def test_a_view_is_a_part_that_stays_in_the_file(opened: EvalSet) -> None:
    view = column_of(opened).view(20, 77)
    assert len(view) == 57
    assert tuple(view) == tuple(DATA.references["a"][20:77])
    assert view[0] == DATA.references["a"][20]


def test_it_equals_the_tuple_of_its_values_and_itself(opened: EvalSet) -> None:
    column = column_of(opened)
    assert column == tuple(DATA.references["a"])
    assert column == column_of(opened)
    assert column != tuple(DATA.references["b"])
    assert column != column.view(0, 99)
    assert column != "text"


def test_going_through_it_reads_each_row_group_once(opened: EvalSet, monkeypatch: pytest.MonkeyPatch) -> None:
    groups: list[int] = []
    read = GroupedTable.read

    def counted(table: GroupedTable, group: int, columns: list[str]) -> object:
        groups.append(group)
        return read(table, group, columns)

    monkeypatch.setattr(GroupedTable, "read", counted)
    for row in range(0, len(opened), 5):
        assert column_of(opened)[row] == DATA.references["a"][row]
        assert column_of(opened)[row : row + 5] == DATA.references["a"][row : row + 5]
    assert groups == sorted(set(groups))
    assert len(groups) > 5


def test_no_more_than_a_row_group_is_alive(opened: EvalSet) -> None:
    column = column_of(opened)
    for _ in column:
        assert len(column._group[1]) <= 20


def test_a_pickle_of_it_names_the_file_and_holds_no_texts(opened: EvalSet) -> None:
    column = column_of(opened).view(10, 30)
    content = pickle.dumps(column)
    assert len(content) < 1000
    assert tuple(pickle.loads(content)) == tuple(DATA.references["a"][10:30])  # noqa: S301 - our own


def test_a_file_that_was_changed_since_is_not_read_elsewhere(opened: EvalSet, tmp_path: Path) -> None:
    content = pickle.dumps(column_of(opened))
    path = tmp_path / "set" / "segments.parquet"
    path.write_bytes(path.read_bytes() + b" ")
    with pytest.raises(DataError, match="has changed while it was read"):
        pickle.loads(content)  # noqa: S301 - our own
