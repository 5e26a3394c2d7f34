"""Tables of a challenge set: severities of all metrics, then the phenomena of each, within 80 columns."""

from __future__ import annotations

from dataclasses import replace

import tertium
from tertium.reports import formats
from tertium.reports.formats.text import render
from tertium.reports.sections.challenge import challenge_tables, phenomenon_matrix
from tests.evals.challenge.making import ARTICLE, NUMBERS, made

RESULT = tertium.challenge(made(), ["chrf", "numbers"])


def test_the_first_table_has_the_set_and_its_severities_the_others_phenomena() -> None:
    first, chrf, numbers = challenge_tables(RESULT)
    assert first.title == "made: how often a metric prefers the better translation"
    assert [row[:3] for row in first.rows] == [
        *(("chrf", "all", 3), ("chrf", "critical", 1), ("chrf", "minor", 2)),
        *(("numbers", "all", 3), ("numbers", "critical", 1), ("numbers", "minor", 2)),
    ]
    assert first.breaks == {3}
    assert chrf.title == "made: how often chrf prefers the better translation"
    assert [column.title for column in chrf.columns] == [
        *("phenomenon", "pairs", "better", "low", "high", "tied", "worse"),
    ]
    assert [row[0] for row in numbers.rows] == ["article", "nothing", "number"]


def test_rules_part_metrics_only_where_each_has_several_rows() -> None:
    plain = made(*(replace(pair, severity="") for pair in (NUMBERS, ARTICLE)))
    assert challenge_tables(tertium.challenge(plain, ["chrf", "numbers"]))[0].breaks == frozenset()


def test_only_the_worst_phenomena_are_shown_where_that_is_asked_for() -> None:
    _, chrf, _ = challenge_tables(RESULT, worst=1)
    assert chrf.title.endswith("(1 of 3 phenomena)")
    assert len(chrf.rows) == 1


def test_a_set_of_one_phenomenon_has_one_table_and_every_note_stands_under_the_last() -> None:
    (table,) = challenge_tables(tertium.challenge(made(NUMBERS), "chrf"))
    assert table.notes[0].startswith("better, tied, worse: shares of pairs")
    assert table.provenance.full[0].startswith("intervals: 95 %, Wilson")
    *_, last = challenge_tables(replace(RESULT, notes=("a note",)))
    assert "a note" in last.notes


def test_systems_and_sets_without_a_judgement_have_titles_of_their_own() -> None:
    nearer = tertium.challenge(made(), "chrf", systems={"ours": [NUMBERS.good, ARTICLE.good, "Yes."]})
    first, second = challenge_tables(nearer)
    assert first.title == "made: how often a system is nearer to the better translation"
    assert first.rows[0][:3] == ("ours", "chrf", "all")
    assert second.title == "made: how often ours is nearer to the better translation, by chrf"
    described = challenge_tables(tertium.challenge(replace(made(), is_judged=False), "chrf"))
    assert described[0].title == "made: how often a metric prefers the first of two translations"


def test_text_has_80_columns_with_names_as_long_as_demetrs() -> None:
    data = made(replace(NUMBERS, phenomena=("critical_id10_numbers_replaced",)), ARTICLE)
    tables = [table.shortened() for table in challenge_tables(tertium.challenge(data, ["chrf", "numbers"]))]
    text = render(tables)
    grid = [line for line in text.splitlines() if not line.startswith("  ")]
    assert max(map(len, grid)) <= 80


def test_the_matrix_has_a_row_per_phenomenon_and_a_column_per_metric() -> None:
    table = phenomenon_matrix(RESULT)
    assert [column.title for column in table.columns] == ["phenomenon", "chrf", "numbers"]
    assert table.rows == (("nothing", 0.0, 0.0), ("article", 0.5, 0.0), ("number", 1.0, 1.0))
    described = phenomenon_matrix(tertium.challenge(replace(made(), is_judged=False), "chrf"))
    assert [row[0] for row in described.rows] == ["number", "article", "nothing"]


def test_every_format_renders_the_tables() -> None:
    for name in formats.names():
        assert formats.load(name).render(challenge_tables(RESULT))
