"""The explorer of segments in a browser: list and selection, filters, systems, context, names, and how fast it is."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np
import pytest

from tertium.corpora.types import Document, EvalSet
from tertium.evals.evaluate import evaluate
from tertium.evals.findings import finding_changes
from tertium.evals.types import Key
from tertium.metrics.base import Span
from tertium.reports.decisions import Decisions
from tertium.reports.measures import systems_best_first
from tertium.reports.page.render import render
from tests.evals.making import run_of
from tests.reports.browsing import Browser, lacking
from tests.reports.making import crowded_run

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tertium.evals.types import Run

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(bool(lacking()), reason=f"needs {lacking()}"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]

FLUENT: Final = 100
"""Milliseconds that a choice may take, from the call to the laid out page, on a machine of usual speed."""

FIVE: Final = ("alpha", "beta", "gamma", "delta", "epsilon")


def five_systems() -> Run:
    """Return five systems on two documents of four segments; findings differ between them."""
    words = ("The ship left on 3 May.", "Nobody saw it.", "It came back.", "The crew was well.")
    ids = tuple(f"{name}#{k}" for name in ("harbour", "island") for k in range(1, 5))
    data = EvalSet(
        name="five systems",
        ids=ids,
        documents=(Document("harbour", 0, 4, "news"), Document("island", 4, 8, "blog")),
        sources=tuple(f"{text} ({i})" for i, text in enumerate((*words, *words))),
        references={"A": (*words, *words)},
        outputs={
            name: tuple(
                f"{text[: len(text) - 2 * k]} {name if i == k else ''}" for i, text in enumerate((*words, *words))
            )
            for k, name in enumerate(FIVE)
        },
        languages=("en", "en"),
    )
    run = evaluate(data, ["chrf", "ter", "length"])
    spans = {
        Key("alpha", "chrf"): (Span(0, 0, 3, "number", "major", "expected 3"), Span(1, 0, 6, "name", "minor")),
        Key("beta", "chrf"): (
            Span(0, 4, 8, "number", "major", "expected 3"),
            Span(4, 0, 3, "number", "critical", "expected 3"),
        ),
        Key("gamma", "chrf"): (Span(6, 0, 2, "style", "minor"),),
    }
    return replace(run, spans=spans)


@pytest.fixture(scope="module")
def crew() -> Run:
    return five_systems()


@pytest.fixture(scope="module")
def page(crew: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_page(crew, tmp_path_factory.mktemp("five") / "page.html")


def write_page(run: Run, path: Path) -> Path:
    path.write_text(render(run, Decisions()), encoding="utf-8")
    return path


def listed(browser: Browser) -> list[str]:
    return browser.texts("#list .id")


def chosen(browser: Browser) -> str:
    return str(browser.js("return S.segment"))


def outputs(browser: Browser) -> list[str]:
    """Return the systems whose outputs are shown, from top to bottom."""
    return [
        str(name)
        for name in browser.js(
            "return [...document.querySelectorAll('#detail [data-system]')].map(e => e.dataset.system)"
        )
    ]


# The selection


def test_the_chosen_segment_is_always_one_of_the_list(browser: Browser, page: Path) -> None:
    browser.open(page, anchor="#segment=harbour%233")
    browser.set("query", "nobody saw")
    assert (chosen(browser), listed(browser)) == ("harbour#2", ["harbour#2", "island#2"])
    assert browser.texts("#detail h3")[0].startswith("harbour#2 ")
    browser.js("document.querySelector('.step[data-step=\"1\"]').click()")
    assert chosen(browser) == "island#2", "Next opens the next of the list"
    browser.set("query", "no such words")
    assert chosen(browser) == ""
    assert browser.texts("#detail-body") == ["No segment fits the filters."]
    assert browser.js("return document.querySelector('.step').disabled && $('note').disabled")
    browser.set("query", "saw")
    assert chosen(browser) == "island#2", "the place is kept while nothing fits"
    browser.set("query", "")
    assert chosen(browser) == "island#2"
    browser.set("of-document", "harbour")
    assert chosen(browser) == "harbour#1"


def test_another_order_begins_at_its_first_segment(browser: Browser, page: Path) -> None:
    browser.open(page)
    for sort in ("worst", "best", "win", "loss", "disagree", "set"):
        browser.js("move(3)")
        browser.set("sort", sort)
        assert chosen(browser) == listed(browser)[0], sort
        browser.js("move(1)")
        assert chosen(browser) == listed(browser)[1], sort
    before = chosen(browser)
    browser.js("choose({metric: 1})")
    assert chosen(browser) == before, "another metric keeps the segment"


def test_keys_move_through_the_list_but_not_from_a_field(browser: Browser, page: Path) -> None:
    browser.open(page)
    for key, expected in (
        ("j", "harbour#2"),
        ("j", "harbour#3"),
        ("k", "harbour#2"),
        ("End", "island#4"),
        ("Home", "harbour#1"),
    ):
        browser.press(key)
        assert chosen(browser) == expected
    browser.press("j", "detail")
    assert chosen(browser) == "harbour#2"
    for field in ("query", "note"):
        browser.press("j", field)
        assert chosen(browser) == "harbour#2"
    browser.js("document.body.dispatchEvent(new KeyboardEvent('keydown', {key: 'j', bubbles: true}))")
    assert chosen(browser) == "harbour#2", "letters count only inside the explorer"


def test_a_link_opens_the_same_segment_filters_and_systems(browser: Browser, page: Path) -> None:
    state = {
        "sort": "worst", "of": "b", "least": "20", "most": "99.5", "shortest": "5", "longest": "60", "side": "new",
        "severity": "major", "apart": "25", "diff": "b", "context": "document", "hide": "4", "range": "chrf",
    }  # fmt: skip
    browser.open(page)
    browser.js("choose(arguments[0])", {**state, "severity": "", "side": "", "apart": "", "segment": "island#3"})
    browser.js("choose({segment: L.rows.length > 1 ? D.ids[L.rows[1]] : S.segment})")
    before, link = browser.js("return [S, location.hash]")
    assert "hide=" in link
    browser.open(page, anchor=link)
    assert browser.js("return S") == before
    browser.js("choose(arguments[0])", state)
    browser.js("location.hash = arguments[0]", link)
    browser.wait("return S.severity === ''")
    assert browser.js("return S") == before, "an address in an open page sets everything, also what it leaves out"


def test_opening_a_page_without_a_link_leaves_the_address_alone(browser: Browser, page: Path) -> None:
    browser.open(page)
    assert browser.js("return location.hash") == ""
    browser.open(page, anchor="#documents")
    assert browser.js("return location.hash") == "#documents"


def test_a_linked_segment_opens_even_where_the_links_filter_hides_it(browser: Browser, page: Path) -> None:
    browser.open(page, anchor="#segment=island%233&mark=error")
    assert chosen(browser) == "island#3"
    assert len(listed(browser)) == 8


# Filters


@pytest.mark.parametrize("of", ["", "b", "gap"])
def test_a_range_of_scores_keeps_the_segments_within_it(browser: Browser, page: Path, crew: Run, of: str) -> None:
    browser.open(page, anchor="#a=beta&b=alpha")
    a, b = (crew.values[Key(system, "ter")].segments for system in ("beta", "alpha"))
    values = {"": a, "b": b, "gap": a - b}[of]
    middle = float(np.median(values))
    browser.js("choose({range: 'ter', of: arguments[0]})", of)
    browser.set("least", f"{middle}")
    assert listed(browser) == [i for i, value in zip(crew.data.ids, values, strict=True) if value >= middle]
    browser.set("least", "")
    browser.set("most", f"{middle}")
    assert listed(browser) == [i for i, value in zip(crew.data.ids, values, strict=True) if value <= middle]


def test_length_is_the_sources_in_characters(browser: Browser, page: Path, crew: Run) -> None:
    browser.open(page)
    browser.set("shortest", "18")
    browser.set("longest", "22")
    assert listed(browser) == [
        i for i, text in zip(crew.data.ids, crew.data.sources or (), strict=True) if 18 <= len(text or "") <= 22
    ]
    assert "characters from 18 to 22" in " ".join(browser.texts(".chip"))


def test_findings_are_chosen_by_kind_severity_and_system(browser: Browser, page: Path) -> None:
    browser.open(page, anchor="#a=alpha&b=beta")
    assert browser.texts("#finding option") == ["any kind", "chrf: name", "chrf: number", "chrf: style"]
    browser.set("finding", "chrf: number")
    assert listed(browser) == ["harbour#1", "island#1"]
    browser.set("severity", "critical")
    assert listed(browser) == ["island#1"]
    browser.set("side", "a")
    assert listed(browser) == []
    browser.js("document.querySelector('[data-act=reset]').click()")
    browser.set("severity", "minor")
    assert listed(browser) == ["harbour#2", "island#3"]
    browser.js("choose({hide: String(D.systems.indexOf('gamma'))})")
    assert listed(browser) == ["harbour#2"], "a hidden system's findings don't count"


def test_new_and_fixed_findings_are_those_of_the_comparison(browser: Browser, page: Path, crew: Run) -> None:
    browser.open(page, anchor="#a=alpha&b=beta")
    (change,) = finding_changes(crew, ["chrf"], "alpha", "beta")
    for side in ("new", "fixed"):
        browser.set("side", side)
        assert listed(browser) == [finding.segment for finding in change.examples if finding.change == side]
    assert listed(browser) == ["island#1"]
    assert browser.texts("#detail [data-system=beta] .findings em") == ["fixed by A"]
    browser.set("side", "new")
    assert browser.texts("#detail [data-system=alpha] .findings em") == ["new in A"]
    browser.js("choose({side: '', segment: 'harbour#1'})")
    assert browser.texts("#detail .findings em") == [], "both have it, elsewhere in the text"


def test_metrics_that_prefer_different_systems_are_a_filter(browser: Browser, page: Path, crew: Run) -> None:
    browser.open(page, anchor="#a=alpha&b=beta")
    gaps = [
        np.sign(crew.values[Key("alpha", m)].segments - crew.values[Key("beta", m)].segments) * sign
        for m, sign in (("chrf", 1), ("ter", -1))
    ]
    browser.set("apart", "sides")
    assert listed(browser) == [i for i, x, y in zip(crew.data.ids, *gaps, strict=True) if x * y < 0]
    browser.set("apart", "25")
    spans = browser.js("return D.ids.map((_, i) => disagreement(i))")
    assert listed(browser) == [i for i, span in zip(crew.data.ids, spans, strict=True) if span >= 0.25]


def test_every_active_filter_is_said_and_can_be_taken_off(browser: Browser, page: Path) -> None:
    browser.open(page, anchor="#query=a&most=99&longest=90&document=harbour")
    assert browser.texts(".chip span:first-child") == ["“a”", "document harbour", "chrf of A to 99", "characters to 90"]
    assert browser.js("return $('more-filters').open")
    browser.js("document.querySelectorAll('.chip')[1].click()")
    assert browser.js("return [S.document, $('of-document').value]") == ["", ""]
    browser.js("document.querySelector('[data-act=reset]').click()")
    assert browser.texts(".chip") == []
    assert browser.js("return [$('query').value, $('most').value]") == ["", ""]


# Systems


def test_hidden_systems_leave_the_outputs_the_pair_and_the_search(browser: Browser, page: Path, crew: Run) -> None:
    browser.open(page, anchor="#segment=harbour%231")
    best = list(systems_best_first(crew))
    assert sorted(outputs(browser)) == sorted(FIVE)
    browser.js("document.querySelector('[data-system=gamma][type=checkbox]').click()")
    assert sorted(outputs(browser)) == sorted({*FIVE} - {"gamma"})
    for where in ("list", "pair"):
        options = f"return [...document.querySelectorAll('#{where}-a option')]"
        assert browser.js(f"{options}.filter(o => o.hidden).map(o => o.textContent)") == ["gamma"]
    assert browser.texts("#systems-said") == ["4 of 5 shown"]
    browser.set("query", "gamma")
    assert listed(browser) == []
    browser.js("choose({query: '', hide: ''})")
    browser.js("document.querySelector('[data-act=pair-only]').click()")
    assert outputs(browser) == best[:2]
    browser.js("choose({b: 4})")
    assert outputs(browser) == [best[0], best[4], best[1]], "a system that is chosen is shown"
    assert browser.js("return $('scatter-title').textContent").startswith(f"{best[0]} (across) and {best[4]} (up)")


def test_another_system_takes_the_place_of_a_hidden_one_and_two_are_left(browser: Browser, page: Path) -> None:
    browser.open(page)
    browser.js("document.querySelectorAll('#systems input')[S.a].click()")
    assert browser.js("return [S.a, S.b]") == [2, 1]
    browser.js("choose({hide: '0,1,2,3,4'})")
    shown = browser.js("return shownSystems()")
    assert len(shown) == 2
    assert sorted(shown) == sorted(browser.js("return [S.a, S.b]"))
    assert browser.js("return [...document.querySelectorAll('#systems input')].filter(b => b.disabled).length") == 2


def test_a_run_of_one_system_has_the_explorer_without_a_pair(browser: Browser, tmp_path: Path) -> None:
    browser.open(write_page(run_of({"only": [3.0, 1.0, 2.0]}, sizes=[3]), tmp_path / "page.html"))
    assert browser.js(
        "return [$('diff').options.length, document.getElementById('systems'), $('of').options.length]"
    ) == [*(1, None, 1)]
    browser.set("sort", "worst")
    assert chosen(browser) == listed(browser)[0]
    browser.set("least", "2")
    assert len(listed(browser)) == 2
    for changes in (
        {"side": "new"},
        {"apart": "sides"},
        {"apart": "50"},
        {"diff": "b"},
        {"hide": "0"},
        {"a": 0, "b": 0},
    ):
        browser.js("choose({...FIRST, segment: S.segment}); choose(arguments[0])", changes)
    assert browser.js("return shownSystems()") == [0]
    assert browser.complaints() == []


# Context


def test_neighbours_stand_beside_a_segment_and_unfold_to_the_document(browser: Browser, page: Path) -> None:
    browser.open(page, anchor="#segment=harbour%233")
    neighbours = "return [...document.querySelectorAll('.neighbour')].map(e => e.dataset.segment)"
    assert browser.js(neighbours) == ["harbour#2", "harbour#4"]
    assert "Segment 3 of 4 in its document" in browser.texts(".context .who")[0]
    assert browser.texts(".neighbour .open") == ["#2", "#4"]
    browser.js("$('context-button').click()")
    assert browser.js(neighbours) == ["harbour#1", "harbour#2", "harbour#3", "harbour#4"]
    assert browser.texts(".neighbour[aria-current] .open") == ["#3"]
    assert browser.js("return document.activeElement.id") == "context-button"
    browser.set("query", "came back")
    browser.js("document.querySelector('.neighbour .open').click()")
    assert (chosen(browser), len(listed(browser))) == ("harbour#1", 8), "filters that would hide it are taken off"
    browser.js("choose({segment: 'island#1'})")
    assert browser.js(neighbours) == ["island#1", "island#2", "island#3", "island#4"]


# Names

STEM = "2024-annual-report-of-the-harbour-authority"
TWINS: Final = (
    f"{STEM}-north-part-1-final", f"{STEM}-south-part-1-final", f"{STEM}-east-part-1-final",
    f"{STEM}-x-{'and-so-on-' * 4}end", f"{STEM}-y-{'and-so-on-' * 4}end", f"{'n' * 60}", f"{'n' * 61}", "short",
)  # fmt: skip


@pytest.fixture(scope="module")
def long_names(tmp_path_factory: pytest.TempPathFactory) -> Path:
    texts = tuple(f"Text {i}." for i in range(len(TWINS)))
    data = EvalSet(
        name="names",
        ids=tuple(f"{name}#1" for name in TWINS),
        documents=tuple(Document(name, i, i + 1) for i, name in enumerate(TWINS)),
        sources=texts,
        references={"A": texts},
        outputs={"x": texts, "y": texts},
        languages=("en", "de"),
    )
    return write_page(evaluate(data, ["chrf"]), tmp_path_factory.mktemp("names") / "page.html")


@pytest.mark.parametrize("width", [1280, 390])
def test_long_names_stay_distinct_where_they_are_cut(browser: Browser, long_names: Path, width: int) -> None:
    browser.open(long_names, width=width)
    seen = (
        "return [...document.querySelectorAll(arguments[0])].map(e => { const [s, t] = e.children;"
        "const cut = s.scrollWidth > s.clientWidth; return [cut ? '' : s.textContent, t.textContent,"
        "t.scrollWidth <= t.clientWidth + 1] })"
    )
    for places in ("#list .id", "#heatmap tbody th .parts"):
        labels = [tuple(label) for label in browser.js(seen, places)]
        assert len({label[:2] for label in labels}) == len(TWINS), places
        assert all(whole for *_, whole in labels), places
    assert browser.texts("#of-document option")[1:] != list(TWINS)
    assert len(set(browser.texts("#of-document option")[1:])) == len(TWINS)
    assert browser.js("return [...$('of-document').options].slice(1).map(o => o.value)") == list(TWINS)
    assert browser.texts("#detail h3")[0].startswith(f"{TWINS[0]}#1 "), "the chosen one in full"


# Accessibility and speed


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [1280, 390])
def test_wcag_holds_with_everything_unfolded(browser: Browser, page: Path, width: int, dark: bool) -> None:  # noqa: FBT001
    browser.open(page, width=width, dark=dark, anchor="#segment=harbour%231&context=document&diff=b&severity=major")
    browser.js("for (const part of document.querySelectorAll('details')) part.open = true; toggleMark('error')")
    browser.set("note", "a note")
    assert browser.violations() == []
    browser.js("toggleMark('question'); choose({context: 'near', severity: '', mark: 'good'})")
    assert browser.violations() == []
    assert browser.js("return document.documentElement.scrollWidth <= innerWidth")
    browser.js("localStorage.clear()")
    assert browser.complaints() == []


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the page of 20 systems × 2,000 segments."""
    return write_page(crowded_run(20, 2000), tmp_path_factory.mktemp("crowd") / "page.html")


