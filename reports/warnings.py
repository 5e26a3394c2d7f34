"""Warnings that a reader should see before any score: empty, copied and missing outputs, findings, missing metrics."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from tertium.corpora.text.copies import ENOUGH, is_copy, to_translate, within_one
from tertium.evals.results import sentences
from tertium.reports.collapses import collapses

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from tertium.evals.types import Run

SHOWN_IDS: Final = 5
"""How many segments a warning names before they are only counted."""

OTHER: Final = "warning"
"""The kind of a warning whose message says it all."""

GRAVE: Final = ("refusal", "language", "chatter")
"""Checks whose findings come before those of all others: an output that is no translation has no smaller errors."""

SEVERITIES: Final = ("critical", "major", "minor")


@dataclass(frozen=True, slots=True)
class RunWarning:
    """One reason to read a run's scores with care.

    Attributes:
        kind: names the problem in a few words, the same for every system: ``"empty output"``.
        system: the system with the problem; ``""`` for all.
        message: a sentence, or ``""`` where the kind is enough.
        segments: indices into the set, ascending; empty where the warning is about no segment in particular.
    """

    kind: str
    system: str = ""
    message: str = ""
    segments: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Inspection:
    """The warnings about one run.

    Attributes:
        warnings: the most serious kinds first.
        notes: the warnings as sentences that stand under every table of scores.
    """

    warnings: tuple[RunWarning, ...]
    notes: tuple[str, ...]


def inspect_run(run: Run, *, with_outputs: bool = True) -> Inspection:
    """Collect the warnings about a run. A report does so once and hands them to its sections.

    Args:
        run: what was scored.
        with_outputs: search its outputs for empty ones and copies too, which takes longer than all else.
    """
    findings = tuple(_findings(run))
    left_out = (str(note) for note in run.data.provenance.get("left_out", ()))
    texts = dict.fromkeys((*left_out, *run.warnings))
    before, after = (
        tuple(_problems(run, with_outputs=with_outputs)),
        tuple(RunWarning(OTHER, message=_first_line(text)) for text in texts),
    )
    # Notes leave out what metrics find: the metrics' own columns count it.
    return Inspection((*before, *findings, *after), tuple(_sentences(run, (*before, *after))))


def segment_ids(run: Run, segments: tuple[int, ...]) -> str:
    """Return the first ids of these segments, ``a#1, b#3, …``."""
    first = ", ".join(run.data.ids[i] for i in segments[:SHOWN_IDS])
    return f"{first}, …" if len(segments) > SHOWN_IDS else first


def _sentences(run: Run, warnings: Iterable[RunWarning]) -> Iterator[str]:
    """Yield one sentence per warning; systems with the same problem in the same segments share one."""
    systems_by_problem: dict[tuple[str, str, tuple[int, ...]], list[str]] = defaultdict(list)
    for warning in warnings:
        systems = systems_by_problem[warning.kind, warning.message, warning.segments]
        systems += [warning.system] if warning.system else []
    for (kind, message, segments), systems in systems_by_problem.items():
        names = ", ".join(systems)
        count = f"{len(segments)} segment{'' if len(segments) == 1 else 's'}"
        ids = f"({segment_ids(run, segments)})" if segments else ""
        where = f"{names} in {count} {ids}" if segments and names else names
        # Without a system the message has its own count.
        text = message if names else f"{message} {ids}".strip()
        yield ": ".join(part for part in ("" if kind == OTHER else kind, where, text) if part)


def _problems(run: Run, *, with_outputs: bool) -> Iterator[RunWarning]:
    """Yield everything but findings and other warnings, the most serious kinds first."""
    for metric, reason in run.missing.items():
        yield RunWarning("metric is missing", message=f"{metric}: {_first_line(reason)}")
    yield from _undefined_scores(run)
    yield from _texts(run)
    if with_outputs:
        yield from _outputs(run)
    yield from _collapses(run)
    yield from _skips(run)


