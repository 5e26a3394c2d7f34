"""What to know before any score is read: empty, copied and missing outputs, what metrics point at, what is missing."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tertium.evals.types import Run

SHOWN_IDS: Final = 5
"""How many segments a row names."""


WARNING: Final = "warning"


WORDS_OF_A_COPY: Final = 3
"""A name or a number alone is rightly the same in both languages."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """One reason for care.

    Attributes:
        kind: in a few words, the same for every system: ``"empty output"``; ``"warning"`` where `said` says it all.
        system: whose output it is about; ``""`` where it is about all.
        said: in a sentence, or ``""`` where the kind says it all.
        segments: indices into the set, ascending; empty where it is about no segment in particular.
    """

    kind: str
    system: str = ""
    said: str = ""
    segments: tuple[int, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Inspection:
    """What a run shows to whoever inspects it before reading a score.

    Attributes:
        warnings: the most serious kinds first.
        notes: the warnings as sentences that stand under every table of scores.
    """

    warnings: tuple[Doubt, ...]
    notes: tuple[str, ...]


def inspect_run(run: Run) -> Inspection:
    """Collect the warnings about a run; a report does so once and hands them to its sections."""
    warnings = _doubts(run)
    return Inspection(warnings, tuple(_notes(run, warnings)))


def _doubts(run: Run) -> tuple[Doubt, ...]:
    """Return all reasons for care that the run itself shows, the gravest kinds first."""
    return (
        *(Doubt("metric is missing", said=f"{name}: {_first(why)}") for name, why in run.missing.items()),
        *_undefined(run),
        *_outputs(run),
        *_skips(run),
        *_pointed_at(run),
        *(Doubt(WARNING, said=_first(one)) for one in run.warnings),
    )


def _notes(run: Run, warnings: tuple[Doubt, ...]) -> Iterator[str]:
    """Yield the doubts as notes, a line each, systems of one doubt together.

    What metrics point at is left out: it is what their columns count.
    """
    pointed_at = set(_pointed_at(run))
    together: dict[tuple[str, str, tuple[int, ...]], list[str]] = defaultdict(list)
    for doubt in warnings:
        if doubt not in pointed_at:
            together[doubt.kind, doubt.said, doubt.segments] += [doubt.system] if doubt.system else []
    for (kind, said, segments), systems in together.items():
        where = f"{', '.join(systems)} in {_named(run, segments)}" if segments else ", ".join(systems)
        parts = ["" if kind == WARNING else kind, where, said]
        yield ": ".join(part for part in parts if part)


def _named(run: Run, segments: tuple[int, ...]) -> str:
    """Return ``2 segments (a#1, b#3)``."""
    more = ", …" if len(segments) > SHOWN_IDS else ""
    first = ", ".join(run.data.ids[i] for i in segments[:SHOWN_IDS])
    return f"{len(segments)} segment{'' if len(segments) == 1 else 's'} ({first}{more})"


def _undefined(run: Run) -> Iterator[Doubt]:
    why = "" if all(run.data.languages) else ", and the set doesn't name its languages (tertium build --from --to)"
    skipped = Counter((skip.system, skip.metric) for skip in run.skips)
    for key, values in run.values.items():
        if math.isnan(values.total):
            judged = f"{key.metric} finds nothing in the texts that it could judge{why}"
            said = f"{key.metric} scores no segment" if skipped[key] == len(run.data) else judged
            yield Doubt("score is undefined", key.system, said)


def _outputs(run: Run) -> Iterator[Doubt]:
    """Yield what can be seen in the texts alone."""
    translated = not within_one(run.data.languages)
    sources = run.data.sources or (None,) * len(run.data)
    for system, column in run.data.outputs.items():
        found: dict[str, list[int]] = defaultdict(list)
        for i, (source, text) in enumerate(zip(sources, column, strict=True)):
            if text is not None and not text.strip():
                found["empty output"].append(i)
            elif translated and text is not None and source is not None and _copied(source, text):
                found["output is a copy of the source"].append(i)
        yield from (Doubt(kind, system, segments=tuple(found[kind])) for kind in sorted(found, reverse=True))


def _copied(source: str, text: str) -> bool:
    return is_copy(source, text) and to_translate(source) >= ENOUGH


def _skips(run: Run) -> Iterator[Doubt]:
    index = {one: i for i, one in enumerate(run.data.ids)}
    found: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for skip in run.skips:
        found[skip.system, skip.metric, skip.reason].append(index[skip.segment])
    for (system, metric, reason), segments in found.items():
        yield Doubt("segment is not scored", system, f"{metric}: {reason}", tuple(segments))


def _pointed_at(run: Run) -> Iterator[Doubt]:
    """Yield what metrics point at, by metric and label, each segment once."""
    for key, spans in run.spans.items():
        severities: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        segments: dict[str, dict[int, None]] = defaultdict(dict)
        for span in spans:
            severities[span.label][span.severity] += 1
            segments[span.label][span.segment] = None
        for label, counts in severities.items():
            yield Doubt(_kind(key.metric, label), key.system, _counted(counts), tuple(sorted(segments[label])))


def _kind(metric: str, label: str) -> str:
    name = metric.partition(":")[0]
    return name if label == name else f"{name}: {label}"


def _counted(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{counts[one]} {one}" for one in ("critical", "major", "minor") if one in counts)


def _first(text: str) -> str:
    return text.splitlines()[0] if text else text
