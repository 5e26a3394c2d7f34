"""Folders of articles that were once built wrong: each gives the right rows."""

from __future__ import annotations

import pytest

from tertium.cli import main
from tertium.corpora.building.build import build
from tertium.corpora.building.plan import Plan
from tertium.errors import DataError
from tests.conftest import ROOT

CASES = ROOT / "tests" / "data" / "cases"
BRIDGE = (
    "New bridge over the river opens",
    "The new bridge over the river was opened on Friday after four years of work.",
    "It cost 48 million euros, twelve million more than planned.",
    "Mayor Anna Berg said that the old ferry would stay in service until the end of the year.",
    "Cyclists may use both sides, and lorries above 12 tonnes are not allowed to cross.",
)


def rows(case: str, language: str) -> list[tuple[str | None, str | None]]:
    """Return the rows of the set that is built from a case."""
    data = build(CASES / case, Plan("en", language, role="reference", called="human"))
    return list(zip(data.sources or (), data.references["human"], strict=True))


@pytest.mark.parametrize(
    ("case", "language", "headline", "last"),
    [
        ("caption-glued-ko", "ko", "새 다리 개통", "자전거는"),
        ("caption-glued-zh", "zh", "新大桥通车", "骑自行车的人"),
        ("headline-glued-sv", "sv", "Ny bro över floden öppnad", "Cyklister får"),
        ("share-line-headline-fi", "fi", "Uusi silta joen yli avattiin", "Pyöräilijät"),
        ("short-paragraphs", "it", "Apre il nuovo ponte sul fiume", "I ciclisti"),
        ("html-gb2312", "zh", "新大桥通车", "骑自行车的人"),
        ("html-x-sjis", "ja", "新しい橋が開通", "自転車は"),
        ("html-latin1-quotes", "fr", "Le nouveau pont sur le fleuve est ouvert", "Les cyclistes"),
    ],
)
def test_an_article_of_five_sentences_has_five_rows(case: str, language: str, headline: str, last: str) -> None:
    made = rows(case, language)
    assert tuple(source for source, _ in made) == BRIDGE
    assert made[0][1] == headline
    assert str(made[-1][1]).startswith(last)
    assert all(target for _, target in made)


def test_quotes_of_windows_1252_in_a_page_that_declares_latin_1_are_kept() -> None:
    expected = "La maire Anna Berg a déclaré : « L’ancien bac restera en service jusqu’à la fin de l’année. »"
    assert rows("html-latin1-quotes", "fr")[3][1] == expected


def test_metadata_at_the_top_of_a_file_is_left_out() -> None:
    made = rows("front-matter", "de")
    assert len(made) == 12
    assert made[0] == ("Museum finds lost map of the harbour", "Museum findet verschollenen Plan des Hafens")


def test_items_of_a_list_are_rows() -> None:
    made = rows("list-removed", "de")
    assert len(made) == 8
    assert made[2] == ("- Book trains early", "- Züge früh buchen")
    assert made[6] == ("- Avoid airports", "- Flughäfen meiden")


def test_nothing_stands_behind_a_heading_above_other_articles() -> None:
    made = rows("teaser-is-headline", "de")
    assert len(made) == 4
    assert made[0] == (
        "Three dead after avalanche hits ski resort in the Alps",
        "Drei Tote nach Lawine in Skigebiet in den Alpen",
    )


def test_the_cells_of_a_table_are_rows_and_its_rule_is_none() -> None:
    made = rows("html-table-rule", "de")
    assert not [source for source, _ in made if not any(map(str.isalnum, str(source)))]
    assert ("| City | 2024 |", "| Stadt | 2024 |") in made


def test_a_page_whose_bytes_fit_no_declaration_is_an_error_that_names_it() -> None:
    with pytest.raises(DataError, match=r"most\.html, byte 35: 0xcd is not UTF-8, and the page declares no encoding"):
        rows("html-no-charset", "ru")


def test_files_of_other_kinds_are_named(capsys: pytest.CaptureFixture[str], tmp_path: object) -> None:
    words = ["build", str(CASES / "other-file-kinds"), "--from", "en", "--to", "fr", "-o", f"{tmp_path}/out"]
    assert main(words) == 3
    message = capsys.readouterr().err
    assert "not read: article.en, article.fr, pont.json, pont.md (only .txt, .html, .htm)" in message
