"""Re-segmentation against the truth: line breaks are removed from systems' outputs, sentences dropped and inserted.

What is inserted are sentences of the references of other documents of the set.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Final

from benchmarks.result import Result
from benchmarks.sets import languages_of, metric_for, names_languages
from tertium.corpora.readers import wmt
from tertium.corpora.resegmentation.resegment import resegment
from tertium.corpora.text import sentences
from tertium.corpora.text.joiner import glue

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from tertium.corpora.types import EvalSet

SYSTEMS: Final = 2
SHARE: Final = 0.05
"""Share of segments that are dropped, and of segments behind which a foreign sentence is inserted."""
SEED: Final = 1


def measure(data: Path) -> Iterator[Result]:
    """Yield errors of BLEU and chrF, and how much of what was dropped and inserted is found, by WMT set and system."""
    folders = (path for path in sorted(data.glob("*")) if wmt.claims(path) and names_languages(path))
    for full in (wmt.read(path, languages_of(path)) for path in folders):
        if full.references and full.outputs and len(full.documents) > 1:
            first = full.with_references(list(full.references)[:1])
            for system in list(full.outputs)[:SYSTEMS]:
                yield from _of_system(first, system)


def _of_system(data: EvalSet, system: str) -> Iterator[Result]:
    hypotheses = [text or "" for text in data.outputs[system]]
    whole = _realigned(data, {}, hypotheses, {})[0]
    for name in ("bleu", "chrf"):
        error = abs(_score(data, name, whole) - _score(data, name, hypotheses))
        yield Result(f"realign/{data.name}/{name}_error", error, "points", "the system's own lines", system)
    rng = random.Random(SEED)  # noqa: S311 - which sentences, no secret
    count = max(1, round(SHARE * len(data)))
    dropped = dict.fromkeys(rng.sample(range(len(data)), count), "")
    inserted = {row: _foreign(data, row, rng) for row in rng.sample(range(len(data)), count)}
    _, omitted, added = _realigned(data, dropped, hypotheses, inserted)
    right = sum(any(text in sentence for sentence in inserted.values()) for text in added)
    recovered = sum(any(text in sentence or sentence in text for text in added) for sentence in inserted.values())
    for name, precision, recall in (
        ("dropped", len(omitted & set(dropped)) / max(len(omitted), 1), len(omitted & set(dropped)) / count),
        ("inserted", right / max(len(added), 1), recovered / count),
    ):
        yield Result(f"realign/{data.name}/{name}_precision", precision, "", f"{SHARE:.0%} of segments", system)
        yield Result(f"realign/{data.name}/{name}_recall", recall, "", f"{SHARE:.0%} of segments", system)


def _foreign(data: EvalSet, row: int, rng: random.Random) -> str:
    """Return a sentence of another document's reference."""
    own = next(document for document in data.documents if document.start <= row < document.stop)
    texts = next(iter(data.references.values()))
    others = [text for text in (*texts[: own.start], *texts[own.stop :]) if text and text.strip()]
    return rng.choice(sentences.load(data.languages[1])(rng.choice(others)))


def _realigned(
    data: EvalSet, dropped: Mapping[int, str], hypotheses: Sequence[str], inserted: Mapping[int, str]
) -> tuple[list[str], set[int], list[str]]:
    """Return texts with additions, omitted rows and added texts of outputs that lost their lines, by document."""
    references = [text or "" for text in next(iter(data.references.values()))]
    between = glue(data.languages[1])
    texts: list[str] = []
    omitted: set[int] = set()
    added: list[str] = []
    for document in data.documents:
        rows = range(document.start, document.stop)
        parts = [part for row in rows for part in (dropped.get(row, hypotheses[row]), inserted.get(row, "")) if part]
        realigned = resegment(references[document.rows], [between.join(parts)], data.languages[1])
        texts += realigned.with_additions
        omitted |= {document.start + i for i in realigned.omitted if hypotheses[document.start + i]}
        added += [addition.text for addition in realigned.additions]
    return texts, omitted, added


def _score(data: EvalSet, name: str, hypotheses: Sequence[str]) -> float:
    metric = metric_for(name, data)
    counts = metric.bind(data.texts(range(len(data))))(hypotheses).counts
    return float(metric.score(counts.sum(axis=0)))
