"""The page of a meta-evaluation: the answer first, every number of its tables, nothing loaded and nothing run."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tertium.evals.human.pooled import pool
from tertium.evals.results import Contrast
from tertium.reports.page.metrics import render
from tests.reports import browsing
from tests.reports.page.reading import Reader
from tests.reports.sections.test_metric_leaderboard import SOFT, TESTED, three, trust

if TYPE_CHECKING:
    from pathlib import Path


def test_the_answer_comes_first_then_the_leaderboard_then_doubts_and_tests() -> None:
    page = render([replace(three(*TESTED), warnings=("people scored <b>z</b> too",))])
    parts = [
        "<strong>b</strong> agrees best with people: soft accuracy 0.900 [0.800, 1.000]; not significantly better than",
        'id="set-1-table"',
        "people scored &lt;b&gt;z&lt;/b&gt; too",
        "Soft pairwise accuracy by system",
        "Every statistic with its interval",
        "a|1",
    ]
    places = [page.index(part) for part in parts]
    assert places == sorted(places)


def test_the_leaderboard_has_value_interval_and_cluster_of_every_metric() -> None:
    reader = Reader(render([three(*TESTED)]))
    cells = [" ".join(text.split()) for table, _, text in reader.cells if table == "set-1-table"]
    assert cells[0] == "metric"
    assert cells[4:6] == ["b", "0.9000.800–1.0001"]
    assert [cell for cell in cells if cell in {"a", "b", "c"}] == ["b", "c", "a"]
    assert not [tag for tag, _ in reader.tags if tag in {"script", "link", "img"}]
    ids = [attributes["id"] for _, attributes in reader.tags if attributes.get("id")]
    assert len(ids) == len(set(ids))


def test_a_metric_alone_and_a_clear_leader_are_said_to_be_so() -> None:
    alone = replace(three(), trusts=(trust("a", SOFT, 0.7),))
    assert "<strong>a</strong> agrees best with people: soft accuracy 0.700 [0.600, 0.800].</p>" in render([alone])
    clear = [Contrast(item.first, item.second, SOFT, "system", item.delta, 0.001) for item in TESTED]
    assert "significantly better than all others." in render([three(*clear)])
    undefined = replace(three(), trusts=(trust("a", SOFT, float("nan")),))
    assert "has no soft accuracy" in render([undefined])


def test_several_sets_have_a_chapter_each_behind_their_pooled_accuracy() -> None:
    metas = [
        replace(three(*TESTED), name=name, trusts=(trust("a", "pairwise accuracy", 0.5), trust("a", SOFT, 0.6)))
        for name in ("town", "village")
    ]
    page = render(metas, pool(metas))
    places = [page.index(part) for part in ("2 sets", 'id="pooled-table"', 'id="set-1"', 'id="set-2"')]
    assert places == sorted(places)


@pytest.mark.skipif(bool(browsing.lacking()), reason=browsing.lacking())
@pytest.mark.parametrize("dark", [False, True])
def test_the_page_is_accessible_in_a_browser_and_fits_it(
    tmp_path: Path, browser: browsing.Browser, *, dark: bool
) -> None:
    path = tmp_path / "metrics.html"
    path.write_text(render([three(*TESTED)]), encoding="utf-8")
    for width in (1280, 390):
        browser.open(path, width=width, dark=dark, ready=False)
        assert browser.violations() == []
        assert browser.js("return document.documentElement.scrollWidth <= window.innerWidth")
    assert browser.complaints() == []
