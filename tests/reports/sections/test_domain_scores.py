"""Scores by domain."""

from __future__ import annotations

from dataclasses import replace

from tertium.corpora.types import Document
from tertium.evals.types import Key, Run
from tertium.reports.decisions import Decisions
from tertium.reports.sections.domain_scores import domains_table


def test_a_row_per_domain_and_system(small: Run) -> None:
    table = domains_table(small, Decisions())
    assert [row[:3] for row in table.rows] == [
        ("news", "x", 2),
        ("news", "y", "1 of 2"),
        ("blog", "x", 1),
        ("blog", "y", 1),
    ]
    assert table.rows[0][4] == small.values[Key("x", "chrf")].domains[0]


def test_a_set_without_domains_says_so(small: Run) -> None:
    plain = replace(small, data=replace(small.data, documents=(Document("a", 0, 2), Document("b", 2, 3))))
    assert domains_table(plain, Decisions()).notes[0] == "No document of this set has a domain."
