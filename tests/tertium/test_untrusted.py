"""XML from strangers: names, languages and places of errors; tests/corpora has hostile files of every format."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import pytest

from tertium.errors import DataError
from tertium.untrusted import LANGUAGE, MAX_DEPTH, parse

if TYPE_CHECKING:
    from pathlib import Path


def test_names_lose_their_namespaces_and_languages_stay(tmp_path: Path) -> None:
    path = tmp_path / "a.xml.gz"
    path.write_bytes(gzip.compress(b'<x:a xmlns:x="urn:x"><x:b xml:lang="de" x:n="1">Tag</x:b></x:a>'))
    (child,) = parse(path)
    assert (child.tag, child.text, child.attrib) == ("b", "Tag", {LANGUAGE: "de", "n": "1"})


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("<a>\n<b></a>", "line 2: mismatched tag"),
        ("<a>" * (MAX_DEPTH + 1), f"line 1: elements are nested more than {MAX_DEPTH} deep"),
        ('<!DOCTYPE a [<!ENTITY b "c">]><a/>', "line 1: declares entities or elements of its own"),
    ],
)
def test_what_is_wrong_is_named_with_its_line(tmp_path: Path, text: str, problem: str) -> None:
    path = tmp_path / "a.xml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=problem):
        parse(path)


def test_a_file_that_can_t_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"can't read .*none\.xml: No such file"):
        parse(tmp_path / "none.xml")
    (tmp_path / "a.xml.gz").write_bytes(b"<a/>")
    with pytest.raises(DataError, match=r"can't read .*a\.xml\.gz: Not a gzipped file"):
        parse(tmp_path / "a.xml.gz")
