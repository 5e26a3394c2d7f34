"""Which names without a counterpart by letters are wrong: logistic regressions on replaced names and on references.

Both were fitted on references of NTREX and WMT21 with a name replaced by another one of the set; see docs/checks.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from tertium.metrics.checks.name_support import LEAST_COMMON, joined, weak_parts
from tertium.metrics.checks.name_vectors import vectors

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tertium.corpora.text.words import Word
    from tertium.metrics.checks.name_support import NamedText, Weak
    from tertium.metrics.checks.name_vectors import Asking

    Sides = tuple[NamedText, NamedText]


class Weights(NamedTuple):
    """Weights of what speaks for a wrong name where there is a reference.

    Attributes:
        constant: in every case.
        starts: the name begins a sentence.
        known: the CLDR knows it, and its translation isn't in the source.
        capitals: it is in capitals.
        agreed: the reference has a name that the source has too, by letters, and the hypothesis lacks.
        nearest: cosine to what is nearest in the reference.
        cosine: the same in the source.
        commonness: cosine of the name and the same in lower case.
        least: cosine to the hypothesis of the reference's least supported name.
    """

    constant: float
    starts: float
    known: float
    capitals: float
    agreed: float
    nearest: float
    cosine: float
    commonness: float
    least: float


FAR: Final = 0.65
"""Cosine from which a part of a name surely has a counterpart."""
NOTHING_MISSING: Final = 0.9
"""What stands for the cosine of the least supported name of the other text where it has none."""
UNLIKE: Final = -0.2
"""Cosine below which no two names are."""
LEAST: Final = 0.0
"""Cosine below which no name's nearest counterpart is."""
ALONE: Final = (7.31, 6.44, -22.93, -1.07, -2.84, -0.2, -6.12, -1.24, 2.45, 1.46, -3.54, -3.76, 1.81)
"""Weights where the source is the only witness: constant, cosine, its square, commonness, whether the name begins a
sentence, whether it has several words, cosine of the least supported name of the other text, whether it is in capitals,
whether the CLDR knows it, whether it knows a name of the other text that is missing here, cosine to the nearest name
that is missing, its square, and whether one is missing that doesn't begin a sentence."""
WITNESSED: Final = Weights(13.65, -2.39, 1.89, -1.49, 3.21, -13.14, -5.64, -4.35, -2.68)
"""Weights where there is a reference."""
ADDED: Final = 3.0
"""Log odds from which a name is wrong by the source alone: at most 2 % of the segments of references are accused."""
ADDED_AGAINST_REFERENCES: Final = -1.0
"""The same where no reference has the name: at most 2 % of one reference are accused by another one."""


def unsupported(sides: Sides, limit: float = ADDED) -> Asking[list[list[Word]]]:
    """Return the parts of the first text's names whose log odds to be wrong reach the limit, by the other text alone.

    The encoder must know both languages.
    """
    first, other = sides
    far = []
    for weak in weak_parts(first, other):
        if (cosine := (yield from other.cosine(weak.run, weak.part, FAR))) < FAR:
            far.append((weak, cosine))  # noqa: PERF401 - a comprehension can't ask
    if not far:
        return []
    missing = weak_parts(other, first)
    least = yield from _least(missing, first)
    of_missing = any(name.is_known for name in missing), any(not name.starts for name in missing)
    wrong = []
    for weak, cosine in far:
        common = yield from weak.commonness()
        pair = yield from _pair(weak, missing)
        about = 1, cosine, cosine**2, common, weak.starts, len(weak.part) > 1, least, weak.in_capitals, weak.is_known
        features = (*about, of_missing[0], pair, pair**2, of_missing[1])
        if sum(weight * feature for weight, feature in zip(ALONE, features, strict=True)) > limit:
            wrong.append(weak.part)
    return wrong


def _pair(name: Weak, missing: Sequence[Weak]) -> Asking[float]:
    """Return the cosine of a name to the nearest of those that are missing; without any, the lowest there is."""
    if not missing:
        return UNLIKE
    own, others = joined(name.part), [joined(other.part) for other in missing]
    yield [own, *others]
    return max(UNLIKE, float((vectors([own]) @ vectors(others).T).max()))


def _least(missing: Sequence[Weak], text: NamedText) -> Asking[float]:
    """Return the cosine to the text of the least supported of the names that it lacks."""
    least = NOTHING_MISSING
    for name in missing:
        least = min(least, (yield from text.cosine(name.run, name.part, least)))
    return least


def contradicted(sides: Sides, references: Sequence[NamedText], *, by_vectors: bool) -> Asking[list[list[Word]]]:
    """Return the parts of a hypothesis's names that neither the source nor a reference has.

    Args:
        sides: hypothesis and source.
        references: one at least.
        by_vectors: whether the encoder knows both languages; else a name is only wrong where each reference has one
            that the source has too, by letters, and the hypothesis lacks.
    """
    hypothesis, source = sides
    weak = [name for name in weak_parts(hypothesis, source, references) if by_vectors or not name.starts]
    if not weak:
        return []
    witnesses = [Witness.of(reference, sides) for reference in references]
    if not by_vectors:
        return [name.part for name in weak] if all(witness.agreed for witness in witnesses) else []
    wrong = []
    for name in weak:
        for witness in witnesses:
            if not (yield from _contradicts(witness, name, sides)):
                break
        else:
            wrong.append(name.part)
    return wrong


@dataclass(slots=True)
class Witness:
    """A reference, and what the hypothesis lacks of it.

    Attributes:
        reference: the text.
        missing: its names without a counterpart by letters in the hypothesis.
        agreed: whether the source has one of these, too.
        least: cosine to the hypothesis of the least supported of them; None until a name needs it.
    """

    reference: NamedText
    missing: Sequence[Weak]
    agreed: bool
    least: float | None = None

    @classmethod
    def of(cls, reference: NamedText, sides: Sides) -> Witness:
        """Return the witness that a reference is on a hypothesis and its source."""
        hypothesis, source = sides
        missing = weak_parts(reference, hypothesis)
        agreed = any(
            source.has_all(name.part) or source.calls(name.run, name.part, reference.language) > 0 for name in missing
        )
        return cls(reference, missing, agreed)


def _contradicts(witness: Witness, name: Weak, sides: Sides) -> Asking[bool]:
    """Return whether the log odds that a name is wrong, by the source and one reference, reach the limit.

    Vectors are dear: each is only read while what is left of the log odds can still reach it, the weightiest first.
    """
    hypothesis, source = sides
    least = LEAST if witness.missing else NOTHING_MISSING
    given = WITNESSED.constant + name.starts * WITNESSED.starts + name.is_known * WITNESSED.known
    given += name.in_capitals * WITNESSED.capitals
    given += witness.agreed * WITNESSED.agreed
    room = given + WITNESSED.commonness * LEAST_COMMON + WITNESSED.least * least - ADDED_AGAINST_REFERENCES
    if room > 0:
        cosine = yield from witness.reference.cosine(name.run, name.part, room / -WITNESSED.nearest)
        room += WITNESSED.nearest * cosine
    if room > 0:
        cosine = yield from source.cosine(name.run, name.part, min(FAR, room / -WITNESSED.cosine))
        room = room + WITNESSED.cosine * cosine if cosine < FAR else 0.0
    if room > 0:
        room += WITNESSED.commonness * ((yield from name.commonness()) - LEAST_COMMON)
    if room > 0 and witness.missing:
        if witness.least is None:
            witness.least = yield from _least(witness.missing, hypothesis)
        room += WITNESSED.least * (witness.least - least)
    return room > 0
