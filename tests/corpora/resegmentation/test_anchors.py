"""Anchors guide the search: what one text has more than the other costs, until it is passed."""

from __future__ import annotations

import numpy as np
import pytest

from tertium.corpora.resegmentation.anchors import Anchors, _longest_rising
from tertium.corpora.resegmentation.running_text import concatenate, split_words

REFERENCES = ["Der Hafen liegt am Fluss.", "Im Winter friert er zu.", "Dann, sagt man, schläft der Kran."]


def test_anchors_cost_nothing_where_both_texts_go_on_alike() -> None:
    text = split_words(REFERENCES, unspaced=False)
    anchors = Anchors(text, text)
    assert anchors.ahead(0.0, np.zeros(1)).tolist() == [0.0]
    assert anchors.ahead(0.0, text.offsets[3:4])[0] < 0


def test_anchors_charge_what_one_text_has_more_wherever_it_comes() -> None:
    one = concatenate([split_words([reference], unspaced=False) for reference in REFERENCES])
    block = "Quitten " * 40
    other = split_words([REFERENCES[0], block, *REFERENCES[1:]], unspaced=False)
    anchors = Anchors(one, other)
    behind = other.offsets[-1] - sum(len(reference) + 1 for reference in REFERENCES[1:])
    first = float(len(REFERENCES[0]) + 1)
    before_block, behind_block = anchors.ahead(first, np.array([first, behind]))
    assert before_block == pytest.approx(-0.03 * len(block), rel=0.2)
    assert behind_block == pytest.approx(0)


def test_anchors_are_the_longest_rising_run_of_pairs() -> None:
    assert _longest_rising([(0, 5), (1, 1), (2, 2), (3, 9), (4, 3)]) == [(1, 1), (2, 2), (4, 3)]
    assert _longest_rising([]) == []
