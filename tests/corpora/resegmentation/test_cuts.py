"""The best cuts of a running text: compared with all cuts there are, and with the anchors that guide the search."""

from __future__ import annotations

from itertools import combinations_with_replacement, pairwise

import numpy as np
import pytest

from tertium.corpora.resegmentation import cuts
from tertium.corpora.resegmentation.anchors import Anchors
from tertium.corpora.resegmentation.cuts import best_cuts
from tertium.corpora.resegmentation.part_scores import PartScores
from tertium.corpora.resegmentation.running_text import (
    CAPITAL,
    CLAUSE,
    NEVER,
    WITHIN,
    concatenate,
    ngram_positions,
    split_words,
)

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


@pytest.mark.parametrize(
    ("sentence", "gaps"),
    [
        ("Ja, das kalte Eis", [CLAUSE, WITHIN, CAPITAL]),
        ("Punkt 3) Licht aus", [CAPITAL, NEVER, WITHIN]),
        ("alt , neu", [NEVER, CLAUSE]),
    ],
)
def test_a_cut_has_better_and_worse_places(sentence: str, gaps: list[float]) -> None:
    assert split_words([sentence], unspaced=False).gap_scores.tolist() == [0, *gaps, 0]


def test_words_of_a_script_without_spaces_are_characters_and_foreign_words() -> None:
    text = split_words(["看Auctiva.com 图"], unspaced=True)
    assert text.words == ["看", "Auctiva", ".", "com ", "图"]
    assert text.between(0, 5) == "看Auctiva.com 图"


def test_a_piece_of_two_characters_stands_with_the_second() -> None:
    assert list(ngram_positions(split_words(["出厂重"], unspaced=True))) == [(1, "出厂"), (2, "厂重")]
    assert list(ngram_positions(split_words(["a图b"], unspaced=True)))[1] == (1, "图")


def test_anchors_cost_nothing_where_both_texts_go_on_alike() -> None:
    text = split_words(REFERENCES, unspaced=False)
    guide = Anchors(text, text)
    assert guide.ahead(0.0, np.zeros(1)).tolist() == [0.0]
    assert guide.ahead(0.0, text.offsets[3:4])[0] < 0


def test_anchors_charge_what_one_text_has_more_wherever_it_comes() -> None:
    one = concatenate([split_words([anchor], unspaced=False) for anchor in REFERENCES])
    block = "Quitten " * 40
    other = split_words([REFERENCES[0], block, *REFERENCES[1:]], unspaced=False)
    guide = Anchors(one, other)
    behind = other.offsets[-1] - sum(len(anchor) + 1 for anchor in REFERENCES[1:])
    first = float(len(REFERENCES[0]) + 1)
    before_block, behind_block = guide.ahead(first, np.array([first, behind]))
    assert before_block == pytest.approx(-0.03 * len(block), rel=0.2)
    assert behind_block == pytest.approx(0)
