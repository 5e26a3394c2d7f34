"""Translates a set with systems, and attaches their outputs, with what they took and why some failed."""

from __future__ import annotations

import sys
import warnings
from contextlib import nullcontext
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from tertium import arguments
from tertium.calls import explained
from tertium.corpora.outputs.attach import attach
from tertium.corpora.outputs.delivery import Delivery
from tertium.corpora.types import UNPENALISED, EvalSet
from tertium.corpora.validation import check_column_names
from tertium.errors import ArgumentError, DataError, UsageError, counted
from tertium.evals.inspection.leave_out import only_rows
from tertium.evals.systems.base import Item, Task, budget_of
from tertium.evals.systems.python import Function
from tertium.evals.systems.registry import load
from tertium.evals.usage import Part, usage_of, with_usage_record
from tertium.services.answer import Answer, Failure
from tertium.services.http import CONNECTIONS
from tertium.services.journal import Journal

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from contextlib import AbstractContextManager
    from pathlib import Path

    from tertium.evals.systems.base import Outcome, System

AT_A_TIME: Final = f"requests at a time, 1 to {CONNECTIONS}"
LIMIT: Final = "a number, 0 or more, or None for no limit"
SYSTEMS: Final = 'a spec, a function or a system by name: {"new": "command:run=./translate"}'


@dataclass(frozen=True, slots=True)
class Translation:
    """A set with the output of a system.

    Attributes:
        data: the set; under ``usage`` in its provenance stands what each system took, and why segments failed.
        failures: why a segment has no output, by its id.
        warnings: what a reader of the scores must know.
    """

    data: EvalSet
    failures: Mapping[str, str]
    warnings: tuple[str, ...] = ()


@explained("translate")
def translate(  # noqa: PLR0913 - each is an option of the command
    data: EvalSet | Path | str | Any,
    systems: Mapping[str, str | System | Callable[..., Any]],
    *,
    answers: Path | str | None = None,
    money: float | None = None,
    tokens: float | None = None,
    requests: float | None = None,
    concurrency: int = 8,
) -> EvalSet:
    """Translate a set's sources with systems, and return the set with their outputs.

    A segment that a system fails on has no output, never an empty one, and is not scored; the reason stands in
    ``data.provenance["usage"]``. Failures, and what whole documents omit and add, are warnings too.

    Args:
        data: the set, or what `tertium.open_set` takes.
        systems: by name: a spec such as ``"openai:model=m,base_url=http://localhost:8000/v1"``, or a function from a
            list of texts to a list of texts; see docs/systems.md.
        answers: file in which all answers are kept, so that none is asked for twice; by default they are kept nowhere.
        money: most money for each system, in the currency of its prices.
        tokens: most tokens for each system.
        requests: most requests for each system.
        concurrency: requests at a time.

    Returns:
        The set; `tertium.evaluate` gives its run the measures latency, tokens and cost.

    Raises:
        DataError: the set has no sources, or lacks the reference along which whole documents are cut.
        UsageError: a spec is wrong, or a system can't be run here.

    Example:
        >>> data = tertium.EvalSet.from_dict({"source": ["Ein Hund."], "reference": ["A dog."]})
        >>> tertium.translate(data, {"loud": lambda texts: [text.upper() for text in texts]}).outputs
        {'loud': ('EIN HUND.',)}
    """
    data = EvalSet.opened("data", data)
    for what, limit in (("money", money), ("tokens", tokens), ("requests", requests)):
        _check_limit(what, limit)
    arguments.check("concurrency", concurrency, int, AT_A_TIME)
    if not 1 <= concurrency <= CONNECTIONS:
        raise ArgumentError(f"concurrency can't be {arguments.shown(concurrency)}", hint=AT_A_TIME)
    for name, system in arguments.mapping("systems", systems, SYSTEMS).items():
        runner = _system(system)
        budget = budget_of(runner, money, tokens, requests)
        with _journal(answers) as journal:
            translation = translated(data, name, runner, Task(data.languages, journal, budget, concurrency))
        lines = [*translation.warnings]
        if translation.failures:
            lines.append(shown_failures(translation.failures, name, len(data)))
        for line in lines:
            warnings.warn(line, stacklevel=3)  # behind `explained`
        data = translation.data
    return data


def _check_limit(name: str, limit: float | None) -> None:
    if limit is None:
        return
    arguments.check(name, limit, (int, float), LIMIT)
    if not 0 <= limit <= sys.float_info.max:  # nan is in no range, and a longer number is no float
        raise ArgumentError(f"{name} can't be {arguments.shown(limit)}", hint=LIMIT)


def _journal(answers: Path | str | None) -> AbstractContextManager[Journal]:
    if answers is None:
        return nullcontext(Journal())
    return Journal.opened(arguments.path("answers", answers), lambda line: warnings.warn(line, stacklevel=4))


def _system(value: Any) -> System:
    if isinstance(value, str):
        return load(value)
    if hasattr(value, "translate") and hasattr(value, "signature"):
        return value  # type: ignore[no-any-return]
    if callable(value):
        return Function(value)
    raise UsageError(f"systems: an item can't be {arguments.shown(value)}", hint=SYSTEMS)


