"""Verdicts on targets: what is enough for a pair, what needs review, and what is a copy."""

from __future__ import annotations

import math

from tertium.corpora.pairing.pair import (
    LIMITS,
    NAMES_AGREE,
    OTHER_LIMITS,
    Candidate,
    Context,
    PairVerdict,
    decide,
    decide_by_name,
    is_enough,
    mark_duplicates,
)
from tertium.corpora.pairing.similarity import Evidence

GOOD, POOR = Evidence(0.8, 0.95, 1.0), Evidence(0.2, 0.1, 0.0)


def verdict(
    *candidates: tuple[str, Evidence],
    best: float = 0.8,
    duplicates: dict[str, str] | None = None,
    named: tuple[str, ...] = (),
) -> PairVerdict:
    context = Context(dict.fromkeys("abc", best), duplicates or {}, OTHER_LIMITS)
    return decide("t", [Candidate(*candidate) for candidate in candidates], context, named)


def by_name(*candidates: tuple[str, Evidence], named: tuple[str, ...]) -> PairVerdict:
    context = Context(dict.fromkeys("abc", 0.8), {}, OTHER_LIMITS)
    return decide_by_name("t", [Candidate(*candidate) for candidate in candidates], context, named, "en")


def test_the_best_source_is_the_pair() -> None:
    decided = verdict(("a", POOR), ("b", GOOD))
    assert (decided.decision, decided.source, decided.runner_up, decided.reason) == ("paired", "b", 0.2, "")


def test_a_target_without_candidates_is_unpaired_with_a_reason() -> None:
    decided = verdict()
    assert (decided.decision, decided.source) == ("unpaired", None)
    assert decided.reason


def test_too_little_likeness_is_unpaired_and_says_how_much_is_needed() -> None:
    decided = verdict(("a", POOR))
    assert decided.decision == "unpaired"
    assert "0.20 with a, 0.50 is needed" in decided.reason


def test_nearly_enough_is_for_a_person_to_look_at() -> None:
    assert verdict(("a", Evidence(0.45, 0.7, 1.0)), best=0.45).decision == "review"


def test_a_little_less_is_enough_of_two_articles_alone() -> None:
    limits = LIMITS["use"]
    for alone, coverage, decision in ((True, 0.7, "paired"), (False, 0.7, "review"), (True, 0.6, "review")):
        context = Context({"a": 0.51}, {}, limits, alone)
        assert decide("t", [Candidate("a", Evidence(0.51, coverage, 1.0))], context).decision == decision
    told = decide("t", [Candidate("a", Evidence(0.48, 0.7, 1.0))], Context({"a": 0.48}, {}, limits, alone=True))
    assert told.reason.startswith("likeness 0.48 with a, 0.50 is needed")


def test_a_little_less_is_enough_where_no_other_source_comes_near() -> None:
    near, far = ("b", Evidence(0.3, 0.1, 0.0)), ("b", Evidence(0.1, 0.1, 0.0))
    almost = ("a", Evidence(0.46, 0.7, 1.0))
    assert verdict(almost, far, best=0.46).decision == "paired"
    assert verdict(almost, near, best=0.46).decision == "review"
    assert verdict(("a", Evidence(0.46, 0.6, 1.0)), far, best=0.46).decision == "review", "too little is covered"


def test_nearly_enough_is_unpaired_if_the_source_has_a_far_better_translation() -> None:
    assert verdict(("a", Evidence(0.45, 0.7, 1.0)), best=0.8).decision == "unpaired"


def test_little_coverage_keeps_two_articles_on_one_subject_apart() -> None:
    decided = verdict(("a", Evidence(0.6, 0.5, 1.0)))
    assert decided.decision == "review"
    assert "only 50 % of the text" in decided.reason


def test_two_sources_alike_are_for_a_person_to_look_at_unless_one_is_a_copy_of_the_other() -> None:
    rivals = (("a", GOOD), ("b", Evidence(0.79, 0.95, 1.0)))
    assert verdict(*rivals).decision == "review"
    assert verdict(*rivals, duplicates={"b": "a"}).decision == "paired"


def test_names_decide_where_texts_leave_a_tie() -> None:
    rivals = (("a", Evidence(0.8, 0.95, 1.0)), ("b", Evidence(0.78, 0.95, 1.0)))
    decided = verdict(*rivals, named=("b",))
    assert (decided.decision, decided.source, decided.runner_up) == ("paired", "b", 0.8)
    assert decided.reason == "by name, as a is about as near"
    assert verdict(*rivals, named=("a", "b")).decision == "review", "the name says both"
    assert verdict(*rivals, named=("c",)).decision == "review"


def test_names_do_not_decide_against_the_texts_but_are_told() -> None:
    decided = verdict(("a", GOOD), ("b", Evidence(0.7, 0.95, 1.0)), named=("b",))
    assert (decided.decision, decided.source) == ("paired", "a")
    assert decided.reason == "by the texts; by its name it translates b"


