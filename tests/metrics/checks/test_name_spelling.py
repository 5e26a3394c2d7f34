"""Whether two words spell one name."""

from __future__ import annotations

from tertium.metrics.checks.name_spelling import plain, same_consonants, similarity, spelled_alike


def test_a_word_without_case_accents_and_possessive() -> None:
    assert plain("Müller’s") == "muller"


def test_consonants_are_compared_across_scripts_only() -> None:
    assert same_consonants("Hoffenheim", "Хоффенхайме")
    assert not same_consonants("Hoffenheim", "Hoffenhaim")
    assert not same_consonants("Hoffenheim", "Мюнхен")


def test_a_part_of_a_compound_or_a_variant_is_spelled_alike() -> None:
    assert spelled_alike("korea", "sudkorea")
    assert spelled_alike("netanjahu", "netanyahu")
    assert not spelled_alike("paris", "berlin")


def test_how_much_two_words_must_share_can_be_chosen() -> None:
    assert spelled_alike("francis", "fracaso")
    assert not spelled_alike("francis", "fracaso", 0.8)


def test_similarity_is_a_share_and_zero_where_lengths_or_letters_rule_it_out() -> None:
    assert similarity("anna", "anna") == 1
    assert similarity("anna", "hannah") == 0.8
    assert similarity("a", "abcdef") == 0
    assert similarity("paolo", "prado") == 0  # p, a, o are six tenths
    assert similarity("otto", "toto") == 0.75
