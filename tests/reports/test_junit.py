"""A verdict as JUnit XML and as a step summary: whatever the texts hold, it parses, and nothing else looks passed."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from tertium.evals.results import Check, Outcome, Resampling, Verdict
from tertium.reports import junit, summary

MANY: list[Outcome] = ["fail"] * 20_000
NASTY = "a<b>&\"'\x00\x08\ud800\uffff]]>|@someone `x` \x1b[31m </testcase>"


def verdict(*outcomes: Outcome, text: str = "plain") -> Verdict:
    checks = tuple(
        Check(f"{text} {i}", "chrf", outcome, float("nan"), 0.5, text, (text,)) for i, outcome in enumerate(outcomes)
    )
    return Verdict("fail", text, text, text, "0123", checks, Resampling())


def parsed(made: Verdict) -> ET.Element:
    return ET.fromstring(junit.render(made))  # noqa: S314 - our own output


def test_every_rule_is_a_case_and_only_pass_has_no_problem() -> None:
    suite = parsed(verdict("pass", "fail", "inconclusive", "missing", "not comparable"))
    assert (suite.get("tests"), suite.get("failures"), suite.get("errors")) == ("5", "2", "2")
    found = [(case.find("failure") is not None, case.find("error") is not None) for case in suite]
    assert found == [(False, False), (True, False), (True, False), (False, True), (False, True)]


def test_texts_stay_texts_and_what_xml_cannot_hold_is_stripped() -> None:
    suite = parsed(verdict("fail", text=NASTY))
    failure = suite[0].find("failure")
    assert failure is not None
    assert failure.get("message") == "a<b>&\"']]>|@someone `x` [31m </testcase>"
    assert len(suite) == 1


def test_a_summary_is_escaped_markdown() -> None:
    text = summary.render(verdict("fail", text=NASTY.replace("\ud800", "")))
    assert "<b>" not in text
    assert "&lt;b&gt;" in text
    assert "@" not in text
    assert "\x1b" not in text


@pytest.mark.parametrize("room", [2000, 500, 100, 10, 0])
def test_a_summary_is_no_larger_than_allowed_and_is_cut_at_a_line(room: int) -> None:
    text = summary.render(verdict(*MANY[:500], text="größer"), room=room)
    assert len(text.encode()) <= max(room, 0)
    if room >= 500:
        assert text.endswith(summary.CUT)
        assert text.removesuffix(summary.CUT).endswith("\n")


def test_a_summary_that_fits_is_whole() -> None:
    assert "The rest is cut" not in summary.render(verdict("pass"))
    assert "The rest is cut" in summary.render(verdict(*MANY))
