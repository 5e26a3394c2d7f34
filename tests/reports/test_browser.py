"""The page in a browser: it shows the run's numbers, everything in it works, nothing in it runs that isn't ours."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np
import pytest

from tertium.cli import main
from tertium.evals import store
from tertium.evals.contributions import all_contributions
from tertium.evals.slices import slices
from tertium.evals.types import Key
from tertium.reports.decisions import Decisions
from tertium.reports.measures import systems_best_first
from tertium.reports.page.render import render
from tertium.reports.suite import page as suite_page
from tests.conftest import ROOT
from tests.evals.making import run_of
from tests.reports.browsing import Browser, lacking
from tests.reports.making import FEW, PAYLOADS, hostile_run
from tests.reports.suite.making import hostile, many, suite

if TYPE_CHECKING:
    from pathlib import Path

    from tertium.evals.types import Run

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(bool(lacking()), reason=f"needs {lacking()}"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]


@pytest.fixture
def page(plain_page: Path) -> Path:
    return plain_page


@pytest.fixture(scope="module")
def wmt(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """20 systems of a real set: the run's folder and its page."""
    folder = tmp_path_factory.mktemp("wmt")
    words = ["score", str(shared / "data" / "wmt21-en-de"), "-m", "bleu", "-m", "length", "--reference", "C"]
    assert main([*words, "-o", str(folder / "run"), "-q"]) == 0
    words = ["report", str(folder / "run"), "--format", "html", "--samples", "200", "-o", str(folder / "page.html")]
    assert main(words) == 0
    return folder / "run", folder / "page.html"


def quiet(browser: Browser) -> None:
    assert browser.complaints() == []
    assert browser.requests() == []


def board(browser: Browser) -> dict[tuple[str, str], float]:
    cells = browser.js(
        "return [...document.querySelectorAll('.board td')].map(c => "
        "[c.parentElement.cells[0].textContent.trim(), c.dataset.metric, c.dataset.value])"
    )
    return {(system, metric): float(value) for system, metric, value in cells}


def listed(browser: Browser) -> list[str]:
    return browser.texts("#list .id")


def chosen(browser: Browser) -> str:
    return str(browser.js("return document.querySelector('#detail h3').firstChild.textContent"))


def test_the_leaderboard_in_the_browser_is_the_run(browser: Browser, page: Path, run: Run) -> None:
    browser.open(page)
    assert board(browser) == {(key.system, key.metric): values.total for key, values in run.values.items()}
    quiet(browser)


def test_a_heading_sorts_its_table_both_ways(browser: Browser, page: Path) -> None:
    browser.open(page)
    ter = "document.querySelector('#leaderboard-table [data-metric=ter] button')"
    for _ in range(2):
        browser.js(f"{ter}.click()")
    assert browser.texts("#leaderboard-table tbody th span")[0] == "north"
    assert browser.js(f"return {ter}.closest('th').ariaSort") == "ascending"
    browser.js(f"{ter}.click()")
    assert browser.texts("#leaderboard-table tbody th span")[0] == "south"


def test_search_and_filters_choose_segments(browser: Browser, page: Path) -> None:
    browser.open(page)
    assert len(listed(browser)) == 6
    browser.set("query", "BRÜCKE gesperrt")
    assert listed(browser) == ["bridge#1"]
    browser.set("query", "no such words")
    assert listed(browser) == []
    assert browser.js("return document.getElementById('list').hidden")
    browser.set("query", "")
    browser.set("of-document", "bread")
    assert listed(browser) == ["bread#1", "bread#2", "bread#3"]
    browser.set("of-warning", "empty output")
    assert listed(browser) == ["bread#3"]
    browser.js("document.querySelector('[data-act=reset]').click()")
    browser.set("of-domain", "traffic")
    assert listed(browser) == ["bridge#1", "bridge#2", "note#1"]
    quiet(browser)


def test_every_order_of_segments_is_that_of_the_scores(browser: Browser, page: Path, run: Run) -> None:
    browser.open(page)
    north, south = (run.values[Key(system, "chrf")].segments for system in systems_best_first(run))
    ids = run.data.ids
    for sort, key in (("win", south - north), ("loss", north - south), ("worst", north), ("best", -north)):
        browser.set("sort", sort)
        assert listed(browser) == [ids[i] for i in np.argsort(key, kind="stable")], sort
    browser.set("sort", "disagree")
    assert sorted(listed(browser)) == sorted(ids)


