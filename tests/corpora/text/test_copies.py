"""Outputs that copy their source, and sources that are rightly copied."""

from __future__ import annotations

import pytest

from tertium.corpora.text.copies import ENOUGH, is_copy, to_translate, within_one
from tests.scripts import LANGUAGES, lines


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_copy_is_told_from_a_translation(language: str) -> None:
    for _, reference, output in zip(*lines(language), strict=True):
        assert to_translate(reference) >= ENOUGH
        assert is_copy(reference, f"„{reference.rstrip('.။។。।')}“ !")
        assert not is_copy(reference, output)
        assert not is_copy(reference, reference[:-3])


@pytest.mark.parametrize(
    "text",
    [
        "Angela Merkel, Berlin",
        "1,500.5 / १,५००",
        "@tertium_dev #translate @some_body #one",
        "https://a.de/b/c-d-e me@a.de",
        "नरेंद्र मोदी",
        "নরেন্দ্র মোদী",
        "முத்துவேல் கருணாநிதி",
        "김철수",
        "ドナルド・トランプ",
        "习近平",
        "محمد صلاح",
        "בנימין נתניהו",
        "ABC-123",
        "",
    ],
)
def test_names_numbers_links_and_handles_are_rightly_copied(text: str) -> None:
    assert to_translate(text) < ENOUGH


def test_what_has_no_letters_is_no_copy() -> None:
    assert not is_copy("…", "…")
    assert not is_copy("", "")


@pytest.mark.parametrize(
    ("languages", "expected"),
    [
        (("en", "en"), True),
        (("en-GB", "en_US"), True),
        (("en", "de"), False),
        ((None, None), False),
        (("en", None), False),
    ],
)
def test_within_one_language_a_copy_is_expected(languages: tuple[str | None, str | None], *, expected: bool) -> None:
    assert within_one(languages) == expected
