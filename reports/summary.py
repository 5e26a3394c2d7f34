"""A verdict as a GitHub step summary: Markdown, escaped, and no larger than GitHub takes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tertium.reports.formats import markdown
from tertium.reports.sections.verdict import verdict_table

if TYPE_CHECKING:
    from tertium.evals.results import Verdict

LIMIT: Final = 1024 * 1024
"""Bytes that a step's summary may have; GitHub shows nothing of a larger one."""

CUT: Final = "\n\n*The rest is cut: no more fits here.*\n"


def render(verdict: Verdict, *, room: int = LIMIT) -> str:
    """Return the verdict as Markdown in at most `room` bytes of UTF-8, cut at the end of a line."""
    return cut_to_size(markdown.render([verdict_table(verdict)]) + "\n", room)


def cut_to_size(text: str, room: int) -> str:
    """Return the text, or as many of its whole lines as fit into `room` bytes together with a note on the cut."""
    encoded = text.encode()
    if len(encoded) <= room:
        return text
    kept = encoded[: max(room - len(CUT.encode()), 0)]
    # Up to the last line end, a single byte in UTF-8, so that no character is cut in two.
    return (kept[: kept.rfind(b"\n") + 1].decode() + CUT)[:room]
