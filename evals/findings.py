"""New and fixed findings: what metrics point at in one of two systems and not in the other."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from tertium.evals.count_rows import scored_rows
from tertium.evals.results import Finding, FindingChange
from tertium.evals.results.findings import gravity
from tertium.evals.types import Key

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import TypeAlias

    from tertium.evals.types import Run
    from tertium.metrics.base import Span

    Identity: TypeAlias = tuple[str, str, str]

SHOWN: Final = 5
"""How many new findings, and how many fixed ones, a change holds with their texts."""


def finding_changes(run: Run, labels: Iterable[str], system: str, baseline: str) -> list[FindingChange]:
    """Return a change per metric that points at something in one of two systems, in the order of the labels.

    Findings of a segment are the same in both systems if metric, label, severity and note are equal, and without a note
    the marked text: positions move with every word. Segments that one of the systems has no score for are left out.
    """
    return [
        _change(run, label, system, baseline)
        for label in labels
        if run.spans.get(Key(system, label)) or run.spans.get(Key(baseline, label))
    ]


def segment_changes(run: Run, system: str, baseline: str) -> dict[int, tuple[str, str]]:
    """Return in words the new and the fixed findings of each segment that has some, by its index.

    A finding is written ``numbers: number (major), 12 expected``, with the marked text where it has no note.
    """
    words: dict[int, tuple[list[str], list[str]]] = {}
    for label in dict.fromkeys(key.metric for key in run.spans):
        changed = changed_findings(run, label, system, baseline)
        for side, name, findings in ((0, system, changed.new), (1, baseline, changed.fixed)):
            for row, span in findings:
                note = span.note or _marked(run, name, span)
                finding = f"{label}: {span.label} ({span.severity})" + (f", {note}" if note else "")
                words.setdefault(row, ([], []))[side].append(finding)
    return {row: ("; ".join(new), "; ".join(fixed)) for row, (new, fixed) in words.items()}


class Changed(NamedTuple):
    """The findings that one of two systems has, each with its segment's index; and how many both have."""

    new: list[tuple[int, Span]]
    fixed: list[tuple[int, Span]]
    kept: int


def changed_findings(run: Run, label: str, system: str, baseline: str) -> Changed:
    """Return the new and the fixed findings of a metric, in the set's order; see `finding_changes`."""
    scored = [scored_rows(run.counts, Key(name, label)) for name in (system, baseline)]
    rows = set(np.flatnonzero(scored[0] & scored[1]).tolist())
    after, before = (_by_segment(run, Key(name, label), rows) for name in (system, baseline))
    new = [(row, span) for row in sorted(after) for span in _only(run, system, after[row], baseline, before[row])]
    fixed = [(row, span) for row in sorted(before) for span in _only(run, baseline, before[row], system, after[row])]
    return Changed(new, fixed, sum(map(len, after.values())) - len(new))


def _change(run: Run, label: str, system: str, baseline: str) -> FindingChange:
    new, fixed, kept = changed_findings(run, label, system, baseline)
    return FindingChange(
        metric=label,
        system=system,
        new=len(new),
        fixed=len(fixed),
        kept=kept,
        examples=(
            *(_finding(run, "new", row, span, (system, baseline)) for row, span in _gravest(new)),
            *(_finding(run, "fixed", row, span, (baseline, system)) for row, span in _gravest(fixed)),
        ),
    )


def _by_segment(run: Run, key: Key, rows: set[int]) -> defaultdict[int, list[Span]]:
    """Return the spans of a system by segment, of these segments only."""
    spans: defaultdict[int, list[Span]] = defaultdict(list)
    for span in run.spans.get(key, ()):
        if span.segment in rows:
            spans[span.segment].append(span)
    return spans


def _only(run: Run, system: str, spans: Sequence[Span], other: str, others: Sequence[Span]) -> list[Span]:
    """Return a segment's spans that the other system doesn't have; of two equal ones it must have two."""
    there = Counter(_identity(run, other, span) for span in others)
    only = []
    for span in spans:
        identity = _identity(run, system, span)
        if there[identity]:
            there[identity] -= 1
        else:
            only.append(span)
    return only


def _identity(run: Run, system: str, span: Span) -> Identity:
    return span.label, span.severity, span.note or _marked(run, system, span)


def _marked(run: Run, system: str, span: Span) -> str:
    return (run.data.outputs[system][span.segment] or "")[span.start : span.end]


def _gravest(findings: Sequence[tuple[int, Span]]) -> list[tuple[int, Span]]:
    """Return the gravest findings, those of one severity in the set's order."""
    return sorted(findings, key=lambda finding: gravity(finding[1].severity))[:SHOWN]


def _finding(run: Run, change: str, row: int, span: Span, systems: tuple[str, str]) -> Finding:
    """Return a finding with the texts of the system that it is in, and of the other one."""
    own, other = systems
    return Finding(
        change=change,
        segment=run.data.ids[row],
        label=span.label,
        severity=span.severity,
        note=span.note,
        text=_marked(run, own, span),
        source=run.data.sources[row] if run.data.sources else None,
        hypothesis=run.data.outputs[own][row] or "",
        other=run.data.outputs[other][row] or "",
    )
