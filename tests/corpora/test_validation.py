"""Validation of a set's columns and names."""

from __future__ import annotations

import pytest

from tertium.corpora import validation
from tertium.errors import DataError


@pytest.mark.parametrize("column", ["abc", b"abc"])
def test_a_single_text_is_no_column(column: str | bytes) -> None:
    with pytest.raises(DataError, match=r"^x is a single text, not one per segment\n  try: a list or tuple of texts"):
        validation.check_column("x", column, 3)


def test_a_column_has_a_text_per_segment() -> None:
    validation.check_column("x", ("a", None, 0.5), 3)
    with pytest.raises(DataError, match=r"^x has 1 segments, the set has 3\n  try: give files with one line"):
        validation.check_column("x", ("a",), 3)


def test_a_lone_surrogate_is_named_by_its_row() -> None:
    validation.check_texts("x", ("\U0001f6a2", None, "\ufffe"))
    with pytest.raises(DataError, match=r"^x, row 3: U\+DC00 is half a character, a lone surrogate\n  try: whole"):
        validation.check_texts("x", ("a", None, "b\udc00"))


def test_an_id_that_occurs_twice_is_named() -> None:
    validation.check_unique(("a", "b"), "segment id")
    with pytest.raises(DataError, match=r"^segment id 'b' occurs twice\n  try: make the ids unique"):
        validation.check_unique(("a", "b", "b", "a"), "segment id")


def test_a_name_that_is_not_utf_8_is_no_name_of_a_set() -> None:
    validation.check_name("ä\x00")
    with pytest.raises(DataError, match=r"'p\\udcffq' is no name for a set: it is not UTF-8\n  try: rename"):
        validation.check_name("p\udcffq")
