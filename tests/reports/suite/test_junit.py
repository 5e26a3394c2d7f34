"""A suite as JUnit XML: a case per set and rule; what broke it stands in it, and only a pass looks passed."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from tertium.reports.suite import junit
from tests.evals.making import MEAN
from tests.reports.suite.making import Judged, hostile, suite


def parsed(judged: Judged) -> ET.Element:
    return ET.fromstring(junit.render(judged.verdict, judged.evidence))  # noqa: S314 - our own output


def marks(root: ET.Element) -> dict[tuple[str | None, str | None], str]:
    return {
        (case.get("classname"), case.get("name")): next(
            (tag for tag in ("failure", "error", "skipped") if case.find(tag) is not None), "passed"
        )
        for case in root.iter("testcase")
    }


NOT_WORSE, LIMIT = "length not worse by more than 1", "length at most 80"


def test_every_set_and_rule_is_a_case() -> None:
    root = parsed(suite())
    assert marks(root) == {
        ("news", NOT_WORSE): "failure",
        ("news", LIMIT): "passed",
        ("talks", NOT_WORSE): "passed",
        ("talks", LIMIT): "passed",
        ("chat", NOT_WORSE): "failure",
        ("chat", LIMIT): "passed",
        ("mail", NOT_WORSE): "passed",
        ("mail", LIMIT): "passed",
        ("gone", "all rules"): "error",
    }
    assert [root.get(name) for name in ("tests", "failures", "errors", "skipped")] == ["9", "2", "1", "0"]
    news = root[0]
    assert [news.get(name) for name in ("name", "tests", "failures", "errors")] == ["news", "2", "1", "0"]


def test_a_failure_holds_the_largest_losses_and_new_findings() -> None:
    root = parsed(suite())
    failure = next(root.iter("failure"))
    assert failure.get("message", "").startswith("gain ")
    lines = (failure.text or "").splitlines()
    (difference,) = suite().evidence["news"].differences
    losses = sorted((e for e in difference.examples if e.contribution < 0), key=lambda e: e.contribution)
    at = lines.index(f"Largest losses by {MEAN}, by what each adds to the difference:")
    assert lines[at + 2].startswith(f"{losses[0].segment}: {losses[0].contribution:+.3g}")
    assert lines[at + 3 : at + 6] == ["  source: four", f"  new: {losses[0].hypothesis}", f"  old: {losses[0].other}"]
    assert f"Findings of {MEAN}: 1 new, 1 fixed, 1 in both" in lines
    assert lines[-1] == "  new, d0#2: critical · number · expected 14 in: new 1"


def test_within_the_budget_of_a_suite_that_passes_a_case_is_skipped_and_never_passed() -> None:
    within = parsed(suite(without="news,gone"))
    assert marks(within)["chat", NOT_WORSE] == "skipped"
    assert within.get("failures") == "0"
    beyond = parsed(suite(without="news,gone", budget=0))
    assert marks(beyond)["chat", NOT_WORSE] == "failure"


def test_a_set_without_evidence_is_still_a_case() -> None:
    root = parsed(Judged(suite().verdict, {}))
    assert marks(root)["news", NOT_WORSE] == "failure"


def test_whatever_the_texts_hold_it_parses() -> None:
    root = parsed(hostile())
    assert {"failure", "error"} & set(marks(root).values())
    assert all(case.tag == "testcase" for suite_ in root for case in suite_)
