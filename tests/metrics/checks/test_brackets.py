"""Brackets: balance."""

from __future__ import annotations

import pytest

from tertium.metrics.checks.brackets import strays
from tests.metrics.checking import ask, pointed_at


def test_strays_are_counted_among_all_brackets() -> None:
    assert strays("a) Er (45 lachte]. :-)") == ([6, 16], 2)


@pytest.mark.parametrize(
    "hypothesis",
    [
        "Er (45) lachte [leise].",
        "a) Erstens, b) zweitens",
        "1) Anfang",
        "Bis dann :-)",
        "他（45）笑了。",
        "他（45)笑了。",
    ],
)
def test_balanced_brackets_items_and_smileys_are_no_error(hypothesis: str) -> None:
    assert ask("brackets", "", hypothesis).errors == 0


@pytest.mark.parametrize(
    ("hypothesis", "text"),
    [("Er (45 lachte.", "("), ("Er 45) lachte auch.", ")"), ("Er [45) lachte.", "["), ("【注意：", "【")],
)
def test_a_bracket_without_partner_is_found(hypothesis: str, text: str) -> None:
    answer = ask("brackets", "", hypothesis)
    assert text in pointed_at(answer, hypothesis)
    assert set(answer.labels) == {"unbalanced"}


def test_what_the_source_leaves_open_may_stay_open() -> None:
    assert ask("brackets", "He (45 laughed.", "Er (45 lachte.").errors == 0
    assert ask("brackets", "He (45) laughed.", "Er (45 lachte.").errors == 1