def test_a_segment_shows_its_differences_findings_and_scores_in_words(browser: Browser, page: Path, run: Run) -> None:
    browser.open(page, anchor="#segment=bridge%231")
    assert chosen(browser).strip() == "bridge#1"
    north = "#detail [data-system=north]"
    assert browser.texts(f"{north} ins") == ["für", "40", "geschlossen"]
    assert browser.texts(f"{north} del") == ["14", "lang gesperrt"]
    assert browser.texts(f"{north} mark.major") == ["40"]
    assert browser.texts(f"{north} .findings li") == ["major · chrf: number · “40” · expected 14 · new in A"]
    score = run.values[Key("north", "chrf")].segments[3]
    assert f"chrf {score:.2f}" in browser.texts(f"{north} .who")[0]
    assert "(empty)" not in browser.texts("#detail")[0]
    browser.js("move(-1)")
    assert browser.texts("#detail [data-system=south] .words") == ["(empty)"]
    assert "⚠ empty output" in browser.texts("#detail [data-system=south] .who")[0]


def test_hidden_signs_are_shown_and_numbers_are_not_rounded_to_what_they_are_not(browser: Browser, page: Path) -> None:
    browser.open(page)
    assert browser.js("return plain(arguments[0])", "a\u202eb\u200d") == "a<U+202E>b\u200d"
    assert browser.js("return [shown(0.004, 2), shown(99.999, 2), shown(100, 2), shown(null, 2)]") == [
        *("0.004", "99.999", "100.00", "–")
    ]


def test_beside_a_baseline_losses_stand_in_the_order_of_the_chapter_of_losses(
    browser: Browser, tmp_path: Path, run: Run
) -> None:
    store.save(run, tmp_path / "run")
    page = str(tmp_path / "page.html")
    words = ["report", str(tmp_path / "run"), "--format", "html", "--samples", "100", "--baseline", "south", "-o", page]
    assert main(words) == 0
    browser.open(tmp_path / "page.html")
    assert browser.js("return [D.systems[S.a], D.systems[S.b]]") == ["north", "south"]
    for system, baseline in (("north", "south"), ("south", "north")):  # the pair may stand either way
        browser.js(f"choose({{a: D.systems.indexOf('{system}'), b: D.systems.indexOf('{baseline}')}})")
        parts = all_contributions(run, "south")[Key("north", "chrf")] * (1 if system == "north" else -1)
        for sort, sign in (("win", -1), ("loss", 1)):
            browser.set("sort", sort)
            order = np.argsort(sign * parts, kind="stable")
            assert listed(browser) == [run.data.ids[i] for i in order], (system, sort)
        assert "adds" in " ".join(browser.texts("#list .head"))
    quiet(browser)


def test_a_click_into_the_scatter_opens_the_segment_and_the_link_opens_it_again(browser: Browser, page: Path) -> None:
    browser.open(page)
    browser.js(
        "const [i, x, y] = P.points[4]; const box = $('scatter').getBoundingClientRect();"
        "$('scatter').dispatchEvent(new MouseEvent('click', {bubbles: true,"
        "clientX: box.left + P.scale.x(x) + 2, clientY: box.top + P.scale.y(y) - 2}))"
    )
    assert chosen(browser).strip() == "bridge#2"
    link = str(browser.js("return location.hash"))
    assert "segment=bridge%232" in link
    browser.set("sort", "loss")
    browser.js("document.querySelector('[data-act=swap]').click(); choose({segment: 'bridge#2'})")
    link = str(browser.js("return location.hash"))
    browser.open(page, anchor=link)
    assert chosen(browser).strip() == "bridge#2"
    assert browser.js("return [S.a, S.b, S.sort, $('sort').value]") == [1, 0, "loss", "loss"]
    assert browser.js("const b = $('list').getBoundingClientRect(); return b.top < innerHeight && b.bottom > 0")
    quiet(browser)


def test_a_link_without_a_segment_chooses_the_first_of_its_list(browser: Browser, page: Path) -> None:
    browser.open(page, anchor="#a=south&b=north&document=bridge&sort=loss")
    assert listed(browser) == ["bridge#2", "bridge#1"]
    assert chosen(browser).strip() == "bridge#2"
    browser.open(page, anchor="#a=nobody&segment=nowhere&document=bridge")
    assert chosen(browser).strip() == "bridge#1"


