"""Articles without a partner, their nearest and the reason."""

from __future__ import annotations

from tertium.reports.sections.unpaired import unpaired_table
from tests.reports.making import (
    BUILT,
)


def test_what_needs_review_is_not_among_the_articles_without_partner() -> None:
    assert [row[0] for row in unpaired_table(BUILT).rows] == ["lost"]


def test_the_likeness_of_what_has_no_partner_is_called_so() -> None:
    assert [column.title for column in unpaired_table(BUILT).columns][3] == "likeness"
