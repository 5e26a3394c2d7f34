"""LaTeX prints every text as it is, and a line between significance clusters."""

from __future__ import annotations

from tertium.reports.formats import latex
from tertium.reports.table import Column, Table


def test_what_tex_reads_as_its_own_is_escaped_and_two_hyphens_are_no_dash() -> None:
    assert latex.escape_latex("50 % of a_b & {c} -- d") == r"50 \% of a\_b \& \{c\} -{}- d"


def test_a_line_stands_between_clusters_and_the_best_is_bold() -> None:
    rows = (("a", 2.0), ("b", 1.0))
    table = Table("t", (Column("s"), Column("x", numeric=True)), rows, bold=frozenset({(0, 1)}), breaks=frozenset({1}))
    lines = latex.render([table]).splitlines()
    assert lines[3:10] == [
        r"\begin{tabular}{lr}",
        r"\toprule",
        r"s & x \\",
        r"\midrule",
        r"a & \textbf{2.00} \\",
        r"\midrule",
        r"b & 1.00 \\",
    ]
