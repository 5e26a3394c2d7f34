"""triage(run, "baseline") → Triage: which documents, domains, lengths, findings and words a difference is made of."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import chain
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from tertium import arguments
from tertium.errors import UsageError
from tertium.evals.compare import baseline_first
from tertium.evals.findings import changed_findings
from tertium.evals.formula import prepare
from tertium.evals.names import chosen_labels, chosen_names
from tertium.evals.results.triage import FindingShare, PartShare, Triage
from tertium.evals.shares import shares
from tertium.evals.slices import BUILT_IN, by_reference_length
from tertium.evals.types import leading_measure
from tertium.evals.word_matches import Compared, frequency_bands, ngram_differences, units
from tertium.evals.word_shares import chance, word_shares

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from tertium.corpora.types import EvalSet
    from tertium.evals.results.triage import FrequencyBand, NgramMatches, WordShare
    from tertium.evals.slices import Division
    from tertium.evals.types import Run
    from tertium.metrics.base import Scores

SHOWN: Final = 10
"""Words and sequences of each end."""


def triage(
    run: Run, baseline: str | None = None, *, systems: str | Sequence[str] | None = None, metric: str | None = None
) -> Triage:
    """Return what the differences from the baseline are made of; see RunMethods.

    Raises:
        UsageError: no such system or metric, only one system, or an argument of another type.
        CompareError: the metric's formula isn't installed.
    """
    arguments.check("baseline", baseline, (str, type(None)), "the name of a system")
    arguments.check("metric", metric, (str, type(None)), "the label of a metric")
    first, *others = baseline_first(run, baseline)
    chosen = [name for name in chosen_names("system", systems, run.systems) if name != first] if systems else others
    if not chosen:
        raise UsageError(f"there is only {first!r}, and nothing to compare it with", hint=", ".join(others))
    label = chosen_labels(run, [metric])[0] if metric is not None else leading_measure(run).label
    measure, running = run.measures[label], _Running.of(run.data)
    starts = np.array([document.start for document in run.data.documents], dtype=np.intp)
    prepared = prepare(run, label, [first, *chosen], starts)
    scores = dict(zip(prepared.systems, prepared.block.scores.tolist(), strict=True))
    pairs = [_Pair(run, running, system, first, shares(run, prepared, first, system)) for system in chosen]
    looked = [pair.words() for pair in pairs]
    return Triage(
        name=run.data.name,
        metric=label,
        baseline=first,
        higher_is_better=measure.higher_is_better,
        deltas={pair.system: scores[pair.system] - scores[first] for pair in pairs},
        parts=tuple(chain.from_iterable(pair.parts() for pair in pairs)),
        findings=tuple(chain.from_iterable(pair.findings() for pair in pairs)),
        words=tuple(chain.from_iterable(rows for rows, _ in looked)),
        bands=tuple(chain.from_iterable(pair.bands() for pair in pairs)),
        ngrams=tuple(chain.from_iterable(pair.ngrams() for pair in pairs)),
        notes=tuple(_notes(max(number for _, number in looked))),
    )


def _notes(words: int) -> Iterator[str]:
    yield (
        "Each segment has a part of the difference by its counts, and the parts add up to it (Aumann and Shapley "
        "1974); they say where it lies, not why."
    )
    yield (
        "Rows are put in order, not tested: of many documents, words and sequences some stand out by chance, and an "
        "order of one set needs another to confirm it."
    )
    if words:
        yield (
            f"Of {words} words with a z, chance alone brings one beyond ±{chance(words):.1f} in one set of twenty, if "
            "words were independent."
        )


class _Running(NamedTuple):
    """The running words of the first reference by segment, case kept, and how often each word is in all references."""

    words: Sequence[Sequence[str]]
    frequencies: Counter[str]

    @classmethod
    def of(cls, data: EvalSet) -> _Running:
        columns = [[units(text or "") for text in column] for column in data.references.values()]
        words = chain.from_iterable(chain.from_iterable(columns))
        return cls(columns[0] if columns else [], Counter(words))


class _Pair(NamedTuple):
    """A system, its baseline, and each segment's share of their difference."""

    run: Run
    running: _Running
    system: str
    baseline: str
    shares: Scores

    def parts(self) -> Iterator[PartShare]:
        data = self.run.data
        makers = (*BUILT_IN.values(), by_reference_length)
        for division in (division for make in makers if (division := make(data))):
            if len(division.parts) > 1:
                yield from self._parts_of(division)

    def _parts_of(self, division: Division) -> Iterator[PartShare]:
        member = np.where(np.isnan(self.shares), -2, division.member)
        for i, part in enumerate((*division.parts, "")):
            here = self.shares[member == (i if i < len(division.parts) else -1)]
            if len(here):
                up, down = float(here[here > 0].sum()), float(here[here < 0].sum())
                yield PartShare(self.system, division.by, part, len(here), float(here.sum()), up, down)

    def findings(self) -> Iterator[FindingShare]:
        for label in dict.fromkeys(key.metric for key in self.run.spans):
            changed = changed_findings(self.run, label, self.system, self.baseline)
            kinds: defaultdict[str, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
            for side, rows in enumerate((changed.new, changed.fixed)):
                for row, span in rows:
                    kinds[span.label][side].append(row)
            for kind, (new, fixed) in sorted(kinds.items()):
                sizes = len(new), len(fixed), len(set(new)), len(set(fixed))
                yield FindingShare(self.system, label, kind, *sizes, self._sum(new), self._sum(fixed))

    def _sum(self, rows: Sequence[int]) -> float:
        return float(np.nansum(self.shares[sorted(set(rows))]))

    def words(self) -> tuple[list[WordShare], int]:
        """Return the words of sources and references, and how many were looked at."""
        sizes = [document.stop - document.start for document in self.run.data.documents]
        documents: NDArray[np.intp] = np.repeat(np.arange(len(sizes), dtype=np.intp), sizes)
        reference = next(iter(self.run.data.references.values()), None)
        looked = [
            word_shares(self.system, text, column, self.shares, documents, SHOWN)
            for text, column in (("source", self.run.data.sources), ("reference", reference))
            if column
        ]
        return [row for rows, _ in looked for row in rows], sum(number for _, number in looked)

    def bands(self) -> list[FrequencyBand]:
        compared = self._compared()
        return list(frequency_bands(self.system, compared, self.running.frequencies)) if compared.references else []

    def ngrams(self) -> list[NgramMatches]:
        return ngram_differences(self.system, self._compared(), SHOWN)

    def _compared(self) -> Compared:
        """Return the words of the segments that both have a score and an output for."""
        outputs = self.run.data.outputs
        rows = [
            (reference, units(ours), units(theirs))
            for reference, ours, theirs, share in zip(
                self.running.words, outputs[self.system], outputs[self.baseline], self.shares.tolist(), strict=False
            )
            if ours is not None and theirs is not None and share == share  # noqa: PLR0124 - not nan
        ]
        return Compared(*map(list, zip(*rows, strict=True))) if rows else Compared([], [], [])
