"""Outputs in another language as a whole."""

from __future__ import annotations

import pytest

from tests.metrics.checking import ask

SOURCE = "The ferry leaves at six in the morning, and the crew sleeps on board until the harbour opens again."
GERMAN = "Die Fähre legt um sechs Uhr morgens ab, und die Mannschaft schläft an Bord, bis der Hafen wieder öffnet."
RUSSIAN = "Паром отходит в шесть утра, а команда спит на борту."


@pytest.mark.parametrize(
    ("output", "languages"),
    [
        (RUSSIAN, ("en", "de")),
        (RUSSIAN, ("en", "es")),
        (GERMAN, ("en", "fr")),
        (GERMAN, ("en", "zh")),
        ("フェリーは朝六時に出て、乗組員は船内で眠ります。", ("en", "ru")),
        ("Утро.", ("en", "hi")),
        ("船は朝六時に出ます。", ("en", "zh")),
    ],
)
def test_an_output_in_another_language_is_one_error(output: str, languages: tuple[str, str]) -> None:
    answer = ask("language", SOURCE, output * 3, languages)
    assert (answer.errors, answer.opportunities) == (1, 1)
    assert answer.labels == ["wrong language"]


def test_the_note_names_the_language_or_the_script() -> None:
    assert ask("language", SOURCE, GERMAN, ("en", "fr")).spans[0].note == "it seems to be de"
    assert ask("language", SOURCE, RUSSIAN, ("en", "fr")).spans[0].note == "it is in cyrillic script"


@pytest.mark.parametrize(
    ("output", "languages"),
    [
        (GERMAN, ("en", "de")),
        (SOURCE, ("en", "de")),  # a copy: another check finds it
        ("Die Fähre.", ("en", "fr")),
        ("他们在「優の良品」买了船上吃的点心，然后就上船睡觉了。", ("en", "zh")),
        ("船は朝六時に出ます。", ("en", "ja")),
        (
            "https://example.org/the-ferry-leaves-at-six-in-the-morning-and-the-crew-sleeps-on-board #ferry",
            ("en", "de"),
        ),
        (
            "Trajekt kreće u šest ujutro, a posada spava na brodu dok se luka ponovno ne otvori ujutro.",
            ("en", "sr-Latn"),
        ),
        (
            "Kapal feri berangkat pukul enam pagi dan awak kapal tidur di atas kapal sampai pelabuhan buka.",
            ("en", "ms"),
        ),
        ("Ferjen går klokken seks om morgenen, og mannskapet sover om bord til havnen åpner igjen.", ("en", "da")),
    ],
)
def test_short_texts_copies_links_and_close_relatives_are_not_accused(output: str, languages: tuple[str, str]) -> None:
    assert ask("language", SOURCE, output, languages).errors == 0


def test_nothing_is_judged_without_a_target_language() -> None:
    assert ask("language", SOURCE, RUSSIAN, ("en", None)).opportunities == 0
