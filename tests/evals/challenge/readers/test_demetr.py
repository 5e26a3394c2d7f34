"""DEMETR as a table and as its authors' files: planted errors only, and what is left out is noted."""

from __future__ import annotations

from pathlib import Path

import pytest

from tertium.errors import DataError
from tertium.evals.challenge.readers import open_challenge
from tests.conftest import SHARED
from tests.evals.challenge.making import demetr_json, demetr_table


def test_the_table_has_the_planted_errors(tmp_path: Path) -> None:
    file = demetr_table(tmp_path / "demetr")
    data = open_challenge(tmp_path / "demetr")
    assert data.fingerprint == open_challenge(file).fingerprint
    assert data.name == "demetr"
    first, second = data.pairs
    assert (first.good, first.bad) == ("Yes, he did come.", "Yes, he didn't come.")
    assert (first.phenomena, first.severity, first.cluster) == (("critical_id8_negation",), "critical", "7")
    assert (first.languages, second.languages) == (("de", "en"), (None, "en"))
    assert data.notes == (
        "1 pair in which no error could be planted: left out",
        "1 pair of base_id35_reference, whose worse translation is the reference: left out",
        "1 pair of equal texts, kept: no metric can tell them apart",
    )


def test_the_authors_files_are_read_from_the_repository_and_from_its_folder(tmp_path: Path) -> None:
    file = demetr_json(tmp_path / "demetr")
    data = open_challenge(tmp_path / "demetr")
    assert data.name == open_challenge(file.parent).name == "demetr"
    (pair,) = data.pairs
    assert (pair.source, pair.references, pair.good, pair.bad) == ("Oui.", ("Yes.",), "Yes!", "No!")
    assert (pair.languages, pair.cluster) == (("fr", "en"), "3")


def test_an_item_without_a_key_is_named(tmp_path: Path) -> None:
    file = demetr_json(tmp_path / "demetr")
    file.write_text('[{"id": 1}]', encoding="utf-8")
    with pytest.raises(DataError, match=r"item 1 has no 'pert_name'"):
        open_challenge(tmp_path / "demetr")


def test_what_is_no_text_is_named(tmp_path: Path) -> None:
    file = demetr_json(tmp_path / "demetr")
    file.write_text(file.read_text(encoding="utf-8").replace('"Yes!"', "null"), encoding="utf-8")
    with pytest.raises(DataError, match=r"item 1: mt_sent is no text\n  try: a text, as in the published file"):
        open_challenge(tmp_path / "demetr")


@pytest.mark.shared
def test_the_published_half_has_its_pairs() -> None:
    data = open_challenge(SHARED / "data" / "demetr")
    assert len(data) == 15_761 - 500
    assert len(data.phenomena) == 34
    assert {pair.severity for pair in data.pairs} == {"base", "critical", "major", "minor"}


def test_the_set_is_named_after_its_folder_where_the_path_is_relative(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = demetr_table(tmp_path / "planted")
    monkeypatch.chdir(table.parent)
    assert open_challenge(Path()).name == "planted"
    assert open_challenge(Path(table.name)).name == "planted"
