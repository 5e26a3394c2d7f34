"""A comment leaves out what only a page shows; see commands/test_decisions.py for the command."""

from __future__ import annotations

from tertium.deciding import decided
from tertium.evals.compare import compare
from tertium.evals.results import Resampling
from tests.evals.test_filter import scored

QUICK = Resampling(samples=200)


def test_a_page_has_parts_of_the_set_and_of_differences_and_a_comment_has_none() -> None:
    run = scored()
    comparison = compare(run, baseline="north", resampling=QUICK)
    page = decided(run, QUICK, comparison=comparison, verdict=None)
    comment = decided(run, QUICK, comparison=comparison, verdict=None, is_page=False)
    assert page.slices
    assert page.contributions
    assert comment.slices == ()
    assert comment.contributions == {}
    assert page.standings == comment.standings
    assert page.comparison is comment.comparison is comparison
