"""Which words of a translation are a term."""

from __future__ import annotations

import pytest

from tertium.metrics.checks.term_patterns import bare, exact, in_source, inflected, within


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("Speicher", "des Speichers"),
        ("Zweig", "auf Zweigen"),
        ("canción", "dos canciones"),
        ("release candidate", "release-candidates"),
        ("сервер", "на сервере"),
        ("Konto", "alle Konten"),
        ("服务器", "这台服务器很快"),
    ],
)
def test_inflected_forms_share_most_of_the_beginning(term: str, text: str) -> None:
    assert inflected(term).search(bare(text))


@pytest.mark.parametrize(
    ("term", "text"),
    [("form", "forest"), ("Konto", "Kontinent"), ("Zweig", "Zwerg"), ("Speicher", "Speicherressourcen")],
)
def test_other_words_do_not(term: str, text: str) -> None:
    assert not inflected(term).search(bare(text))


def test_a_term_may_be_part_of_a_compound_unless_it_is_short() -> None:
    assert within("Speicher").search(bare("Arbeitsspeicherplatz"))
    assert within("Konto").search(bare("alle Konten"))
    assert not within("Ast").search(bare("ein Kasten"))


def test_an_exact_term_has_its_case_and_its_borders() -> None:
    assert exact("iPhone").search("das iPhone.")
    assert not exact("iPhone").search("das Iphone")
    assert not exact("Go").search("Gold")
    assert exact("微信").search("用微信付款")


def test_a_source_term_may_have_a_plural() -> None:
    assert in_source("branch").search("two branches")
    assert not in_source("form").search("a forest fire")


def test_a_long_text_takes_no_square_of_its_length() -> None:
    assert not inflected("a" * 40).search(bare("a" * 29 + " ") * 2000)