def translated(data: EvalSet, name: str, system: System, task: Task) -> Translation:
    """Return the set with a system's output, put in place of one of the same name.

    Raises:
        DataError: see `translate`.
        UsageError: the system can't be run here.
    """
    check_column_names("system", {name: ()})
    rows, items = items_of(data, system)
    outcomes = dict(zip(rows, system.translate(items, task), strict=True))
    attached = _documents if system.mode == "document" else _segments
    with_output, failures, notes = attached(data, name, system, outcomes)
    parts = _parts(data, system, outcomes)
    blank = [id_ for id_ in data.ids if id_ not in parts and id_ not in failures]
    usage = usage_of(system.signature, parts, system.prices, failures, blank)
    return Translation(with_usage_record(with_output, name, usage), failures, tuple(notes))


def items_of(data: EvalSet, system: System) -> tuple[list[int], list[Item]]:
    """Return what a system is given: the first row of each item, and the items; what has no source is none.

    Nor is a blank source, whose translation is nothing: services refuse it, models talk, programs skip the line.

    Raises:
        DataError: the set has no sources.
    """
    if data.sources is None:
        raise DataError(f"set {data.name!r} has no sources", hint="a set with a column 'source'")
    rows: list[int] = []
    items: list[Item] = []
    for document in data.documents:
        # A line break within a segment would be one between segments.
        texts = [" ".join((text or "").splitlines()) for text in data.sources[document.rows]]
        if system.mode == "document":
            if lines := [text for text in texts if text.strip()]:
                rows.append(document.start)
                items.append(Item("\n".join(lines), (), document.id))
            continue
        for i, row in enumerate(range(document.start, document.stop)):
            source = data.sources[row]
            if source is not None and (source.strip() or system.kind == "file"):  # a file has a line for each
                before = texts[max(0, i - system.context) : i] if system.context else []
                rows.append(row)
                items.append(Item(source, tuple(filter(None, before)), data.ids[row]))
    return rows, items


def _segments(
    data: EvalSet, name: str, system: System, outcomes: Mapping[int, Outcome]
) -> tuple[EvalSet, dict[str, str], list[str]]:
    """Attach translations of segments; a segment without one has the reason beside it."""
    column: list[str | None] = [None] * len(data)
    failures: dict[str, str] = {}
    for row, id_ in enumerate(data.ids):
        is_blank = data.sources is not None and data.sources[row] is not None
        outcome = outcomes.get(row, Answer("") if is_blank else Failure("the segment has no source"))
        if isinstance(outcome, Answer):
            column[row] = outcome.text
        else:
            failures[id_] = outcome.reason
    if system.kind == "file":  # somebody made it, and may have put it in another order
        with_output, notes = attach(data, {name: column})
        return with_output, failures, list(notes)
    return data.with_outputs({name: column}), failures, []


def _documents(
    data: EvalSet, name: str, system: System, outcomes: Mapping[int, Outcome]
) -> tuple[EvalSet, dict[str, str], list[str]]:
    """Cut the translations of documents into segments; where a document failed, no segment has an output."""
    failures: dict[str, str] = {}
    files: dict[str, tuple[str, ...]] = {}
    kept: list[int] = []
    for document in data.documents:
        rows = range(document.start, document.stop)
        outcome = outcomes.get(document.start, Failure("the document has no source"))
        if isinstance(outcome, Answer):
            files[document.id] = tuple(outcome.text.split("\n"))
            kept += rows
        else:
            failures |= {data.ids[row]: outcome.reason for row in rows}
    if not kept:
        return data.with_outputs({name: [None] * len(data)}), failures, []
    part = replace(only_rows(data, kept, ""), outputs={})
    cut, notes = attach(part, {name: Delivery(system.kind, name, files=files)}, "realign")
    columns: dict[str, list[str | None]] = {}
    for label, texts in cut.outputs.items():
        columns[label] = [None] * len(data)
        for row, text in zip(kept, texts, strict=True):
            columns[label][row] = text
    others = {label: column for label, column in data.outputs.items() if label != name + UNPENALISED}
    realigned = {**data.provenance.get("realigned", {}), **cut.provenance["realigned"]}
    with_output = replace(data, outputs=others).with_outputs(columns)
    return replace(with_output, provenance={**data.provenance, "realigned": realigned}), failures, list(notes)


def _parts(data: EvalSet, system: System, outcomes: Mapping[int, Outcome]) -> dict[str, Part]:
    """Return the part of an answer that each segment has, by its id."""
    answers = {row: outcome for row, outcome in outcomes.items() if isinstance(outcome, Answer)}
    if system.mode != "document":
        return {data.ids[row]: Part(answer) for row, answer in answers.items()}
    return {
        data.ids[row]: Part(answers[document.start], document.stop - document.start)
        for document in data.documents
        if document.start in answers
        for row in range(document.start, document.stop)
    }


def shown_failures(failures: Mapping[str, str], name: str, size: int) -> str:
    """Return a sentence about failures: how many, and the most frequent reason."""
    reasons: dict[str, int] = {}
    for reason in failures.values():
        reasons[reason] = reasons.get(reason, 0) + 1
    reason, count = max(reasons.items(), key=lambda pair: pair[1])
    more = f" ({counted(count, 'time')})" if len(reasons) > 1 else ""
    return f"{name} has no output for {len(failures)} of {size} segments: {reason}{more}"
