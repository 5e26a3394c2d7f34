"""The most specific weight of an MQM error counts."""

from __future__ import annotations

import pytest

from tertium.errors import UsageError
from tertium.evals.human.weights import Weights, by_name, parse_weights, weigh


@pytest.mark.parametrize(
    ("severity", "category", "points"),
    [
        ("Major", "Accuracy/Mistranslation", 5),
        ("Minor", "Accuracy/Mistranslation", 1),
        ("Minor", "Fluency/Punctuation", 0.1),
        ("minor", "fluency/punctuation", 0.1),
        ("Minor", "Punctuation", 1),
        ("Major", "Fluency/Punctuation", 5),
        ("Major", "Non-translation!", 25),
        ("Major", "Non-translation", 25),
        ("Neutral", "Style/Awkward", 0),
        ("No-error", "No-error", 0),
        ("HOTW-test", "Found", None),
    ],
)
def test_the_weights_of_wmt(severity: str, category: str, points: float | None) -> None:
    assert weigh(by_name(Weights()), severity, category) == points


def test_a_stated_weight_replaces_that_of_wmt_or_stands_beside_it() -> None:
    weights = parse_weights(["major=3", "Minor/Source issue=0"])
    points = by_name(weights)
    assert [weigh(points, "Major", "Accuracy"), weigh(points, "Minor", "Source issue")] == [3, 0]
    assert weigh(points, "Major", "Non-translation!") == 25
    assert weights.signature == (
        "weights:major=3,Minor=1,Neutral=0,No-error=0,Major/Non-translation=25,Minor/Fluency/Punctuation=0.1,"
        "Minor/Source issue=0"
    )


@pytest.mark.parametrize("option", ["Major", "Major=", "=5", "Major=x", "Major=-1", "Major=nan", "Major=inf"])
def test_what_is_no_weight_is_refused(option: str) -> None:
    with pytest.raises(UsageError, match="is not SEVERITY/CATEGORY=POINTS"):
        parse_weights([option])
