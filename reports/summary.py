"""A verdict as a GitHub step summary: Markdown, escaped, and no larger than GitHub takes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tertium.reports.formats import markdown
from tertium.reports.sections.losses import losses_table
from tertium.reports.sections.verdict import verdict_table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tertium.evals.results import Comparison, Verdict
    from tertium.reports.table import Table

LIMIT: Final = 1024 * 1024
"""Bytes that a step's summary may have; GitHub shows nothing of a larger one."""

CUT: Final = "\n\n*The rest is cut: no more fits here.*\n"


def render(verdict: Verdict, comparison: Comparison | None = None, *, room: int = LIMIT) -> str:
    """Return the verdict as Markdown in at most `room` bytes of UTF-8, cut at the end of a line.

    Args:
        verdict: of the gate.
        comparison: of the candidate with the baseline; its losses by the metrics of rules that don't pass are shown.
        room: bytes that are left.
    """
    return cut_to_size(markdown.render([verdict_table(verdict), *_losses(verdict, comparison)]) + "\n", room)


def _losses(verdict: Verdict, comparison: Comparison | None) -> Iterator[Table]:
    """Yield the largest losses by each metric of a rule that doesn't pass."""
    metrics = dict.fromkeys(check.metric for check in verdict.checks if check.outcome != "pass")
    for metric in metrics if comparison else ():
        if comparison and (table := losses_table(comparison, metric)).rows:
            yield table


def cut_to_size(text: str, room: int) -> str:
    """Return the text, or as many of its whole lines as fit into `room` bytes together with a note on the cut."""
    encoded = text.encode()
    if len(encoded) <= room:
        return text
    kept = encoded[: max(room - len(CUT.encode()), 0)]
    # Up to the last line end, a single byte in UTF-8, so that no character is cut in two.
    return (kept[: kept.rfind(b"\n") + 1].decode() + CUT)[:room]
