"""Safe parsing of untrusted XML: names, languages, limits, and the position of errors."""

from __future__ import annotations

import gzip
import time
import tracemalloc
from typing import TYPE_CHECKING

import pytest

from tertium import untrusted
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
    with pytest.raises(DataError, match=problem) as refused:
        parse(path)
    assert str(refused.value).startswith(f"{path}, line ")
    assert str(refused.value).count("\n  try: ") == 1


def test_a_file_that_can_t_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"can't read .*none\.xml: No such file"):
        parse(tmp_path / "none.xml")
    (tmp_path / "a.xml.gz").write_bytes(b"<a/>")
    with pytest.raises(DataError, match=r"can't read .*a\.xml\.gz: Not a gzipped file"):
        parse(tmp_path / "a.xml.gz")


def test_a_packed_gigabyte_of_nesting_ends_at_once(tmp_path: Path) -> None:
    path = tmp_path / "a.xml.gz"
    path.write_bytes(gzip.compress(b"<a>" * (2**24 // 3), 1) * 64)
    tracemalloc.start()
    start = time.process_time()
    with pytest.raises(DataError, match="deep"):
        parse(path)
    assert time.process_time() - start < 2
    assert tracemalloc.get_traced_memory()[1] < 50 * 2**20
    tracemalloc.stop()


def test_a_file_larger_than_the_limit_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(untrusted, "MAX_BYTES", 2**20)
    path = tmp_path / "a.xml"
    path.write_text(f"<a>{'a' * 2**21}</a>", encoding="utf-8")
    with pytest.raises(DataError, match="larger than 1 MiB"):
        parse(path)
