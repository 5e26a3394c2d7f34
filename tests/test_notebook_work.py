"""What an engineer does with runs in a notebook, cell by cell: joined runs, own columns, regressions, reports.

Each test is a few cells. The set is small and made here; every figure is one that can be checked by hand or against an
evaluation from the start.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

import tertium

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tertium.evals.types import Run

ANIMALS = ["cat", "dog", "fox", "hen", "cow", "owl", "bee", "ant", "elk", "yak", "pig", "rat"]
QUICK = tertium.Resampling(samples=500)


def table(name: str, documents: int, spoiled: int) -> pd.DataFrame:
    """Return three segments a document; `new` is the reference but in every so many segments, `old` lacks a word."""
    rows = []
    for i in range(documents * 3):
        reference = f"The {ANIMALS[i % 12]} sleeps under the {ANIMALS[i // 12 % 12]} of house {i} in {name}."
        old = reference.replace("sleeps ", "")
        new = old.replace(str(i), str(i + 1)) if i % spoiled == 0 else reference
        rows.append((f"{name}-{i // 3}", "news" if i % 2 else "web", reference.upper(), reference, old, new))
    columns = ["document", "domain", "source", "reference", "system.old", "system.new"]
    frame = pd.DataFrame(rows, columns=columns)
    frame["domain"] = frame.groupby("document")["domain"].transform("first")
    return frame


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Return a run of twelve documents and two systems by chrF and a check of numbers."""
    path = tmp_path_factory.mktemp("data") / "shop.tsv"
    table("shop", 12, 5).to_csv(path, sep="\t", index=False)
    return tertium.evaluate(tertium.open_set(path), ["chrf", "numbers"])


def test_a_run_is_a_frame_at_every_level(run: Run) -> None:
    assert run.to_pandas().shape[0] == 72
    assert run.to_pandas("documents").groupby("system").size().to_dict() == {"new": 24, "old": 24}
    assert run.to_pandas("findings")["system"].unique().tolist() == ["new"]
    assert run.data.to_pandas()["system.new"].tolist() == list(run.data.outputs["new"])
    assert run.to_dataset().num_rows == 72


def test_a_few_conditions_leave_a_run_of_its_own(run: Run) -> None:
    news = run.filter(domain="news")
    assert news.scores.drop(columns="macro").equals(
        tertium.evaluate(news.data, ["chrf", "numbers"]).scores.drop(columns="macro")
    )
    bad = run.filter(lambda segments: segments["chrf"] < 90, systems="new")
    assert set(bad.segments["chrf"] < 90) == {True}
    assert len(bad.data) == 8
    assert "28 of 36 segments are left out" in bad._repr_html_()
    assert len(run.filter(documents=["shop-0", "shop-1"], length=(None, 200)).data) == 6


def test_a_condition_is_written_as_a_text(run: Run) -> None:
    assert (
        run.filter("chrf < 90", systems="new").data.ids == run.filter(lambda s: s["chrf"] < 90, systems="new").data.ids
    )
    either = run.filter("chrf < 90", how="any")
    assert len(either.data) == 36
    web = run.filter('domain == "web" and document != "shop-0"')
    assert web.scores.equals(run.filter(domain="web").filter(lambda s: s["document"] != "shop-0").scores)
    assert 'are left: domain == "web" and document != "shop-0"' in web._repr_html_().replace("&quot;", '"')


def test_own_columns_are_compared_too() -> None:
    frame = table("shop", 4, 5).assign(customer=["acme", "acme", ""] * 4)
    acme = tertium.evaluate(frame, "chrf").filter('customer == "acme" and `reference.ref` != source')
    assert len(acme.data) == 8


def test_scores_by_customer_have_intervals_and_say_what_found_no_partner(run: Run) -> None:
    documents = [document.id for document in run.data.documents]
    customers = pd.DataFrame({"document": [*documents[:11], "shop-99"], "customer": ["acme", "zenith"] * 6})
    groups = run.by("customer", customers, metrics="chrf", resampling=QUICK)
    frame = groups.frame
    assert frame["customer"].unique().tolist() == ["acme", "zenith"]
    assert (frame["low"] <= frame["score"]).all()
    assert (frame["score"] <= frame["high"]).all()
    acme = [name for i, name in enumerate(documents[:11]) if i % 2 == 0]
    alone = run.filter(documents=acme).scores.set_index(["system", "metric"])["score"]
    assert frame["score"].tolist()[:2] == [alone["old", "chrf"], alone["new", "chrf"]]
    assert frame["documents"].tolist() == [6, 6, 5, 5]
    assert groups.unmatched == ("shop-99",)
    assert "1 id of the table is not in the run: shop-99" in repr(groups)
    assert "3 of 36 segments are in no group: shop-11#1, shop-11#2, shop-11#3" in repr(groups)


def test_an_own_number_is_cut_into_ranges(run: Run) -> None:
    words = run.data.to_pandas()["source"].str.len()
    groups = run.by("characters", pd.cut(words, [0, 48, 100]), metrics="chrf", resampling=QUICK)
    assert groups.frame["characters"].unique().tolist() == ["(0, 48]", "(48, 100]"]


def test_every_segment_has_its_part_in_a_regression(run: Run) -> None:
    losses = run.regressions("old", metrics="chrf")
    first = losses.iloc[0]
    assert first["gain"] < 0
    assert first["hypothesis"] != first["baseline_hypothesis"]
    assert first["new"].startswith("numbers: number changed")
    assert losses["gain"].is_monotonic_increasing
    assert (losses["gain"] < 0).sum() == 8


