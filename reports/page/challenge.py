"""A challenge set's result as one self-contained HTML file: who prefers the better translation, by phenomenon."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from tertium.reports.page import assets
from tertium.reports.sections.challenge import challenge_tables, phenomenon_matrix

if TYPE_CHECKING:
    from tertium.evals.results import Challenge


def render(challenge: Challenge) -> str:
    """Return the page; the same result gives the same text."""
    whole, *each = challenge_tables(challenge)
    last = each[-1] if each else whole
    style = assets.style("page.css", "metrics.css")
    return assets.template("challenge.html").render(
        challenge=challenge,
        phenomena=len({row.name for row in challenge.preferences if row.part == "phenomenon"}),
        policy=assets.policy("", style),
        style=Markup(style),  # noqa: S704 - ours
        whole=whole,
        matrix=phenomenon_matrix(challenge) if each else None,
        each=each,
        notes=last.notes,
        provenance=last.provenance.full,
    )
