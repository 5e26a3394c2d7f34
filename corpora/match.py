"""Prepared articles → decisions: candidates by an index, evidence by alignment, one verdict per target."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np

from tertium.corpora import candidates, copies, likeness
from tertium.corpora.gather import batches
from tertium.corpora.journal import opened, vectors
from tertium.corpora.likeness import Evidence
from tertium.corpora.pair import LIMITS, LIMITS_ELSE, Candidate, Known, Verdict, decide, without_copies
from tertium.corpora.workers import mapped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from tertium.corpora.encoders.base import Vectors
    from tertium.corpora.journal import Journal, Kept
    from tertium.corpora.plan import Plan, Progress

OF_LANGUAGE: Final = "SELECT number, sizes, vectors FROM prepared WHERE language = ? ORDER BY number"
COMMON: Final = 50
"""Articles that have a sentence, from which on it says nothing about copies."""
SAME_PRINTS: Final = """
SELECT a.number, b.number FROM prints a JOIN prints b ON a.print = b.print AND a.number < b.number
WHERE a.print IN (SELECT print FROM prints GROUP BY print HAVING COUNT(*) BETWEEN 2 AND ?)
GROUP BY a.number, b.number HAVING COUNT(*) >= 0.6 * MIN(a.of, b.of) ORDER BY b.number, a.number
"""


class Side(NamedTuple):
    """An article's sentences and their vectors around its language's mean."""

    texts: tuple[str, ...]
    vectors: Vectors


@dataclass(frozen=True, slots=True)
class Means:
    """The mean vector of each language, around which vectors are compared.

    Attributes:
        of: by language.
        lexical: whether the vectors are those of words, not of an encoder.
    """

    of: dict[str, NDArray[np.float32]]
    lexical: bool = False

    def side(self, kept: Kept) -> Side:
        """Return an article ready to be compared."""
        return Side(kept.article.texts, likeness.centred(kept.vectors, self.of[str(kept.article.language)]))


def means(journal: Journal, plan: Plan) -> Means:
    """Return the languages' means over all articles."""
    encoder, _ = plan.loaded()
    prior = likeness.prior(encoder)
    found = {}
    for language in plan.languages:
        total, count = np.zeros_like(prior), 0
        for _, sizes, raw in journal.rows(OF_LANGUAGE, language):
            total += vectors(raw, _count(sizes), len(prior)).sum(axis=0, dtype=np.float64)
            count += _count(sizes)
        found[language] = likeness.mean(total, count, prior)
    return Means(found, encoder.name == "lexical")


def find_copies(journal: Journal) -> None:
    """Keep which articles are re-posts of others, and how much of them is the same."""
    journal.put("copies", _copies(journal))


def find_near(journal: Journal, around: Means, plan: Plan) -> None:
    """Keep each target's nearest sources by document vectors; done again in full after a kill."""
    for language in plan.languages:
        for batch in batches(journal.rows(OF_LANGUAGE, language)):
            journal.put("documents", [(n, language, _document(s, raw, around.of[language])) for n, s, raw in batch])
    sources, targets = (journal.of_language(language) for language in plan.languages)
    near = candidates.nearest((len(targets), _loader(journal, targets)), (len(sources), _loader(journal, sources)))
    rows = ((target, json.dumps([sources[i] for i in found])) for target, found in zip(targets, near, strict=True))
    for batch in batches(rows):
        journal.put("near", batch)


def compare_all(journal: Journal, around: Means, plan: Plan, progress: Progress) -> None:
    """Align every target with its candidates and keep the evidence; what was done before a kill is not done again."""
    todo = list(
        journal.rows(
            "SELECT target, sources FROM near WHERE target NOT IN (SELECT target FROM compared) ORDER BY target"
        )
    )
    total = int(journal.one("SELECT COUNT(*) FROM near"))
    done = total - len(todo)
    items = ((target, json.loads(near)) for target, near in todo)
    for batch in batches(mapped(Comparer(journal.path, around), items, plan.workers)):
        journal.put("compared", [row for rows in batch for row in rows])
        done += len(batch)
        progress("compared", done, total)


