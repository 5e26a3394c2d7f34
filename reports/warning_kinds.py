"""The warnings about a run by kind: each kind once, with its count, whatever the number of systems."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tertium.evals.types import Run
    from tertium.reports.warnings import RunWarning


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
    parts += [] if any(labels) else list(dict.fromkeys(warning.message for warning in warnings if warning.message))
    return WarningKind(kind, len(outputs), f"{where}{': ' if parts else ''}{'; '.join(parts)}", tuple(warnings))


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
