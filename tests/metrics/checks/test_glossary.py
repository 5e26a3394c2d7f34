"""Glossaries: terms from TSV and TBX."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tertium.errors import DataError
from tertium.metrics.checks.glossary import Term, read

if TYPE_CHECKING:
    from pathlib import Path


def test_a_line_has_a_term_and_its_translations(tmp_path: Path) -> None:
    (tmp_path / "g.tsv").write_text("# ours\n\ntree\tBaum| Gewächs \tnote\n", encoding="utf-8")
    assert read(tmp_path / "g.tsv", ("en", "de")) == [Term("tree", ("Baum", "Gewächs"))]


def test_a_glossary_without_terms_is_refused(tmp_path: Path) -> None:
    (tmp_path / "g.tsv").write_text("# nothing\n", encoding="utf-8")
    with pytest.raises(DataError, match="has no terms for en to de"):
        read(tmp_path / "g.tsv", ("en", "de"))
