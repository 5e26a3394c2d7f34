"""Tables of a stored set; tests/reports has what stands in them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tertium.commands import set_tables
from tertium.corpora import store
from tertium.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path


def test_a_set_is_told_from_a_run(place: Path) -> None:
    assert set_tables.is_set(place / "set")
    assert not set_tables.is_set(place / "run")


def test_a_set_of_no_articles_has_no_tables_and_the_hint_scores_it(place: Path) -> None:
    with pytest.raises(UsageError, match=r"was not built from articles.*\n  try: tertium score .* -m chrf -o RUN"):
        set_tables.tables(place / "set", [])
    with pytest.raises(UsageError, match="a set has no table 'pears'\n  try: pairs"):
        set_tables.tables(place / "set", ["pears"])


def test_without_names_only_tables_with_rows_are_shown(place: Path) -> None:
    pair = {"source": "a", "target": "b", "score": 0.9, "coverage": 0.7, "numbers": None, "runner_up": 0.2}
    provenance = {"articles": 2, "pairs": [{**pair, "reason": "", "column": "x"}], "review": [], "unpaired": []}
    store.save(replace(store.load(place / "set"), provenance=provenance), place / "built")
    assert len(set_tables.tables(place / "built", [])) == 1
    assert len(set_tables.tables(place / "built", ["pairs", "review"])) == 2
