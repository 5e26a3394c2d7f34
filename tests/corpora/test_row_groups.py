"""A row group ends with a document, and is bounded however long a document is."""

from __future__ import annotations

import pytest

from tertium.corpora.row_groups import SIZE, borders, is_single
from tertium.corpora.types import Document


def documents(*sizes: int) -> list[Document]:
    starts = [sum(sizes[:i]) for i in range(len(sizes))]
    return [Document(f"d{i}", start, start + size) for i, (start, size) in enumerate(zip(starts, sizes, strict=True))]


def test_a_row_group_ends_with_the_first_document_that_fills_it() -> None:
    assert list(borders(documents(2, 2, 3, 1, 4, 1), 4)) == [(0, 4), (4, 8), (8, 12), (12, 13)]


@pytest.mark.parametrize("sizes", [(3, 4, 2), (4, 4, 4), (1,) * 9, (3, 3, 3, 3)])
def test_documents_of_up_to_the_size_are_never_cut(sizes: tuple[int, ...]) -> None:
    edges = {start for start, _ in borders(documents(*sizes), 4)}
    assert edges <= {document.start for document in documents(*sizes)}


def test_a_longer_document_is_cut_where_a_row_group_has_twice_the_size() -> None:
    assert list(borders(documents(3, 20, 1), 4)) == [(0, 8), (8, 16), (16, 23), (23, 24)]


def test_row_groups_cover_all_segments_and_none_has_more_than_twice_the_size() -> None:
    groups = list(borders(documents(5, 100, 1, 1, 9, 8, 17), 4))
    assert [start for start, _ in groups] == [0, *(stop for _, stop in groups[:-1])]
    assert groups[-1][1] == 141
    assert all(0 < stop - start <= 8 for start, stop in groups)


def test_a_set_of_at_most_two_row_groups_is_kept_whole() -> None:
    assert is_single(2 * SIZE)
    assert not is_single(2 * SIZE + 1)
