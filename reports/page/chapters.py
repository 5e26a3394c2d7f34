"""The chapters of the page, in reading order, and which sections stand in each."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tertium.reports.section import Section


@dataclass(frozen=True, slots=True)
class Chapter:
    """A part of the page with a heading and an entry in the navigation.

    Attributes:
        name: its id, to which links point.
        order: its place, on the scale of `Section.order`.
        label: its entry in the navigation.
        title: its heading.
        template: the file of this folder that draws what is more than tables; empty where there is nothing more.
        draws: names of the sections that the template draws.
        optional: whether it is left out where none of its sections is shown.
        bare: whether its heading is read aloud only, because what stands first in it says more.
        sections: names of the sections that it shows.
    """

    name: str
    order: int
    label: str
    title: str
    template: str = ""
    draws: frozenset[str] = frozenset()
    optional: bool = False
    bare: bool = False
    sections: tuple[str, ...] = ()

    @property
    def plain_sections(self) -> tuple[str, ...]:
        """The sections that are shown as tables, below what the template draws."""
        return tuple(section for section in self.sections if section not in self.draws)


OWN: Final = (
    Chapter("verdict", 5, "Verdict", "Verdict", "verdict.html", frozenset({"verdict"}), optional=True, bare=True),
    Chapter("leaderboard", 10, "Leaderboard", "Leaderboard", "leaderboard.html", frozenset({"leaderboard"}), bare=True),
    Chapter("alarms", 20, "Alarming", "What is alarming", "alarms.html"),
    Chapter("checks", 30, "Checks", "Checks", "checks.html"),
    Chapter("against", 40, "Baseline", "Each system against the baseline", "against.html", frozenset({"comparison"})),
    Chapter("disagreements", 50, "Metrics", "Where metrics disagree", optional=True),
    Chapter("documents", 90, "Documents", "Documents", "documents.html"),
    Chapter("parts", 100, "By part", "Scores by part of the set", "slices.html", frozenset({"slices"}), optional=True),
    Chapter("spread", 101, "Spread", "Spread of segment scores", "spread.html"),
    Chapter("losses", 102, "Losses", "Largest losses", optional=True),
    Chapter(
        "triage", 103, "Triage", "What the differences are made of", "triage.html", frozenset({"triage"}), optional=True
    ),
    Chapter("findings", 103, "Findings", "New and fixed findings", optional=True),
    Chapter("segments", 105, "Segments", "Segments", "segments.html"),
    Chapter("left-out", 120, "Left out", "Left out, and open questions", optional=True),
    Chapter("warnings", 900, "Warnings", "Warnings", "warnings.html", frozenset({"warnings"})),
    Chapter("definitions", 990, "Definitions", "Definitions", "definitions.html"),
    Chapter("provenance", 1000, "Provenance", "Provenance", "provenance.html"),
)
"""The chapters that are more than tables, or hold several sections."""


def chapters(sections: Iterable[Section]) -> list[Chapter]:
    """Return the chapters that show these sections, in order; a section of no chapter here becomes its own."""
    shown = {chapter.name: chapter for chapter in OWN}
    for section in sections:
        title = section.title or section.name
        name = section.chapter or section.name
        chapter = shown.get(name, Chapter(name, section.order, title, title))
        shown[name] = replace(chapter, sections=(*chapter.sections, section.name))
    kept = [chapter for chapter in shown.values() if chapter.sections or not chapter.optional]
    return sorted(kept, key=lambda chapter: (chapter.order, chapter.name))
