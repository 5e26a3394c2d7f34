"""`tertium campaign`: what people are to rate, as files for their tools."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tertium.commands import completion
from tertium.commands.options import Format, Json, Level, Metrics, OverwriteFile, Quiet, Seed, Verbose
from tertium.commands.output import Destination
from tertium.commands.progress import tell
from tertium.commands.ratings_options import Rename, ratings_of
from tertium.errors import UsageError, counted

if TYPE_CHECKING:
    from types import ModuleType

    from tertium.corpora.types import EvalSet
    from tertium.evals.types import Run


def campaign(
    data: Annotated[
        Path, typer.Argument(metavar="SET|RUN", help="A set with outputs, or a run, whose scores and spans are used.")
    ],
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="The campaign: .json for pearmut, .tsv with rows of MQM."),
    ] = None,
    protocol: Annotated[
        str, typer.Option(metavar="esa|cesa|mqm", help="ESA, contrastive ESA (systems side by side) or MQM.")
    ] = "esa",
    size: Annotated[
        int | None, typer.Option(min=1, metavar="N", show_default="all", help="How many documents are rated.")
    ] = None,
    choose: Annotated[
        str,
        typer.Option(
            metavar="random|variance|disagreement|diversity",
            help="Which ones, in each domain: any, or those on which systems differ by a metric, metrics disagree, or "
            "outputs differ.",
        ),
    ] = "random",
    metric: Metrics = None,
    system: Annotated[
        list[str] | None,
        typer.Option(
            "--system",
            metavar="SYSTEM",
            help="Only this system; may be repeated.",
            autocompletion=completion.run_systems,
        ),
    ] = None,
    annotators: Annotated[int, typer.Option(min=1, metavar="N", help="How many people rate.")] = 1,
    each: Annotated[int, typer.Option(min=1, metavar="N", help="How many of them rate each document.")] = 1,
    attention: Annotated[
        int, typer.Option(min=0, metavar="N", help="Items of each annotator with another segment's output.")
    ] = 0,
    prefill: Annotated[
        list[str] | None,
        typer.Option(
            metavar="METRIC", help="Mark this metric's spans (a check, XCOMET, a judge) beforehand; may be repeated."
        ),
    ] = None,
    human: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Earlier ratings, from which the expected precision is taken."),
    ] = None,
    rename: Rename = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Write no campaign; show on stdout what to expect of it.")
    ] = False,
    seed: Seed = 12345,
    level: Level = 0.95,
    format: Format = "text",
    json: Json = False,
    overwrite: OverwriteFile = False,
    verbose: Verbose = False,
    quiet: Quiet = False,
) -> None:
    """Make a campaign for people, of whole documents, and show first what its size can be expected to decide."""
    from tertium.evals.human.campaign import Plan
    from tertium.evals.human.campaign_forecast import Choice, plan_campaign
    from tertium.files import check_new, write_text
    from tertium.reports import formats
    from tertium.reports.sections.campaign import campaign_table

    writer = None if dry_run and output is None else _writer(output)
    check_new(output, overwrite=overwrite)
    evalset, run = _opened(data, system)
    made, forecast = plan_campaign(
        evalset,
        Plan(protocol, annotators, each, attention, seed),
        Choice(size, choose, tuple(metric or ())),
        run=run,
        prefill=tuple(prefill or ()),
        earlier=None if human is None else ratings_of(human, evalset, rename=rename),
        level=level,
    )
    text = writer.render(made) if writer else ""
    if dry_run or json:
        destination = Destination(format, json, verbose=verbose)
        destination.put("tertium.campaign/1", forecast, lambda: [campaign_table(forecast)])
    elif not quiet:
        table = campaign_table(forecast)
        sys.stderr.write(str(formats.load("text").render([table if verbose else table.shortened()])))
    if output and not dry_run:
        write_text(output, text)
        tell(
            f"{output}: {counted(forecast.outputs, 'rating')} to be given; tertium human reads what comes back",
            quiet=quiet,
        )


def _writer(output: Path | None) -> ModuleType:
    from tertium.evals.human import campaign_mqm, campaign_pearmut

    writers = {module.suffix: module for module in (campaign_pearmut, campaign_mqm)}
    if output is None or output.suffix not in writers:
        found = "no -o FILE" if output is None else f"{output} is neither .json nor .tsv"
        raise UsageError(found, hint="-o campaign.json for pearmut, -o campaign.tsv for MQM, or --dry-run")
    return writers[output.suffix]


def _opened(data: Path, systems: list[str] | None) -> tuple[EvalSet, Run | None]:
    """Return the set and, of a run, the run, of the chosen systems."""
    from tertium.corpora.readers import open_set
    from tertium.evals import store
    from tertium.evals.selection import with_systems

    if (data / store.MARKER).is_file():
        run = store.load(data)
        run = with_systems(run, systems) if systems else run
        return run.data, run
    evalset = open_set(data)
    return evalset.with_systems(systems) if systems else evalset, None
