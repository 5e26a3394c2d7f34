"""Words that match by frequency, and sequences that one of two systems gets right more often."""

from __future__ import annotations

from collections import Counter
from math import log

import pytest

from tertium.evals.word_matches import BANDS, Compared, band_name, frequency_bands, ngram_differences, units


def compared(*segments: tuple[str, str, str]) -> Compared:
    """Return the words of segments: reference, system, baseline."""
    references, system, baseline = zip(*segments, strict=True)
    return Compared(*([units(text) for text in column] for column in (references, system, baseline)))


def bands(texts: Compared, **frequencies: int) -> dict[str, tuple[int, float, float]]:
    counted = frequencies or Counter(word for segment in texts.references for word in segment)
    return {row.band: (row.reference_words, row.f1, row.baseline_f1) for row in frequency_bands("new", texts, counted)}


def test_units_are_words_and_numbers_and_characters_of_scripts_without_spaces() -> None:
    assert units("It's the 20th Party, 2022.") == ["It", "s", "the", "20th", "Party", "2022"]
    assert units("在2022年 iPhone") == ["在", "2022", "年", "iPhone"]
    assert units("") == []


def test_f1_is_that_of_words_that_match_within_their_segment() -> None:
    texts = compared(("a cat a dog", "a cat a cat", "dog a"), ("a bird", "bird", "cat"))
    rows = bands(texts)
    # of the rare words cat, dog, bird the system has cat and bird, and cat once too often
    assert rows["1"] == pytest.approx((3, 2 * 2 / (3 + 3), 2 * 1 / (3 + 2)))
    assert rows["3"] == pytest.approx((3, 2 * 2 / (3 + 2), 2 * 1 / (3 + 1)))


def test_words_that_no_reference_has_are_counted_and_have_no_f1() -> None:
    (zero, *_) = frequency_bands("new", compared(("a", "a b b", "c")), {"a": 1})
    assert (zero.band, zero.reference_words, zero.output_words, zero.baseline_output_words) == ("0", 0, 2, 1)
    assert zero.f1 != zero.f1


def test_bands_have_names_and_empty_ones_are_left_out() -> None:
    assert [band_name(i) for i in range(len(BANDS))] == ["0", "1", "2", "3", "4", "5–9", "10–99", "100–999", "1000 or more"]  # fmt: skip  # noqa: E501
    assert list(bands(compared(("a b", "a b", "a")), a=7, b=5000)) == ["5–9", "1000 or more"]


def test_frequencies_decide_the_band_of_output_words_too() -> None:
    rows = list(frequency_bands("new", compared(("a", "b", "a")), {"a": 1, "b": 2}))
    assert [(row.band, row.output_words, row.baseline_output_words) for row in rows] == [("1", 0, 1), ("2", 1, 0)]


def test_sequences_are_ordered_by_the_smoothed_ratio_of_their_matches() -> None:
    texts = compared(*[("the old town hall", "the old town", "town hall")] * 3)
    rows = ngram_differences("new", texts, 10)
    assert [(row.ngram, row.matches, row.baseline_matches) for row in rows] == [("town hall", 0, 3), ("the old town", 3, 0)]  # fmt: skip  # noqa: E501
    assert [row.score for row in rows] == pytest.approx([-log(4), log(4)])


def test_a_part_of_a_longer_sequence_is_shown_where_it_matches_more_often() -> None:
    texts = compared(("the old town", "the old town", ""), ("old", "old", ""))
    assert [(row.ngram, row.matches) for row in ngram_differences("new", texts, 10)] == [
        ("old", 2),
        ("the old town", 1),
    ]


def test_a_sequence_matches_as_often_as_both_have_it() -> None:
    rows = {row.ngram: row.matches for row in ngram_differences("new", compared(("a a", "a a a", "")), 10)}
    assert rows == {"a": 2, "a a": 1}


def test_there_are_as_many_of_each_end_as_wanted_and_equal_systems_have_none() -> None:
    texts = compared(*[(word, word, "") for word in "abcde"], *[(word, "", word) for word in "fghij"])
    assert [row.ngram for row in ngram_differences("new", texts, 2)] == ["f", "g", "a", "b"]
    assert ngram_differences("new", compared(("a", "a", "a")), 2) == []
