"""WMT's XML since 2021."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tertium.corpora.writers import wmtxml
from tertium.untrusted import parse
from tests.corpora.making import RICH, SIMPLE, assert_same, round_trip

if TYPE_CHECKING:
    from pathlib import Path


def test_all_is_kept_but_the_confidence(tmp_path: Path) -> None:
    read, notes = round_trip(RICH, "wmtxml", tmp_path)
    assert_same(read, replace(RICH, confidence=None))
    assert notes == ("the confidence of the alignment is left out",)


def test_default_ids_are_numbers_within_the_document(tmp_path: Path) -> None:
    wmtxml.write(SIMPLE, tmp_path / "a.xml")
    sources = [part for document in parse(tmp_path / "a.xml").iter("doc") for part in document.iter("src")]
    assert [[segment.get("id") for segment in source] for source in sources] == [["1", "2"], ["1"]]
