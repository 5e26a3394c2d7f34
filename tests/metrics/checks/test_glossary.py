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


ENTRY = """<termEntry><langSet xml:lang="en"><tig><term>tree</term></tig></langSet>
<langSet {}><tig><term>Baum</term></tig></langSet>{}</termEntry>"""
STRAY = "<tig><term>Gewächs</term></tig>"


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        (ENTRY.format("", ""), r"g\.tbx, line 2: a section has no language\n  try: xml:lang"),
        (ENTRY.format('xml:lang="de"', STRAY), r"g\.tbx, line 1: a term of this entry is in no section of a language"),
        (ENTRY.format('xml:lang="de"', "&eacute;"), r"line 2: the entity &eacute; is not declared"),
    ],
)
def test_a_term_that_nobody_would_find_is_refused(entry: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / "g.tbx"
    path.write_text(f'<!DOCTYPE martif SYSTEM "TBX.dtd"><martif><text><body>{entry}</body></text></martif>', "utf-8")
    with pytest.raises(DataError, match=message):
        read(path, ("en", "de"))


def test_every_section_of_a_language_is_read_however_it_names_it(tmp_path: Path) -> None:
    more = f'<langSet xml:lang="de">{STRAY}</langSet>'
    for attribute in ('xml:lang="de"', 'lang="de"'):
        (tmp_path / "g.tbx").write_text(ENTRY.format(attribute, more), encoding="utf-8")
        assert read(tmp_path / "g.tbx", ("en", "de")) == [Term("tree", ("Baum", "Gewächs"))]
