"""tertium.challenge: metrics, outputs and published scores on one set, and what can't be asked."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

import tertium
from tertium.errors import DataError, UsageError
from tests.evals.challenge.making import ARTICLE, EQUAL, NUMBERS, made, mslc, write_table

if TYPE_CHECKING:
    from pathlib import Path

SCORED = made(*(replace(pair, scores={"Kiwi": (0.9, 0.1)}) for pair in (NUMBERS, ARTICLE, EQUAL)))


def shares(result: Any) -> dict[str, float]:
    """Return metric (and system) to its share on the whole set."""
    return {
        " ".join(filter(None, (row.system, row.metric))): row.better for row in result.preferences if row.part == "set"
    }


def test_metrics_checks_and_published_scores_answer_in_the_order_of_the_request() -> None:
    result = tertium.challenge(SCORED, ["numbers", "chrf", "Kiwi"])
    assert shares(result) == pytest.approx({"numbers": 1 / 3, "chrf": 2 / 3, "Kiwi": 1.0})
    assert result.signatures["Kiwi"] == "Kiwi|published with the set"
    assert (result.name, result.pairs, result.fingerprint) == ("made", 3, SCORED.fingerprint)


def test_without_metrics_those_answer_whose_scores_the_set_holds() -> None:
    assert shares(tertium.challenge(SCORED)) == {"Kiwi": 1.0}
    assert shares(tertium.challenge(SCORED, lower_is_better="Kiwi")) == {"Kiwi": 0.0}
    with pytest.raises(UsageError, match=r"^no metric is asked for\n  try: -m chrf, in Python metrics="):
        tertium.challenge(made())


def test_outputs_are_nearer_to_one_of_two_translations() -> None:
    result = tertium.challenge(SCORED, ["chrf", "Kiwi"], systems={"ours": [NUMBERS.good, ARTICLE.bad, "Yes."]})
    assert shares(result) == pytest.approx({"ours chrf": 1 / 3})
    assert result.left_out == {"Kiwi": "its scores are of the set's translations, not of outputs"}


def test_a_set_without_a_judgement_takes_one_or_is_only_described(tmp_path: Path) -> None:
    path = mslc(tmp_path)
    assert not tertium.challenge(path, "chrf").is_judged
    judged = tertium.challenge(path, "chrf", better=["hyp-2", "hyp-1"])
    assert judged.is_judged
    assert shares(judged) == {"chrf": 1.0}


def test_pairs_without_a_score_are_counted(tmp_path: Path) -> None:
    result = tertium.challenge(mslc(tmp_path), ["Half"])
    assert result.unscored == {"Half": 1}
    assert "Half has no score for 1 of 3 pairs" in result.remarks


def test_what_nobody_can_answer_is_an_error() -> None:
    bare = made(replace(NUMBERS, references=()))
    with pytest.raises(DataError, match="chrf needs references"):
        tertium.challenge(bare, "chrf")
    with pytest.raises(
        DataError, match=r"^length: neither direction is better\n  try: another metric: tertium metrics says"
    ):
        tertium.challenge(bare, "length")
    assert tertium.challenge(bare, ["chrf", "numbers"]).left_out.keys() == {"chrf"}


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"metrics": "chrff"}, "no metric is named 'chrff'"),
        ({"metrics": [3]}, "metrics: an item can't be 3"),
        ({"metrics": "chrf", "level": 0.2}, "a level of 0.2"),
        ({"metrics": "chrf", "systems": {"x": ["a"]}}, "systems: x has 1 output for 3 pairs"),
        ({"metrics": "chrf", "lower_is_better": "Kiwi2"}, "lower_is_better: made holds no scores of 'Kiwi2'"),
        ({"metrics": "chrf", "languages": ("german", None)}, "german"),
    ],
)
def test_a_wrong_argument_is_named(options: dict[str, Any], message: str) -> None:
    with pytest.raises(tertium.TertiumError) as caught:
        tertium.challenge(SCORED, **options)
    assert message in str(caught.value)
    assert str(caught.value).count("\n") == 1


def test_pairs_without_languages_are_named_where_a_metric_of_ours_may_need_them() -> None:
    said = "3 pairs without both languages (--from, --to): checks may find nothing there"
    assert tertium.challenge(made(), ["chrf", "numbers"]).notes[0].startswith(said)
    assert tertium.challenge(SCORED, ["Kiwi"]).notes == ()
    named = made(*(replace(pair, languages=("de", "en")) for pair in (NUMBERS, ARTICLE)))
    assert tertium.challenge(named, ["numbers"]).notes == ()


def test_a_misspelt_metric_is_near_to_the_scores_of_the_set_too() -> None:
    with pytest.raises(UsageError, match=r"no metric is named 'Kivi', and made holds no scores of it\n  try: Kiwi"):
        tertium.challenge(SCORED, ["Kivi"])
    assert shares(tertium.challenge(SCORED, ["chrf:beta=1"])) == pytest.approx({"chrf:beta=1": 2 / 3})


def test_pairs_in_other_languages_are_left_out_and_noted(tmp_path: Path) -> None:
    rows = [["good", "bad", "source", "target_language"], ["a b", "c", "x", "de"], ["a b", "c", "y", "fr"]]
    path = write_table(tmp_path / "x.tsv", rows)
    result = tertium.challenge(path, "repetition", languages=("en", "de"))
    assert result.pairs == 1
    assert result.notes[0] == "left out: 1 pair in other languages"
    with pytest.raises(DataError, match=r"^x has no pairs in any-pl\n  try: one of \?-de, \?-fr"):
        tertium.challenge(path, "chrf", languages=(None, "pl"))
