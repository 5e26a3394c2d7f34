"""Omission and addition by length."""

from __future__ import annotations

import pytest

from tertium.corpora.types import Texts
from tertium.metrics.checks.completeness import Completeness
from tertium.metrics.registry import load
from tests.metrics.checking import ask

SOURCE = "The farmers of the valley have been waiting for rain since early March, and nobody knows what is to come."
GOOD = "Die Bauern des Tals warten seit Anfang März auf Regen, und niemand weiß, was noch kommt."


def test_the_user_says_how_severe_a_finding_is() -> None:
    answer = ask(Completeness(severity="minor"), SOURCE, "Die Bauern des Tals warten.")
    assert {span.severity for span in answer.spans} == {"minor"}


def test_a_translation_of_usual_length_is_no_error() -> None:
    answer = ask("completeness", SOURCE, GOOD)
    assert (answer.errors, answer.opportunities) == (0, 1)


def test_much_too_short_is_an_omission_and_much_too_long_an_addition() -> None:
    assert ask("completeness", SOURCE, "Die Bauern des Tals warten.").labels == ["omission"]
    assert ask("completeness", SOURCE, f"{GOOD} {GOOD} {GOOD}").labels == ["addition"]


def test_chinese_weighs_three_times_as_much() -> None:
    assert (
        ask("completeness", SOURCE, "山谷里的农民从三月初一直在等雨，谁也不知道接下来会怎样。", ("en", "zh")).errors
        == 0
    )
    assert ask("completeness", SOURCE, "农民在等。", ("en", "zh")).labels == ["omission"]


def test_a_short_source_tells_nothing() -> None:
    assert ask("completeness", "Yes.", "Ja, so ist es, und so soll es auch bleiben.").opportunities == 0


def test_how_far_is_too_far_is_an_option() -> None:
    assert ask("completeness:deviations=1", SOURCE, GOOD[:70]).labels == ["omission"]


def many(*, references: bool, length: float, odd: str = "") -> tuple[Texts, list[str]]:
    """Forty segments whose translations are so many times as long, the last hypothesis being another one."""
    translations = ["y" * round(length * len(SOURCE))] * 40
    columns = [(text,) if references else () for text in translations]
    ids = tuple(map(str, range(40)))
    return Texts(ids, (SOURCE,) * 40, tuple(columns), ids, ("en", "xx")), [*translations[:-1], odd or translations[-1]]


@pytest.mark.parametrize("references", [True, False])
@pytest.mark.parametrize("length", [0.6, 1.0, 1.6])
def test_the_set_says_how_long_a_translation_is(*, references: bool, length: float) -> None:
    texts, hypotheses = many(references=references, length=length)
    assert load("completeness").bind(texts)(hypotheses).counts[:, 0].sum() == 0
    texts, hypotheses = many(references=references, length=length, odd="y" * round(length * len(SOURCE) / 2.2))
    counted = load("completeness").bind(texts)(hypotheses)
    assert [(span.segment, span.label) for span in counted.spans] == [(39, "omission")]
    said = "by the lengths of 40 references" if references else "by the lengths of 40 outputs of the same system"
    assert counted.spans[0].note.endswith(said)


def test_one_segment_alone_is_held_against_any_two_languages() -> None:
    answer = ask("completeness", SOURCE, "Die Bauern des Tals warten.", ("en", "xx"))
    assert answer.spans[0].note.endswith("by the lengths usual in any two languages")
    assert ask("completeness", SOURCE, "y" * (len(SOURCE) * 2 // 3), ("en", "xx")).errors == 0


def test_lengths_are_learned_from_all_segments_and_sentences_aligned_one_by_one() -> None:
    assert not Completeness().segmentwise
    assert Completeness(by="alignment").segmentwise
