"""The first screen in a browser: the answer, the leaderboard and what is alarming, for few and for many systems."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import pytest

from tertium.commands.decisions import ReportOptions, decide
from tertium.corpora.types import Document, EvalSet
from tertium.evals.evaluate import evaluate
from tertium.evals.results import Resampling
from tertium.reports.page.render import render
from tests.reports.browsing import Browser, lacking

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tertium.evals.types import Run

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(bool(lacking()), reason=f"needs {lacking()}"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]

METRICS = ("chrf", "bleu", "ter", "numbers", "quotes", "length")
WORDS = ("der", "Hafen", "liegt", "7", "Kilometer", "vor", "Stadt", "seit", "40", "Jahren", "kein", "Ort", "mehr")
LONG_NAME = "a-research-group-with-a-very-long-name-and-a-version-2026-11"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    instance = Browser()
    yield instance
    instance.close()


@cache
def run_of(systems: int, documents: int = 12) -> Run:
    """Return a run of so many systems, each a little worse than the one before, with warnings of several kinds."""
    rng = np.random.default_rng(systems)
    segments = 5 * documents
    references = tuple(" ".join(rng.permutation(WORDS).tolist()) for _ in range(segments))
    outputs = {}
    for system in range(systems):
        name = LONG_NAME if system == 1 else f"system-{system}"
        damaged = [_damaged(text, 0.05 + 0.03 * system, rng) for text in references]
        if system:
            damaged[system], damaged[system + 1] = "", "The harbour lies 7 kilometres off."
        outputs[name] = tuple(damaged)
    data = EvalSet(
        name="harbours",
        ids=tuple(f"d{i // 5}#{i % 5 + 1}" for i in range(segments)),
        documents=tuple(Document(f"d{i}", 5 * i, 5 * i + 5, "news" if i % 2 else "talk") for i in range(documents)),
        sources=("The harbour lies 7 kilometres off.",) * segments,
        references={"A": references},
        outputs=outputs,
        languages=("en", "de"),
    )
    return evaluate(data, METRICS)


def _damaged(text: str, share: float, rng: np.random.Generator) -> str:
    wrong = {True: "99", False: "nichts"}
    return " ".join(wrong[word.isdigit()] if rng.random() < share else word for word in text.split())


def page_of(systems: int, folder: Path, documents: int = 12) -> Path:
    run = run_of(systems, documents)
    options = ReportOptions(folder, "html", Resampling(samples=200), baseline="system-0")
    path = folder / "page.html"
    path.write_text(render(*decide(run, options)), encoding="utf-8")
    return path


BOTTOM = "return document.querySelector(arguments[0]).getBoundingClientRect().bottom"
FITS = "const e = document.querySelector(arguments[0]).closest('.scroll'); return e.scrollWidth <= e.clientWidth"


@pytest.mark.parametrize("systems", [2, 4, 17])
def test_the_first_screen_has_the_answer_the_leaderboard_and_all_that_is_alarming(
    browser: Browser, tmp_path: Path, systems: int
) -> None:
    path = page_of(systems, tmp_path)
    browser.open(path)
    (claim,) = browser.texts(".claim")
    assert claim.startswith("system-0 leads by ")
    assert "[" in claim
    assert "Tests are paired" in browser.texts(".answer")[0]
    rows = browser.texts("#leaderboard-table tbody tr")
    assert len(rows) == systems
    assert len(browser.texts("#leaderboard-table tbody tr:first-child td.leading .strip")) == 1
    kinds = browser.texts(".alarms strong")
    assert 1 <= len(kinds) <= 5
    assert len(set(kinds)) == len(kinds)
    for selector in ("#leaderboard-table tbody tr:last-child", ".alarms li:last-child"):
        assert browser.js(BOTTOM, selector) <= 900, selector
    for selector in ("#leaderboard-table", "#checks-table", "#differences"):
        assert browser.js(FITS, selector), selector
    assert browser.complaints() == []


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("systems", [4, 17])
def test_few_and_many_systems_hold_wcag_and_never_scroll_the_page_sideways(
    browser: Browser,
    tmp_path: Path,
    systems: int,
    width: int,
    dark: bool,  # noqa: FBT001
) -> None:
    browser.open(page_of(systems, tmp_path), width=width, dark=dark)
    browser.js("for (const one of document.querySelectorAll('details.kind')) one.open = true")
    assert browser.js("return document.documentElement.scrollWidth <= innerWidth")
    browser.js("H.shown = 2; drawHeatmap()")  # axe looks at every cell, and the rows are alike
    assert browser.violations() == []


def test_on_a_phone_names_and_the_leading_metric_are_seen_without_scrolling(browser: Browser, tmp_path: Path) -> None:
    browser.open(page_of(17, tmp_path), width=390)
    right = "return document.querySelector(arguments[0]).getBoundingClientRect().right"
    for selector in ("#leaderboard-table tbody th", "#leaderboard-table td.leading", "#differences tbody td"):
        assert browser.js(right, selector) <= 390, selector


@pytest.mark.parametrize("systems", [4, 17])
def test_on_a_phone_the_first_screen_reaches_what_is_alarming(browser: Browser, tmp_path: Path, systems: int) -> None:
    browser.open(page_of(systems, tmp_path), width=390)
    assert browser.js(BOTTOM, ".alarms li") <= 844
    assert browser.js("return getComputedStyle(document.querySelector('#leaderboard .scroll')).overflowY") == "auto"


def test_headings_stand_over_scores_that_have_no_interval(browser: Browser, tmp_path: Path) -> None:
    run = run_of(2)
    name = run.systems[0]
    partial = run.data.with_outputs({name: (None, *run.data.outputs[name][1:])})
    options = ReportOptions(tmp_path, "html", Resampling(samples=200))
    path, partial_run = tmp_path / "page.html", evaluate(partial, ("chrf", "bleu"))
    path.write_text(render(*decide(partial_run, options)), encoding="utf-8")
    browser.open(path)
    right = "return document.querySelector(arguments[0]).getBoundingClientRect().right"
    heading = browser.js(right, "#leaderboard-table thead .cell > *")
    assert abs(heading - browser.js(right, "#leaderboard-table tbody .score")) < 3


def test_few_documents_are_too_few_to_tell(browser: Browser, tmp_path: Path) -> None:
    browser.open(page_of(2, tmp_path, documents=4))
    assert browser.texts(".claim .tag") == ["too few documents to tell"]
    assert browser.texts(".alarms strong")[0] == "intervals and tests"
    assert "only 4 documents" in browser.texts(".alarms .message")[0]
    verdicts = set(browser.texts("#differences td .unseen"))
    assert verdicts == {"too few documents to tell"}


def test_definitions_show_on_hover_and_focus_and_escape_hides_them(browser: Browser, tmp_path: Path) -> None:
    browser.open(page_of(4, tmp_path))
    heading = "#leaderboard-table [data-metric=chrf] button"
    assert browser.js("return document.getElementById('tip').hidden")
    browser.js(f"document.querySelector('{heading}').focus()")
    assert browser.texts("#tip")[0].startswith("F-beta of averaged n-gram precision and recall")
    assert not browser.js("return document.getElementById('tip').hidden")
    browser.js("document.dispatchEvent(new KeyboardEvent('keydown', {key: 'Escape'}))")
    assert browser.js("return document.getElementById('tip').hidden")
    hover = "document.querySelector(arguments[0]).dispatchEvent(new PointerEvent(arguments[1], {bubbles: true}))"
    browser.js("document.activeElement.blur()")
    browser.js(hover, "#heatmap th:nth-child(2) button", "pointerover")
    assert browser.texts("#tip") == ["How many segments the document has."]
    box = browser.js("const b = document.getElementById('tip').getBoundingClientRect(); return [b.left, b.right]")
    assert 0 <= box[0] < box[1] <= 1280
    browser.js(hover, "#heatmap th:nth-child(2) button", "pointerout")
    assert browser.js("return document.getElementById('tip').hidden")


def test_every_heading_and_every_chart_has_a_definition(browser: Browser, tmp_path: Path) -> None:
    browser.open(page_of(4, tmp_path))
    undefined = browser.js(
        "return [...document.querySelectorAll('thead th, #parts figcaption, #spread .charts:not(.two) figcaption')]"
        ".filter(e => !document.getElementById(e.querySelector('button')?.getAttribute('aria-describedby'))"
        "?.textContent.trim()).map(e => e.outerHTML)"
    )
    assert undefined == []


def test_an_alarm_leads_to_its_warnings_and_opens_them(browser: Browser, tmp_path: Path) -> None:
    browser.open(page_of(4, tmp_path))
    kinds = browser.texts(".alarms strong")
    place = kinds.index("empty output")
    assert browser.texts(".alarms .count")[place] == "3"
    browser.js(f"document.querySelectorAll('.alarms a')[{place}].click()")
    opened = browser.js("return document.querySelector('details.kind[open] summary strong').textContent")
    assert opened == "empty output"
    assert len(browser.texts("details.kind[open] tbody tr")) == 3
    browser.wait("return document.querySelector('details.kind[open]').getBoundingClientRect().top < innerHeight")


def test_charts_by_part_name_their_systems_and_join_nothing(browser: Browser, tmp_path: Path) -> None:
    browser.open(page_of(17, tmp_path))
    legend = browser.texts("#parts .legend-systems:first-of-type li")
    assert legend[0] == "system-0"
    assert "11 more" in legend
    assert browser.js("return document.querySelectorAll('#parts .series').length") == 0
    assert browser.js("return [...document.querySelectorAll('#parts svg[role=img]')].every(e => e.ariaLabel)")


def test_sorting_by_another_metric_keeps_the_rows_whole(browser: Browser, tmp_path: Path) -> None:
    browser.open(page_of(17, tmp_path))
    browser.js("document.querySelector('#differences thead th:nth-child(2) button').click()")
    deltas = [
        float(value)
        for value in browser.js(
            "return [...document.querySelectorAll('#differences tbody tr')].map(r => r.cells[1].dataset.value)"
        )
    ]
    assert deltas == sorted(deltas, reverse=True)
