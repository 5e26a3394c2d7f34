"""What all readers share: a path is claimed, languages are checked, damage is named."""

from __future__ import annotations

import gzip
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tertium.corpora import store, writers
from tertium.corpora.readers import find, names, open_set
from tertium.errors import DataError, UsageError
from tests.corpora.making import SIMPLE, write

if TYPE_CHECKING:
    from pathlib import Path

XLIFF_1 = """<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
<file original="app/menu.html" source-language="en-GB" target-language="de" datatype="html"><header/><body>
<group><trans-unit id="7"><source>Open <g id="1">file</g><x id="2"/></source><target>Datei öffnen</target>
<alt-trans match-quality="80"><target>Öffnen</target></alt-trans></trans-unit></group>
<trans-unit id="8"><source>Close</source></trans-unit></body></file></xliff>"""


@pytest.mark.parametrize("name", ["a.tsv.gz", "a.jsonl.gz", "a.tmx.gz"])
@pytest.mark.parametrize("damage", ["cut", "flipped", "no gzip"])
def test_a_damaged_packed_file_is_an_error_that_names_it(tmp_path: Path, name: str, damage: str) -> None:
    packed = bytearray(gzip.compress("\n".join(f"{i}\t{i * i}" for i in range(2000)).encode()))
    packed[len(packed) // 2] ^= 0xFF
    contents = {"cut": bytes(packed[: len(packed) // 2]), "flipped": bytes(packed), "no gzip": b"source\n1\n"}
    (tmp_path / name).write_bytes(contents[damage])
    with pytest.raises(DataError, match=rf"can't read .*{name}: .+\n  try: "):
        open_set(tmp_path / name)


def test_what_nobody_claims_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="does not exist"):
        open_set(tmp_path / "nothing")
    with pytest.raises(DataError, match="is not an evaluation set\n  try: tertium build"):
        open_set(tmp_path)


def test_one_reader_claims_a_path(tmp_path: Path) -> None:
    writers.save_as(SIMPLE, "wmt", tmp_path / "wmt")
    data = open_set(tmp_path / "wmt")
    store.save(data, tmp_path / "set")
    assert {"tsv", "jsonl", "parquet", "wmt", "tertium"} <= set(names())
    assert find(tmp_path / "set") is find(tmp_path / "set")
    assert open_set(tmp_path / "set") == data


def test_an_invalid_language_in_a_file_is_refused_unless_the_user_names_one(tmp_path: Path) -> None:
    path = write(tmp_path / "menu.xlf", XLIFF_1.replace('target-language="de"', 'target-language="german"'))
    with pytest.raises(DataError, match=r"menu.xlf names the language 'german', which is not .*\n  try: --to de$"):
        open_set(path)
    assert open_set(path, (None, "de")).languages == ("en", "de")
    with pytest.raises(UsageError, match="'germ' is no language code"):
        open_set(path, (None, "germ"))


def test_a_stored_set_opens_whatever_its_languages(tmp_path: Path) -> None:
    store.save(replace(SIMPLE, languages=("en_us", "xx_yy")), tmp_path / "set")
    assert open_set(tmp_path / "set").languages == ("en_us", "xx_yy")


@pytest.mark.parametrize("suffix", ["tsv", "csv", "jsonl", "json", "parquet", "xlsx", "tmx", "xlf"])
def test_an_ending_in_capitals_is_the_same_ending(tmp_path: Path, suffix: str) -> None:
    reader = find(tmp_path / f"x.{suffix}")
    assert reader is not None
    assert find(tmp_path / f"X.{suffix.upper()}") is reader


def test_the_folder_of_a_set_may_have_the_ending_of_a_file(tmp_path: Path) -> None:
    store.save(SIMPLE, tmp_path / "news.csv")
    assert open_set(tmp_path / "news.csv").ids == SIMPLE.ids


@pytest.mark.parametrize(("form", "name"), [("tmx", "a.tmx"), ("xliff", "a.xlf"), ("wmtxml", "a.xml")])
def test_a_byte_order_mark_of_xml_is_told_and_changes_no_text(tmp_path: Path, form: str, name: str) -> None:
    writers.save_as(replace(SIMPLE, languages=("en", "de")), form, tmp_path / name)
    plain = open_set(tmp_path / name)
    (tmp_path / name).write_bytes(b"\xef\xbb\xbf" + (tmp_path / name).read_bytes())
    marked = open_set(tmp_path / name)
    assert marked.fingerprint == plain.fingerprint
    assert set(marked.notes) - set(plain.notes) == {f"{name}: byte order mark stripped"}
