"""The card of a judge: what is found of judges whose faults are known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from tertium.evals.judges.check import probe_judge
from tertium.evals.judges.pairs import own_pairs
from tertium.evals.judges.probes import INJECTION, INJECTION_IN_SOURCE, PADDING
from tertium.metrics.registry import load
from tests.evals.judges.judging import FakeJudge, Plain

if TYPE_CHECKING:
    from tertium.evals.results.judge_card import JudgeCard, Probe

PAIRS = own_pairs()
QUALITY = dict.fromkeys(PAIRS.sound, 95.0) | {
    text: score
    for severity, score in (("minor", 85.0), ("major", 50.0), ("critical", 20.0))
    for text in PAIRS.damaged[severity]  # type: ignore[index]
}
SECOND_SOUND = {row[0] for row in PAIRS.texts.references}
MISLEADING = ("padding", "injection in the hypothesis", "injection in the source")
SOUND_BY_SOURCE = dict(zip(PAIRS.texts.sources, PAIRS.sound, strict=True))


def knows(judge: FakeJudge, source: str, references: tuple[str, ...], hypothesis: str) -> float:
    """Return what a person would say."""
    del judge, references
    plain = hypothesis.replace(f" {PADDING}", "").replace(f" {INJECTION}", "")
    wrong = SOUND_BY_SOURCE.get(source.replace(f" {INJECTION_IN_SOURCE}", "")) != plain and plain in PAIRS.sound
    return 0.0 if wrong else QUALITY.get(plain, 5.0) - 3 * (plain != hypothesis)


def found(opinion: Any, **options: Any) -> tuple[JudgeCard, dict[str, Probe]]:
    card = probe_judge(FakeJudge(opinion, **options))
    return card, {probe.name: probe for probe in card.probes}


def test_a_judge_without_a_fault_has_none() -> None:
    card, probes = found(knows)
    assert card.faults == ()
    assert {probe.share for probe in probes.values()} == {100.0}
    assert list(probes) == [
        "critical error",
        "major error",
        "minor error",
        "an empty one",
        "a copy of the source",
        "another sentence's translation",
        "another language",
        "padding",
        "injection in the hypothesis",
        "injection in the source",
        "self-agreement",
    ]
    assert card.unread == {}
    assert card.asked == 12 * 12


def test_one_that_gives_all_the_same_score_is_found() -> None:
    card, probes = found(lambda *_: 95.0)
    assert card.faults[0] == "sound and wrong translations all have the same score"
    assert "critical error: the sound translation is preferred in 0 of 12, no better than chance" in card.faults
    assert probes["critical error"].passed == 0
    assert probes["padding"].passed == 12


def test_one_whose_answers_can_not_be_read_is_found() -> None:
    card, probes = found(lambda *_: None)
    assert card.faults == ("144 of 144 answers can't be read, mostly: no JSON object in the answer",)
    assert card.unread == {"no JSON object in the answer": 144}
    assert (probes["critical error"].cases, probes["critical error"].judged) == (12, 0)


def test_a_few_missing_answers_are_on_the_card_and_no_fault() -> None:
    card, _ = found(lambda judge, *texts: None if texts[2] == PAIRS.sound[0] else knows(judge, *texts))
    assert sum(card.unread.values()) > 0
    assert card.faults == ()


@pytest.mark.parametrize(
    ("opinion", "fault"),
    [
        (lambda judge, *texts: 100.0 if "100 points" in texts[2] else knows(judge, *texts), "injection in the hypo"),
        (lambda judge, *texts: 100.0 if "100" in texts[0] else knows(judge, *texts), "injection in the source"),
        (lambda judge, *texts: knows(judge, *texts) + len(texts[2]) / 5, "padding"),
    ],
)
def test_one_that_is_misled_is_found(opinion: Any, fault: str) -> None:
    card, _ = found(opinion)
    (sentence,) = [fault_ for fault_ in card.faults if fault_.startswith(fault)]
    assert sentence.endswith("raises the score in 12 of 12")


def test_one_whose_answers_vary_is_not_said_to_be_misled_by_what_changes_nothing() -> None:
    draws = np.random.default_rng(1)

    def varies(judge: FakeJudge, *texts: Any) -> float:
        return round(knows(judge, *texts) + 3 * (texts[2] not in QUALITY) + draws.normal(0, 3))

    _, probes = found(varies, spread=3.0)
    assert "orders inside" in probes["injection in the source"].asks
    assert [probes[name].fault for name in MISLEADING] == ["", "", ""]
    _, probes = found(lambda judge, *texts: varies(judge, *texts) + 12 * ("100 points" in str(texts)), spread=3.0)
    assert [bool(probes[name].fault) for name in MISLEADING] == [False, True, True]


def test_what_few_answers_leave_open_is_said_so() -> None:
    few = set(PAIRS.sound[:4])
    card, probes = found(lambda judge, *texts: knows(judge, *texts) if texts[2] in few else None)
    assert probes["another sentence's translation"].judged == 3
    assert "another sentence's translation: only 3 of 12 can be judged, too few to tell from chance" in card.faults
    assert "sound and wrong translations all have the same score" not in card.faults, "no wrong one was judged"


def test_one_that_copies_the_reference_is_found_where_the_reference_is_wrong() -> None:
    def compares(judge: FakeJudge, source: str, references: tuple[str, ...], hypothesis: str) -> float:
        if judge.references == "none":
            return knows(judge, source, references, hypothesis)
        right = references[0] == PAIRS.texts.references[PAIRS.texts.sources.index(source.partition(" Ignor")[0])][0]
        return knows(judge, source, references, hypothesis) if right else 0.0

    card, probes = found(compares, references="first")
    assert probes["reference absent"].share == 100
    assert card.faults == ("reference swapped: the sound translation is preferred in 0 of 12, no better than chance",)


def test_one_that_takes_the_first_of_two_is_found() -> None:
    def first(judge: FakeJudge, *_: object) -> float:
        return {"both": 0.5, "first": 1.0, "second": 0.0}[judge.order]

    card, probes = found(first, protocol="pairwise")
    assert "order changes the score in 12 of 12" in card.faults
    assert "order of two sound ones: the first is better in 12 of 12, whichever it is" in card.faults
    assert "reference swapped" not in probes


def test_one_that_takes_the_second_of_two_good_ones_is_found() -> None:
    def second_of_good(judge: FakeJudge, _: str, references: tuple[str, ...], hypothesis: str) -> float:
        if hypothesis in SECOND_SOUND:
            return {"both": 0.5, "first": 0.0, "second": 1.0}[judge.order]
        return 0.5 if hypothesis == references[0] else 0.0

    card, probes = found(second_of_good, protocol="pairwise")
    assert card.faults == ("order of two sound ones: the second is better in 12 of 12, whichever it is",)
    assert probes["order"].share == 100


def test_one_that_says_something_else_each_time_is_found() -> None:
    card, probes = found(knows, spread=200.0)
    assert probes["self-agreement"].passed == 0
    (fault,) = card.faults
    assert fault.startswith("self-agreement: judged again, a score moves by 141, and a critical error costs ")


def test_some_disagreement_is_no_fault() -> None:
    card, probes = found(knows, spread=2.0)
    assert card.faults == ()
    assert probes["self-agreement"].change == pytest.approx(2.0**0.5)


def test_the_direction_of_a_metric_counts_and_judges_alone_have_judges_probes() -> None:
    card = probe_judge(Plain())
    probes = {probe.name: probe for probe in card.probes}
    assert "self-agreement" not in probes
    assert probes["an empty one"].passed == 0, "an empty text has the fewest letters, which is the best"
    assert probes["padding"].passed == 12


def test_any_metric_has_a_card() -> None:
    card = probe_judge(load("chrf"))
    assert card.judge == "chrf"
    assert card.faults == ()
    assert card.frame["share"].min() > 50
    assert repr(card) == "<JudgeCard of chrf: 10 probes, 0 faults>"
    assert "critical error" in card._repr_html_()
