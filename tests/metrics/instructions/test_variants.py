"""Words of a document in two ways."""

from __future__ import annotations

import pytest

from tertium.metrics.instructions.variants import Document, distance, is_misspelling, source_keys, stem

SOURCES = ["Mr Kejriwal spoke.", "Today Kejriwal came.", "The news of Kejriwal."]


def document(hypotheses: list[str], languages: tuple[str, str] = ("en", "de")) -> Document:
    return Document(SOURCES, hypotheses, languages, frozenset())


@pytest.mark.parametrize(
    ("one", "two", "letters"),
    [
        ("abc", "abc", 0),
        ("abc", "abd", 1),
        ("abc", "acb", 1),
        ("abc", "ab", 1),
        ("", "ab", 2),
        ("kitten", "sitting", 3),
    ],
)
def test_the_distance_counts_letters_and_swaps(one: str, two: str, letters: int) -> None:
    assert distance(one, two) == distance(two, one) == letters


@pytest.mark.parametrize(
    ("one", "two", "is_one"),
    [
        ("samuel", "samual", True),
        ("kejriwal", "kjriwal", True),
        ("bulgarien", "bulgariens", False),  # an ending
        ("schule", "regeln", False),
        ("osten", "orten", True),
        ("abwesenheit", "anwesenheit", True),  # words alone don't tell: the source must
    ],
)
def test_a_misspelling_is_one_letter_and_no_ending(one: str, two: str, is_one: bool) -> None:  # noqa: FBT001 - a case
    assert is_misspelling(one, two) == is_one


def test_a_name_in_two_spellings_is_found_with_its_place() -> None:
    (variation,) = document(["Herr Kejriwal sprach.", "Heute kam Kjriwal.", "Das von Kejriwal."]).spellings()
    assert (variation.usual, variation.deviating) == ("Kejriwal", "Kjriwal")
    assert [(word.segment, word.start, word.end) for word in variation.places] == [(1, 10, 17)]


def test_the_spelling_of_the_source_is_right_even_where_it_is_rare() -> None:
    (variation,) = document(["Herr Kjriwal sprach.", "Heute kam Kejriwal.", "Das von Kjriwal."]).spellings()
    assert variation.deviating == "Kjriwal"


def test_where_names_do_not_inflect_their_last_letter_counts() -> None:
    hypotheses = ["Herr Kejriwal sprach.", "Heute kam Kejriwat.", "Das von Kejriwal."]
    assert [variation.deviating for variation in document(hypotheses).spellings()] == ["Kejriwat"]
    assert list(document(hypotheses, ("en", "cs")).spellings()) == []


def test_words_that_translate_other_words_are_no_variants() -> None:
    sources = ["Mr Kejriwal came in presence.", "Today Miss Roy came in absence.", "It rained."]
    hypotheses = ["In Anwesenheit von Kejriwal.", "In Abwesenheit von Roy.", "Es regnete."]
    assert list(Document(sources, hypotheses, ("en", "de"), frozenset()).spellings()) == []


def test_a_source_that_has_both_spellings_allows_both() -> None:
    sources = ["Mr Roger Kelley spoke.", "Mr Roger Kelly spoke."]
    hypotheses = ["Herr Roger Kelley sprach.", "Herr Roger Kelly sprach."]
    assert list(Document(sources, hypotheses, ("en", "de"), frozenset()).spellings()) == []


def test_names_across_scripts_are_told_by_their_segments() -> None:
    sources = ["泽连斯基说话。", "昨天泽连斯基来了。", "下雨了。"]
    hypotheses = ["Then Zelensky spoke.", "Then Zalensky came.", "It rained."]
    (variation,) = Document(sources, hypotheses, ("zh", "en"), frozenset()).spellings()
    assert {variation.usual, variation.deviating} == {"Zelensky", "Zalensky"}


def test_a_term_in_two_ways_needs_more_than_chance() -> None:
    fillers = [f"Sentence {chr(97 + i % 26) * 6}." for i in range(40)]
    sources = [f"The {'harbour ' * (i < 7)}in {filler}" for i, filler in enumerate(fillers)]
    one, two = "Hafen", "Anleger"
    hypotheses = [f"Das {(one, two)[i > 3] if i < 7 else ''} in {filler}" for i, filler in enumerate(fillers)]
    (variation,) = Document(sources, hypotheses, ("en", "de"), frozenset()).changes()
    assert (variation.usual, variation.deviating) == ("Hafen", "Anleger")
    assert [word.segment for word in variation.places] == [4, 5, 6]
    assert list(Document(sources[:9], hypotheses[:9], ("en", "de"), frozenset()).changes()) == []
    assert list(Document(sources, hypotheses, ("en", "de"), frozenset({"harbour", "harbou"})).changes()) == []


def test_forms_of_a_word_share_a_stem() -> None:
    assert stem("settings") == stem("setting")


def test_keys_of_a_source_are_words_or_runs_of_characters() -> None:
    keys, names = source_keys("Then Roger came")
    assert {"then", "roger", "came"} <= keys
    assert names >= {"roger"}
    assert "泽连斯基" in source_keys("昨天泽连斯基来了")[0]
