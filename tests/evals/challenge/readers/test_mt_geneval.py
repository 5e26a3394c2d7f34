"""MT-GenEval as tables and as its authors' files: the right gender against the wrong one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tertium.errors import DataError
from tertium.evals.challenge.readers import open_challenge
from tests.conftest import SHARED
from tests.evals.challenge.making import gender_files, gender_tables

if TYPE_CHECKING:
    from pathlib import Path


def test_both_parts_of_a_language_are_read(tmp_path: Path) -> None:
    data = open_challenge(gender_tables(tmp_path / "gender"))
    assert data.name == "gender-en-de"
    assert [(pair.source, pair.good, pair.bad, pair.phenomena[0]) for pair in data.pairs] == [
        ("She writes. The author won.", "Die Autorin gewann.", "Der Autor gewann.", "gender from the context"),
        ("He is a teacher.", "Er ist Lehrer.", "Sie ist Lehrerin.", "masculine in the sentence"),
        ("She is a teacher.", "Sie ist Lehrerin.", "Er ist Lehrer.", "feminine in the sentence"),
    ]
    assert {pair.languages for pair in data.pairs} == {("en", "de")}
    assert data.pairs[1].cluster == data.pairs[2].cluster
    assert not any(pair.references for pair in data.pairs)


def test_a_folder_of_languages_is_one_set_of_which_one_can_be_asked_for(tmp_path: Path) -> None:
    gender_tables(tmp_path / "gender")
    data = open_challenge(tmp_path / "gender")
    assert (data.name, len(data)) == ("gender", 3)
    with pytest.raises(DataError, match=r"has no pairs in any-fr\n  try: one of en-de"):
        open_challenge(tmp_path / "gender", (None, "fr"))


def test_the_authors_files_are_read_without_their_development_part(tmp_path: Path) -> None:
    data = open_challenge(gender_files(tmp_path))
    assert data.fingerprint == open_challenge(tmp_path / "mt-gender-eval" / "data").fingerprint
    assert data.name == "mt-gender-eval"
    assert [(pair.source, pair.good, pair.bad) for pair in data.pairs] == [
        ("She writes. The author won.", "L'autrice gagna.", "L'auteur gagna."),
        ("He sang.", "Il chanta.", "Elle chanta."),
        ("She sang.", "Elle chanta.", "Il chanta."),
    ]
    assert {pair.languages for pair in data.pairs} == {("en", "fr")}


def test_files_that_do_not_go_together_are_named(tmp_path: Path) -> None:
    sentences = gender_files(tmp_path) / "data" / "sentences" / "test"
    (sentences / "geneval-sentences-masculine-test.en_fr.fr").write_text("Il chanta.\nEt puis.\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"has 2 lines, and geneval-sentences-masculine-test.en_fr.en 1"):
        open_challenge(tmp_path / "mt-gender-eval")
    (sentences / "geneval-sentences-masculine-test.en_fr.fr").unlink()
    with pytest.raises(DataError, match=r"masculine-test.en_fr.fr is missing"):
        open_challenge(tmp_path / "mt-gender-eval")


@pytest.mark.shared
def test_the_published_half_has_its_items() -> None:
    data = open_challenge(SHARED / "data" / "gender")
    assert len(data) == 4397 + 2 * 1200