def test_keys_choose_segments_and_a_score_of_a_document_opens_it(browser: Browser, page: Path) -> None:
    browser.open(page)
    press = "$('list').dispatchEvent(new KeyboardEvent('keydown', {key: arguments[0], bubbles: true}))"
    for key, expected in (("ArrowDown", "bread#2"), ("End", "note#1"), ("ArrowUp", "bridge#2"), ("Home", "bread#1")):
        browser.js(press, key)
        assert chosen(browser).strip() == expected
    assert browser.js("return $('list').getAttribute('aria-activedescendant')") == "item-0"
    browser.js("document.querySelector('#heatmap tbody tr:nth-child(2) td:last-child button').click()")
    assert listed(browser) == ["bridge#1", "bridge#2"]


def test_a_documents_score_over_part_of_it_is_marked_and_says_how_many(browser: Browser, tmp_path: Path) -> None:
    holed = run_of({"whole": [90.0, 90.0, 90.0], "part": [50.0, float("nan"), 60.0]}, sizes=[2, 1])
    path = tmp_path / "page.html"
    path.write_text(render(holed, Decisions()), encoding="utf-8")
    browser.open(path)
    cell = "document.querySelector('#heatmap tbody tr:nth-child({}) td:last-child button')"
    assert str(browser.js(f"return {cell.format(1)}.textContent")).endswith("*")
    assert str(browser.js(f"return {cell.format(1)}.title")).endswith(", 1 of 2 segments")
    assert not str(browser.js(f"return {cell.format(2)}.textContent")).endswith("*")
    assert "*: a score over part of its segments" in str(browser.js("return document.body.textContent"))


def test_what_is_copied_is_a_table_without_formulas(browser: Browser, page: Path) -> None:
    browser.open(page)
    rows = [line.split("\t") for line in str(browser.js("return asTsv(0)")).splitlines()]
    assert [len(row) for row in rows] == [13, 13, 13]
    assert rows[1][:3] == ["bread#1", "bread", "shops"]
    assert rows[1][5:7] == ["north", "The bakery opens at 6 in the morning."]
    assert browser.js("D.systems[0] = '=1+1'; return asTsv(0)").splitlines()[1].split("\t")[5] == "'=1+1"


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [1280, 390])
def test_wcag_holds_and_the_page_never_scrolls_sideways(browser: Browser, page: Path, width: int, dark: bool) -> None:  # noqa: FBT001
    browser.open(page, width=width, dark=dark)
    browser.js("for (const one of document.querySelectorAll('details')) one.open = true")
    assert browser.violations() == []
    assert browser.js("return document.documentElement.scrollWidth <= innerWidth")


