"""The folder layout of mt-metrics-eval."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tertium.corpora.readers import Languages, mteval, open_set
from tertium.errors import DataError
from tests.corpora.making import assert_refused, write

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder as mt-metrics-eval has them."""
    for name, text in {
        "documents/en-de.docs": "news\td1\nall\td2\n",
        "sources/en-de.txt": "one\ntwo\n",
        "references/en-de.refA.txt": "eins\nzwei\n",
        "references/en-de.other.txt": "ein\nzwo\n",
        "system-outputs/en-de/s.1.txt": "a\n\n",
    }.items():
        write(tmp_path / "set" / name, text)
    return tmp_path / "set"


def test_names_domains_and_languages_are_those_of_the_files(folder: Path) -> None:
    data = open_set(folder)
    assert mteval.claims(folder)
    assert (list(data.references), list(data.outputs)) == (["other", "A"], ["s.1"])
    assert [document.domain for document in data.documents] == ["news", None]
    assert (data.languages, data.ids) == (("en", "de"), ("d1#1", "d2#1"))
    (folder / "sources" / "en-de.txt").unlink()
    assert open_set(folder, ("en", "de")).sources is None


def test_a_folder_that_does_not_fit_is_refused(folder: Path) -> None:
    with pytest.raises(DataError, match="has the language pairs en-de\n  try: --from en --to de"):
        open_set(folder, ("en", "fr"))
    (folder / "sources" / "en-de.txt").write_text("one\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"en-de.txt has 1 line, the set has 2 segments\n  try: files whose line i"):
        open_set(folder)
    (folder / "documents" / "en-de.docs").write_text("news d 1\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"line 1: not a domain and a document\n  try: DOMAIN<tab>"):
        open_set(folder)
    (folder / "documents" / "cs-de.docs").write_text("all\td\n", encoding="utf-8")
    with pytest.raises(DataError, match="has the language pairs cs-de, en-de"):
        open_set(folder)


@pytest.mark.parametrize(
    ("pair", "requested", "languages"),
    [
        ("en-zh_CN", (None, None), ("en", "zh_CN")),
        ("en-zh_CN", ("en", "zh"), ("en", "zh")),
        ("en-zh_CN", (None, "zho_Hans"), ("en", "zho_Hans")),
        ("en-zh-TW", (None, None), ("en", "zh-TW")),
        ("pt-BR-en", ("por", "en"), ("por", "en")),
    ],
)
def test_pairs_are_named_with_regions(pair: str, requested: Languages, languages: Languages, tmp_path: Path) -> None:
    for folder, suffix, text in (("sources", ".txt", "One."), ("documents", ".docs", "news\td1")):
        write(tmp_path / folder / f"{pair}{suffix}", f"{text}\n")
    data = open_set(tmp_path, requested)
    assert (data.languages, data.sources) == (languages, ("One.",))
    with pytest.raises(DataError, match=f"pairs {pair}"):
        open_set(tmp_path, ("cs", "uk"))


def test_of_two_language_pairs_one_is_requested(tmp_path: Path) -> None:
    for pair in ("en-de", "en-ru"):
        for folder, suffix, text in (("sources", ".txt", "One."), ("documents", ".docs", "news\td1")):
            write(tmp_path / folder / f"{pair}{suffix}", f"{text}\n")
    with pytest.raises(DataError, match="en-de, en-ru"):
        open_set(tmp_path)
    assert open_set(tmp_path, ("en", "ru")).languages == ("en", "ru")


def test_a_folder_without_pairs_is_refused(tmp_path: Path) -> None:
    (tmp_path / "documents").mkdir()
    (tmp_path / "sources").mkdir()
    assert_refused(tmp_path, "has no documents of a language pair\n  try: --from en --to de")


def test_blanks_part_domain_and_document_and_a_line_says_that_there_is_no_text(folder: Path) -> None:
    write(folder / "documents" / "en-de.docs", "news  d1\nall d2 \n")
    write(folder / "system-outputs" / "en-de" / "s.1.txt", "[No translation supplied]\nb\n")
    data = open_set(folder)
    assert ([document.id for document in data.documents], data.domains) == (["d1", "d2"], ("news",))
    assert data.outputs == {"s.1": (None, "b")}


def test_json_lines_stand_beside_text_files(folder: Path) -> None:
    write(folder / "system-outputs" / "en-de" / "y.jsonl", '{"hypothesis": "c"}\n{"hypothesis": null, "x": 1}\n')
    write(folder / "references" / "en-de.refB.jsonl", '{"target": "r"}\n{"target": "s"}\n')
    (folder / "sources" / "en-de.txt").unlink()
    write(folder / "sources" / "en-de.jsonl", '{"source": "one"}\n{"source": "two"}\n')
    write(folder / "system-outputs" / "en-de" / "notes.md", "x")
    write(folder / "system-outputs" / "en-de" / "s.1.jsonl", '{"hypothesis": "other"}\n')
    data = open_set(folder)
    assert (data.sources, data.references["B"]) == (("one", "two"), ("r", "s"))
    assert data.outputs == {"s.1": ("a", ""), "y": ("c", None)}
    unread = "system-outputs/en-de/s.1.jsonl, system-outputs/en-de/notes.md"
    assert data.notes == (f"files that are not read: {unread}; texts are .txt or .jsonl, one file for each name",)
    write(folder / "system-outputs" / "en-de" / "y.jsonl", '{"hypothesis": "c"}\n{"text": "d"}\n')
    assert_refused(folder, "y.jsonl, line 2: no 'hypothesis'")


def test_a_reference_among_the_systems_is_no_system(folder: Path) -> None:
    write(folder / "system-outputs" / "en-de" / "refA.txt", "eins\nzwei\n")
    data = open_set(folder)
    assert list(data.outputs) == ["s.1"]
    assert data.notes[0].startswith("refA of system-outputs are references and no systems; to score one as a system")


def test_a_byte_order_mark_is_told(folder: Path) -> None:
    write(folder / "references" / "en-de.refA.txt", "\ufeffeins\nzwei\n")
    data = open_set(folder)
    assert (data.references["A"], data.notes) == (("eins", "zwei"), ("en-de.refA.txt: byte order mark stripped",))
