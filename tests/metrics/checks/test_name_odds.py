"""Which names are wrong, by the source alone and where there are references."""

from __future__ import annotations

import pytest

from tertium.metrics.checks.name_odds import contradicted, unsupported
from tertium.metrics.checks.name_support import NamedText, joined
from tertium.metrics.checks.name_vectors import finished


def alone(hypothesis: str, source: str, language: str) -> list[str]:
    sides = NamedText(hypothesis, "en"), NamedText(source, language)
    return [joined(part) for part in finished([unsupported(sides)])[0]]


def against(hypothesis: str, source: str, language: str, *references: str, by_vectors: bool = True) -> list[str]:
    sides = NamedText(hypothesis, "en"), NamedText(source, language)
    others = [NamedText(reference, "en") for reference in references]
    return [joined(part) for part in finished([contradicted(sides, others, by_vectors=by_vectors)])[0]]


SOURCE = "El partido se jugó ayer en Melbourne ante mucha gente."
REFERENCE = "The match was played in Melbourne yesterday, before many people."


def test_a_name_that_stands_for_another_is_wrong_by_the_source_alone() -> None:
    source = "Le ministre Henri Dubosc a visité la ville hier soir."
    hypothesis = "The minister Svetlana Makarovic visited the town yesterday evening."
    assert alone(hypothesis, source, "fr") == ["Svetlana Makarovic"]


def test_a_reference_makes_up_for_what_the_source_cannot_say() -> None:
    # Two cities are near each other: London might be what the source calls Melbourne.
    hypothesis = "The match was played in London yesterday, in front of many people."
    assert alone(hypothesis, SOURCE, "es") == []
    assert against(hypothesis, SOURCE, "es", REFERENCE) == ["London"]


@pytest.mark.parametrize(
    "hypothesis",
    [
        "The match was played in Melbourne yesterday in front of many people.",
        "Yesterday, the match was played there before many people.",
    ],
)
def test_a_name_that_is_kept_or_left_out_is_not_contradicted(hypothesis: str) -> None:
    assert against(hypothesis, SOURCE, "es", REFERENCE) == []


def test_one_reference_that_has_the_name_is_enough() -> None:
    hypothesis = "The match was played in London yesterday, in front of many people."
    assert against(hypothesis, SOURCE, "es", REFERENCE, hypothesis.upper()) == []


def test_without_vectors_the_hypothesis_must_lack_a_name_that_source_and_reference_share() -> None:
    source = "Zápas se hrál včera v Melbourne."
    hypothesis = "The match was played in London yesterday."
    assert against(hypothesis, source, "cs", REFERENCE, by_vectors=False) == ["London"]
    assert against(hypothesis, "Zápas se hrál včera.", "cs", REFERENCE, by_vectors=False) == []
    assert against(hypothesis, source, "cs", REFERENCE, "It was played there.", by_vectors=False) == []


def test_an_empty_text_accuses_no_name() -> None:
    assert alone("He met Anna Behrendsen.", "", "fr") == []
