"""The best cuts of a running text, compared with all cuts there are."""

from __future__ import annotations

from itertools import combinations_with_replacement, pairwise

import numpy as np

from tertium.corpora.resegmentation import cuts
from tertium.corpora.resegmentation.cuts import best_cuts
from tertium.corpora.resegmentation.part_scores import PartScores
from tertium.corpora.resegmentation.running_text import split_words

REFERENCES = ["Der Hafen liegt am Fluss.", "Im Winter friert er zu.", "Dann, sagt man, schläft der Kran."]
SENTENCES = ["Der Hafen am Fluss,", "im Winter ist er gefroren, dann schläft der alte Kran, sagt man."]


def test_no_other_way_to_cut_scores_better() -> None:
    text = split_words(SENTENCES, unspaced=False)
    part_scores = PartScores([split_words([one], unspaced=False) for one in REFERENCES], text)
    every = np.arange(len(text.words) + 1)
    tables = [part_scores.scores(i, every, every) for i in range(len(REFERENCES))]

    def score(inner: tuple[int, ...]) -> float:
        ends = [0, *inner, len(text.words)]
        return sum(
            tables[i][start, stop] if stop > start else cuts.OMITTED for i, (start, stop) in enumerate(pairwise(ends))
        )

    best = max(combinations_with_replacement(range(len(text.words) + 1), len(REFERENCES) - 1), key=score)
    found = best_cuts(REFERENCES, text)
    assert found.added == []
    assert tuple(stop for _, stop in found.parts[:-1]) == best


def test_parts_and_additions_cover_the_text_once() -> None:
    text = split_words(
        [SENTENCES[0], "Bestellen Sie den Rundbrief noch heute, er kostet nichts!", SENTENCES[1]], unspaced=False
    )
    found = best_cuts(REFERENCES, text)
    spans = sorted(
        [part for part in found.parts if part[0] < part[1]] + [(start, stop) for _, start, stop in found.added]
    )
    assert [word for start, stop in spans for word in text.words[start:stop]] == text.words
    assert len(found.added) == 1
