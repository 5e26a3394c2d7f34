"""A verdict as a GitHub step summary: Markdown, escaped, and no larger than GitHub takes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tertium.reports.formats import markdown
from tertium.reports.sections.verdict import verdict_table

if TYPE_CHECKING:
    from tertium.evals.results import Verdict

LIMIT: Final = 1024 * 1024
"""Bytes that a step's summary may have; GitHub shows nothing of a larger one."""

CUT: Final = "\n\n*The rest is cut: a step summary holds 1 MiB.*\n"


def render(verdict: Verdict, *, room: int = LIMIT) -> str:
    """Return the verdict as Markdown in at most `room` bytes of UTF-8, cut at the end of a line."""
    return capped(markdown.render([verdict_table(verdict)]) + "\n", room)


def capped(text: str, room: int) -> str:
    """Return the text, or as many whole lines of it as fit into `room` bytes with a word about the rest."""
    raw = text.encode()
    if len(raw) <= room:
        return text
    kept = raw[: max(room - len(CUT.encode()), 0)]
    return (kept[: kept.rfind(b"\n") + 1].decode() + CUT)[:room]