def decide_all(journal: Journal, ids: Sequence[str], plan: Plan) -> None:
    """Keep the verdict on every target."""
    encoder, _ = plan.loaded()
    highest = {
        ids[int(source)]: float(score)
        for source, score in journal.rows("SELECT source, MAX(score) FROM compared GROUP BY source")
    }
    copy_of = {
        ids[int(number)]: ids[int(original)] for number, original in journal.rows("SELECT number, original FROM copies")
    }
    known = Known(highest, copy_of, LIMITS.get(encoder.name, LIMITS_ELSE))
    number_of = {name: number for number, name in enumerate(ids)}
    verdicts = (_verdict(journal, number, ids, known, plan) for number in journal.of_language(plan.target))
    found = without_copies(verdicts, copy_of)
    for batch in batches(found):
        journal.put(
            "decided",
            [
                (number_of[one.target], number_of.get(one.source or ""), one.decision, json.dumps(one.to_json()))
                for one in batch
            ],
        )


@dataclass(frozen=True, slots=True)
class Comparer:
    """Work of a process: a target and its candidates to rows of evidence."""

    journal: Path
    around: Means

    def __call__(self, item: tuple[int, list[int]]) -> list[tuple[Any, ...]]:
        """Return a row for each candidate."""
        target, sources = item
        journal = opened(self.journal)
        theirs = self.around.side(journal.kept(target))
        found = [(one, likeness.compare(self.around.side(journal.kept(one)), theirs)) for one in sources]
        return [(target, one, evidence.score, evidence.coverage, evidence.numbers) for one, evidence in found]


def evidence(row: Sequence[float | None]) -> Evidence:
    """Return what the journal says of a pair; SQLite has no nan."""
    return Evidence(*(float("nan") if value is None else value for value in row))


def _verdict(journal: Journal, number: int, ids: Sequence[str], known: Known, plan: Plan) -> Verdict:
    target = ids[number]
    rows = journal.rows("SELECT source, score, coverage, numbers FROM compared WHERE target = ?", number)
    near = [Candidate(ids[int(source)], evidence(row)) for source, *row in rows]
    if target in plan.said.pairs:
        source, system = plan.said.pairs[target]
        found = next((one.evidence for one in near if one.source == source), None)
        return Verdict(target, "paired", source, found, reason="by hand", system=system)
    allowed = [one for one in near if (one.source, target) not in plan.said.apart]
    made = decide(target, allowed, known)
    best = min(near, key=lambda one: (-one.evidence.score, one.source), default=None)
    if best is None or best in allowed or made.decision == "paired":
        return made
    said = f"a person parted it from {best.source} (likeness {best.evidence.score:.2f})"
    return replace(made, reason=f"{said}; {made.reason}" if allowed else said)


def _copies(journal: Journal) -> Iterator[tuple[int, int, float]]:
    """Yield (article, the first article that it is a copy of, share of the characters that are the same)."""
    original: dict[int, int] = {}
    for first, second in [(int(a), int(b)) for a, b in journal.rows(SAME_PRINTS, COMMON)]:
        if second in original:
            continue
        one, other = journal.prepared(first), journal.prepared(second)
        same = copies.shared(one.texts, other.texts) if one.language == other.language else 0.0
        if same >= copies.SHARED:
            original[second] = original.get(first, first)
            yield second, original[second], round(same, 4)


def _document(sizes: bytes, raw: bytes, mean: NDArray[np.float32]) -> bytes:
    made = likeness.centred(vectors(raw, _count(sizes), len(mean)), mean)
    return likeness.document(made, np.frombuffer(sizes, dtype=np.int32)).astype(np.float16).tobytes()


def _loader(journal: Journal, numbers: Sequence[int]) -> candidates.Load:
    """Return what gives blocks of the document vectors of these articles, which are all of one language."""

    def load(start: int, stop: int) -> NDArray[np.float32]:
        first, last = numbers[start], numbers[stop - 1]
        rows = journal.rows(
            "SELECT d.vector FROM documents d JOIN documents f ON f.number = ?"
            " WHERE d.number BETWEEN ? AND ? AND d.language = f.language ORDER BY d.number",
            first,
            first,
            last,
        )
        return np.array([np.frombuffer(raw, dtype=np.float16) for (raw,) in rows]).astype(np.float32)

    return load


def _count(sizes: bytes) -> int:
    return len(sizes) // np.dtype(np.int32).itemsize
