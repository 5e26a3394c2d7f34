"""Forms of the sentence aligner, each set left out: `python benchmarks/alignment_forms.py [DATA] [--json]`.

Sets: those of DATA/align, and documents whose sentences `alignment_damage.py` merges, splits, drops and inserts.
For each set the settings are chosen on the others, without those that share its texts: natural sets weigh half,
damaged ones half, by the mean of strict and lax F1; of settings within .002 of the best, that with the most exact
omissions is taken, since damage made by a script must not decide on natural texts. The bands show how many beads of a
confidence are right, with the settings of the product, which are those chosen without Text+Berg.
"""

from __future__ import annotations

import sys
from itertools import chain, pairwise, product
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from benchmarks.alignment_damage import damaged_sets
from benchmarks.corpora_align import Text, f1_scores, language_of, read_folder
from benchmarks.result import Result, main
from benchmarks.sets import DATA
from tertium.corpora.alignment.align import DEFAULT, OK, REVIEW, Settings, align
from tertium.corpora.alignment.beads import Gap
from tertium.corpora.encoders.choice import for_languages

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tertium.corpora.encoders.base import Encoder, Vectors
    from tertium.corpora.types import Bead

GAPS: Final = (Gap(0.0, -0.07), Gap(0.0, -0.1), Gap(-0.1, 0.0), Gap(-0.17, 0.05), Gap(-0.22, 0.05), Gap(-0.27, 0.05))
NEIGHBOURS: Final = (0.5, 0.75)
"""The weight of the length is not free: damage made by a script asks for more of it than natural texts bear."""
PLATEAU: Final = 0.002
BANDS: Final = (-1.0, REVIEW, 0.1, OK, 0.3, 0.5, 1.5)


class Set(NamedTuple):
    """Documents with gold in two languages.

    Attributes:
        name: of the set.
        family: sets of one family share texts, so they are left out together.
        natural: whether nobody made its omissions and merges by a script.
        texts: its documents.
        encoder: of its languages.
    """

    name: str
    family: str
    natural: bool
    texts: Sequence[Text]
    encoder: Encoder


class Score(NamedTuple):
    """Figures of one set: F1 of beads, precision and recall of sentences without partner."""

    strict: float
    lax: float
    exact: float
    found: float


class Remembering:
    """An encoder that encodes no text twice."""

    def __init__(self, encoder: Encoder) -> None:
        self.name, self.languages, self.signature = encoder.name, encoder.languages, encoder.signature
        self._encoder, self._vectors = encoder, dict[str, "Vectors"]()

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector per text."""
        if unknown := [text for text in dict.fromkeys(texts) if text not in self._vectors]:
            self._vectors.update(zip(unknown, self._encoder.encode(unknown), strict=True))
        return np.array([self._vectors[text] for text in texts], dtype=np.float32)


def sets_of(data: Path) -> Iterator[Set]:
    """Yield the sets."""
    encoders: dict[str, Remembering] = {}

    def encoder(source: str, target: str) -> Encoder:
        plain = for_languages(source, target)
        return encoders.setdefault(plain.name, Remembering(plain))

    for folder in sorted(path for path in (data / "align").glob("*") if path.is_dir()):
        if texts := [text for text in read_folder(folder) if text.fits]:
            source = language_of([sentence for text in texts for sentence in text.sources])
            target = language_of([sentence for text in texts for sentence in text.targets])
            family = folder.name.partition("-")[0]
            yield Set(folder.name, family, natural=True, texts=texts, encoder=encoder(source, target))
    for made in damaged_sets(data):
        texts = [Text(*document, fits=True) for document in made.documents]
        yield Set(made.name, made.family, natural=False, texts=texts, encoder=encoder(*made.languages))


def measure(data: Path) -> Iterator[Result]:
    """Yield each set's figures with the settings that the others choose, then the bands."""
    sets = list(sets_of(data))
    grid = [Settings(gap, neighbours) for gap, neighbours in product(GAPS, NEIGHBOURS)]
    scores = {one.name: {settings: score(one, align_all(one, settings)) for settings in grid} for one in sets}
    for one in sets:
        chosen = choose([other for other in sets if other.family != one.family], scores)
        label = f"opens {chosen.gap.opens} extends {chosen.gap.extends} neighbours {chosen.neighbours}"
        for name, value in scores[one.name][chosen]._asdict().items():
            yield Result(f"left-out/{one.name}/{name}", value, "share", label, one.encoder.name)
    yield from chain(bands("encoder", sets, lexical=False), bands("lexical", sets, lexical=True))


