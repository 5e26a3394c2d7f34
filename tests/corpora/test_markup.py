"""Files of other people are read without trusting them: a hostile one is a two-line error."""

from __future__ import annotations

import gzip
import time
import tracemalloc
from typing import TYPE_CHECKING

import pytest

from tertium import untrusted
from tertium.cli import main
from tertium.corpora.readers import open_set
from tertium.errors import DataError

if TYPE_CHECKING:
    from pathlib import Path

HEADER = '<header creationtool="other" segtype="sentence" adminlang="en" srclang="EN-US" datatype="xml"/>'
UNIT = "<tu><tuv xml:lang='en'><seg>{}</seg></tuv><tuv xml:lang='de'><seg>Hallo</seg></tuv></tu>"
TMX = '<?xml version="1.0"?>\n{}<tmx version="1.4">' + HEADER + "<body>{}</body></tmx>"
BOMB = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 10))
HOSTILE = {
    "billion laughs": TMX.format(f'<!DOCTYPE tmx [<!ENTITY l0 "lol">{BOMB}]>', UNIT.format("&l9;")),
    "external entity": TMX.format('<!DOCTYPE tmx [<!ENTITY x SYSTEM "file:///etc/passwd">]>', UNIT.format("&x;")),
    "parameter entity": TMX.format('<!DOCTYPE tmx [<!ENTITY % p SYSTEM "http://127.0.0.1:9/"> %p;]>', UNIT.format("a")),
    "undeclared entity": TMX.format("", UNIT.format("&nothing;")),
    "nesting": TMX.format("", "<hi>" * 10_000),
    "cut off": TMX.format("", UNIT.format("a"))[:-20],
    "another format": "<html/>",
    "empty": "",
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_or_broken_file_is_two_lines(kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "memory.tmx"
    path.write_text(HOSTILE[kind], encoding="utf-8")
    assert main(["build", str(path), "-o", str(tmp_path / "set")]) == 3
    said = capsys.readouterr().err.splitlines()
    assert len(said) == 2
    assert said[0].startswith(f"tertium: {path}")
    assert said[1].startswith("  try: ")


def test_a_packed_gigabyte_of_nesting_ends_at_once(tmp_path: Path) -> None:
    path = tmp_path / "memory.tmx.gz"
    path.write_bytes(gzip.compress(b"<a>" * (2**24 // 3), 1) * 64)
    tracemalloc.start()
    start = time.process_time()
    with pytest.raises(DataError, match="deep"):
        open_set(path)
    assert time.process_time() - start < 2
    assert tracemalloc.get_traced_memory()[1] < 50 * 2**20
    tracemalloc.stop()


def test_a_file_may_not_be_larger_than_is_bearable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(untrusted, "MAX_BYTES", 2**20)
    path = tmp_path / "memory.tmx"
    path.write_text(TMX.format("", UNIT.format("a" * 2**21)), encoding="utf-8")
    with pytest.raises(DataError, match="larger than 1 MiB"):
        open_set(path)


def test_a_doctype_alone_is_no_crime(tmp_path: Path) -> None:
    path = tmp_path / "memory.tmx"
    path.write_text(TMX.format('<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n', UNIT.format("Hello")), encoding="utf-8")
    data = open_set(path)
    assert (data.languages, data.sources, data.references["ref"]) == (("en", "de"), ("Hello",), ("Hallo",))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_codes_of_other_formats_are_no_text(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "memory.tmx"
    seg = "Press <bpt i='1'>&lt;b&gt;</bpt><hi>Größe</hi><ept i='1'>&lt;/b&gt;</ept> now<ph x='1'>{0}</ph>."
    text = TMX.replace('"1.0"', f'"1.0" encoding="{encoding}"').format("", UNIT.format(seg))
    path.write_bytes(text.encode(encoding))
    assert open_set(path).sources == ("Press Größe now.",)


def test_a_language_that_a_memory_does_not_have_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.tmx"
    path.write_text(TMX.format("", UNIT.format("Hello")), encoding="utf-8")
    assert open_set(path, ("en", None)).sources == ("Hello",)
    with pytest.raises(DataError, match=r"a\.tmx has no text in 'fr'\n  try: en"):
        open_set(path, ("fr", "de"))