def test_yesterdays_run_is_a_baseline_too(run: Run, tmp_path: Path) -> None:
    old = run.filter(systems="old")
    yesterday = tertium.evaluate(
        run.data.with_systems(["old"]).with_outputs({"old": run.data.outputs["new"]}), ["chrf"]
    )
    tertium.save_run(yesterday, tmp_path / "yesterday")
    losses = old.regressions(tmp_path / "yesterday")
    assert losses["baseline"].unique().tolist() == ["old@baseline"]
    assert (losses["gain"] < 0).sum() == 28


def test_runs_of_one_set_come_together(run: Run) -> None:
    parts = [tertium.evaluate(run.data.with_systems([name]), ["chrf", "numbers"]) for name in ("old", "new")]
    joined = tertium.concat(parts)
    assert joined.scores.equals(run.scores)
    assert tertium.compare(joined, baseline="old", metrics=["chrf"]).frame["verdict"].tolist() == ["better"]


def test_runs_of_two_sets_stand_below_each_other(run: Run, tmp_path: Path) -> None:
    table("blog", 6, 4).to_csv(tmp_path / "blog.tsv", sep="\t", index=False)
    blog = tertium.evaluate(tertium.open_set(tmp_path / "blog.tsv"), ["chrf", "numbers"])
    both = tertium.concat([run, blog])
    assert (len(both.data), len(both.data.documents)) == (54, 18)
    again = tertium.evaluate(both.data, ["chrf", "numbers"])
    assert both.scores.equals(again.scores)
    by_set = both.by("set", metrics="chrf", systems="new", resampling=QUICK).frame
    assert by_set["set"].tolist() == ["blog", "shop"]
    assert by_set["segments"].tolist() == [18, 36]


def test_few_documents_are_too_few_to_tell(run: Run) -> None:
    few = run.filter(documents=["shop-0", "shop-1", "shop-2", "shop-3"])
    comparison = tertium.compare(few, baseline="old", metrics=["chrf"], resampling=QUICK)
    assert comparison.frame["verdict"].tolist() == ["too few documents to tell"]
    assert "too few documents to tell" in comparison.to_markdown()


def test_a_report_is_a_line_of_python(run: Run, tmp_path: Path) -> None:
    page = run.report(tmp_path / "page.html", baseline="old", resampling=QUICK)
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")
    for ending in ("md", "csv", "tsv", "json", "tex", "xlsx"):
        assert run.report(tmp_path / f"scores.{ending}").stat().st_size > 0
    comparison = tertium.compare(run, baseline="old", resampling=QUICK)
    for result in (run, comparison, tertium.rank(run, resampling=QUICK), run.by("domain", resampling=QUICK)):
        assert r"\toprule" in result.to_latex()
        assert "| system |" in result.to_markdown()


@pytest.mark.parametrize(
    ("cell", "first", "second"),
    [
        (lambda run: run.filter(domain="nws"), "no domain is named 'nws'", "news"),
        (lambda run: run.filter(lambda s: s["chrf"] < 90), "where chooses 28 segments of some systems", 'how="any"'),
        (lambda run: run.filter("chrf < 90"), "where chooses 28 segments of some systems", 'how="any"'),
        (lambda run: run.filter("chrff < 90"), "where: run.segments has no column 'chrff'", "try: chrf"),
        (lambda run: run.filter("chrf = 90"), "where is no condition: 'chrf = 90'", "'chrf < 40', or 'customer =="),
        (lambda run: run.filter("shop-0#1"), "where can't be one id, 'shop-0#1'", "a list of ids: ['shop-0#1']"),
        (
            lambda run: run.filter(lambda s: s["chrff"] < 9),
            "where: the function failed: KeyError: 'chrff'",
            "id, document",
        ),
        (
            lambda run: run.filter(customer="acme"),
            "run.filter has no argument 'customer'",
            "run.filter('COLUMN == \"VALUE\"')",
        ),
        (
            lambda run: run.regressions(metric="chrf"),
            "run.regressions has no argument 'metric'",
            "metrics=…",
        ),
        (
            lambda run: run.regressions("old", "chrf"),
            "run.regressions takes 1 argument by place, not 2",
            "systems=…, metrics=…",
        ),
        (lambda run: run.filter([True, False]), "where has 2 values for 36 segments", "True or False per segment"),
        (lambda run: run.by("custmer"), "the set has no column 'custmer'", "run.by('custmer', table)"),
        (lambda run: run.by("c", {"x": 1}), "c: none of the ids is one of the run: x", "ids of segments, such as"),
        (lambda run: run.regressions("odl"), "no system is named 'odl'", "old"),
        (lambda run: run.regressions("old", metrics="chrff"), "there are no scores of 'chrff'", "chrf"),
        (lambda run: run.report("scores.pdf"), "scores.pdf: no report ends in .pdf", ".html"),
        (lambda run: run.to_pandas("segmnts"), "no level is named 'segmnts'", "segments"),
        (
            lambda run: tertium.concat([run, 3]),  # type: ignore[list-item]
            "runs: 2 can't be 3",
            "a run, as tertium.evaluate",
        ),
        (lambda run: tertium.concat([run, run.filter(domain="web")]), "runs of 'shop' and 'shop' measure", "name them"),
    ],
)
def test_a_wrong_cell_is_answered_in_two_lines(run: Run, cell: Callable[[Run], Any], first: str, second: str) -> None:
    with pytest.raises(tertium.TertiumError) as caught:
        cell(run)
    lines = str(caught.value).splitlines()
    assert len(lines) == 2
    assert first in lines[0]
    assert second in lines[1]
