"""The warnings about a run by kind: each kind once, with its count, whatever the number of systems."""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

from tertium.reports.warnings import GRAVE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tertium.evals.types import Run
    from tertium.reports.warnings import RunWarning


MANY: Final = 3
"""Systems from which it is known how many errors are usual."""
OUTLYING: Final = 4
"""Deviations of a count (the root of the usual one, as in a Poisson distribution) from which a system stands out."""
FEW: Final = 0.01
"""Share of the segments below which errors of a system are few."""
SHOWN_MESSAGES: Final = 3
"""Messages about outputs that a kind shows: the warnings in full are below it."""


class WarningKind(NamedTuple):
    """All warnings of one kind.

    Attributes:
        kind: of the warnings, or the metric whose findings they are: ``"empty output"``, ``"numbers"``.
        number: of outputs that have the problem; of warnings where they are about no output in particular.
        message: where, in words that may follow the count.
        warnings: of this kind, in their order.
    """

    kind: str
    number: int
    message: str
    warnings: tuple[RunWarning, ...]


def by_kind(warnings: Iterable[RunWarning]) -> list[WarningKind]:
    """Return the kinds of warnings in their order; the findings of a metric are one kind, whatever their labels."""
    groups: dict[str, list[RunWarning]] = {}
    for warning in warnings:
        groups.setdefault(_kind(warning), []).append(warning)
    return [_of_kind(kind, group) for kind, group in groups.items()]


def is_unrated(run: Run, warning: RunWarning) -> bool:
    """Return whether a warning only says that people rated part of the outputs, as they mostly do."""
    measure = run.measures.get(warning.message.partition(": ")[0])
    return warning.kind == "segment is not scored" and measure is not None and measure.is_of_people


def is_of_people(run: Run, warning: RunWarning) -> bool:
    """Return whether a warning is what people said of outputs: errors that they marked, or nothing."""
    measure = run.measures.get(_kind(warning))
    return is_unrated(run, warning) or (measure is not None and measure.is_of_people)


def is_usual(run: Run, kind: WarningKind) -> bool:
    """Return whether a kind is small errors of many systems, none of which has far more than the others.

    Their number is a score in the table of checks. What one system does in more than a few segments, or is critical, or
    no translation at all, is no usual error.
    """
    if kind.kind in GRAVE or kind.kind not in {label.partition(":")[0] for label in run.measures}:
        return False
    if len(run.systems) < MANY or any("critical" in warning.message for warning in kind.warnings):
        return False
    systems = Counter(dict.fromkeys(run.systems, 0))
    for system, _ in {(warning.system, segment) for warning in kind.warnings for segment in warning.segments}:
        systems[system] += 1
    usual = sorted(systems.values())[len(systems) // 2]
    few = max(systems.values()) < FEW * len(run.data)
    return few or max(systems.values()) <= usual + OUTLYING * math.sqrt(usual + 1)


def _kind(warning: RunWarning) -> str:
    """Return the kind without the label of a finding: ``numbers`` of ``numbers: number lost``."""
    return warning.kind.partition(": ")[0]


def _label(warning: RunWarning) -> str:
    return warning.kind.partition(": ")[2]


def _of_kind(kind: str, warnings: Sequence[RunWarning]) -> WarningKind:
    # An output that several labels point at counts once.
    outputs = {(warning.system, segment) for warning in warnings if warning.system for segment in warning.segments}
    if not outputs:
        return WarningKind(kind, len(warnings), _without_outputs(warnings), tuple(warnings))
    systems = Counter(system for system, _ in outputs)
    (most, number), *others = systems.most_common()
    where = f"output{'s' * (len(outputs) > 1)} of {f'{len(systems)} systems' if others else most}"
    labels: Counter[str] = Counter()
    for warning in warnings:
        labels[_label(warning)] += len(warning.segments)
    parts = [f"{label} {labels[label]}" for label, _ in labels.most_common() if label]
    parts += [f"most by {most}: {number}"] if others and number > others[0][1] else []
    parts += [] if any(labels) else _first_messages(warnings)
    return WarningKind(kind, len(outputs), f"{where}{': ' if parts else ''}{'; '.join(parts)}", tuple(warnings))


def _first_messages(warnings: Sequence[RunWarning]) -> list[str]:
    """Return the first messages, and how many more there are."""
    messages = list(dict.fromkeys(warning.message for warning in warnings if warning.message))
    more = [f"{len(messages) - SHOWN_MESSAGES} more"] if len(messages) > SHOWN_MESSAGES else []
    return [*messages[:SHOWN_MESSAGES], *more]


def _without_outputs(warnings: Sequence[RunWarning]) -> str:
    """Return the messages, each once; the systems that share one are named or counted."""
    systems: dict[str, list[str]] = {}
    for warning in warnings:
        systems.setdefault(warning.message, []).extend([warning.system] if warning.system else [])
    sentences = []
    for message, names in systems.items():
        if len(names) > 1:
            sentences.append(f"{message} ({len(names)} systems)")
        else:
            sentences.append(": ".join(filter(None, (*names, message))))
    return "; ".join(filter(None, sentences))
