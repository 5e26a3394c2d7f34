"""Writes a campaign as rows of MQM errors to be filled in, in the columns that `tertium human` reads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tertium.errors import UsageError
from tertium.evals.human.campaign import marks_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tertium.evals.human.campaign import Campaign, Item
    from tertium.metrics.base import Span

suffix: Final = ".tsv"
TITLES: Final = ("system", "doc", "seg_id", "rater", "source", "target", "category", "severity", "prefilled")
CELL: Final = str.maketrans("\t\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029", " " * 11)
"""What ends a cell or a line becomes a blank: the places of marks stay."""


def render(campaign: Campaign) -> str:
    """Return a row per output and annotator, or per place that is marked already.

    An annotator marks an error with ``<v>`` and ``</v>``, names its category and severity, and copies the row for
    another error; an output without any is a row with No-error in both cells. Segments are numbered as in the set.

    Raises:
        UsageError: another protocol, or there are attention items, which only pearmut can hide.
    """
    if campaign.protocol != "mqm":
        raise UsageError(f"a table has no scores of {campaign.protocol}", hint="-o FILE.json, or --protocol mqm")
    lines, marks = ["\t".join(TITLES)], marks_of(campaign)
    for number, task in enumerate(campaign.tasks, start=1):
        for sheet in task:
            for item in sheet.items:
                if item.altered:
                    raise UsageError("a table can't hide attention items", hint="-o FILE.json, or without --attention")
                lines += [
                    "\t".join((cells[0], sheet.document, str(item.segment + 1), f"annotator{number}", *cells[1:]))
                    for cells in _cells(campaign, item, marks)
                ]
    return "\n".join(lines) + "\n"


def _cells(
    campaign: Campaign, item: Item, marks: Mapping[tuple[str, int], Sequence[Span]]
) -> Iterator[tuple[str, ...]]:
    """Yield system, source, target, category, severity and what marked it."""
    sources = campaign.data.sources
    source = ((sources[item.segment] if sources else None) or "").translate(CELL)
    for system, output in item.outputs.items():
        text = output.translate(CELL)
        spans = marks.get((system, item.segment), ())
        for span in spans:
            marked = f"{text[: span.start]}<v>{text[span.start : span.end]}</v>{text[span.end :]}"
            # an omission has no place in the output
            target = marked if span.end > span.start else text
            yield system, source, target, span.label, span.severity.capitalize(), ", ".join(campaign.prefilled)
        if not spans:
            yield system, source, text, "", "", ""
