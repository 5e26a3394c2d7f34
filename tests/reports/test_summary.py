"""A verdict as a step summary: escaped Markdown that fits."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tertium.reports import summary
from tests.reports.test_junit import NASTY, verdict

if TYPE_CHECKING:
    from tertium.evals.results import (
        Outcome,
    )

MANY: list[Outcome] = ["fail"] * 20_000


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


def test_a_cut_falls_between_lines_and_never_into_a_character() -> None:
    assert summary.cut_to_size("größer\n" * 40, 120).startswith("größer\ngrößer\n")
    assert summary.cut_to_size("short", 120) == "short"
