"""The length ratio, against the sources or the references."""

from __future__ import annotations

import math

import numpy as np

from tertium.corpora.types import REFERENCES, SOURCE, Texts
from tertium.metrics.lexical.length import Length

TEXTS = Texts(("a", "b"), ("1234", ""), (("123", "12345"), ("1",)), ("d", "d"), ("de", "en"))


def test_rows_are_characters_of_the_hypothesis_and_of_the_other_text() -> None:
    assert Length().bind(TEXTS)(["12", "3"]).counts.tolist() == [[2, 4], [1, 0]]
    assert Length(against="references").bind(TEXTS)(["12", ""]).counts.tolist() == [[2, 4], [0, 1]]


def test_it_needs_what_it_compares_with_and_has_no_better_direction() -> None:
    assert (Length().needs, Length(against="references").needs) == (SOURCE, REFERENCES)
    assert Length().higher_is_better is None
    assert Length().signature == "length|against:source"


def test_against_an_empty_text_it_is_undefined() -> None:
    assert Length().score(np.array([3.0, 4])) == 0.75
    assert math.isnan(Length().score(np.array([1.0, 0])))
