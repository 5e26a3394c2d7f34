"""What is alarming about a run, in at most five lines: each kind once with its count, the most serious first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from tertium.reports.section import Section
from tertium.reports.sections.disagreements import significant_disagreements
from tertium.reports.table import Column, Table
from tertium.reports.warning_kinds import by_kind, is_of_people, is_usual
from tertium.reports.warnings import OTHER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tertium.evals.types import Run
    from tertium.reports.decisions import Decisions

LINES: Final = 5
"""More lines would push the leaderboard off the first screen; the last one names what has no line of its own."""


class Alarm(NamedTuple):
    """One line of what to know beside the scores.

    Attributes:
        kind: of the problem, in a few words.
        message: what is wrong and how often, in a sentence.
        number: how many outputs, warnings or sentences it stands for.
        place: id of what the page says of it in full.
    """

    kind: str
    message: str
    number: int
    place: str = "warnings"

    def __str__(self) -> str:
        """Return the alarm as a line of text."""
        # What is said of outputs goes on behind their number; all else has its own numbers.
        return f"{self.kind}: {f'{self.number} ' if self.message.startswith('output') else ''}{self.message}"


def alarms(run: Run, decisions: Decisions) -> list[Alarm]:
    """Return every alarm, each kind once."""
    return list(_alarms(run, decisions))


def first_alarms(run: Run, decisions: Decisions) -> list[Alarm]:
    """Return at most `LINES` alarms; where there are more kinds, the last names the rest with their counts."""
    everything = alarms(run, decisions)
    if len(everything) <= LINES:
        return everything
    rest = everything[LINES - 1 :]
    names = ", ".join(f"{alarm.kind} ({alarm.number})" for alarm in rest)
    return [*everything[: LINES - 1], Alarm(f"{len(rest)} more kinds", names, sum(alarm.number for alarm in rest))]


def _alarms(run: Run, decisions: Decisions) -> Iterator[Alarm]:
    # Warnings about the texts name such a reference too, with what is wrong with it.
    derived = [
        f"reference {problem.name}, which seems to be made from {problem.system}"
        for problem in run.problems or ()
        if problem.kind == "derived"
    ]
    comparison = decisions.comparison
    tested = decisions.standings or decisions.lead
    sentences = [
        sentence
        for sentence in (tested.warnings if tested else ())
        if not any(phrase in sentence for phrase in derived)
    ]
    yield from _joined("intervals and tests", sentences)
    yield from _joined("metrics in conflict", list(comparison.conflicts if comparison else ()))
    warnings = decisions.inspection_of(run).warnings
    places = {kind.kind: place for place, kind in enumerate(by_kind(warnings))}
    # What people marked is what they were asked for, and no alarm.
    kinds = [
        (places[kind.kind], kind)
        for kind in by_kind(item for item in warnings if not is_of_people(run, item))
        if not is_usual(run, kind)
    ]
    # Warnings in free words come last there, and here after what is wrong with the order of systems.
    named = [(place, kind) for place, kind in kinds if kind.kind != OTHER]
    for place, kind in named:
        yield Alarm(kind.kind, kind.message, kind.number, f"warning-{place}")
    if decisions.standings and not (comparison and comparison.conflicts):
        yield from _joined("metrics disagree", significant_disagreements(run, decisions.standings), "disagreements")
    # What only the comparison says is about single systems and metrics.
    rest = [sentence for sentence in (comparison.warnings if comparison else ()) if sentence not in sentences]
    yield from _joined(
        "comparison", [sentence for sentence in rest if not any(phrase in sentence for phrase in derived)]
    )
    for place, kind in kinds:
        if kind.kind == OTHER:
            yield Alarm("other", kind.message, kind.number, f"warning-{place}")


def _joined(kind: str, sentences: list[str], place: str = "warnings") -> Iterator[Alarm]:
    """Yield the sentences as one alarm, where there are any."""
    if sentences:
        more = f" (and {len(sentences) - 1} more)" if len(sentences) > 1 else ""
        yield Alarm(kind, f"{sentences[0]}{more}", len(sentences), place)


def alarms_table(run: Run, decisions: Decisions) -> Table:
    """Return the first alarms as a table: each kind once, and how often it is."""
    rows = tuple((alarm.kind, alarm.number, alarm.message) for alarm in first_alarms(run, decisions))
    columns = (Column("what"), Column("count", numeric=True), Column("details"))
    return Table(f"{run.data.name}: read this first", columns, rows)


section: Final = Section(
    name="alarms",
    order=20,
    tables=lambda run, decisions: [alarms_table(run, decisions)],
    forms=frozenset({"comment"}),  # the page has a form of its own for them
    optional=True,
)
