"""What translating took: seconds, tokens and money by segment, kept with the set, and measures of its runs.

Each is a row (value, 1), as an imported score, so that documents, intervals, comparisons and gates work on it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias

import numpy as np

from tertium.evals.count_rows import joined
from tertium.evals.types import Key, MeanScore, Measure, Run, Skip, values_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tertium.corpora.types import EvalSet
    from tertium.metrics.base import Scores
    from tertium.services.answer import Answer
    from tertium.services.budget import Prices

USAGE: Final = "usage"
"""Key of a set's provenance: system to what its translation took."""
MEASURED: Final = "measured:translation"
"""Part of the signature of each of these measures."""
LATENCY: Final = "latency"
TOKENS: Final = "tokens"
COST: Final = "cost"
NAMES: Final = (LATENCY, TOKENS, COST)

Row: TypeAlias = "tuple[float | None, float | None, float | None, float | None]"
"""Seconds, prompt tokens, completion tokens and money; None where unknown."""


@dataclass(frozen=True, slots=True)
class Usage:
    """What the translation of a set by a system took.

    Attributes:
        system: the system's signature.
        models: what the service said that its models are.
        currency: of the money.
        rows: segment's id to what it took.
        failures: segment's id to the reason why it has no output.
    """

    system: str
    models: tuple[str, ...]
    currency: str
    rows: Mapping[str, Row]
    failures: Mapping[str, str]

    @property
    def record(self) -> dict[str, Any]:
        """The same as JSON values."""
        return {
            "system": self.system,
            "models": [*self.models],
            "currency": self.currency,
            "rows": {id_: [*row] for id_, row in self.rows.items()},
            "failures": dict(self.failures),
        }


class Part(NamedTuple):
    """A segment's part of an answer: equal parts of one about a whole document.

    Attributes:
        answer: the whole answer.
        parts: in how many parts it is divided.
    """

    answer: Answer
    parts: int = 1


def usage_of(
    system: str, parts: Mapping[str, Part], prices: Prices, failures: Mapping[str, str], blank: Iterable[str] = ()
) -> Usage:
    """Return what answers took, by segment's id; blank segments, which nobody was asked for, took none of it."""
    models = {part.answer.model for part in parts.values() if part.answer.model}
    rows = {id_: _row(part, prices) for id_, part in parts.items()}
    known = [any(value is not None for value in column) for column in zip(*rows.values(), strict=True)]
    if known:
        seconds, prompt, completion, money = (0.0 if is_known else None for is_known in known)
        rows |= dict.fromkeys(blank, (seconds, prompt, completion, money))
    return Usage(system, tuple(sorted(models)), prices.currency, rows, failures)


def _row(part: Part, prices: Prices) -> Row:
    answer, parts = part
    prompt, completion = answer.prompt_tokens, answer.completion_tokens
    is_free = prices.prompt == prices.completion == 0
    money = math.nan if None in {prompt, completion} and not is_free else prices.cost(prompt or 0, completion or 0)
    return (
        answer.seconds / parts if answer.seconds > 0 else None,
        None if prompt is None else prompt / parts,
        None if completion is None else completion / parts,
        None if math.isnan(money) else money / parts,
    )


def with_usage_record(data: EvalSet, name: str, usage: Usage) -> EvalSet:
    """Return the set with what a system's translation took in its provenance."""
    records = {**data.provenance.get(USAGE, {}), name: usage.record}
    return replace(data, provenance={**data.provenance, USAGE: records})


def failures_of(data: EvalSet, system: str) -> dict[str, str]:
    """Return why segments have no output of a system that was run: the reason by id."""
    record = _records(data).get(system, {})
    failures = record.get("failures") if isinstance(record, Mapping) else None
    return {str(id_): str(reason) for id_, reason in failures.items()} if isinstance(failures, Mapping) else {}


def with_usage(run: Run) -> Run:
    """Return the run with the measures latency, tokens and cost, as far as its set knows what translating took.

    A name that the run has already is left alone.
    """
    records = _records(run.data)
    tables = {system: _table(run.data, records[system]) for system in run.systems if system in records}
    for index, name in enumerate(NAMES):
        known = {system: table[:, index] for system, table in tables.items() if not np.isnan(table[:, index]).all()}
        if known and name not in run.measures:
            run = _with_measure(run, name, _unit(name, [records[system] for system in known]), known)
    return run


def _records(data: EvalSet) -> Mapping[str, Any]:
    records = data.provenance.get(USAGE)
    return records if isinstance(records, Mapping) else {}


def _table(data: EvalSet, record: Any) -> Scores:
    """Return seconds, tokens and money of each segment, shape (segments, 3); nan where unknown."""
    table = np.full((len(data), len(NAMES)), np.nan)
    rows = record.get("rows") if isinstance(record, Mapping) else None
    for i, id_ in enumerate(data.ids):
        row = rows.get(id_) if isinstance(rows, Mapping) else None
        if isinstance(row, (list, tuple)) and len(row) == 4:  # noqa: PLR2004 - of `Usage.rows`
            seconds, prompt, completion, money = (math.nan if value is None else float(value) for value in row)
            table[i] = seconds, prompt + completion, money
    return table


def _unit(name: str, records: Sequence[Any]) -> str:
    currencies = sorted({str(record.get("currency", "")) for record in records})
    return {LATENCY: "s", TOKENS: "tokens"}.get(name, "/".join(currencies))


def _with_measure(run: Run, name: str, unit: str, known: Mapping[str, Scores]) -> Run:
    counts = {}
    skips = []
    for system in run.systems:
        values = known.get(system, np.full(len(run.data), np.nan))
        counts[Key(system, name)] = np.stack([values, np.where(np.isnan(values), np.nan, 1.0)], axis=1)
        if system in known:
            reasons = failures_of(run.data, system)
            skips += [
                Skip(system, name, run.data.ids[row], reasons.get(run.data.ids[row], "not measured"))
                for row in np.flatnonzero(np.isnan(values)).tolist()
            ]
    measure = Measure(name, f"{name}|{MEASURED}|unit:{unit}|better:lower", unit, higher_is_better=False, needs=())
    return replace(
        run,
        measures={**run.measures, name: measure},
        counts=joined((key, source, key) for source in (run.counts, counts) for key in source),
        values={**run.values, **{key: values_of(MeanScore(), rows, run.data) for key, rows in counts.items()}},
        skips=(*run.skips, *skips),
    )
