"""The page of a challenge set: shares of all metrics first, then by phenomenon; nothing is loaded and nothing run."""

from __future__ import annotations

from dataclasses import replace

import tertium
from tertium.reports.page.challenge import render
from tests.evals.challenge.making import ARTICLE, NUMBERS, made
from tests.reports.page.reading import Reader

RESULT = tertium.challenge(made(), ["chrf", "numbers"])


def test_shares_come_first_then_phenomena_then_each_metric_and_what_to_know() -> None:
    page = render(replace(RESULT, notes=("a <b>note</b>",)))
    parts = ['id="set-table"', 'id="matrix-table"', 'id="each-1"', "a &lt;b&gt;note&lt;/b&gt;", RESULT.fingerprint]
    places = [page.index(part) for part in parts]
    assert places == sorted(places)


def test_the_matrix_has_every_metric_and_the_least_seen_phenomenon_first() -> None:
    reader = Reader(render(RESULT))
    cells = [" ".join(text.split()) for table, _, text in reader.cells if table == "matrix-table"]
    assert cells[:3] == ["phenomenon", "chrf", "numbers"]
    assert cells[3:6] == ["nothing", "0.000", "0.000"]
    assert cells[-3:] == ["number", "1.000", "1.000"]
    assert not [tag for tag, _ in reader.tags if tag in {"script", "link", "img"}]
    ids = [attributes["id"] for _, attributes in reader.tags if attributes.get("id")]
    assert len(ids) == len(set(ids))


def test_a_set_of_one_phenomenon_has_no_matrix() -> None:
    page = render(tertium.challenge(made(NUMBERS), "chrf"))
    assert "matrix" not in page
    assert 'id="set-table"' in page


def test_a_system_stands_beside_its_metric() -> None:
    outputs = {"ours": [NUMBERS.good, ARTICLE.bad, "Yes."]}
    page = render(tertium.challenge(made(), "chrf", systems=outputs))
    assert "ours, chrf" in page
    assert "made: how often a system is nearer to the better translation" in page
