"""A challenge set has pairs, and a fingerprint of all that results depend on."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tertium.errors import DataError
from tertium.evals.challenge.pairs import ChallengeSet
from tests.evals.challenge.making import ARTICLE, EQUAL, NUMBERS, made


def test_a_set_without_pairs_is_refused() -> None:
    with pytest.raises(DataError, match=r"^challenge set 'none' has no pairs\n  try: two translations a row"):
        ChallengeSet("none", ())


def test_phenomena_and_published_metrics_are_those_of_the_pairs_in_their_order() -> None:
    scored = replace(ARTICLE, scores={"Kiwi": (0.5, 0.4)})
    data = made(NUMBERS, scored, EQUAL)
    assert data.phenomena == ("number", "article", "nothing")
    assert data.published == ("Kiwi",)
    assert len(data) == 3


@pytest.mark.parametrize(
    "change",
    [
        {"bad": "x"},
        {"references": ()},
        {"phenomena": ("number", "more")},
        {"severity": "minor"},
        {"cluster": "c"},
        {"languages": ("de", "en")},
    ],
)
def test_the_fingerprint_depends_on_every_part_of_a_pair_and_not_on_the_name(change: dict[str, object]) -> None:
    data = made(NUMBERS)
    assert replace(data, name="other").fingerprint == data.fingerprint
    assert made(replace(NUMBERS, **change)).fingerprint != data.fingerprint  # type: ignore[arg-type]
