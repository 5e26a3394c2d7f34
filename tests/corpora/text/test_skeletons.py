"""Consonants of names across scripts."""

from __future__ import annotations

import pytest

from tertium.corpora.text.skeletons import skeleton


@pytest.mark.parametrize(
    ("name", "other"),
    [("Semilarski", "Семиларски"), ("Putin", "Путин"), ("Modi", "मोदी"), ("Kohli", "कोहली"), ("Shoigu", "Шойгу")],
)
def test_a_name_and_its_transliteration_have_the_same_consonants(name: str, other: str) -> None:
    assert skeleton(name) == skeleton(other)


def test_vowels_marks_and_doubled_consonants_are_left_out() -> None:
    assert skeleton("Anna") == "n"
    assert skeleton("123 -") == ""
    assert skeleton("中文") == ""


def test_spellings_of_one_sound_are_one() -> None:
    assert skeleton("Schmitt") == skeleton("Shmit")
