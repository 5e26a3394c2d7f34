"""A suite as Markdown: the answer first, every failing set, and never more than fits."""

from __future__ import annotations

import pytest

from tertium.reports.suite import summary
from tests.reports import reading
from tests.reports.suite.making import hostile, many, suite


def test_the_answer_and_the_matrix_come_first() -> None:
    lines = summary.render(*suite()).splitlines()
    assert lines[0] == "### FAIL: new against old, because of news (length), gone (missing)"
    assert lines[2].startswith("| set | tier | outcome | length not worse by more than 1 |")
    assert lines[4].startswith("| news | must | fail | fail -")


def test_each_set_that_does_not_pass_has_scores_losses_and_findings() -> None:
    content = summary.render(*suite())
    heads = [line.removeprefix("### ") for line in content.splitlines() if line.startswith("### ")]
    assert heads[1:] == [
        *("means over sets", "what is missing"),
        *("news: fail", "news: largest losses by length"),
        *("news: findings, new and fixed against old", "news: findings, the gravest new and fixed ones"),
        *("chat: inconclusive", "chat: largest losses by length"),
    ]
    (difference,) = suite().evidence["news"].differences
    assert f"{difference.delta:.2f} | {difference.interval.low:.2f} | {difference.interval.high:.2f} |" in content


def test_a_pass_shows_no_set() -> None:
    content = summary.render(*suite(without="news,gone,chat"))
    assert content.startswith("### PASS: new against old")
    assert "largest losses" not in content


def test_doubts_stand_once_at_the_end() -> None:
    content = summary.render(*suite())
    assert content.count("only 4 documents") == 1
    assert content.index("only 4 documents") > content.index("<details>")


@pytest.mark.parametrize(("number", "texts"), [(5, 40), (30, 40), (60, 200)])
def test_many_failing_sets_fit_and_all_are_shown(number: int, texts: int) -> None:
    content = summary.render(*many(number, texts=texts))
    assert len(content.encode()) < 60_000
    assert "is cut" not in content
    assert sum(line.endswith(": fail") and line.startswith("### set") for line in content.splitlines()) == number
    assert content.endswith("</details>\n")


def test_what_does_not_fit_at_all_is_cut_at_a_line_and_says_so() -> None:
    content = summary.render(*many(2000))
    assert len(content.encode()) <= 60_000
    assert "is cut" in content
    assert content.startswith("### FAIL")


def test_hostile_texts_stay_texts() -> None:
    content = summary.render(*hostile())
    reading.check_plain_markdown(content)
