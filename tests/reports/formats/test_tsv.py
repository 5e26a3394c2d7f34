"""TSV has a tab between cells and nothing quoted."""

from __future__ import annotations

from tertium.reports.formats import tsv
from tertium.reports.table import Column, Table


def test_tabs_and_line_ends_in_texts_become_codes() -> None:
    table = Table("t", (Column("a"), Column("b")), (("x\ty\nz", '"q"'),), ("a note",))
    assert tsv.render([table]) == 'a\tb\nx<U+0009>y<U+000A>z\t"q"\n\n# a note\n'
