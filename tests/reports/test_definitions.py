"""Definitions: one for every heading of a page, shown where they are used."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tertium.evals.evaluate import evaluate
from tertium.reports.definitions import DEFINITIONS, PageDefinitions
from tertium.reports.page.render import render
from tests.reports.making import BUILT

if TYPE_CHECKING:
    from tertium.evals.types import Run


def test_a_term_is_defined_once_under_an_id_of_its_own(run: Run) -> None:
    definitions = PageDefinitions(run, {"chrf": "An F-score."})
    ids = [definitions.use(term) for term in ("chrf ↑", "chrf", "p", "Δ", "%", "ter ↓")]
    assert ids[0] == ids[1]
    assert len(set(ids)) == len(ids) - 1
    assert definitions.use("nobody knows") == ""
    assert [definition.term for definition in definitions.used] == ["%", "chrf", "p", "ter", "Δ"]


def test_headings_that_name_a_metric_or_system_share_the_definition_of_their_kind(run: Run) -> None:
    definitions = PageDefinitions(run, {}, "90")
    assert definitions.use("chrf low") == definitions.use("ter low") == definitions.use("90 % low") == "def-low"
    assert definitions.use("chrf rank") == definitions.use("rank")
    assert definitions.use("adds to Δ chrf") == definitions.use("adds to Δ")
    assert definitions.use("output of north") == "def-output-of"
    assert definitions.use("nothing low") == ""
    texts = {definition.term: definition.text for definition in definitions.used}
    assert texts["low"] == "The lower end of the 90 % interval of the number before it."


def test_a_metric_says_its_direction_even_where_no_catalogue_has_it(run: Run) -> None:
    definitions = PageDefinitions(run, {"chrf": "F-score: higher is better."})
    for label in run.measures:
        definitions.use(label)
    texts = {definition.term: definition.text for definition in definitions.used}
    assert texts["chrf"] == "F-score: higher is better. In points."
    assert texts["ter"].endswith("Lower is better.")
    assert texts["length"].endswith("Neither direction is better.")


def test_definitions_are_sentences() -> None:
    assert [text for text in DEFINITIONS.values() if text[-1] != "."] == []


def test_a_page_with_all_that_a_set_leaves_out_has_no_heading_without_a_definition() -> None:
    page = render(evaluate(BUILT, ["chrf", "numbers"]))
    headings = re.findall(r'<th scope="col"[^>]*>(.*?)</th>', page)
    assert [heading for heading in headings if "aria-describedby" not in heading] == []
