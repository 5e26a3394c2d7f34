"""Limits of pairing with sets left out: `python benchmarks/pairing_limits.py [DATA] [--json]`.

The first documents of DATA's docpairs and WMT sets (default: ../shared/data) are compared with their translations:
whole, without a third, with a third moved to the front, and with both; and with the most similar of four sources that
they don't translate. Once with the means of all these documents, and once as if the two were a folder of their own.

A set's figures are by the product's least similarity for two articles alone; beside them by the limit that the other
sets of the same encoder choose: the lowest, in hundredths, at which none of their wrong pairs is accepted.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from benchmarks.corpora_pairs import read_gold
from benchmarks.result import Result, main
from benchmarks.sets import DATA, languages_of, open_named
from tertium.corpora.building.plan import Plan
from tertium.corpora.pairing.pair import LIMITS, OTHER_LIMITS
from tertium.corpora.pairing.similarity import (
    Evidence,
    centre,
    compare,
    document_vector,
    language_mean,
    prior_mean,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from tertium.corpora.encoders.base import Encoder, Vectors

WMT: Final = ("wmt22-en-zh", "wmt23-zh-en", "flores-en-de", "wmt22-cs-uk")
DOCUMENTS: Final = 14
"""Documents of a set: e5 reads 10 to 40 sentences a second."""
SENTENCES: Final = range(5, 41)
CANDIDATES: Final = 4


class Text(NamedTuple):
    """An article: its sentences, and their vectors as the encoder gives them."""

    texts: Sequence[str]
    vectors: Vectors

    def mean(self, prior: NDArray[np.float64]) -> NDArray[np.float32]:
        """Return the mean that a language has of which this article alone is known."""
        return language_mean(self.vectors.sum(axis=0, dtype=np.float64), len(self.texts), prior)

    def take(self, order: Sequence[int]) -> Text:
        """Return these sentences, in this order."""
        return Text([self.texts[i] for i in order], self.vectors[list(order)])


class Cases(NamedTuple):
    """The evidence on the pairs of a set."""

    encoder: str
    true: list[Evidence]
    wrong: list[Evidence]

    def refused(self, limit: float) -> float:
        """Return the share of true pairs below a limit."""
        return 1 - sum(_passes(evidence, limit) for evidence in self.true) / len(self.true)

    def accepted(self, limit: float) -> int:
        """Return how many wrong pairs reach a limit."""
        return sum(_passes(evidence, limit) for evidence in self.wrong)


def measure(data: Path) -> Iterator[Result]:
    """Yield each set's figures."""
    sets = {
        folder: read_docpairs(folder) for folder in sorted(path.parent for path in data.glob("docpairs/*/gold.tsv"))
    }
    sets |= {data / name: read_wmt(data / name) for name in WMT if (data / name).is_dir()}
    cases = {folder.name: compare_all(*pairs) for folder, pairs in sets.items()}
    for name, own in cases.items():
        others = [other for key, other in cases.items() if key != name and other.encoder == own.encoder]
        limit = LIMITS.get(own.encoder, OTHER_LIMITS).alone
        steps = (step / 100 for step in range(100))
        chosen = next(step for step in steps if not any(other.accepted(step) for other in others))
        for kind, least in (("product", limit), ("left-out", chosen)):
            yield Result(f"pairing/{name}/{kind}/limit", least, "cosine", "", own.encoder)
            yield Result(f"pairing/{name}/{kind}/true_refused", own.refused(least), "share", "", own.encoder)
            wrong = f"of {len(own.wrong)}"
            yield Result(f"pairing/{name}/{kind}/wrong_accepted", own.accepted(least), "pairs", wrong, own.encoder)


def read_docpairs(folder: Path) -> tuple[tuple[str, str], list[tuple[list[str], list[str]]]]:
    """Return the languages and (original, translation) of a set, each as its sentences."""
    gold = read_gold(folder)
    names = [name for name in sorted(gold.sources) if gold.partners[name]][:DOCUMENTS]
    return gold.languages, [(_segments(folder, name), _segments(folder, gold.partners[name][0])) for name in names]


def read_wmt(folder: Path) -> tuple[tuple[str, str], list[tuple[list[str], list[str]]]]:
    """Return the languages and (source, reference) of the first documents of a WMT set."""
    data = open_named(folder)
    sources, reference = data.sources or (), next(iter(data.references.values()))
    blocks = [document.rows for document in data.documents]
    texts = [([*map(str, sources[rows])], [text or "" for text in reference[rows]]) for rows in blocks]
    return languages_of(folder), [pair for pair in texts if len(pair[0]) in SENTENCES][:DOCUMENTS]


def compare_all(languages: tuple[str, str], pairs: Sequence[tuple[list[str], list[str]]]) -> Cases:
    """Return the evidence on all pairs, damaged ones too, and on wrong ones."""
    encoder, _ = Plan(*languages).load_encoder()
    prior = prior_mean(encoder)
    sides = [_encoded(encoder, side) for side in zip(*pairs, strict=True)]
    means = [_whole(side).mean(prior) for side in sides]
    documents = [
        np.array([document_vector(centre(text.vectors, mean), _sizes(text)) for text in side])
        for side, mean in zip(sides, means, strict=True)
    ]
    cases: dict[str, list[Evidence]] = defaultdict(list)
    for i, (source, target) in enumerate(zip(*sides, strict=True)):
        cases["true"] += chain.from_iterable(
            _evidence(source, target.take(order), means, prior) for order in _damages(len(target.texts))
        )
        nearest = [k for k in np.argsort(-(documents[0] @ documents[1][i])) if k != i][:CANDIDATES]
        found = [_evidence(sides[0][k], target, means, prior) for k in nearest]
        cases["wrong"] += [max(place, key=lambda evidence: evidence.score) for place in zip(*found, strict=True)]
    return Cases(encoder.name, cases["true"], cases["wrong"])


def _evidence(
    source: Text, target: Text, means: Sequence[NDArray[np.float32]], prior: NDArray[np.float64]
) -> tuple[Evidence, Evidence]:
    """Return the evidence on two articles in their folder, and alone."""
    alone = source.mean(prior), target.mean(prior)
    among, apart = (
        compare((source.texts, centre(source.vectors, one)), (target.texts, centre(target.vectors, two)))
        for one, two in (means, alone)
    )
    return among, apart


def _damages(count: int) -> Iterator[list[int]]:
    """Yield the order of a translation's sentences: whole, without the second third, with it in front, with both."""
    third = count // 3
    first, second, last = range(third), range(third, 2 * third), range(2 * third, count)
    yield [*first, *second, *last]
    if count in SENTENCES:
        yield [*first, *last]
        yield [*second, *first, *last]
        yield [*second, *first, *range(3 * third, count)]


def _passes(evidence: Evidence, limit: float) -> bool:
    return evidence.score >= limit and evidence.coverage >= OTHER_LIMITS.coverage


def _encoded(encoder: Encoder, side: Sequence[list[str]]) -> list[Text]:
    return [Text(texts, encoder.encode(texts)) for texts in side]


def _whole(side: Sequence[Text]) -> Text:
    return Text([text for article in side for text in article.texts], np.vstack([article.vectors for article in side]))


def _sizes(text: Text) -> NDArray[np.int32]:
    return np.array([len(sentence) for sentence in text.texts], dtype=np.int32)


def _segments(folder: Path, name: str) -> list[str]:
    text = (folder / "gold_segments" / f"{name}.txt").read_text(encoding="utf-8")
    return text.removesuffix("\n").split("\n")


if __name__ == "__main__":
    main(measure, DATA, about=__doc__)
