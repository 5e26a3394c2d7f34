"""A challenge set: pairs of a better and a worse translation, each with the phenomena that it shows."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from tertium.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tertium.corpora.types import Languages

NO_PHENOMENON: Final = "untagged"
"""Phenomenon of a pair that has none."""


@dataclass(frozen=True, slots=True)
class ContrastivePair:
    """Two translations of a text, of which one is better.

    Attributes:
        source: the text; empty where the set has none.
        references: human translations of it, () where the set has none.
        good: the better translation.
        bad: the worse one.
        phenomena: what is wrong in the worse one, in the set's own words; a pair may show several.
        severity: of the error; empty where the set has none.
        cluster: pairs of one cluster, such as those that damage one sentence in many ways, aren't independent.
        languages: of source and translations.
        scores: those of others: metric to its scores of the better and the worse translation.
    """

    source: str
    references: tuple[str, ...]
    good: str
    bad: str
    phenomena: tuple[str, ...] = (NO_PHENOMENON,)
    severity: str = ""
    cluster: str = ""
    languages: Languages = (None, None)
    scores: Mapping[str, tuple[float, float]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ChallengeSet:
    """Pairs of translations.

    Attributes:
        name: of the set.
        pairs: in the order of the file.
        is_judged: whether anyone says which translation is better; else "better" is the first of two names.
        notes: what reading left out or changed, a sentence each.

    Raises:
        DataError: there is no pair.
    """

    name: str
    pairs: tuple[ContrastivePair, ...]
    is_judged: bool = True
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.pairs:
            raise DataError(f"challenge set {self.name!r} has no pairs", hint="two translations a row: good and bad")

    def __len__(self) -> int:
        return len(self.pairs)

    @property
    def fingerprint(self) -> str:
        """A hash of all texts, phenomena and clusters: equal for equal data, whatever its files are called."""
        digest = hashlib.sha256()
        for pair in self.pairs:
            texts = (pair.source, pair.references, pair.good, pair.bad, pair.phenomena, pair.severity, pair.cluster)
            digest.update(json.dumps((*texts, pair.languages), ensure_ascii=True).encode())
        return digest.hexdigest()[:16]

    @property
    def published(self) -> tuple[str, ...]:
        """The metrics whose scores by others the set holds, in its order."""
        return tuple(dict.fromkeys(name for pair in self.pairs for name in pair.scores))

    @property
    def phenomena(self) -> tuple[str, ...]:
        """All phenomena, in the set's order."""
        return tuple(dict.fromkeys(name for pair in self.pairs for name in pair.phenomena))
