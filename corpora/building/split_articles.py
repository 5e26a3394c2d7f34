"""Detects articles that are split over several files: two targets, say, that cover different parts of one source.

They are only reported, with the line for the pairs file that joins them: two files may also be two articles.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, NamedTuple

from tertium.corpora.building.journal import batches
from tertium.corpora.pairing import similarity
from tertium.corpora.pairing.pair import CLEAR_LEAD, is_enough
from tertium.corpora.pairing.similarity import Evidence

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tertium.corpora.building.journal import Journal
    from tertium.corpora.building.match import Means
    from tertium.corpora.building.plan import Plan
    from tertium.corpora.pairing.pair import Decision, Limits, PairVerdict
    from tertium.corpora.pairing.pairs_file import UserPairs

SHARE_OF_LIMITS: Final = 0.5
"""Share of the likeness and coverage of a pair that a part must reach alone. A third of an article reaches likeness .4
and coverage .5, as the rest of its partner counts as unaligned."""
DOUBTFUL: Final[tuple[Decision, ...]] = ("review", "unpaired")
MOST: Final = 6
"""Files that are tried as parts of one article: those most similar to it."""
DIGITS: Final = re.compile(r"(\d+)")


class Whole(NamedTuple):
    """Files that are a pair when they are joined.

    Attributes:
        sources: numbers of the files of the original, in order.
        targets: numbers of the files of its translation, in order.
        score: their similarity.
    """

    sources: tuple[int, ...]
    targets: tuple[int, ...]
    score: float


def report_split_articles(journal: Journal, means: Means, ids: Sequence[str], plan: Plan, limits: Limits) -> None:
    """Find the targets that lack evidence since they or their source are split, and say so in their reasons."""
    numbers = {name: number for number, name in enumerate(ids)}
    doubtful = [numbers[verdict.target] for kind in DOUBTFUL for verdict in journal.verdicts(kind)]
    if not doubtful:
        return
    search = Search(journal, means, ids, numbers, plan.user_pairs, limits)
    hints = {number: hint(whole, ids) for whole in search.wholes(doubtful) for number in whole.targets}
    verdicts = ((number, journal.verdict(number)) for number in sorted(hints))
    hinted = (
        (number, numbers.get(verdict.source or ""), _with_hint(verdict, hints[number]))
        for number, verdict in verdicts
        if verdict
    )
    for batch in batches(hinted):
        journal.add_verdicts(batch)


def hint(whole: Whole, ids: Sequence[str]) -> str:
    """Return what the files are, and the line for the pairs file that joins them."""
    sources, targets = (" + ".join(ids[number] for number in side) for side in (whole.sources, whole.targets))
    parts = " and ".join(ids[number] for number in max(whole.sources, whole.targets, key=len))
    return (
        f"{parts} cover different parts of one article, together with likeness {whole.score:.2f}; "
        f"to join them, in a file for --pairs: {sources}, {targets}"
    )


@dataclass(frozen=True, slots=True)
class Search:
    """Tries files as the parts of one article.

    Attributes:
        journal: of the build.
        means: around which vectors are compared.
        ids: of the articles.
        numbers: of the articles, by id.
        user_pairs: the user's decisions, which no hint contradicts.
        limits: the evidence that a pair needs.
    """

    journal: Journal
    means: Means
    ids: Sequence[str]
    numbers: Mapping[str, int]
    user_pairs: UserPairs
    limits: Limits

    def wholes(self, doubtful: Sequence[int]) -> Iterator[Whole]:
        """Yield the files that are a pair when they are joined; one of them is a target in doubt."""
        by_source: dict[int, dict[int, float]] = defaultdict(dict)
        for target in doubtful:
            scores = self._near(target)
            yield from self._joined(scores, [target], of_source=True)
            if scores:
                source = max(scores, key=lambda source: (scores[source], -source))
                by_source[source][target] = scores[source]
        for verdict in self.journal.verdicts("paired"):
            source, evidence = self.numbers[verdict.source or ""], verdict.evidence
            if source in by_source and evidence and verdict.target not in self.user_pairs.pairs:
                by_source[source][self.numbers[verdict.target]] = evidence.score
        for source, targets in sorted(by_source.items()):
            yield from self._joined(targets, [source], of_source=False)

    def _joined(self, scores: Mapping[int, float], partner: Sequence[int], *, of_source: bool) -> Iterator[Whole]:
        """Yield the parts that together are a pair with their partner, if there are any.

        Args:
            scores: the similarity of each possible part with the partner.
            partner: number of the article on the other side.
            of_source: whether the parts are those of a source.
        """
        if len(scores) < 2:  # noqa: PLR2004 - a part alone is no whole
            return
        first, *others = sorted(scores, key=lambda number: (-scores[number], number))[:MOST]
        parts, best = [first], Evidence(scores[first], 0.0, 0.0)
        for other in others:
            # In the order of their names, pages as numbers; else behind or before the others.
            orders = (sorted([*parts, other], key=self._natural), [*parts, other], [other, *parts])
            for order in orders:
                evidence = self._compare(order, partner) if of_source else self._compare(partner, order)
                if evidence.score > best.score + CLEAR_LEAD:
                    parts, best = order, evidence
                    break
        if len(parts) > 1 and is_enough(best, self.limits):
            joined, alone = tuple(parts), tuple(partner)
            yield Whole(joined, alone, best.score) if of_source else Whole(alone, joined, best.score)

    def _compare(self, sources: Sequence[int], targets: Sequence[int]) -> Evidence:
        source, target = (
            self.means.join([part for number in side for part in self.journal.packed_parts(number)])
            for side in (sources, targets)
        )
        return similarity.compare(source, target, in_order=True)

    def _natural(self, number: int) -> list[tuple[int, str]]:
        """Return the key by which articles are in order: page-2 before page-10."""
        return [(int(part), "") if part.isdecimal() else (0, part) for part in DIGITS.split(self.ids[number])]

    def _near(self, target: int) -> dict[int, float]:
        """Return the similarity of the sources that the target may cover a part of, or be covered by."""
        least = (SHARE_OF_LIMITS * self.limits.similarity, SHARE_OF_LIMITS * self.limits.coverage)
        return {
            source: evidence.score
            for _, source, evidence in self.journal.comparisons(target)
            if evidence.score >= least[0] and evidence.coverage >= least[1]
            if (self.ids[source], self.ids[target]) not in self.user_pairs.excluded
        }


def _with_hint(verdict: PairVerdict, text: str) -> PairVerdict:
    return replace(verdict, reason=f"{verdict.reason}; {text}" if verdict.reason else text)