def _undefined_scores(run: Run) -> Iterator[RunWarning]:
    why = "" if all(run.data.languages) else ", and the set doesn't name its languages (tertium build --from --to)"
    skips = Counter((skip.system, skip.metric) for skip in run.skips)
    for key, values in run.values.items():
        # What translating took is unknown of systems that weren't run here.
        if math.isnan(values.total) and not run.measures[key.metric].is_of_usage:
            all_skipped = skips[key] == len(run.data)
            nothing = f"{key.metric} finds nothing in the texts that it could judge{why}"
            yield RunWarning(
                "score is undefined", key.system, f"{key.metric} scores no segment" if all_skipped else nothing
            )


def _outputs(run: Run) -> Iterator[RunWarning]:
    """Yield the problems that the texts show without any metric."""
    sources = run.data.sources or (None,) * len(run.data)
    translated = not within_one(run.data.languages)
    for system, outputs in run.data.outputs.items():
        segments: dict[str, list[int]] = defaultdict(list)
        for i, (source, output) in enumerate(zip(sources, outputs, strict=True)):
            if output is not None and not output.strip():
                segments["empty output"].append(i)
            elif translated and output is not None and source is not None and _is_untranslated(source, output):
                segments["output is a copy of the source"].append(i)
        # In reverse the copies come first: they are the more serious problem.
        yield from (RunWarning(kind, system, segments=tuple(segments[kind])) for kind in sorted(segments, reverse=True))


def _is_untranslated(source: str, output: str) -> bool:
    # A name or a number alone is rightly the same in both languages.
    return is_copy(source, output) and to_translate(source) >= ENOUGH


def _texts(run: Run) -> Iterator[RunWarning]:
    """Yield the serious problems of sources and references, and outputs that are still tokenized."""
    for sentence in sentences(problem for problem in run.problems or () if problem.is_serious):
        yield RunWarning(sentence.part, message=sentence.message, segments=sentence.segments)


def _collapses(run: Run) -> Iterator[RunWarning]:
    for system, i, score, median in collapses(run):
        document = run.data.documents[i]
        message = f"{document.id}: chrF {score:.1f}, where others reach {median:.1f}"
        yield RunWarning("document collapsed", system, message, tuple(range(document.start, document.stop)))


def _skips(run: Run) -> Iterator[RunWarning]:
    index = {segment: i for i, segment in enumerate(run.data.ids)}
    segments_by_reason: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for skip in run.skips:
        segments_by_reason[skip.system, skip.metric, skip.reason].append(index[skip.segment])
    for (system, metric, reason), segments in segments_by_reason.items():
        yield RunWarning("segment is not scored", system, f"{metric}: {reason}", tuple(segments))


def _findings(run: Run) -> Iterator[RunWarning]:
    """Yield the spans that metrics mark, by metric and label; a segment with several spans is named once."""
    for key, spans in sorted(run.spans.items(), key=lambda item: _gravity(item[0].metric)):
        severities: dict[str, Counter[str]] = defaultdict(Counter)
        segments: dict[str, set[int]] = defaultdict(set)
        for span in spans:
            severities[span.label][span.severity] += 1
            segments[span.label].add(span.segment)
        for label, counts in severities.items():
            kind = _finding_kind(key.metric, label)
            yield RunWarning(kind, key.system, _severity_counts(counts), tuple(sorted(segments[label])))


def _gravity(metric: str) -> int:
    """Return the place of a metric's findings among those of others, the gravest first."""
    name = metric.partition(":")[0]
    return GRAVE.index(name) if name in GRAVE else len(GRAVE)


def _finding_kind(metric: str, label: str) -> str:
    """Return ``numbers: number``, or the name alone where the metric's label says the same."""
    name = metric.partition(":")[0]
    return name if label == name else f"{name}: {label}"


def _severity_counts(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{counts[severity]} {severity}" for severity in SEVERITIES if severity in counts)


def _first_line(text: str) -> str:
    return text.splitlines()[0] if text else text
