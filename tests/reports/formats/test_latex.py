"""LaTeX prints every text as it is, and a line between significance clusters; TeX itself is asked where it is here."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from tertium.reports.formats import latex
from tertium.reports.table import Column, Provenance, Table
from tests.reports.making import PAYLOADS, hostile_tables

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

NUMBER = Column("x", numeric=True)
needs_tex = pytest.mark.skipif(
    shutil.which("pdflatex") is None,
    reason="pdflatex is missing: apt-get install texlive-latex-base texlive-latex-recommended",
)


def test_what_tex_reads_as_its_own_is_escaped_and_two_hyphens_are_no_dash() -> None:
    assert latex.escape_latex("50 % of a_b & {c} -- d") == r"50 \% of a\_b \& \{c\} -{}- d"
    assert latex.escape_latex("a,,b ''c''") == "a,{},b '{}'c'{}'"


def test_other_scripts_are_printed_where_the_engine_can_and_as_code_points_where_it_cannot() -> None:
    assert latex.escape_latex("Übel 模型 1") == r"Übel \otherscript{模型}{U+6A21 U+578B} 1"
    assert latex.escape_latex("e\N{COMBINING ACUTE ACCENT}") == "é"
    with_other = latex.render([Table("模", (Column("s"),), (("模",),))])
    assert r"\providecommand{\otherscript}" in with_other
    assert r"\providecommand" not in latex.render([Table("t", (Column("s"),), (("a",),))])


def test_a_line_stands_between_clusters_and_the_best_is_bold() -> None:
    rows = (("a", 2.0), ("b", -1.0))
    table = Table("t", (Column("s"), NUMBER), rows, bold=frozenset({(0, 1)}), breaks=frozenset({1}))
    lines = latex.render([table]).splitlines()
    assert lines[4:11] == [
        r"\begin{tabular}{lr}",
        r"\toprule",
        r"s & x \\",
        r"\midrule",
        r"a & \textbf{2.00} \\",
        r"\midrule",
        r"b & $-$1.00 \\",
    ]


def test_a_column_that_adds_to_another_is_small_and_close_to_it() -> None:
    columns = (Column("s"), NUMBER, Column("95 % CI", numeric=True, beside=True), NUMBER)
    text = latex.render([Table("t", columns, (("a", 2.0, "[-1.0, 3.0]", 1.0),))])
    assert r"\begin{tabular}{lr@{\;}r@{\hspace{1em}}r}" in text
    assert r"{\scriptsize [$-$1.0, 3.0]}" in text


def test_a_table_is_as_wide_as_it_must_be_and_goes_on_over_pages() -> None:
    narrow = latex.render([Table("t", (Column("s"), NUMBER), (("a", 1.0),))])
    assert r"\begin{table}" in narrow
    assert r"\small" not in narrow
    wide = latex.render([Table("t", (Column("s"), *[NUMBER] * 10), (("a", *[100.25] * 10),))])
    assert r"\begin{table*}" in wide
    long = latex.render([Table("t", (Column("s"), NUMBER), tuple((f"{i}", 1.0) for i in range(100)), ("note",))])
    assert long.startswith(r"% \usepackage{booktabs,longtable}")
    assert r"\endhead" in long
    assert "note" in long


def test_a_row_that_begins_with_a_bracket_is_no_option_of_the_line_above() -> None:
    assert "\n{}[a] & " in latex.render([Table("t", (Column("s"), NUMBER), (("b", 1.0), ("[a]", 1.0)))])


def compiled(folder: Path, tables: Sequence[Table], engine: str = "pdflatex") -> str:
    """Return what TeX says of a document of these tables, which it must take without an error."""
    (folder / "tables.tex").write_text(latex.render(tables), encoding="utf-8")
    (folder / "paper.tex").write_text(
        "\\documentclass{article}\\setlength{\\textwidth}{6.3in}\\usepackage{booktabs,longtable,graphicx}\\usepackage[T1]{fontenc}\n"
        "\\begin{document}\\input{tables.tex}\\end{document}\n",
        encoding="utf-8",
    )
    words = [engine, "-interaction=nonstopmode", "-halt-on-error", "paper.tex"]
    done = subprocess.run(words, cwd=folder, capture_output=True, check=False, timeout=300)
    answer = done.stdout.decode("utf-8", "replace")
    assert done.returncode == 0, answer[-2000:]
    assert (folder / "paper.pdf").is_file()
    return answer


@needs_tex
def test_tex_takes_every_text_and_every_kind_of_table(tmp_path: Path) -> None:
    rows = tuple((text.replace("W" * 400, "W" * 80), float(i), "[1.0, 2.0]") for i, text in enumerate(PAYLOADS))
    columns = (Column("模型 & système"), NUMBER, Column("CI", numeric=True, beside=True))
    compiled(
        tmp_path,
        [
            Table("Привет ½ € “x” … → ∞", columns, rows, provenance=Provenance(("a|b:c|" * 30,))),
            Table("long", columns, rows * 8, notes=PAYLOADS[:4], breaks=frozenset({3})),
            *hostile_tables(),
        ],
    )


@needs_tex
def test_tex_finds_a_paper_s_table_of_twenty_systems_no_wider_than_the_page(tmp_path: Path) -> None:
    group = (NUMBER, Column("95 % CI", numeric=True, beside=True), Column("ranks", numeric=True, beside=True))
    cells: tuple[float | str, ...] = (84.4, "[83.1, 85.6]", "10–13") * 3
    rows: tuple[tuple[str | float, ...], ...] = tuple((f"System-{i}-with-a-name", *cells) for i in range(20))
    answer = compiled(tmp_path, [Table("twenty", (Column("System"), *group * 3), rows, breaks=frozenset({4, 9}))])
    assert "Overfull" not in answer


@needs_tex
def test_many_systems_fit_beside_each_other_under_upright_names(tmp_path: Path) -> None:
    systems = [Column(f"System-{i}-of-a-long-name", numeric=True) for i in range(17)]
    rows: tuple[tuple[str | float, ...], ...] = tuple((f"document-{i}", *([45.25] * 17)) for i in range(60))
    pivot = Table("documents", (Column("document"), *systems), rows)
    assert latex.render([pivot]).startswith(r"% \usepackage{booktabs,longtable,graphicx}")
    assert "Overfull" not in compiled(tmp_path, [pivot])