def align_all(one: Set, settings: Settings, *, lexical: bool = False) -> list[tuple[Bead, ...]]:
    """Return the beads of each document."""
    encoder = None if lexical else one.encoder
    return [align(text.sources, text.targets, encoder, settings=settings) for text in one.texts]


def score(one: Set, alignments: Sequence[Sequence[Bead]]) -> Score:
    """Return a set's figures."""
    gold = [text.gold for text in one.texts]
    predicted = [[(bead.sources, bead.targets) for bead in beads] for beads in alignments]
    strict, lax = f1_scores(gold, predicted)
    alone = [
        {(d, *bead) for d, beads in enumerate(side) for bead in beads if not all(bead)} for side in (gold, predicted)
    ]
    true, said = ({(d, s, i) for d, *bead in side for s in (0, 1) for i in bead[s]} for side in alone)
    return Score(strict, lax, len(true & said) / max(len(said), 1), len(true & said) / max(len(true), 1))


def choose(others: Sequence[Set], scores: Mapping[str, Mapping[Settings, Score]]) -> Settings:
    """Return the settings that do best on these sets."""

    def mean(settings: Settings, *figures: str) -> float:
        kinds = [[one.name for one in others if one.natural == natural] for natural in (True, False)]
        values = [
            np.mean([getattr(scores[name][settings], figure) for name in names for figure in figures])
            for names in kinds
            if names
        ]
        return float(np.mean(values))

    grid = list(next(iter(scores.values())))
    best = max(mean(settings, "strict", "lax") for settings in grid)
    plateau = [settings for settings in grid if mean(settings, "strict", "lax") >= best - PLATEAU]
    return max(plateau, key=lambda settings: mean(settings, "exact"))


def bands(engine: str, sets: Sequence[Set], *, lexical: bool) -> Iterator[Result]:
    """Yield for each band of confidence which share of its beads is right (lax, strict) or swallows a sentence."""
    for natural in (True, False):
        rows = []
        for one in (one for one in sets if one.natural == natural):
            for text, beads in zip(one.texts, align_all(one, DEFAULT, lexical=lexical), strict=True):
                rows += [judge(bead, text) for bead in beads if bead.sources and bead.targets]
        table = np.array(rows)
        kind = "natural" if natural else "damaged"
        for low, high in pairwise(BANDS):
            band = table[(low <= table[:, 0]) & (table[:, 0] < high)]
            for figure, column in (("lax", 1), ("strict", 2), ("swallowed", 3)):
                if len(band):
                    label = f"{len(band)} beads"
                    yield Result(f"confidence/{kind}/{low}/{figure}", band[:, column].mean(), "share", label, engine)


def judge(bead: Bead, text: Text) -> tuple[float, bool, bool, bool]:
    """Return a bead's confidence, and whether it shares a link with gold, is one of gold, and swallows a sentence."""
    lax = any(set(bead.sources) & set(a) and set(bead.targets) & set(b) for a, b in text.gold)
    alone = [(a, b) for a, b in text.gold if not (a and b)]
    swallows = any(set(bead.sources) & set(a) or set(bead.targets) & set(b) for a, b in alone)
    return bead.confidence, lax, (bead.sources, bead.targets) in text.gold, swallows


if __name__ == "__main__":
    main(measure, DATA, about=__doc__)
