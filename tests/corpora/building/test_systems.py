"""The columns of a set: one for each translation of an original."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tertium.corpora.building import systems
from tertium.corpora.building.journal import Journal
from tertium.corpora.pairing.pair import PairVerdict
from tertium.errors import DataError

if TYPE_CHECKING:
    from pathlib import Path


def test_translations_get_columns_in_order_and_a_name_from_the_pairs_file_is_kept() -> None:
    assert systems.assign_columns(["", "", ""], "web") == ["web", "web.2", "web.3"]
    assert systems.assign_columns(["north", "", "web"], "web") == ["north", "web.2", "web"]
    with pytest.raises(DataError, match="both 'north'"):
        systems.assign_columns(["north", "north"], "web")


def test_columns_are_named_by_number_first_then_by_the_pairs_file(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "j.sqlite")
    journal.add_verdicts(
        [
            (1, 0, PairVerdict("t1", "paired", "s0", system="north")),
            (2, 0, PairVerdict("t2", "paired", "s0")),
            (4, 3, PairVerdict("t4", "paired", "s3")),
            (5, 3, PairVerdict("t5", "paired", "s3")),
            (6, 3, PairVerdict("t6", "review", "s3")),
        ]
    )
    assert list(systems.columns_by_original(journal, "web")) == [
        (0, {1: "north", 2: "web"}),
        (3, {4: "web", 5: "web.2"}),
    ]
    assert systems.column_names(journal, "web") == ["web", "web.2", "north"]
    journal.close()