def test_nothing_of_a_hostile_run_runs_or_breaks_the_layout(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "hostile.html"
    run = hostile_run()
    path.write_text(render(run, Decisions(slices=slices(run, FEW))), encoding="utf-8")
    for width in (1280, 390):
        browser.open(path, width=width)
        for i in range(len(PAYLOADS)):
            browser.js("choose({segment: D.ids[arguments[0]], document: D.documents[arguments[0]][0]})", i)
        browser.js("choose({document: '', sort: 'disagree', query: 'script'})")
        assert browser.js("return window.pwned") is None
        assert browser.js("return document.querySelectorAll('script').length") == 1
        assert browser.js("return document.documentElement.scrollWidth <= innerWidth")
        assert "U+202E" in browser.js("choose({query: '', segment: D.ids[13]}); return $('detail').textContent")
        assert not re.search("[\x00\x1b\N{RIGHT-TO-LEFT OVERRIDE}]", browser.js("return document.body.innerText"))
        quiet(browser)
    assert browser.violations() == []


def test_the_probe_sees_what_runs_what_is_asked_for_and_what_the_policy_stops(browser: Browser, page: Path) -> None:
    bad = '<img src="http://127.0.0.1:9/x.png" onerror="window.pwned=1"><script>window.pwned=1</script></body>'
    control = page.with_name("control.html")
    text = page.read_text(encoding="utf-8").replace("</body>", bad)
    control.write_text(re.sub(r"<meta http-equiv=[^>]*>", "", text), encoding="utf-8")
    browser.open(control)
    assert browser.js("return window.pwned") == 1
    assert browser.requests() == ["http://127.0.0.1:9/x.png"]
    control.write_text(text, encoding="utf-8")
    browser.open(control)
    assert browser.js("return window.pwned") is None
    assert browser.requests() == ["http://127.0.0.1:9/x.png"], "asked for, and stopped by the policy"
    assert sum("Content Security Policy" in entry for entry in browser.complaints()) >= 2


def test_the_example_runs_page_holds_its_numbers_and_wcag(browser: Browser, tmp_path: Path) -> None:
    data, run, page = (str(tmp_path / name) for name in ("set", "run", "page.html"))
    examples = ROOT / "examples"
    build = ["build", str(examples / "articles"), "--from", "en", "--to", "de", "--role", "reference", "-o", data, "-q"]
    assert main(build) == 0
    outputs = [f"{name}={examples / 'outputs' / name}.txt" for name in ("northwind", "southwind")]
    score = ["score", data, *(word for entry in outputs for word in ("--system", entry)), "-m", "chrf", "-m", "numbers"]
    assert main([*score, "-o", run, "-q"]) == 0
    assert main(["report", run, "--format", "html", "--samples", "500", "--baseline", "northwind", "-o", page]) == 0
    for dark in (False, True):
        browser.open(tmp_path / "page.html", dark=dark)
        browser.js("for (const one of document.querySelectorAll('details')) one.open = true")
        assert browser.violations() == []
    stored = store.load(tmp_path / "run")
    assert board(browser) == {(key.system, key.metric): values.total for key, values in stored.values.items()}
    assert [f"{entry['line']}" for entry in stored.data.provenance["removed"]] == browser.texts(
        "#removed td:nth-child(2)"
    )
    quiet(browser)


@pytest.mark.shared
def test_twenty_real_systems_open_and_show_the_runs_numbers(browser: Browser, wmt: tuple[Path, Path]) -> None:
    run = store.load(wmt[0])
    browser.open(wmt[1])
    assert board(browser) == {(key.system, key.metric): values.total for key, values in run.values.items()}
    browser.set("query", "mask")
    expected = [i for i in range(len(run.data)) if any("mask" in (t or "").lower() for t in texts(run, i))]
    assert f"{len(expected)} of 1,002 segments." in browser.texts("#count")[0]
    browser.set("of-document", run.data.documents[0].id)
    browser.set("sort", "win")
    assert set(listed(browser)) <= set(run.data.ids[run.data.documents[0].rows])
    quiet(browser)
    for dark in (False, True):
        browser.open(wmt[1], dark=dark)
        browser.js("H.shown = 8; drawHeatmap()")  # axe looks at every cell, and the rows are alike
        assert browser.violations() == []


def texts(run: Run, i: int) -> list[str | None]:
    columns = [run.data.ids, run.data.sources or (), *run.data.references.values(), *run.data.outputs.values()]
    return [column[i] for column in columns]


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [1280, 390])
def test_a_suites_page_shows_its_matrix_first_and_a_click_leads_to_a_set(
    browser: Browser,
    tmp_path: Path,
    width: int,
    dark: bool,  # noqa: FBT001
) -> None:
    path = tmp_path / "suite.html"
    for judged in (hostile(), suite()):
        path.write_text(suite_page.render(*judged), encoding="utf-8")
        browser.open(path, width=width, dark=dark, ready=False)
        assert browser.violations() == []
        assert browser.js("return document.documentElement.scrollWidth <= innerWidth")
        assert browser.js("return window.pwned") is None
        quiet(browser)
    top = "return document.querySelector(arguments[0]).getBoundingClientRect().top"
    assert 0 <= browser.js(top, "#matrix-table tbody tr") < 600
    browser.js("document.querySelector('#matrix-table tbody tr:nth-child(3) a').click()")
    browser.wait(f"{top.replace('arguments[0]', repr('#set-3'))} < 120")
    assert "chat" in browser.texts(".set:target h3")[0]


def test_thirty_sets_open_at_once(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "suite.html"
    path.write_text(suite_page.render(*many(30, texts=60)), encoding="utf-8")
    assert any(browser.open(path, ready=False) < 3 * browser.slowness() for _ in range(5))
