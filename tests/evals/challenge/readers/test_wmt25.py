"""Challenge sets of WMT25: hypotheses that nobody ranks, with published scores, as tables and as submitted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tertium.errors import DataError, UsageError
from tertium.evals.challenge.readers import open_challenge
from tests.conftest import SHARED
from tests.evals.challenge.making import as_submitted, mslc, spelling, write_lines, write_table

if TYPE_CHECKING:
    from pathlib import Path


def test_without_an_order_every_pair_of_hypotheses_is_described(tmp_path: Path) -> None:
    data = open_challenge(mslc(tmp_path))
    assert not data.is_judged
    assert data.notes[0].startswith("nobody says which hypothesis is better")
    assert data.phenomena == ("hyp-1 over hyp-2",)
    first = data.pairs[0]
    assert (first.source, first.references, first.good, first.bad) == ("原文1", ("译文1。",), "译译译译", "译文1")
    assert first.languages == ("ja", "zh_CN")
    assert first.cluster == "doc"
    assert first.scores == {"MetricX-25": (-1.0, -2.0), "Half": (0.5, 0.5)}


def test_an_order_makes_pairs_and_unknown_or_doubled_names_are_refused(tmp_path: Path) -> None:
    path = mslc(tmp_path)
    data = open_challenge(path, order=["hyp-2", "hyp-1"])
    assert (data.is_judged, data.notes, data.phenomena) == (True, (), ("hyp-2 over hyp-1",))
    with pytest.raises(UsageError, match=r"has no hypothesis 'hyp-3'\n  try: hyp-"):
        open_challenge(path, order=["hyp-3", "hyp-1"])
    for order in (["hyp-1"], ["hyp-1", "hyp-1"]):
        with pytest.raises(
            UsageError, match=r"two hypotheses or more, each once\n  try: --better hyp-1 --better hyp-2"
        ):
            open_challenge(path, order=order)


def test_of_one_hypothesis_the_reference_is_the_better_one_where_it_is_there(tmp_path: Path) -> None:
    data = open_challenge(spelling(tmp_path))
    (pair,) = data.pairs
    assert (pair.good, pair.bad, pair.phenomena) == ("Color.", "Colour.", ("the reference over hyp-1",))
    assert pair.scores == {"BLEU": (100.0, 30.0)}
    assert data.is_judged


def test_a_set_with_nothing_to_choose_between_is_refused(tmp_path: Path) -> None:
    write_table(tmp_path / "items.tsv", [["line", "source", "hyp-1"], ["1", "a", "b"]])
    with pytest.raises(DataError, match=r"one hypothesis for each source: there is nothing to choose between"):
        open_challenge(tmp_path)


def test_submitted_files_are_read_with_the_scores_that_were_returned(tmp_path: Path) -> None:
    data = open_challenge(as_submitted(tmp_path))
    assert data.name == "drift"
    by_language = {pair.languages: pair for pair in data.pairs}
    assert set(by_language) == {("en", "zh"), ("en", "ja")}
    assert len(data) == 3
    assert by_language["en", "zh"].scores == {"Kiwi": (1.0, 2.0)}  # Short.tsv lacks a row
    assert by_language["en", "zh"].cluster == "doc-1"
    assert by_language["en", "ja"].scores == {}


def test_files_of_different_lengths_are_named(tmp_path: Path) -> None:
    place = as_submitted(tmp_path)
    write_lines(place / "drift.en-ja.hyp-2.txt", ["a", "b"])
    with pytest.raises(DataError, match=r"drift.en-ja.hyp-2.txt has 2 lines, and drift.en-ja.src.txt 1"):
        open_challenge(place)


@pytest.mark.shared
def test_the_published_sets_are_read() -> None:
    folder = SHARED / "data" / "challenge-wmt25"
    rubbish = open_challenge(folder / "mslc-a-ja-zh_CN", order=[f"hyp-{i}" for i in range(6, 0, -1)])
    assert (len(rubbish), len(rubbish.published)) == (32 * 15, 20)
    assert len(open_challenge(folder / "mslc-b-cs-en")) == 40
    assert len(open_challenge(folder / "condrift-en-zh")) == 758 * 6
