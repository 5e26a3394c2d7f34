"""What a set was made from is shown in tables: pairs, what needs review, and what realigned systems omit and add."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tertium.cli import main
from tertium.corpora import store
from tertium.corpora.types import EvalSet, blocks
from tertium.evals.evaluate import evaluate
from tertium.reports import sections
from tertium.reports.decisions import Decisions
from tertium.reports.formats.text import for_terminal
from tertium.reports.sections.realigned import realigned_table
from tertium.reports.sections.review import review_table
from tertium.reports.sections.unpaired import unpaired_table

if TYPE_CHECKING:
    from pathlib import Path

    from tertium.reports.table import Table

NEAR = {"source": "s", "target": "t", "score": 0.52, "coverage": 0.7, "numbers": None, "runner_up": 0.2}
LONG = "A sentence that nobody asked for, and that goes on for longer than a table of any use would show it to people."
DATA = EvalSet(
    name="harbour",
    ids=("a#1", "a#2", "b#1"),
    documents=blocks(["a", "a", "b"]),
    sources=("One.", "Two.", "Three."),
    references={"A": ("Eins.", "Zwei, und noch viel mehr.", "Drei.")},
    outputs={"x": ("Eins.", "", "Drei.")},
    languages=("en", "de"),
    provenance={
        "articles": 5,
        "pairs": [{**NEAR, "source": "a", "target": "a-de", "score": 0.9, "reason": "", "column": "x"}],
        "review": [{**NEAR, "reason": "likeness 0.52 with s, 0.55 is needed"}],
        "unpaired": [
            {"id": "s", "language": "en", "nearest": "t", "score": 0.52, "reason": "t may be", "decision": "review"},
            {"id": "lost", "language": "ru", "nearest": None, "score": None, "reason": "neither en nor de"},
        ],
        "removed": [{"article": "a", "line": 3, "rule": "credit", "text": "Photo: nobody"}],
        "realigned": {
            "x": {
                "omitted": ["a#2"],
                "added": [
                    {"document": "a", "after": None, "text": "Vorab."},
                    {"document": "b", "after": "b#1", "text": LONG},
                ],
            }
        },
    },
)
PLAIN = replace(DATA, provenance={})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    store.save(DATA, tmp_path / "set")
    store.save(PLAIN, tmp_path / "plain")
    return tmp_path


def test_pairs_that_need_review_have_their_evidence() -> None:
    table = review_table(DATA)
    assert table.rows == (("s", "t", 0.52, 0.7, None, 0.2, "likeness 0.52 with s, 0.55 is needed"),)
    assert "a line in a file for --pairs" in table.notes[-1]


def test_what_needs_review_is_not_among_the_articles_without_partner() -> None:
    assert [row[0] for row in unpaired_table(DATA).rows] == ["lost"]


def test_the_likeness_of_what_has_no_partner_is_called_so() -> None:
    assert [column.title for column in unpaired_table(DATA).columns][3] == "likeness"


def test_an_empty_table_says_none(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", str(folder / "plain"), "--by", "review", "--by", "pairs"]) == 0
    out = capsys.readouterr().out
    assert [line for line in out.splitlines() if line][1::2] == ["none", "none"]
    assert "likeness" not in out


def test_an_empty_table_says_none_in_a_terminal() -> None:
    shown = for_terminal([review_table(PLAIN)], 80, color=False)
    assert shown.splitlines()[1:] == ["", "none"]


def test_omissions_and_additions_say_where_they_stand_with_their_whole_texts() -> None:
    rows = realigned_table(DATA).rows
    assert rows[0] == ("x", "omitted", "a", "a#2", "Zwei, und noch viel mehr.")
    assert rows[1] == ("x", "added", "a", None, "Vorab.")
    assert rows[2] == ("x", "added", "b", "b#1", LONG)


def test_only_the_short_form_cuts_long_texts() -> None:
    *_, (*_, cell) = realigned_table(DATA).shortened().rows
    assert cell == f"{LONG[:79]}…"
    assert realigned_table(DATA).shortened().rows[:2] == realigned_table(DATA).rows[:2]


def test_text_shortens_what_was_added_and_other_formats_have_it_whole(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for words in (("-v",), ("-f", "json"), ("-f", "csv"), ()):
        assert main(["report", str(folder / "set"), "--by", "realigned", *words]) == 0
        assert (LONG in capsys.readouterr().out) == bool(words)


def open_questions(data: EvalSet) -> list[Table]:
    """Return the tables that stand below the scores of a run on this set."""
    run = evaluate(data, ["length"])
    return [table for table in sections.tables("text", run, Decisions()) if "scores" not in table.title]


def test_only_tables_with_something_to_look_at_stand_below_scores() -> None:
    assert [table.title for table in open_questions(DATA)] == [
        "harbour: pairs that need review",
        "harbour: what systems omitted and added",
    ]
    assert open_questions(PLAIN) == []
    assert all(section.of_set(PLAIN).rows == () for section in sections.ordered() if section.of_set)


def test_a_report_of_a_set_shows_what_it_was_made_from(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", str(folder / "set"), "-f", "json"]) == 0
    tables = json.loads(capsys.readouterr().out)["tables"]
    assert [table["title"].partition(": ")[2] for table in tables] == [
        "pairs of articles",
        "pairs that need review",
        "articles without a partner",
    ]
    assert main(["report", str(folder / "set"), "--by", "removed", "-f", "csv"]) == 0
    assert "a,3,credit,Photo: nobody" in capsys.readouterr().out


def test_a_report_of_a_run_ends_with_what_needs_review(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["score", str(folder / "set"), "-m", "length", "-o", str(folder / "run"), "-q"]) == 0
    assert main(["report", str(folder / "run")]) == 0
    out = capsys.readouterr().out
    assert out.index("harbour: scores") < out.index("harbour: pairs that need review") < out.index("omitted and added")
    assert "to review: s (t may be)" in " ".join(out.split())
    assert main(["report", str(folder / "run"), "--by", "realigned", "-f", "tsv"]) == 0
    assert "x\tadded\ta\t\tVorab." in capsys.readouterr().out
    assert main(["report", str(folder / "run"), "-f", "html", "-o", str(folder / "page.html")]) == 0
    page = (folder / "page.html").read_text(encoding="utf-8")
    for title in ("pairs that need review", "articles without a partner", "what systems omitted and added"):
        assert f"<h3>harbour: {title}</h3>" in page


@pytest.mark.parametrize(
    ("name", "words", "says"),
    [
        ("set", ["--by", "document"], "a set has no table 'document'\n  try: pairs, review, unpaired"),
        ("set", ["-f", "html"], "is a set and has no scores\n"),
        ("set", ["--json"], "is a set and has no scores\n"),
        ("plain", [], "was not built from articles, and has no scores\n  try: tertium score"),
    ],
)
def test_what_a_set_cannot_show_is_said_in_two_lines(
    folder: Path, capsys: pytest.CaptureFixture[str], name: str, words: list[str], says: str
) -> None:
    assert main(["report", str(folder / name), *words]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert says in err
    assert len(err.splitlines()) == 2


def test_json_of_a_run_refuses_what_is_no_score(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["score", str(folder / "set"), "-m", "length", "-o", str(folder / "run"), "-q"]) == 0
    assert main(["report", str(folder / "run"), "--json", "--by", "review"]) == 2
    assert "--by review --format json" in capsys.readouterr().err