def test_names_that_agree_are_evidence() -> None:
    almost = ("a", Evidence(0.46, 0.7, 1.0))
    decided = verdict(almost, ("b", Evidence(0.4, 0.1, 0.0)), best=0.46, named=("a",))
    assert (decided.decision, decided.reason) == ("paired", NAMES_AGREE)
    assert verdict(("a", POOR), named=("a",)).decision == "unpaired"
    assert verdict(("a", Evidence(0.46, 0.6, 1.0)), best=0.46, named=("a",)).decision == "review"


def test_with_names_alone_they_decide_and_the_doubt_is_told() -> None:
    decided = by_name(("a", GOOD), ("b", POOR), named=("b",))
    assert (decided.decision, decided.source, decided.runner_up) == ("paired", "b", 0.8)
    assert decided.reason.startswith("by name; likeness 0.20 with b, 0.50 is needed")
    assert by_name(("a", GOOD), ("b", POOR), named=("a",)).reason == "by name"


def test_with_names_alone_a_target_without_a_namesake_is_unpaired() -> None:
    decided = by_name(("a", GOOD), named=())
    assert (decided.decision, decided.source, decided.reason) == ("unpaired", "a", "no article in en has its name")
    assert by_name(named=()).source is None


def test_two_figures_of_a_reason_are_never_equal() -> None:
    reasons = [
        verdict(("a", Evidence(0.4996, 0.9, 1.0))).reason,
        verdict(("a", Evidence(0.8, 0.6496, 1.0))).reason,
        verdict(("a", Evidence(0.804, 0.9, 1.0)), ("b", Evidence(0.802, 0.9, 1.0))).reason,
        verdict(("a", GOOD), ("b", GOOD)).reason,
    ]
    assert reasons == [
        "likeness 0.4996 with a, 0.5000 is needed; 90 % of the text matches",
        "only 64.96 % of the text matches a, 65.00 % is needed",
        "a is not clearly ahead: likeness 0.804, b has 0.802",
        "a is not clearly ahead: likeness 0.8000, b has the same",
    ]


def test_what_is_enough_is_asked_of_the_evidence_alone() -> None:
    assert is_enough(Evidence(0.55, 0.65, 0.2), LIMITS["use"])
    assert is_enough(Evidence(0.55, 0.65, math.nan), LIMITS["use"])
    assert is_enough(Evidence(0.55, 0.8, 0.0), LIMITS["use"])
    for evidence in (Evidence(0.54, 0.65, 0.2), Evidence(0.55, 0.64, 0.2), Evidence(0.55, 0.65, 0.1)):
        assert not is_enough(evidence, LIMITS["use"])


def test_other_numbers_are_a_doubt_only_where_not_all_is_covered() -> None:
    assert verdict(("a", Evidence(0.7, 0.7, 0.1))).decision == "review"
    assert verdict(("a", Evidence(0.7, 0.95, 0.1))).decision == "paired"
    assert verdict(("a", Evidence(0.7, 0.7, math.nan))).decision == "paired"


def test_the_order_of_candidates_does_not_matter() -> None:
    assert verdict(("a", GOOD), ("b", GOOD)) == verdict(("b", GOOD), ("a", GOOD))


def test_a_second_translation_is_a_pair_of_its_own_and_a_re_post_is_a_copy() -> None:
    first, second, third = (PairVerdict(name, "paired", "s", GOOD) for name in ("t1", "t2", "t3"))
    verdicts = list(mark_duplicates([first, second, third], {"t3": "t1"}))
    assert [verdict.decision for verdict in verdicts] == ["paired", "paired", "copy"]
    assert verdicts[2].reason == "a re-post of t1"


def test_a_copy_that_a_person_names_stays_a_pair() -> None:
    first, second = PairVerdict("t1", "paired", "s", GOOD), PairVerdict("t2", "paired", "s", GOOD, system="north")
    assert [verdict.decision for verdict in mark_duplicates([first, second], {"t2": "t1"})] == ["paired", "paired"]


def test_a_verdict_is_strict_json() -> None:
    value = verdict(("a", Evidence(0.8, 0.9, math.nan))).to_json()
    assert (value["numbers"], value["runner_up"], value["score"]) == (None, None, 0.8)


def test_a_verdict_reads_back_equal() -> None:
    for written in (
        PairVerdict("t", "review", "s", Evidence(0.5, 0.25, 1.0), 0.25, "a reason"),
        PairVerdict("t", "paired", "s", Evidence(0.5, 0.25, math.nan), system="north"),
        PairVerdict("t", "paired", "s", reason="by the pairs file"),
        PairVerdict("t", "unpaired", None),
    ):
        read = PairVerdict.from_json(written.decision, written.to_json())
        assert repr(read) == repr(written)  # nan is equal to nothing
