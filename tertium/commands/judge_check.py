"""`tertium judge-check`: how far a judge errs."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tertium.commands import completion
from tertium.commands.options import Format, Json, Output, OverwriteFile, Quiet, Verbose
from tertium.commands.output import Destination
from tertium.commands.progress import tell
from tertium.errors import PartialError

if TYPE_CHECKING:
    from tertium.evals.results import JudgeCard


def judge_check(
    judge: Annotated[
        str,
        typer.Argument(
            metavar="JUDGE",
            help="As in tertium score -m: judge:protocol=esa,model=NAME,base_url=URL; any other metric will do.",
            autocompletion=completion.metric_names,
        ),
    ],
    demetr: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="DEMETR's pairs as a table with tabs: more probes of planted errors."),
    ] = None,
    limit: Annotated[int, typer.Option(min=1, metavar="N", help="The most of DEMETR's pairs of a severity.")] = 100,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Ask nothing; say what it would cost at most, estimated from the texts.")
    ] = False,
    format: Format = "text",
    json: Json = False,
    output: Output = None,
    overwrite: OverwriteFile = False,
    verbose: Verbose = False,
    quiet: Quiet = False,
) -> None:
    """Ask a judge questions whose answers are known, and write its card: what it misses, and what misleads it."""
    from tertium.evals.judges.facade import judge_check as check
    from tertium.metrics.neural.judge.card_file import SCHEMA
    from tertium.reports.sections.judge_cards import card_table

    if dry_run:
        _tell_estimate(judge, demetr, limit)
        return
    is_card = json or (output is not None and output.suffix == ".json")
    destination = Destination(format, is_card, output, overwrite, verbose)
    card = check(judge, demetr=demetr, limit=limit, progress=partial(tell, quiet=quiet))
    destination.put(SCHEMA, card, lambda: [card_table(card)])
    for fault in card.faults:
        tell(f"fault: {fault}", quiet=quiet)
    _check_answered(card)


def _tell_estimate(judge: str, demetr: Path | None, limit: int) -> None:
    """Show on stdout what the probes would cost."""
    from tertium.commands.translate import estimate_words
    from tertium.evals.judges.check import estimate
    from tertium.evals.judges.pairs import demetr_pairs
    from tertium.metrics.registry import label, load

    metric = load(judge)
    cost = estimate(metric, demetr_pairs(demetr, limit) if demetr else None)
    typer.echo(f"{label(metric)}: {'asks nobody' if cost is None else f'at most {estimate_words(cost)}'}")


def _check_answered(card: JudgeCard) -> None:
    """Raise PartialError where no answer could be read, or the service gave none to some questions."""
    from tertium.metrics.base import UNANSWERED

    unanswered = {reason: count for reason, count in card.unread.items() if reason.startswith(UNANSWERED)}
    if unanswered:
        reason = next(iter(unanswered)).removeprefix(UNANSWERED)
        message = f"{sum(unanswered.values())} of {card.asked} questions have no answer: {reason}"
        raise PartialError(message, hint="the same command again: what was answered isn't asked again")
    if card.asked == sum(card.unread.values()):
        reason = next(iter(card.unread), "nothing was asked")
        raise PartialError(f"no answer of {card.judge} can be read: {reason}", hint="another model or format")
