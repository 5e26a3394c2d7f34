"""The lists of languages: lower-case codes, and the languages of USE are in each."""

from __future__ import annotations

import re

import pytest

from tertium.corpora.encoders.languages import LABSE_LANGUAGES, USE_LANGUAGES, XLM_R_LANGUAGES


@pytest.mark.parametrize("languages", [USE_LANGUAGES, XLM_R_LANGUAGES, LABSE_LANGUAGES])
def test_a_list_holds_languages_without_regions_or_scripts(languages: frozenset[str]) -> None:
    assert all(re.fullmatch("[a-z]{2,3}", language) for language in languages)


@pytest.mark.parametrize("language", ["no", "nb", "nn"])
def test_norwegian_is_known_by_each_of_its_codes(language: str) -> None:
    assert language in XLM_R_LANGUAGES & LABSE_LANGUAGES


def test_the_larger_models_know_the_languages_of_use() -> None:
    assert USE_LANGUAGES <= XLM_R_LANGUAGES
    assert USE_LANGUAGES <= LABSE_LANGUAGES
