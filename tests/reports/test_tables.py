"""Tables say what was asked, and what is missing; every format shows the same numbers."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import pytest

from tertium.corpora.types import Document, EvalSet
from tertium.errors import UsageError
from tertium.evals.evaluate import evaluate
from tertium.evals.types import Key, Run
from tertium.reports import formats
from tertium.reports.decisions import Decisions
from tertium.reports.provenance import short_signature
from tertium.reports.sections.document_scores import documents_table
from tertium.reports.sections.domain_scores import domains_table
from tertium.reports.sections.set_scores import set_table
from tertium.reports.sections.worst_documents import worst_table
from tertium.reports.table import MISSING, Column, Table, rounded
from tests.evals.making import run_of


@pytest.fixture
def run() -> Run:
    data = EvalSet(
        name="small",
        ids=("a#1", "a#2", "b#1"),
        documents=(Document("a", 0, 2, "news"), Document("b", 2, 3, "blog")),
        sources=("The train leaves.", "It rains.", None),
        references={"A": ("Der Zug fährt ab.", "Es regnet.", None)},
        outputs={"x": ("Der Zug geht ab.", "Es regnet.", "Niemand."), "y": ("Ein Zug.", None, "Keiner.")},
        languages=("en", "de"),
        provenance={"unpaired": [{"id": "lost", "reason": "nearest a, 0.12 of 0.50"}]},
    )
    return evaluate(data, ["bleu", "chrf", "length"])


def test_a_row_per_document_and_system(run: Run) -> None:
    table = documents_table(run, Decisions())
    assert [column.title for column in table.columns[:4]] == ["document", "domain", "system", "segments"]
    assert [row[:4] for row in table.rows] == [
        *(("a", "news", "x", 2), ("a", "news", "y", 2), ("b", "blog", "x", 1), ("b", "blog", "y", 1))
    ]
    assert table.rows[0][5] == run.values[Key("x", "chrf")].documents[0]


def test_a_set_without_domains_has_no_domain_column(run: Run) -> None:
    plain = replace(run, data=replace(run.data, documents=(Document("a", 0, 2), Document("b", 2, 3))))
    assert "domain" not in [column.title for column in documents_table(plain, Decisions()).columns]
    assert domains_table(plain, Decisions()).notes[0] == "No document of this set has a domain."


def test_micro_and_macro_stand_side_by_side(run: Run) -> None:
    table = set_table(run, Decisions())
    titles = [column.title for column in table.columns]
    assert titles[3:7] == ["bleu", "bleu macro", "chrf", "chrf macro"]
    values = run.values[Key("x", "chrf")]
    assert table.rows[0][5:7] == (values.total, values.macro)


def rendered(name: str, table: Table) -> str:
    return rendered_all(name, [table])


def rendered_all(name: str, tables: list[Table]) -> str:
    made = formats.load(name).render(tables)
    assert isinstance(made, str)
    return made


def test_nothing_is_absent_without_a_note(run: Run) -> None:
    run = replace(run, missing={"comet": "comet is not installed\n  try: pip"}, warnings=("odd",))
    said = "\n".join(documents_table(run, Decisions()).footnotes)
    for expected in (
        "bleu: bleu|tokenize:13a",
        "references, in this order: A",
        f"set small, fingerprint {run.fingerprint}",
        "metric is missing: comet: comet is not installed",
        "segment is not scored: x, y in 1 segment (b#1): chrf: no references",
        "segment is not scored: y in 1 segment (a#2): length: no hypothesis",
        "unpaired: lost (nearest a, 0.12 of 0.50)",
        "\nodd\n",
    ):
        assert expected in said, expected


def test_a_missing_number_is_a_dash_in_text_and_empty_or_null_for_programs(run: Run) -> None:
    table = documents_table(run, Decisions())
    assert table.display_rows()[2][5] == MISSING
    assert f" {MISSING}" in rendered("text", table)
    assert json.loads(rendered("json", table))["tables"][0]["rows"][2][5] is None
    assert list(csv.reader(io.StringIO(rendered("csv", table))))[3][5] == ""


def test_csv_and_json_hold_the_unrounded_numbers_and_text_the_rounded_ones(run: Run) -> None:
    table = set_table(run, Decisions())
    score = run.values[Key("x", "chrf")].total
    rows = list(csv.reader(io.StringIO(rendered("csv", table))))
    assert float(rows[1][5]) == score
    assert json.loads(rendered("json", table))["tables"][0]["rows"][0][5] == score
    for name in ("text", "markdown"):
        assert f" {score:.2f} " in rendered(name, table)


@pytest.mark.parametrize(
    ("value", "shown"), [(0.0, "0.00"), (100.0, "100.00"), (0.004, "0.004"), (99.996, "99.996"), (33.333333, "33.33")]
)
def test_0_and_100_are_shown_only_when_true(value: float, shown: str) -> None:
    assert rounded(value, 2) == shown


def test_texts_are_no_markup_and_no_formula() -> None:
    evil = "a|b <script>`x`\n=1+1 \N{RIGHT-TO-LEFT OVERRIDE}@all"
    table = Table(evil, (Column(evil), Column("n", numeric=True)), ((evil, 1.5), ("=1+1", 2.0)), (evil,))
    markdown = rendered("markdown", table)
    assert "<script>" not in markdown
    assert "@all" not in markdown
    assert "&#64;all" in markdown
    assert all(line.count("|") - line.count("\\|") == 3 for line in markdown.splitlines() if line.startswith("| "))
    text = rendered("text", table)
    assert "\N{RIGHT-TO-LEFT OVERRIDE}" not in text
    assert "<U+000A>" in text
    rows = list(csv.reader(io.StringIO(rendered("csv", table))))
    assert rows[1][0] == evil
    assert rows[2][0] == "'=1+1"
    assert json.loads(rendered("json", table))["tables"][0]["rows"][0][0] == evil


def test_a_row_of_another_width_is_refused() -> None:
    with pytest.raises(ValueError, match="a row has 1 cells for 2 columns"):
        Table("t", (Column("a"), Column("b")), (("1",),))


def test_an_unknown_format_is_named_with_what_there_is() -> None:
    with pytest.raises(UsageError, match="no format is named 'pdf'\n  try: csv, json"):
        formats.load("pdf")


def test_the_short_form_leaves_out_what_is_switched_off_and_keeps_the_fingerprint(run: Run) -> None:
    table = set_table(run, Decisions()).shortened()
    said = " ".join(table.footnotes)
    assert "bleu|tokenize:13a|smooth_method:exp|sacrebleu:" in said
    assert "False" not in said
    assert f"fingerprint {run.fingerprint}" in said
    assert table.shortened() == table


def test_a_label_that_is_not_the_signatures_first_word_stays_before_it() -> None:
    assert short_signature("chrf++", "chrf|word_order:2|lowercase:False") == "chrf++: chrf|word_order:2"
    assert short_signature("ter", "ter|case_sensitive:True|normalized:False") == "ter|case_sensitive:True"


def test_many_articles_without_a_partner_are_counted_in_short_and_listed_in_full(run: Run) -> None:
    lost = [{"id": f"lost{i}", "reason": "far"} for i in range(8)]
    table = set_table(replace(run, data=replace(run.data, provenance={"unpaired": lost})), Decisions())
    assert sum(note.startswith("unpaired: lost") for note in table.footnotes) == 8
    short = table.shortened().footnotes
    assert sum(note.startswith("unpaired: lost") for note in short) == 5
    assert "unpaired: 3 articles more, --by unpaired, review" in short


def test_a_note_that_tables_share_stands_once_under_the_last(run: Run) -> None:
    made = rendered_all("text", [set_table(run, Decisions()), documents_table(run, Decisions())])
    assert made.count("fingerprint") == 1
    assert made.index("fingerprint") > made.index("scores by document")
    assert made.index("macro: the mean") < made.index("scores by document"), "its own note stays with its table"


def test_of_many_documents_the_worst_are_shown_and_how_to_see_all() -> None:
    scores = [float(i) for i in range(40)]
    run = run_of({"a": scores, "b": [one + 1 for one in scores]})
    table = worst_table(run, Decisions())
    assert table.title == "made: scores by document, the 15 worst of 40 by length"
    assert [row[0] for row in table.rows] == [f"d{i}" for i in range(15) for _ in "ab"]
    assert table.notes[0] == "all documents: --by document"
    lower = worst_table(run_of({"a": scores}, better=False), Decisions())
    assert [row[0] for row in lower.rows] == [f"d{i}" for i in range(39, 9, -1)]


def test_a_document_without_a_score_is_not_the_worst_and_few_documents_are_all_shown(run: Run) -> None:
    holes = run_of({"a": [float("nan"), *map(float, range(39))]})
    assert worst_table(holes, Decisions()).rows[0][0] == "d1"
    assert worst_table(run, Decisions()).display_rows() == documents_table(run, Decisions()).display_rows()
