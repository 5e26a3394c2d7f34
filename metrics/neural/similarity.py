"""Similarity: the cosine of sentence vectors, of hypothesis and reference or of hypothesis and source."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

import numpy as np

from tertium.corpora.encoders.choice import for_languages, load
from tertium.corpora.types import REFERENCES, SOURCE
from tertium.metrics.base import Counted, ratio, signature
from tertium.metrics.registry import register

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tertium.corpora.encoders.base import Encoder, Vectors
    from tertium.corpora.types import Role, Texts
    from tertium.metrics.base import Counter, Counts, Scores


@register
@dataclass(frozen=True, slots=True)
class Similarity:
    """Mean cosine of sentence vectors times 100: up to 100, higher is better; several references are averaged.

    Counts per segment: cosine, 1. What counts as near depends on the encoder: compare scores of one encoder only.

    Attributes:
        against: the text that the hypothesis is compared with; encoders put all languages into one space.
        encoder: ``auto`` takes an encoder that knows the languages and needs no download (use: 15 languages; e5:
            about 100).
    """

    name = "similarity"
    unit = "points"
    higher_is_better = True
    holds_model = True
    source = "tertium; Universal Sentence Encoder (Yang et al. 2020), multilingual-e5-small (Wang et al. 2024)"

    against: Literal["references", "source"] = "references"
    encoder: Literal["auto", "use", "e5", "labse", "bge-m3"] = "auto"

    @property
    def needs(self) -> frozenset[Role]:
        """The text that the hypothesis is compared with."""
        return SOURCE if self.against == "source" else REFERENCES

    def adapted(self, languages: tuple[str | None, str | None]) -> Similarity:
        """Return the metric with an encoder that knows the languages.

        Raises:
            UsageError: no encoder without a download knows them, or its package isn't installed.
        """
        if self.encoder != "auto":
            return self
        source, target = languages
        hint = f"{self.name}:encoder=labse, or chrf, which needs no encoder"
        name = for_languages(source if self.against == "source" else target, target, hint=hint).name
        return Similarity(self.against, "use" if name == "use" else "e5")

    def bind(self, texts: Texts) -> Counter:
        """Return the counter of (cosine, 1); references or sources are encoded here, once for all systems."""
        encoder = load(self.adapted(texts.languages).encoder)
        pairs = Pairs.of(texts, self.against)
        cosines_of = cosines_to(encoder, pairs)

        def count(hypotheses: Sequence[str]) -> Counted:
            cosines = pairs.means(cosines_of(pairs.spread(hypotheses)))
            return Counted(np.stack([cosines, np.ones(len(cosines))], axis=1))

        return count

    def score(self, totals: Counts) -> Scores:
        """Return 100 * the mean cosine, over any leading axes; nan without segments."""
        return ratio(totals, times=100)

    @property
    def signature(self) -> str:
        """The name, the options, and the encoder with its version unless it is still ``auto``."""
        if self.encoder == "auto":
            return signature(self)
        return f"{signature(self)}|{load(self.encoder).signature.partition('|')[2]}"


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of a segment's hypothesis and a text that it is compared with: each of its references, or its source.

    Attributes:
        others: the texts to compare with, one per pair.
        rows: the segment of each pair, ascending; every segment has a pair.
        texts: the bound texts with one reference per pair.
    """

    others: tuple[str, ...]
    rows: Sequence[int]
    texts: Texts

    @classmethod
    def of(cls, texts: Texts, against: str) -> Pairs:
        """Return the pairs of a set."""
        per_segment = [(source,) for source in texts.sources] if against == "source" else texts.references
        rows = [row for row, segment_texts in enumerate(per_segment) for _ in segment_texts]
        others = tuple(text for segment_texts in per_segment for text in segment_texts)
        ids = tuple(map(str, range(len(rows))))
        sources = tuple(texts.sources[row] for row in rows)
        references = tuple((text,) for text in others)
        return cls(others, rows, replace(texts, ids=ids, sources=sources, references=references, documents=ids))

    def spread(self, hypotheses: Sequence[str]) -> list[str]:
        """Return the hypothesis of each pair; ValueError for more or fewer than there are segments."""
        if len(hypotheses) != self.rows[-1] + 1:
            raise ValueError(f"{len(hypotheses)} hypotheses for {self.rows[-1] + 1} segments")
        return [hypotheses[row] for row in self.rows]

    def means(self, values: Scores) -> Scores:
        """Return the mean over each segment's pairs: (pairs, …) to (segments, …)."""
        starts = np.flatnonzero(np.diff(self.rows, prepend=-1))  # the first pair of each segment
        sizes = np.bincount(self.rows)  # pairs of each segment; reshaped to divide along the first axis
        means: Scores = np.add.reduceat(values, starts, axis=0) / sizes.reshape(-1, *[1] * (values.ndim - 1))
        return means


def cosines_to(encoder: Encoder, pairs: Pairs) -> Callable[[Sequence[str]], Scores]:
    """Return the function from the hypotheses of pairs to their cosines; equal hypotheses of a pair have the same.

    A vector depends on its neighbours in a batch by less than 1e-6. Without this memory two systems with the same
    output would have scores that differ in the sixth digit, in an order that chance gives.
    """
    others = encode(encoder, pairs.others)
    known: dict[tuple[int, str], float] = {}

    def cosines_of(hypotheses: Sequence[str]) -> Scores:
        values = cosine(encode(encoder, hypotheses), others).tolist()
        kept = [known.setdefault(key, value) for key, value in zip(enumerate(hypotheses), values, strict=True)]
        return np.array(kept, dtype=np.float64)

    return cosines_of


def encode(encoder: Encoder, texts: Sequence[str]) -> Vectors:
    """Return one unit vector per text; equal texts are encoded once, and a column that several metrics read too."""
    return encode_column(encoder.name, tuple(texts))


@lru_cache(maxsize=32)  # `ridge` reads the columns that `similarity` has encoded
def encode_column(encoder: str, texts: tuple[str, ...]) -> Vectors:
    """Return one unit vector per text of a column; the last 32 columns are kept in memory."""
    distinct = dict.fromkeys(texts)
    index = {text: i for i, text in enumerate(distinct)}
    return load(encoder).encode(list(distinct))[[index[text] for text in texts]]


def cosine(left: Vectors, right: Vectors) -> Scores:
    """Return the cosine of each pair of unit vectors: (pairs, dimensions) twice to (pairs,)."""
    cosines: Scores = np.einsum("ij,ij->i", left, right).astype(np.float64)  # row by row, no matrix of all pairs
    return cosines