@pytest.fixture
def timed(browser: Browser, crowd: Path) -> Callable[[object], float]:
    """Return the time, in ms, of a choice that goes there and back on the crowd's page."""
    browser.open(crowd)
    script = (
        "const back = Object.fromEntries(Object.keys(arguments[0]).map(k => [k, S[k]]));"
        "const start = performance.now(); choose(arguments[0]); document.body.offsetHeight;"
        "const time = performance.now() - start; choose(back); return time"
    )
    return lambda changes: float(browser.js(script, changes))


@pytest.mark.parametrize(
    "changes",
    [
        {"query": "ba"}, {"sort": "loss"}, {"sort": "disagree"}, {"segment": "doc20#7"}, {"segment": "doc49#40"},
        {"a": 7}, {"metric": 1}, {"least": "50", "of": "gap"}, {"shortest": "99"}, {"apart": "50"}, {"side": "new"},
        {"finding": "chrf: number"}, {"hide": "3,4,5"}, {"mark": "none"}, {"diff": "b"}, {"context": "document"},
        {"document": "doc7"},
    ],
    ids=lambda changes: "-".join(map(str, changes.items())),
)  # fmt: skip
def test_twenty_systems_on_two_thousand_segments_stay_fluent(
    browser: Browser, timed: Callable[[object], float], changes: object
) -> None:
    # Other work on the machine disturbs some tries.
    assert any(timed(changes) < FLUENT * browser.slowness() for _ in range(20))
