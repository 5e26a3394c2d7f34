"""Articles in all languages that cleaning covers, with the boilerplate of news sites: only the text is left."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from tertium.corpora.building.build import build
from tertium.corpora.building.plan import Plan
from tertium.corpora.cleaning.clean import Cleaner
from tertium.corpora.cleaning.phrases import covered
from tertium.corpora.types import Article
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

PAGES, TEXTS = (ROOT / "tests" / "data" / "cleaning" / name for name in ("pages", "texts"))
"""A page as it is scraped; and its headline and sentences, one a line."""
LANGUAGES = sorted(path.stem for path in PAGES.glob("*.txt") if path.stem != "en")


def sentences(language: str) -> list[str]:
    return (TEXTS / f"{language}.txt").read_text(encoding="utf-8").splitlines()


def test_there_is_an_article_in_every_language_that_cleaning_covers() -> None:
    assert {"en", *LANGUAGES} == set(covered())


@pytest.mark.parametrize("language", ["en", *LANGUAGES])
def test_headline_and_paragraphs_are_left_of_a_page_and_nothing_else(language: str) -> None:
    text = sentences(language)
    page = Article(language, (PAGES / f"{language}.txt").read_text(encoding="utf-8"))
    lines = Cleaner(("en", language)).label(page)
    assert "".join(line.text for line in lines if line.possible).replace(" ", "") == "".join(text).replace(" ", "")
    assert [line.text for line in lines if line.label == "headline"] == text[:1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentences_stand_beside_their_translations_and_nothing_else_is_in_the_set(
    language: str, tmp_path: Path
) -> None:
    for name in ("en", language):
        shutil.copy(PAGES / f"{name}.txt", tmp_path)
    data = build(tmp_path, Plan("en", language, role="reference", called="human"))
    assert list(data.sources or ()) == sentences("en")
    assert list(data.references["human"]) == sentences(language)
