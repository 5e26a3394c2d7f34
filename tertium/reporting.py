"""A run or a result as a file, from Python: the page, or tables in the format of the file's ending."""

from __future__ import annotations

from functools import singledispatch
from typing import TYPE_CHECKING, Any, Final

from tertium import arguments
from tertium.deciding import decided
from tertium.errors import UsageError, nearest
from tertium.evals.results import Challenge, Comparison, Groups, JudgeCard, Meta, Resampling, Standings, Triage, Verdict
from tertium.evals.results.human_evaluation import HumanEvaluation
from tertium.evals.types import Run
from tertium.metrics.neural.judge.card_file import SCHEMA
from tertium.reports.decisions import Decisions
from tertium.reports.table import Table

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

PAGE: Final = frozenset({".html", ".htm"})


def write(  # noqa: PLR0913 - each is an option of the command
    value: Any,
    path: Path | str,
    *,
    by: str | Sequence[str] | None = None,
    baseline: str | None = None,
    verdict: Verdict | None = None,
    resampling: Resampling | None = None,
    overwrite: bool = False,
) -> Path:
    """Write a run's page or the tables of a run or result to a file, whole or not at all; return its path.

    Raises:
        UsageError: no format has the ending, a name is unknown, or the file is there or can't be written.
        CompareError: the baseline can't be compared with.
    """
    from tertium.files import check_new, write_pieces
    from tertium.reports import formats
    from tertium.reports.objects import as_json

    target = arguments.path("path", path)
    arguments.flag("overwrite", overwrite)
    is_page = target.suffix.lower() in PAGE
    name = "html" if is_page else _format(target)
    try:
        check_new(target, overwrite=overwrite)
    except UsageError as error:
        raise UsageError(str(error).partition("\n")[0], hint="overwrite=True, or another path") from error
    if is_page:
        content: str | bytes = _page(value, baseline, verdict, resampling or Resampling())
    elif isinstance(value, JudgeCard) and name == "json":  # the file that the judge's option `card` reads
        content = "".join(as_json(SCHEMA, value))
    else:
        _refuse_options(target.suffix, baseline=baseline, verdict=verdict)
        content = formats.load(name).render(tables_of(value) if by is None else _named(value, by))
    write_pieces(target, [content if isinstance(content, bytes) else content.encode("utf-8", "backslashreplace")])
    return target


def text(value: Any, name: str, *, by: str | Sequence[str] | None = None) -> str:
    """Return the tables of a run or result in a format of text.

    Raises:
        UsageError: there is no table of that name.
    """
    from tertium.reports import formats

    return str(formats.load(name).render(tables_of(value) if by is None else _named(value, by)))


def _format(target: Path) -> str:
    """Return the name of the format with the path's ending."""
    from tertium.reports import formats

    endings = {formats.load(name).suffix: name for name in formats.names()}
    if target.suffix.lower() not in endings:
        known = [".html", *endings]
        reason = (
            f"no report ends in {target.suffix}" if target.suffix else "the ending says the format, and there is none"
        )
        raise UsageError(f"{target}: {reason}", hint=", ".join(sorted(known)))
    return endings[target.suffix.lower()]


def _refuse_options(ending: str, **options: object) -> None:
    for name, value in options.items():
        if value is not None:
            raise UsageError(f"{name} is for the page, and not for {ending}", hint=f'"page.html", or without {name}')


def _page(value: object, baseline: str | None, verdict: Verdict | None, resampling: Resampling) -> str:
    from tertium.reports.page.render import render

    if isinstance(value, Meta):
        from tertium.reports.page import metrics

        return metrics.render([value])
    if isinstance(value, Challenge):
        from tertium.reports.page import challenge

        return challenge.render(value)
    if not isinstance(value, Run):
        kind = type(value).__name__
        hint = f'run.report("page.html", baseline=…), or another ending for the {kind}'
        raise UsageError(f"only a run has a page, and this is a {kind}", hint=hint)
    arguments.check("verdict", verdict, (Verdict, type(None)), "a verdict, as tertium.gate returns")
    return render(value, decided(value, resampling, comparison=_compared(value, baseline, resampling), verdict=verdict))


def _compared(run: Run, baseline: str | None, resampling: Resampling) -> Comparison | None:
    """Return the comparison of a run with a baseline; None without one."""
    from tertium.evals.compare import compare

    return None if baseline is None else compare(run, baseline=baseline, resampling=resampling)


@singledispatch
def tables_of(value: object) -> list[Table]:
    """Return the tables that the command of a result shows, without shortening.

    Raises:
        UsageError: it has none.
    """
    raise UsageError(
        f"there is no report of {arguments.shown(value)}", hint="a run, a comparison, a ranking, a verdict"
    )


@tables_of.register
def _(value: Run) -> list[Table]:
    from tertium.reports import sections

    return sections.tables("tables", value, Decisions())


@tables_of.register
def _(value: Comparison) -> list[Table]:
    from tertium.reports.sections.comparison import comparison_table
    from tertium.reports.sections.extremes import extremes_tables
    from tertium.reports.sections.findings import findings_tables

    triage = tables_of(value.triage) if value.triage else []
    return [comparison_table(value), *extremes_tables(value), *findings_tables(value)[:1], *triage]


@tables_of.register
def _(value: Triage) -> list[Table]:
    from tertium.reports.sections.triage import triage_tables

    return triage_tables(value)


@tables_of.register
def _(value: Standings) -> list[Table]:
    from tertium.reports.sections.ranking import ranking_tables

    return ranking_tables(value)


@tables_of.register
def _(value: Verdict) -> list[Table]:
    from tertium.reports.sections.verdict import verdict_table

    return [verdict_table(value)]


@tables_of.register
def _(value: Groups) -> list[Table]:
    from tertium.reports.sections.groups import groups_table

    return [groups_table(value)]


@tables_of.register
def _(value: Meta) -> list[Table]:
    from tertium.reports.sections.meta_evaluation import contrast_tables, meta_table
    from tertium.reports.sections.metric_leaderboard import metric_leaderboard

    return [metric_leaderboard(value), meta_table(value), *contrast_tables(value)]


@tables_of.register
def _(value: Challenge) -> list[Table]:
    from tertium.reports.sections.challenge import challenge_tables

    return challenge_tables(value)


@tables_of.register
def _(value: HumanEvaluation) -> list[Table]:
    from tertium.reports.sections.human_evaluation import human_tables

    return human_tables(value)


@tables_of.register
def _(value: JudgeCard) -> list[Table]:
    from tertium.reports.sections.judge_cards import card_table

    return [card_table(value)]


def _named(value: object, by: str | Sequence[str]) -> list[Table]:
    """Return a run's tables of these names."""
    from tertium.reports import sections

    if not isinstance(value, Run):
        raise UsageError("by is for runs, which have several tables", hint="without by")
    names = [section.name for section in sections.ordered() if section.by_name]
    chosen = arguments.texts("by", by, ", ".join(names))
    for name in chosen:
        if name not in names:
            hint = f"run.by({name!r}).report(PATH)" if name in value.data.own_columns else nearest(name, names)
            raise UsageError(f"no table is named {arguments.shown(name)}", hint=hint)
    return sections.tables_by_name(chosen, value, Decisions())
