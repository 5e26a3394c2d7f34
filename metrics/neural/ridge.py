"""Ridge: a small regression on similarity, chrF and length, fitted to human scores of WMT translations."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

import numpy as np

from tertium.corpora.encoders.choice import for_languages, load
from tertium.corpora.types import REFERENCES, SOURCE
from tertium.errors import UsageError
from tertium.files import read_json
from tertium.metrics.base import Counted, ratio, signature
from tertium.metrics.checks.lengths import expected_ratio, weight
from tertium.metrics.lexical.chrf import Chrf
from tertium.metrics.neural.similarity import Pairs, cosines_to
from tertium.metrics.registry import register

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tertium.corpora.encoders.base import Encoder
    from tertium.corpora.types import Role, Texts
    from tertium.metrics.base import Counter, Counts, Scores

LENGTH: Final = 100
"""Characters of a segment whose penalty is the weighted sum of features as it is."""

HINT: Final = "similarity:encoder=labse, or chrf, which needs no encoder"

FEATURES: Final = {
    "references": ("distance", "1 - chrF", "longer", "shorter"),
    "source": ("distance", "distance squared", "longer", "shorter"),
}
"""The regression's features, all 0 for a copy of the reference (or a perfect translation of the source)."""


@register
@dataclass(frozen=True, slots=True)
class Ridge:
    """Predicted human judgement: 100 is like a reference, lower is worse, no lower bound, higher is better.

    Ten points are one standard deviation of human scores among the translations of one segment. Counts per segment:
    prediction, 1. The penalty grows with the segment's length, as errors do that people count.

    Attributes:
        against: the text that the hypothesis is compared with: the references, or the source (much weaker).
        encoder: ``auto`` takes use for its 15 languages and e5 for about 90 others; each has weights of its own.
        without: the set that was left out of the fit, to measure the agreement on it without having seen it. The name
            of two languages, ``zh-en``, leaves out all sets of these.
    """

    name = "ridge"
    unit = "points"
    higher_is_better = True
    holds_model = True
    source = (
        "tertium; ridge regression on WMT21 to WMT24 human scores, USE vectors (Yang et al. 2020) or "
        "multilingual-e5-small (Wang et al. 2024), chrF (Popović 2015)"
    )

    against: Literal["references", "source"] = "references"
    encoder: Literal["auto", "use", "e5"] = "auto"
    without: str = ""

    @property
    def needs(self) -> frozenset[Role]:
        """The text that the hypothesis is compared with."""
        return SOURCE if self.against == "source" else REFERENCES

    def adapted(self, languages: tuple[str | None, str | None]) -> Ridge:
        """Return the metric with an encoder that knows the languages.

        Raises:
            UsageError: no encoder without a download knows them, or its package isn't installed.
        """
        if self.encoder != "auto":
            return self
        source, target = languages
        name = for_languages(source if self.against == "source" else target, target, hint=HINT).name
        return Ridge(self.against, "use" if name == "use" else "e5", self.without)

    def bind(self, texts: Texts) -> Counter:
        """Return the counter of (prediction, 1).

        Raises:
            UsageError: no encoder knows a language, or there are no weights without that set.
        """
        encoder = self.adapted(texts.languages).encoder
        weights = np.array(self._weights(encoder), dtype=np.float64)
        features_of = features(texts, self.against, load(encoder))

        def count(hypotheses: Sequence[str]) -> Counted:
            predictions = 100 - 10 * (features_of(hypotheses) @ weights)
            return Counted(np.stack([predictions, np.ones(len(predictions))], axis=1))

        return count

    def _weights(self, encoder: str) -> list[float]:
        weights = fitted_weights()["weights"][encoder][self.against]
        if (self.without or "none") not in weights:
            raise UsageError(f"ridge was fitted on no set {self.without!r}", hint=", ".join(weights))
        return list(weights[self.without or "none"])

    def score(self, totals: Counts) -> Scores:
        """Return the mean prediction, over any leading axes; nan without segments."""
        return ratio(totals)

    @property
    def signature(self) -> str:
        """The name, the options, the version of the weights, and of the packages behind the features.

        The encoder's is left out while it is still ``auto``.
        """
        base = f"{signature(self)}|weights:{fitted_weights()['version']}|{package_versions(('sacrebleu',))}"
        return base if self.encoder == "auto" else f"{base}|{load(self.encoder).signature.partition('|')[2]}"

    @property
    def counted_by(self) -> str:
        """The engine that counts chrF, with its version; empty against the source, where chrF is no feature."""
        return Chrf().counted_by if self.against == "references" else ""


def features(texts: Texts, against: str, encoder: Encoder) -> Callable[[Sequence[str]], Scores]:
    """Return the function from hypotheses to features, shape (segments, features), scaled by length."""
    pairs = Pairs.of(texts, against)
    cosines_of = cosines_to(encoder, pairs)
    chrf = Chrf()
    count_chrf = chrf.bind(pairs.texts) if against == "references" else None
    weights = np.array([weight(text) for text in pairs.others])
    expected = expected_ratio(*texts.languages) if against == "source" else 1.0

    def features_of(hypotheses: Sequence[str]) -> Scores:
        spread = pairs.spread(hypotheses)
        distance = 1 - cosines_of(spread)
        # chrF is nan where the reference is empty: 0, so that the feature is a number.
        second = 1 - np.nan_to_num(chrf.score(count_chrf(spread).counts)) / 100 if count_chrf else distance**2
        columns = [distance, second]
        # Plus five on both sides, so that a word more or less in a short segment weighs little.
        log_ratio = np.log((np.array([weight(text) for text in spread]) + 5) / (weights * expected + 5))
        columns += [np.maximum(log_ratio, 0), np.maximum(-log_ratio, 0)]
        scale = weights / LENGTH
        # (pairs, features) times (pairs, 1); `means` averages over a segment's references.
        return pairs.means(np.stack(columns, axis=1) * scale[:, None])

    return features_of


def package_versions(packages: Sequence[str]) -> str:
    """Return ``package:version|…``, as signatures have it."""
    from importlib.metadata import version

    return "|".join(f"{package}:{version(package)}" for package in packages)


@cache
def fitted_weights() -> Any:
    """Return the fitted weights, with their version and the sets that they were fitted on."""
    return read_json(Path(__file__).with_name("ridge.json"))
