"""`tertium translate`: translates a set with systems, and keeps what each answer took."""

from __future__ import annotations

import math
from contextlib import nullcontext
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tertium.commands.options import Json, Overwrite, Quiet, SetOrAddress, SourceLanguage, TargetLanguage
from tertium.commands.output import put_json
from tertium.commands.progress import MovingLine, tell
from tertium.errors import PartialError, UsageError, counted
from tertium.files.remote import located

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from tertium.corpora.types import EvalSet
    from tertium.evals.systems.base import System
    from tertium.services.budget import Budget, Estimate
    from tertium.services.journal import Journal


def translate(
    data: SetOrAddress,
    system: Annotated[
        list[str],
        typer.Option(
            metavar="NAME=SPEC",
            help='A system by its kind: NAME=command:run="./translate --to de"; may be repeated; see docs/systems.md.',
        ),
    ],
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="SET", help="The set with the outputs."),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Ask nothing; say what it would cost, estimated from the texts' length.")
    ] = False,
    money: Annotated[
        float | None,
        typer.Option(min=0, metavar="X", help="Most money for each system, in the currency of its prices."),
    ] = None,
    tokens: Annotated[int | None, typer.Option(min=0, metavar="N", help="Most tokens for each system.")] = None,
    requests: Annotated[int | None, typer.Option(min=0, metavar="N", help="Most requests for each system.")] = None,
    concurrency: Annotated[int, typer.Option(min=1, max=100, metavar="N", help="Requests at a time.")] = 8,
    answers: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Where answers are kept, so that none is asked for twice.",
            show_default="beside the output",
        ),
    ] = None,
    source_language: SourceLanguage = None,
    target_language: TargetLanguage = None,
    overwrite: Overwrite = False,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Translate a set with systems, ask for nothing twice, and write the set with their outputs."""
    from tertium.corpora import store
    from tertium.corpora.readers import open_set
    from tertium.corpora.text import tag_checks
    from tertium.files import check_free

    if output is None and not dry_run:
        raise UsageError("nothing says where the set goes", hint="-o SET, or --dry-run")
    if output is not None and not dry_run:
        check_free(output, marker=store.MARKER, overwrite=overwrite)
    systems = _systems(system)
    languages = (source_language, target_language)
    tag_checks.check(languages)
    evalset = open_set(located(data), languages)
    place = answers or (output.with_name(f"{output.name}.answers.jsonl") if output else None)
    with _journal(place, quiet=quiet, only_read=dry_run) as journal:
        if dry_run:
            _tell_estimates(_estimates(evalset, systems, journal), json=json)
            return
        for name, estimate in _estimates(evalset, systems, journal).items():  # none is asked where another can't be
            tell(f"{name}: {estimate_words(estimate)}", quiet=quiet or not estimate.requests)
        limits = (money, tokens, requests)
        failures = {}
        for name, each in systems.items():
            evalset, failures[name] = _translated(evalset, name, each, journal, limits, concurrency, quiet=quiet)
    assert output is not None  # noqa: S101 - checked above, for mypy
    store.save(evalset, output, overwrite=overwrite)
    done = sum(len(of) < len(evalset) for of in failures.values())
    next_command = f"; tertium score {output} -m chrf -o RUN" if done else ""
    tell(f"{output}: {counted(done, 'system')} translated{next_command}", quiet=quiet)
    if json:
        put_json("tertium.translation/1", {"set": output.as_posix(), "failures": failures})
    if missing := {name: of for name, of in failures.items() if of}:
        _raise_partial(evalset, missing)


def _systems(specs: list[str]) -> dict[str, System]:
    from tertium.evals.systems.registry import load

    systems: dict[str, System] = {}
    for spec in specs:
        name, equals, written = spec.partition("=")
        if not equals or not name.strip() or ":" in name:
            raise UsageError(f"--system {spec!r:.100} has no name", hint="--system NAME=KIND:option=value,…")
        if name in systems:
            raise UsageError(f"two systems are called {name!r}", hint="a name for each")
        systems[name] = load(written)
    return systems


def _journal(path: Path | None, *, quiet: bool, only_read: bool) -> AbstractContextManager[Journal]:
    from tertium.services.journal import Journal

    if path is None or (only_read and not path.exists()):
        return nullcontext(Journal())
    return Journal.opened(path, partial(tell, quiet=quiet))


def _estimates(data: EvalSet, systems: dict[str, System], journal: Journal) -> dict[str, Estimate]:
    from tertium.evals.systems.base import Task
    from tertium.evals.systems.translate import items_of

    task = Task(data.languages, journal)
    return {name: system.estimate(items_of(data, system)[1], task) for name, system in systems.items()}


def _tell_estimates(estimates: dict[str, Estimate], *, json: bool) -> None:
    if json:
        records = {
            name: {
                "requests": each.requests,
                "prompt_tokens": each.prompt_tokens,
                "completion_tokens": each.completion_tokens,
                "money": None if math.isnan(each.money) else each.money,
                "currency": each.currency,
            }
            for name, each in estimates.items()
        }
        put_json("tertium.estimate/1", {"systems": records})
        return
    for name, each in estimates.items():
        typer.echo(f"{name}: {estimate_words(each)}")


def estimate_words(estimate: Estimate) -> str:
    """Return an estimate for people."""
    money = "unknown cost" if math.isnan(estimate.money) else f"about {estimate.money:.4g} {estimate.currency}"
    return f"{counted(estimate.requests, 'request')}, about {counted(estimate.tokens, 'token')}, {money}"


def _translated(
    data: EvalSet,
    name: str,
    system: System,
    journal: Journal,
    limits: tuple[float | None, float | None, float | None],
    concurrency: int,
    *,
    quiet: bool,
) -> tuple[EvalSet, dict[str, str]]:
    """Return the set with a system's output, and why segments have none."""
    from tertium.evals.systems.base import Task, budget_of, is_priced
    from tertium.evals.systems.translate import shown_failures, translated

    budget = budget_of(system, *limits)
    if limits[0] is not None and not is_priced(system):
        tell(f"{name}: {system.kind} has no prices, so no money limits it; --requests does", quiet=quiet)
    with MovingLine(quiet=quiet) as show:
        task = Task(
            data.languages,
            journal,
            budget,
            concurrency,
            lambda line: show(f"{name}: {line}"),
            partial(tell, quiet=quiet),
        )
        translation = translated(data, name, system, task)
    for line in translation.warnings:
        tell(line, quiet=quiet)
    if translation.failures:
        tell(shown_failures(translation.failures, name, len(data)), quiet=quiet)
    tell(f"{name}: {spent_words(budget)}", quiet=quiet)
    return translation.data, dict(translation.failures)


def spent_words(budget: Budget) -> str:
    """Return what a system took in this process, for people."""
    money, tokens, requests = budget.spent
    parts = [f"{counted(int(requests), 'request')} asked"]
    if budget.has_counted:
        parts.append(counted(int(tokens), "token"))
    if money > 0:  # not nan
        parts.append(f"{money:.4g} {budget.prices.currency}")
    return ", ".join(parts)


def _raise_partial(data: EvalSet, failures: dict[str, dict[str, str]]) -> None:
    from tertium.evals.systems.translate import shown_failures

    sentences = [shown_failures(of, name, len(data)) for name, of in failures.items()]
    raise PartialError("; ".join(sentences), hint="the same with --overwrite, which asks for what is missing")
