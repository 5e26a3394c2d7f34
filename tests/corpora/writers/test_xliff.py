"""XLIFF 1.2."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tertium.corpora.writers import xliff
from tertium.errors import DataError
from tertium.untrusted import parse
from tests.corpora.making import RICH

if TYPE_CHECKING:
    from pathlib import Path


def test_the_first_reference_is_the_target_and_other_columns_are_alternatives(tmp_path: Path) -> None:
    assert xliff.write(RICH, tmp_path / "a.xlf") == ()
    root = parse(tmp_path / "a.xlf")
    assert [file.get("original") for file in root.iter("file")] == ["news/a", "b c"]
    first, second, _ = root.iter("trans-unit")
    assert (first.get("id"), first.get("resname"), first.findtext("target")) == ("1", "x1", "b1")
    assert second.find("target") is None, "reference B has no text here"
    origins = [alternative.get("origin") for alternative in first.iter("alt-trans")]
    assert origins == ["reference.A", "system.sys.1", "system.sys 2"]


def test_a_name_with_a_tab_is_refused() -> None:
    with pytest.raises(DataError, match=r"the name 'system\.a\\tb' contains a tab"):
        xliff.column_list(["id", "system.a\tb"])
