"""The cards of judges: how they answer questions whose answers are known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tertium.errors import counted
from tertium.evals.results.judge_card import card_of
from tertium.reports.section import Section
from tertium.reports.table import Column, Provenance, Table

if TYPE_CHECKING:
    from tertium.evals.results import JudgeCard
    from tertium.evals.types import Run

MEANINGS: Final = (
    "right %: of the judged cases; a tie is wrong where one text is worse, and right where nothing may be earned",
    "second - first: mean difference of the two scores, in the judge's unit",
)
NO_CARD: Final = "no card: how far this judge errs isn't known (tertium judge-check, then card=FILE)"


def card_table(card: JudgeCard) -> Table:
    """Return one row per probe, the faults below it."""
    columns = (
        Column("probe"),
        *(Column(title, numeric=True) for title in ("cases", "judged")),
        Column("right %", 1, numeric=True, better="↑"),
        Column("second - first", 2, numeric=True),
        Column("compared", letters=80),
    )
    rows = tuple(
        (probe.name, probe.cases, probe.judged, probe.share, probe.change, probe.asks) for probe in card.probes
    )
    unread = [f"missing, {count} of {card.asked}: {reason}" for reason, count in card.unread.items()]
    faults = [f"fault: {fault}" for fault in card.faults] or ["no fault was found"]
    notes = (*faults, *unread, *MEANINGS, f"texts: {card.pairs}")
    return Table(f"{card.judge}: how far it errs", columns, rows, notes, provenance=Provenance((card.signature,)))


def judge_tables(run: Run) -> list[Table]:
    """Return the card of each judge of a run; of one without, that it has none."""
    judges = [measure for measure in run.measures.values() if measure.is_judge]
    missing = tuple((measure.label, NO_CARD) for measure in judges if measure.card is None)
    tables = [card_table(card_of(measure.card)) for measure in judges if measure.card is not None]
    if missing:
        noun = counted(len(missing), "judge")
        tables.append(Table(f"{run.data.name}: {noun} without a card", (Column("judge"), Column("card")), missing))
    return tables


section: Final = Section(
    name="judges",
    order=60,
    tables=lambda run, _: judge_tables(run),
    forms=frozenset({"tables", "page"}),
    optional=True,
    by_name=True,
    title="Judges",
)
