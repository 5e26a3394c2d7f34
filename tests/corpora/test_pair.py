"""Verdicts on targets: what is enough for a pair, what a person should look at, and who is a copy."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pytest

from tertium.corpora import pairs_file
from tertium.corpora.likeness import Evidence
from tertium.corpora.pair import LIMITS_ELSE, Candidate, Known, Verdict, decide, without_copies
from tertium.errors import DataError

if TYPE_CHECKING:
    from pathlib import Path

GOOD, POOR = Evidence(0.8, 0.95, 1.0), Evidence(0.2, 0.1, 0.0)


def verdict(*candidates: tuple[str, Evidence], best: float = 0.8, copies: dict[str, str] | None = None) -> Verdict:
    known = Known(dict.fromkeys("abc", best), copies or {}, LIMITS_ELSE)
    return decide("t", [Candidate(*one) for one in candidates], known)


def test_the_best_source_is_the_pair() -> None:
    made = verdict(("a", POOR), ("b", GOOD))
    assert (made.decision, made.source, made.runner_up, made.reason) == ("paired", "b", 0.2, "")


def test_a_target_without_candidates_is_unpaired_with_a_reason() -> None:
    made = verdict()
    assert (made.decision, made.source) == ("unpaired", None)
    assert made.reason


def test_too_little_likeness_is_unpaired_and_says_how_much_is_needed() -> None:
    made = verdict(("a", POOR))
    assert made.decision == "unpaired"
    assert "0.20 with a, 0.50 is needed" in made.reason


def test_nearly_enough_is_for_a_person_to_look_at() -> None:
    assert verdict(("a", Evidence(0.45, 0.7, 1.0)), best=0.45).decision == "review"


def test_a_little_less_is_enough_where_no_other_source_comes_near() -> None:
    near, far = ("b", Evidence(0.3, 0.1, 0.0)), ("b", Evidence(0.1, 0.1, 0.0))
    almost = ("a", Evidence(0.46, 0.7, 1.0))
    assert verdict(almost, far, best=0.46).decision == "paired"
    assert verdict(almost, near, best=0.46).decision == "review"
    assert verdict(("a", Evidence(0.46, 0.6, 1.0)), far, best=0.46).decision == "review", "too little is covered"


def test_nearly_enough_is_unpaired_if_the_source_has_a_far_better_translation() -> None:
    assert verdict(("a", Evidence(0.45, 0.7, 1.0)), best=0.8).decision == "unpaired"


def test_little_coverage_keeps_two_articles_on_one_subject_apart() -> None:
    made = verdict(("a", Evidence(0.6, 0.5, 1.0)))
    assert made.decision == "review"
    assert "only 50 % of the text" in made.reason


def test_two_sources_alike_are_for_a_person_to_look_at_unless_one_is_a_copy_of_the_other() -> None:
    rivals = (("a", GOOD), ("b", Evidence(0.79, 0.95, 1.0)))
    assert verdict(*rivals).decision == "review"
    assert verdict(*rivals, copies={"b": "a"}).decision == "paired"


def test_other_numbers_are_a_doubt_only_where_not_all_is_covered() -> None:
    assert verdict(("a", Evidence(0.7, 0.7, 0.1))).decision == "review"
    assert verdict(("a", Evidence(0.7, 0.95, 0.1))).decision == "paired"
    assert verdict(("a", Evidence(0.7, 0.7, math.nan))).decision == "paired"


def test_the_order_of_candidates_does_not_matter() -> None:
    assert verdict(("a", GOOD), ("b", GOOD)) == verdict(("b", GOOD), ("a", GOOD))


def test_a_second_translation_is_a_pair_of_its_own_and_a_re_post_is_a_copy() -> None:
    first, second, third = (Verdict(name, "paired", "s", GOOD) for name in ("t1", "t2", "t3"))
    made = list(without_copies([first, second, third], {"t3": "t1"}))
    assert [one.decision for one in made] == ["paired", "paired", "copy"]
    assert made[2].reason == "a re-post of t1"


def test_a_copy_that_a_person_names_stays_a_pair() -> None:
    first, second = Verdict("t1", "paired", "s", GOOD), Verdict("t2", "paired", "s", GOOD, system="north")
    assert [one.decision for one in without_copies([first, second], {"t2": "t1"})] == ["paired", "paired"]


def test_a_verdict_is_strict_json() -> None:
    made = verdict(("a", Evidence(0.8, 0.9, math.nan))).to_json()
    assert (made["numbers"], made["runner_up"], made["score"]) == (None, None, 0.8)


def test_pairs_by_hand_are_read(tmp_path: Path) -> None:
    path = tmp_path / "pairs.tsv"
    path.write_text("source\ttarget\tdecision\tsystem\na\tx\tpair\tnorth\nb\ty\tapart\t\n", encoding="utf-8")
    said = pairs_file.load(path)
    assert said.pairs == {"x": ("a", "north")}
    assert said.apart == (("b", "y"),)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a\tb\tpair\n",
        "source\ttarget\tdecision\na\tx\n",
        "source\ttarget\tdecision\na\tx\tmaybe\n",
        "source\ttarget\tdecision\na\tx\tpair\nb\tx\tpair\n",
        "source\ttarget\tdecision\na\tx\tpair\na\tx\tapart\n",
    ],
)
def test_a_broken_file_of_pairs_is_a_two_line_error(tmp_path: Path, text: str) -> None:
    path = tmp_path / "pairs.tsv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataError) as caught:
        pairs_file.load(path)
    assert len(str(caught.value).splitlines()) == 2


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        ("a\tx\tpair\nb\ty\tapart\na\tx\tapart", "lines 2 and 4: 'a' and 'x' are pair and apart"),
        ("a\tx\tapart\na\tx\tpair", "lines 2 and 3: 'a' and 'x' are pair and apart"),
        ("a\tx\tpair\nb\tx\tpair", "lines 2 and 3: target 'x' has two sources"),
    ],
)
def test_lines_of_pairs_that_contradict_each_other_are_both_named(tmp_path: Path, lines: str, says: str) -> None:
    path = tmp_path / "pairs.tsv"
    path.write_text(f"source\ttarget\tdecision\n{lines}\n", encoding="utf-8")
    with pytest.raises(DataError, match=says) as caught:
        pairs_file.load(path)
    assert str(path) in str(caught.value)


def test_a_pair_that_is_parted_twice_is_no_contradiction(tmp_path: Path) -> None:
    path = tmp_path / "pairs.tsv"
    path.write_text("source\ttarget\tdecision\na\tx\tapart\na\tx\tapart\n", encoding="utf-8")
    assert pairs_file.load(path).apart == (("a", "x"),)
