"""Scores by document, and under them everything that is missing."""

from __future__ import annotations

from dataclasses import replace

from tertium.corpora.types import Document
from tertium.evals.types import Key, Run
from tertium.reports.decisions import Decisions
from tertium.reports.sections.document_scores import documents_table


def test_a_row_per_document_and_system(small: Run) -> None:
    table = documents_table(small, Decisions())
    assert [column.title for column in table.columns[:4]] == ["document", "domain", "system", "segments"]
    assert [row[:4] for row in table.rows] == [
        *(("a", "news", "x", 2), ("a", "news", "y", "1 of 2"), ("b", "blog", "x", 1), ("b", "blog", "y", 1))
    ]
    assert table.rows[0][5] == small.values[Key("x", "chrf")].documents[0]


def test_nothing_is_absent_without_a_note(small: Run) -> None:
    small = replace(small, missing={"comet": "comet is not installed\n  try: pip"}, warnings=("odd",))
    footnotes = "\n".join(documents_table(small, Decisions()).footnotes)
    for expected in (
        "bleu: bleu|tokenize:13a",
        "references, in this order: A",
        f"set small, fingerprint {small.fingerprint}",
        "metric is missing: comet: comet is not installed",
        "segment is not scored: x, y in 1 segment (b#1): chrf: no references",
        "segment is not scored: y in 1 segment (a#2): length: no hypothesis",
        "unpaired: lost (nearest a, 0.12 of 0.50)",
        "\nodd\n",
    ):
        assert expected in footnotes, expected


def test_a_set_without_domains_has_no_domain_column(small: Run) -> None:
    plain = replace(small, data=replace(small.data, documents=(Document("a", 0, 2), Document("b", 2, 3))))
    table = documents_table(plain, Decisions())
    assert "domain" not in [column.title for column in table.columns]
    assert table.rows[0][:3] == ("a", "x", 2)
