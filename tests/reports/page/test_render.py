"""The page before any browser: the run's numbers, nothing from elsewhere, no text that is markup."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tertium.cli import main
from tertium.corpora.types import Document, EvalSet
from tertium.evals import store
from tertium.evals.compare import compare
from tertium.evals.evaluate import evaluate
from tertium.evals.human.measure import with_ratings
from tertium.evals.human.ratings import Rating, Ratings
from tertium.evals.rank import rank
from tertium.evals.results import (
    Check,
    Interval,
    Verdict,
)
from tertium.evals.slices import slices
from tertium.evals.types import COUNTED_BY, Key
from tertium.evals.usage import Part, usage_of, with_usage_record
from tertium.reports import formats
from tertium.reports.decisions import Decisions
from tertium.reports.page.render import provenance_entries, render, shown_run
from tertium.reports.sections.leaderboard import leaderboard_table
from tertium.services.answer import Answer
from tertium.services.budget import Prices
from tests.evals.making import MEAN, run_of
from tests.reports.making import (
    FEW,
    PAYLOADS,
    example_standings,
    hostile_run,
    page_decisions,
    plain_run,
)
from tests.reports.page.reading import Reader, read_payload

if TYPE_CHECKING:
    from pathlib import Path

    from tertium.evals.types import Run


@pytest.fixture(scope="module")
def page(run: Run) -> str:
    return render(run, page_decisions(run))


def test_the_answer_comes_before_the_leaderboard_and_what_is_alarming_right_after_it(page: str) -> None:
    places = [page.index(text) for text in ('class="claim"', 'id="leaderboard-table"', 'class="alarms"', 'id="checks"')]
    assert places == sorted(places)
    assert "leads by" in page


def test_time_and_cost_stand_in_their_own_chapter_and_not_among_the_checks() -> None:
    texts = ["a 1", "b 2"]
    data = EvalSet.from_dict({"source": texts, "reference": texts}).with_outputs({"new": texts, "old": texts})
    parts = {id_: Part(Answer("x", "m", 5, 5, 1.0)) for id_ in data.ids}
    run = evaluate(with_usage_record(data, "new", usage_of("s", parts, Prices(10, 30), {})), ["chrf", "numbers"])
    page = render(run, Decisions(standings=rank(run, resampling=FEW)))
    checks = page[page.index('id="checks-table"') :]
    checks = checks[: checks.index("</table>")]
    assert "numbers" in checks
    assert not [name for name in ("latency", "tokens", "cost") if name in checks]
    assert "latency" in page[page.index('id="usage"') :]
    assert "no rank by" not in page, "a system that is no service has no price"


def test_each_kind_of_warning_is_one_line_and_its_details_stand_at_the_end(page: str) -> None:
    alarms = page[page.index('class="alarms"') : page.index('id="checks"')]
    assert alarms.count("<li>") == len(re.findall('href="#warning', alarms)) <= 5
    end = page.index('<section id="warnings"')
    for text in ("empty output", "output is a copy of the source", "comet is not installed", "longer than the window"):
        assert end < page.index(text, end) < page.index('<section id="provenance"')
    for place in re.findall('href="#(warning-[0-9]+)"', alarms):
        assert f'<details class="kind" id="{place}">' in page


def test_checks_that_were_not_measured_for_the_languages_are_named_beside_them(run: Run) -> None:
    words = "not measured for sw-en"
    content = render(run, Decisions(unmeasured={"numbers": words, "units": words, "quotes": "not measured for en"}))
    checks = content[content.index('<section id="checks"') : content.index('<section id="against"')]
    assert f"<b>numbers, units</b>: {words}." in checks
    assert "<b>quotes</b>: not measured for en." in checks
    assert "not measured" not in render(run, Decisions())


def test_a_gates_verdict_stands_before_everything_else(run: Run) -> None:
    check = Check("chrf not worse", "chrf", "fail", -33.25, -0.5, "chrf falls", ("too few <documents>",))
    content = render(run, Decisions(verdict=Verdict("fail", "south", "north", "town", "f", (check,), FEW)))
    assert '<div class="verdict fail" id="verdict-outcome">' in content
    places = [
        content.index(text)
        for text in ("FAIL", "0 of 1 rules pass", 'data-value="-33.25"', "too few &lt;documents&gt;", 'class="claim"')
    ]
    assert places == sorted(places)


def test_every_column_and_chart_has_a_definition_that_the_page_holds(run: Run) -> None:
    decisions = replace(page_decisions(run), definitions={"chrf": "F-score of characters."})
    page = render(run, decisions)
    reader = Reader(page)
    ids = {a["id"] for _, a in reader.tags if "id" in a}
    described = {str(a["aria-describedby"]) for _, a in reader.tags if "aria-describedby" in a}
    assert described <= ids
    headings = re.findall(r'<th scope="col"[^>]*>(.*?)</th>', page)
    assert headings
    assert [heading for heading in headings if "aria-describedby" not in heading] == []
    captions = re.findall(r"<figcaption>(.*?)</figcaption>", page)
    assert sum("aria-describedby" in caption for caption in captions) == len(captions) - 2  # the script writes two
    assert "F-score of characters." in page


def test_checks_and_what_has_no_direction_stand_apart_from_metrics_of_quality(run: Run) -> None:
    cells = {(name, a.get("data-metric")) for name, a, _ in Reader(render(run)).cells if "data-value" in a}
    assert {metric for name, metric in cells if name == "leaderboard-table"} == {"chrf", "bleu", "ter"}
    assert {metric for name, metric in cells if name == "checks-table"} == {"length"}


def test_systems_against_a_baseline_are_a_table_with_intervals_and_verdicts(page: str) -> None:
    cells = [(a, text) for name, a, text in Reader(page).cells if name == "differences" and "data-value" in a]
    assert len(cells) == 4
    assert all(
        re.search(r"(better|worse|not shown|differs|too few documents to tell) .* to ", text) for _, text in cells
    )
    assert "No baseline was chosen" in render(plain_run())


def test_what_the_differences_are_made_of_is_folded_away_and_names_the_metric(page: str) -> None:
    chapter = page.partition('<section id="triage"')[2].partition("</section>")[0]
    assert "What the differences are made of" in chapter
    assert "By chrf, against <strong>south</strong>." in chapter
    assert chapter.count("<details>") == chapter.count("<table") > 3
    assert "<details open" not in chapter


def test_without_a_triage_there_is_no_such_chapter(run: Run) -> None:
    decisions = replace(page_decisions(run), comparison=compare(run, baseline="south", resampling=FEW))
    assert 'id="triage"' not in render(run, decisions)


def test_without_a_baseline_systems_stand_against_the_best(run: Run) -> None:
    best = compare(run, baseline="north", resampling=FEW)
    page = render(run, Decisions(against_best=best))
    assert "the best by chrf" in page
    assert {name for name, _, _ in Reader(page).cells} >= {"differences", "comparison"}
    assert 'id="losses"' not in page


def test_the_policy_pins_the_one_script_and_the_one_style(page: str) -> None:
    reader = Reader(page)
    policy = next(str(a["content"]) for tag, a in reader.tags if a.get("http-equiv") == "Content-Security-Policy")
    assert policy.startswith("default-src 'none';")
    scripts = [text for tag, text in reader.raw if tag == "script"][1:]
    styles = [text for tag, text in reader.raw if tag == "style"]
    for texts in (scripts, styles):
        (text,) = texts
        assert f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'" in policy


def test_nothing_comes_from_elsewhere_and_nothing_has_a_handler_or_a_style(page: str) -> None:
    for content in (page, render(hostile_run(), Decisions(slices=slices(hostile_run(), FEW)))):
        for tag, attributes in Reader(content).tags:
            assert tag not in {"iframe", "object", "embed", "img", "link", "form"} or attributes.get("role") == "search"
            for name, value in attributes.items():
                assert not name.startswith("on"), (tag, name)
                assert name not in {"src", "style", "action", "srcdoc"}, (tag, name)
                assert name != "href" or str(value).startswith("#"), (tag, value)


# Case held-injection.
def test_hostile_names_and_texts_add_no_element() -> None:
    hostile, run = hostile_run(), hostile_run()
    calm = render(run, Decisions(slices=slices(run, FEW)))
    assert sum(tag == "script" for tag, _ in Reader(calm).tags) == 2
    assert not [tag for tag, _ in Reader(calm).tags if tag in {"b", "img"}]
    assert "\N{RIGHT-TO-LEFT OVERRIDE}" not in calm
    assert "\x1b" not in calm
    assert sorted(read_payload(calm)["systems"]) == sorted(hostile.systems)
    assert read_payload(calm)["ids"] == list(PAYLOADS)


def test_the_same_run_is_the_same_page(run: Run, page: str) -> None:
    assert render(plain_run(), page_decisions(run)) == page


def test_a_page_of_one_system_and_no_reference_is_made() -> None:
    run = plain_run()
    data = replace(
        run.data, references={}, confidence=None, outputs={"south": run.data.outputs["south"]}, provenance={}
    )
    alone = render(evaluate(data, ["length"]))
    assert "Two systems are compared here" in alone
    assert 'id="left-out"' not in alone


def test_what_was_left_out_and_what_reproduces_the_page_is_said(run: Run, page: str) -> None:
    for text in (
        "nearest is too far",
        "Leave a reply",
        run.fingerprint,
        "tertium report RUN --format html",
        "seed:12345",
    ):
        assert text in page


def test_the_command_writes_the_page(run: Run, tmp_path: Path) -> None:
    store.save(run, tmp_path / "run")
    target = tmp_path / "page.html"
    words = [
        "report",
        str(tmp_path / "run"),
        "--format",
        "html",
        "--samples",
        "200",
        "--baseline",
        "south",
        "-o",
        str(target),
    ]
    assert main(words) == 0
    content = target.read_text(encoding="utf-8")
    assert content.startswith("<!doctype html>")
    assert "--baseline south --cluster document --samples 200 --seed 12345 --level 0.95" in content


def test_the_leaderboard_holds_every_digit_of_the_table_and_shows_it_rounded(run: Run, page: str) -> None:
    table = leaderboard_table(run, Decisions(example_standings(run)))
    cells = [
        (a, text)
        for table in ("leaderboard-table", "checks-table")
        for name, a, text in Reader(page).cells
        if name == table and "data-value" in a
    ]
    assert len(cells) == len(run.systems) * len(run.measures)
    titles = [column.title for column in table.columns]
    expected = [
        (row[titles.index(metric)], table.columns[titles.index(metric)].show(row[titles.index(metric)]))
        for metrics in (("chrf", "bleu", "ter"), ("length",))
        for row in table.rows
        for metric in metrics
    ]
    for (attributes, text), (value, shown) in zip(cells, expected, strict=True):
        assert float(str(attributes["data-value"])) == value
        assert text.startswith(shown)
    bounds = [float(str(a["data-bound"])) for tag, a in Reader(page).tags if tag == "span" and "data-bound" in a]
    low, high = titles.index("chrf low"), titles.index("chrf high")
    assert {table.rows[0][low], table.rows[0][high]} <= set(bounds)


def test_what_reproduces_the_page_is_listed_by_name(run: Run) -> None:
    names = [name for name, _ in provenance_entries(run, page_decisions(run))]
    assert names[:4] == ["metric chrf", "metric bleu", "metric ter", "metric length"]
    assert {"fingerprint of the set", "intervals and ranks", "comparison", "this page again"} <= set(names)
    assert "gate" not in names


def test_the_engine_that_counted_stands_beside_the_versions(run: Run) -> None:
    counted = replace(run, versions={"numpy": "2.0", COUNTED_BY: "sacrebleu 2.6.0"})
    entries = provenance_entries(counted, page_decisions(run))
    assert {("version of numpy", "2.0"), ("counted by", "sacrebleu 2.6.0")} <= {*entries}


def test_a_page_of_very_many_systems_holds_the_best_and_says_what_it_leaves_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    run = plain_run()
    monkeypatch.setattr("tertium.reports.page.render.MAX_PAGE_SYSTEMS", 1)
    assert list(shown_run(run).data.outputs) == ["north"]
    page = render(run, Decisions())
    assert "those of the other 1, and all pairs with them, are left out" in page
    assert page.count("south") > 0


EVIL = (
    '<img src=x onerror="document.documentElement.dataset.pwned=1"></script><script>1</script>',
    "=1+1",
    "a|b`c`@user\n# head",
    "a\u202eb\u200bc",
    r"\input{/etc/passwd}$x^2$",
    "\x1b]0;PWN\x07\x1b[31m",
)


@pytest.mark.parametrize("name", ["html", "text", "markdown", "latex", "csv"])
def test_attacks_in_names_and_texts_stay_texts_where_a_total_is_marked(name: str) -> None:
    ids = tuple(f"{i}{text}" for i, text in enumerate(EVIL))
    outputs = {
        f"{text}{i}": tuple(None if j == i else other for j, other in enumerate(EVIL)) for i, text in enumerate(EVIL)
    }
    documents = (Document(EVIL[0], 0, len(EVIL), EVIL[0]),)
    data = EvalSet(EVIL[0], ids, documents, EVIL, {EVIL[0]: EVIL}, outputs, ("en", "de"))
    run = evaluate(data, ["chrf", "numbers"])
    shown = render(run) if name == "html" else str(formats.load(name).render([leaderboard_table(run, Decisions())]))
    assert "5 of 6" in shown
    assert "<img" not in shown or name in {"text", "csv"}
    assert name == "csv" or not set(shown) & set("\u202e\u200b\x1b\x07")
    assert r"\input" not in shown or name != "latex"
    assert not any(cell.startswith("=") for line in shown.splitlines() for cell in line.split(",")) or name != "csv"


def test_peoples_scores_come_first_in_the_explorer_as_on_the_leaderboard_and_checks_last() -> None:
    one = run_of({"north": [1.0, 2.0], "south": [1.0, 1.0]})
    signatures = {"slips": "slips|rules:1|severity:2", "chrf": "chrf", "mqm": "mqm|people:mqm"}
    measure = one.measures[MEAN]
    run = replace(
        one,
        measures={label: replace(measure, label=label, signature=text) for label, text in signatures.items()},
        counts={Key(s, m): rows for (s, _), rows in one.counts.items() for m in signatures},
        values={Key(s, m): values for (s, _), values in one.values.items() for m in signatures},
    )
    page = render(run)
    assert [metric["label"] for metric in read_payload(page)["metrics"]] == ["mqm", "chrf", "slips"]
    options = re.findall('<select id="heat-metric">(.*?)</select>', page, re.DOTALL)
    assert re.findall('<option value="([0-9])">([a-z]+)', options[0]) == [("0", "mqm"), ("1", "chrf"), ("2", "slips")]


def test_the_bounds_of_an_interval_below_0_stand_apart_by_a_word(run: Run, page: str) -> None:
    places = tuple(replace(place, interval=Interval(-2.5, -1.5)) for place in example_standings(run).rankings[0].places)
    standings = example_standings(run)
    negative = replace(standings, rankings=(replace(standings.rankings[0], places=places),))
    bounds = re.findall('<span class="bounds">(.*?)</span></span>', render(run, Decisions(standings=negative)))
    assert {re.sub("<[^>]*>", "", text) for text in bounds} == {"-2.50 to -1.50"}
    assert "–" in re.findall('<span class="bounds">(.*?)</span></span>', page)[0]


def test_where_the_leading_metric_has_no_ranks_the_caption_does_not_say_that_they_are_by_it(run: Run) -> None:
    rows = (Rating("north", 0, "ann", 50.0), Rating("south", 1, "ann", 60.0), Rating("south", 2, "ann", 70.0))
    page = render(with_ratings(run, Ratings("esa", rows)), Decisions(standings=example_standings(run)))
    caption = page[page.index('<p class="caption">') :]
    assert caption.startswith('<p class="caption">Best by esa first; beside a score of other metrics stand its 95 % ')
