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
    from collections.abc import Sequence

    from tertium.corpora.encoders.base import Encoder, Vectors
    from tertium.corpora.types import Role, Texts
    from tertium.metrics.base import Counter, Counts, Scores


@register
@dataclass(frozen=True, slots=True)
class Similarity:
    """Mean cosine of sentence vectors times 100: up to 100, higher is better; several references are averaged.

    Counts per segment: cosine, 1. What counts as near depends on the encoder: compare scores of one encoder only.

    Attributes:
        against: what the hypothesis is held against; the source works across languages.
        encoder: ``auto`` takes the embedded one that knows the languages (use: 15 languages; e5: about 100).
    """

    name = "similarity"
    unit = "points"
    higher_is_better = True
    source = "tertium; Universal Sentence Encoder (Yang et al. 2020), multilingual-e5-small (Wang et al. 2024)"

    against: Literal["references", "source"] = "references"
    encoder: Literal["auto", "use", "e5", "labse", "bge-m3"] = "auto"

    @property
    def needs(self) -> frozenset[Role]:
        """The text that it compares with."""
        return SOURCE if self.against == "source" else REFERENCES

    def adapted(self, languages: tuple[str | None, str | None]) -> Similarity:
        """Return the metric with the encoder that knows the languages.

        Raises:
            UsageError: no embedded encoder does, or its package isn't installed.
        """
        if self.encoder != "auto":
            return self
        source, target = languages
        hint = f"{self.name}:encoder=labse, or chrf, which needs no encoder"
        name = for_languages(source if self.against == "source" else target, target, hint=hint).name
        return Similarity(self.against, "use" if name == "use" else "e5")

    def bind(self, texts: Texts) -> Counter:
        """Return the counter of (cosine, 1); the other texts are encoded here, once for all systems."""
        encoder = load(self.adapted(texts.languages).encoder)
        pairs = Pairs.of(texts, self.against)
        others = encoded(encoder, pairs.others)

        def count(hypotheses: Sequence[str]) -> Counted:
            cosines = pairs.means(cosine(encoded(encoder, pairs.spread(hypotheses)), others))
            return Counted(np.stack([cosines, np.ones(len(cosines))], axis=1))

        return count

    def score(self, totals: Counts) -> Scores:
        """Return 100 * the mean cosine, over any leading axes; nan without segments."""
        return ratio(totals, times=100)

    @property
    def signature(self) -> str:
        """The name, the options, and the encoder with its version once it is settled."""
        if self.encoder == "auto":
            return signature(self)
        return f"{signature(self)}|{load(self.encoder).signature.partition('|')[2]}"


@dataclass(frozen=True, slots=True)
class Pairs:
    """Each segment with each text it is held against: its references, or its source.

    Attributes:
        others: the texts, one per pair.
        rows: the segment of each pair, ascending; every segment has a pair.
        texts: the bound texts with one reference per pair.
    """

    others: tuple[str, ...]
    rows: Sequence[int]
    texts: Texts

    @classmethod
    def of(cls, texts: Texts, against: str) -> Pairs:
        """Return the pairs of a set."""
        columns = [(one,) for one in texts.sources] if against == "source" else texts.references
        rows = [row for row, column in enumerate(columns) for _ in column]
        others = tuple(one for column in columns for one in column)
        ids = tuple(map(str, range(len(rows))))
        sources = tuple(texts.sources[row] for row in rows)
        repeated = replace(texts, ids=ids, sources=sources, references=tuple((one,) for one in others), documents=ids)
        return cls(others, rows, repeated)

    def spread(self, hypotheses: Sequence[str]) -> list[str]:
        """Return the hypothesis of each pair; ValueError for more or fewer than there are segments."""
        if len(hypotheses) != self.rows[-1] + 1:
            raise ValueError(f"{len(hypotheses)} hypotheses for {self.rows[-1] + 1} segments")
        return [hypotheses[row] for row in self.rows]

    def means(self, values: Scores) -> Scores:
        """Return the mean over each segment's pairs: (pairs, …) to (segments, …)."""
        starts = np.flatnonzero(np.diff(self.rows, prepend=-1))
        sizes = np.bincount(self.rows)
        means: Scores = np.add.reduceat(values, starts, axis=0) / sizes.reshape(-1, *[1] * (values.ndim - 1))
        return means


def encoded(encoder: Encoder, texts: Sequence[str]) -> Vectors:
    """Return one unit vector per text; equal texts are encoded once, and so are columns that several metrics read."""
    return encoded_column(encoder.name, tuple(texts))


@lru_cache(maxsize=32)
def encoded_column(encoder: str, texts: tuple[str, ...]) -> Vectors:
    """Return one unit vector per text; the last 32 columns are remembered."""
    distinct = dict.fromkeys(texts)
    index = {text: i for i, text in enumerate(distinct)}
    return load(encoder).encode(list(distinct))[[index[text] for text in texts]]


def cosine(ours: Vectors, theirs: Vectors) -> Scores:
    """Return the cosine of each pair of unit vectors."""
    found: Scores = np.einsum("ij,ij->i", ours, theirs).astype(np.float64)
    return found
