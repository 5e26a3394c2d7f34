"""Texts that were split into tokens are told from texts as people write them."""

from __future__ import annotations

import pytest
from sacrebleu.tokenizers.tokenizer_13a import Tokenizer13a
from sacrebleu.tokenizers.tokenizer_intl import TokenizerV14International
from sacrebleu.tokenizers.tokenizer_zh import TokenizerZh

from tertium.corpora.text.tokenized import SHARE, is_tokenized, is_tokenized_column, tokenized_texts
from tests.conftest import SHARED
from tests.scripts import LANGUAGES, lines

SETS = ("flores-en-de", "wmt21-de-en", "wmt21-en-de", "wmt22-cs-uk", "wmt22-en-zh", "wmt23-zh-en")


@pytest.mark.parametrize(
    "text",
    [
        "Das ist ein Haus .",
        "He said , yesterday , that it rains .",
        "Er sagte &quot; ja &quot; zu ihr",
        "a well @-@ known fact",
        "Die Über@@ setz@@ ung ist gut.",
        "▁Das ▁ist ▁gut.",
        "It is n't Tom 's house",
        "这 是 一 本 书 。",
        "это дом , большой .",
    ],
)
def test_a_space_before_a_stop_or_an_escape_is_the_mark_of_tokens(text: str) -> None:
    assert is_tokenized(text)


@pytest.mark.parametrize(
    "text",
    [
        "Das ist ein Haus.",
        "Quoi ? Oui : c'est « bien » !",
        "It isn't Tom's house, is it?",
        "Version .5 und .NET, user@example.org & Co.",
        "这是一本书。",
        "यह घर है ।",
        "",
    ],
)
def test_what_people_write_is_not(text: str) -> None:
    assert not is_tokenized(text)


def test_a_column_is_judged_by_the_texts_that_would_show_it() -> None:
    indices, marked = tokenized_texts(["One , two .", "No mark here", "Three, four."])
    assert (indices, marked) == ([0], 2)
    assert is_tokenized_column(5, 20)
    assert not is_tokenized_column(3, 20)
    assert not is_tokenized_column(2, 2)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_language_is_tokenized_by_itself(language: str) -> None:
    texts = [*lines(language).references, *lines(language).outputs]
    assert tokenized_texts(texts)[0] == []


@pytest.mark.shared
@pytest.mark.parametrize("name", SETS)
def test_published_texts_are_not_and_what_tokenizers_write_is(name: str) -> None:
    folder = SHARED / "data" / name
    for path in (folder / "source.txt", *folder.glob("reference.*.txt"), *(folder / "systems").glob("*.txt")):
        texts = path.read_text(encoding="utf-8").rstrip("\n").split("\n")
        indices, marked = tokenized_texts(texts)
        assert not is_tokenized_column(len(indices), marked), path
        assert len(indices) < SHARE / 6 * marked, path
    texts = (folder / "reference.A.txt").read_text(encoding="utf-8").rstrip("\n").split("\n")
    kinds = (TokenizerZh,) if name.endswith("-zh") else (TokenizerZh, Tokenizer13a, TokenizerV14International)
    for kind in kinds:
        tokenizer = kind()
        indices, marked = tokenized_texts(map(tokenizer, texts))
        assert len(indices) > 0.9 * marked
        assert is_tokenized_column(len(indices), marked)
