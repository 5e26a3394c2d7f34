"""Length ratio: characters of the hypothesis per character of the source or of the reference."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from tertium.corpora.types import REFERENCES, SOURCE
from tertium.metrics.base import Counted, ratio, signature
from tertium.metrics.registry import register

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tertium.corpora.types import Role, Texts
    from tertium.metrics.base import Counter, Counts, Scores


@register
@dataclass(frozen=True, slots=True)
class Length:
    """Hypothesis characters per character of the other text: from 0 up; what is right depends on the languages.

    Counts per segment: hypothesis characters, characters of the source or (mean over) the references.

    Attributes:
        against: the text to compare with.
    """

    name = "length"
    unit = "ratio"
    higher_is_better = None
    source = "tertium"
    segmentwise = True

    against: Literal["source", "references"] = "source"

    @property
    def needs(self) -> frozenset[Role]:
        """The sources or the references."""
        return SOURCE if self.against == "source" else REFERENCES

    def bind(self, texts: Texts) -> Counter:
        """Return the counter of (hypothesis characters, other characters)."""
        if self.against == "source":
            lengths = [float(len(source)) for source in texts.sources]
        else:
            lengths = [sum(map(len, references)) / len(references) for references in texts.references]

        def count(hypotheses: Sequence[str]) -> Counted:
            rows = [(len(hypothesis), length) for hypothesis, length in zip(hypotheses, lengths, strict=True)]
            return Counted(np.array(rows, dtype=np.float64))

        return count

    def score(self, totals: Counts) -> Scores:
        """Return the ratio of sums, over any leading axes; nan where the other text is empty."""
        return ratio(totals)

    @property
    def signature(self) -> str:
        """The name and the option."""
        return signature(self)
