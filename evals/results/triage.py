"""The result of asking what a difference between two systems is made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tertium.evals.reported import Reported

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

    import pandas as pd


@dataclass(frozen=True, slots=True)
class PartShare:
    """What the segments of one part of the set add to a system's difference; over a division they add up to it.

    Attributes:
        system: name of the system.
        by: the property that divides the set: ``"document"``, ``"domain"``, ``"source length in characters"`` …
        part: name of the part; empty for the segments that are in none.
        segments: number of segments, of those that both systems have a score for.
        share: part of the difference, in the metric's unit and direction.
        up: sum of the segments' shares that are above 0.
        down: sum of those below 0.
    """

    system: str
    by: str
    part: str
    segments: int
    share: float
    up: float
    down: float


@dataclass(frozen=True, slots=True)
class FindingShare:
    """What the segments with new and with fixed findings of one kind add to a system's difference.

    A segment may have findings of several kinds, so kinds don't add up; a kind's segments and all others do.

    Attributes:
        system: name of the system.
        metric: the metric that points at them.
        label: the kind.
        new: number of findings that only the system has.
        fixed: number of findings that only the baseline has.
        new_segments: number of segments with new ones.
        fixed_segments: number of segments with fixed ones.
        new_share: part of the difference of the segments with new ones.
        fixed_share: part of the difference of the segments with fixed ones.
    """

    system: str
    metric: str
    label: str
    new: int
    fixed: int
    new_segments: int
    fixed_segments: int
    new_share: float
    fixed_share: float


@dataclass(frozen=True, slots=True)
class WordShare:
    """What the segments with one word add to a system's difference.

    Attributes:
        system: name of the system.
        text: ``"source"`` or ``"reference"``, the text that the word is in.
        word: the word, in lower case; two neighbouring characters of a script without spaces.
        segments: number of segments with it.
        share: their part of the difference.
        excess: the share minus what segments of their length have on the average.
        z: the excess in standard errors, each document counted as one observation; each segment, where documents are
            few.
    """

    system: str
    text: str
    word: str
    segments: int
    share: float
    excess: float
    z: float


@dataclass(frozen=True, slots=True)
class FrequencyBand:
    """How many reference words of one frequency a system has, and its baseline.

    Attributes:
        system: name of the system.
        band: how often the words occur in the set's references: ``"1"``, ``"5–9"`` …; ``"0"``: output words that no
            reference has.
        reference_words: running words of the band in the references.
        f1: harmonic mean of the shares of output words and of reference words that match in their segment, 0 to 1; nan
            where there are none.
        baseline_f1: the same of the baseline.
        output_words: running words of the band in the system's outputs.
        baseline_output_words: the same of the baseline.
    """

    system: str
    band: str
    reference_words: int
    f1: float
    baseline_f1: float
    output_words: int
    baseline_output_words: int


@dataclass(frozen=True, slots=True)
class NgramMatches:
    """A sequence of words that one of two systems gets right more often.

    Attributes:
        system: name of the system.
        ngram: one to four words, with blanks between them.
        matches: how often the system has it where the reference has it.
        baseline_matches: the same of the baseline.
        score: log((matches + 1) / (baseline_matches + 1)); above 0 the system has it more often.
    """

    system: str
    ngram: str
    matches: int
    baseline_matches: int
    score: float


@dataclass(frozen=True, slots=True, repr=False)
class Triage(Reported):
    """What the differences of systems to one baseline by one metric are made of: counts, put in order, not tests.

    Attributes:
        name: of the set.
        metric: label of the metric whose difference is divided.
        baseline: the system that the others are compared with.
        higher_is_better: direction of the metric; None if it has none.
        deltas: system to its score minus the baseline's, on segments that all compared systems have scores for.
        parts: by system, then by division; the parts of a division add up to the system's delta.
        findings: by system, then by metric and kind.
        words: by system: the words of sources and of the first references with the lowest and highest gains.
        bands: by system, then by frequency.
        ngrams: by system: those with the lowest and highest scores.
        notes: sentences that say how to read it.
    """

    name: str
    metric: str
    baseline: str
    higher_is_better: bool | None
    deltas: Mapping[str, float]
    parts: tuple[PartShare, ...]
    findings: tuple[FindingShare, ...]
    words: tuple[WordShare, ...]
    bands: tuple[FrequencyBand, ...]
    ngrams: tuple[NgramMatches, ...]
    notes: tuple[str, ...]

    @property
    def frames(self) -> dict[str, pd.DataFrame]:
        """The rows of parts, findings, words, bands and ngrams, each as a DataFrame with a column per attribute."""
        return {
            name: _frame(getattr(self, name), kind)
            for name, kind in (
                ("parts", PartShare),
                ("findings", FindingShare),
                ("words", WordShare),
                ("bands", FrequencyBand),
                ("ngrams", NgramMatches),
            )
        }

    @property
    def frame(self) -> pd.DataFrame:
        """The rows of parts; see `frames`."""
        return _frame(self.parts, PartShare)

    def __repr__(self) -> str:
        return f"<Triage of {', '.join(self.deltas)} against {self.baseline} by {self.metric} on {self.name!r}>"

    def _repr_html_(self) -> str:
        """Return the frames as HTML for a notebook; names and texts are escaped."""
        from tertium.evals.results.notebook import html

        title = f"{self.name}: {', '.join(self.deltas)} minus {self.baseline} by {self.metric}"
        first, *rest = self.frames.items()
        return html(f"{title}, {first[0]}", self.notes, first[1]) + "".join(
            html(name, (), frame) for name, frame in rest
        )


def _frame(rows: Iterable[Any], kind: type[Any]) -> pd.DataFrame:
    """Return the rows as a DataFrame; without any it still has the columns."""
    import pandas as pd

    from tertium.evals.results.notebook import row_of

    return pd.DataFrame([row_of(row) for row in rows], columns=list(kind.__dataclass_fields__))
