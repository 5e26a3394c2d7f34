"""Damaged files are read whole, refused in two lines, or what is left out is noted: an independent reading counts.

Every text of the undamaged files holds a word of its own, such as ``w7w``. After any damage the words that stand in the
file's segments, read by lxml or by regular expressions, are those of the set, or the set has notes.
"""

from __future__ import annotations

import re
import tempfile
from collections import Counter
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree  # pyright: ignore[reportAttributeAccessIssue] - compiled, without types

from tertium.corpora.readers import open_set
from tertium.errors import DataError

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

    from tertium.corpora.types import EvalSet

TMX: Final = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4"><header srclang="en-US" datatype="plaintext"/><body>
<tu tuid="1"><tuv xml:lang="en-US"><seg>@</seg></tuv><tuv xml:lang="de"><seg>@ <hi>@</hi></seg></tuv></tu>
<tu><tuv xml:lang="en-US"><seg>@</seg></tuv><tuv xml:lang="de"><seg>@</seg></tuv></tu>
<tu tuid="3"><prop type="x">p</prop><tuv xml:lang="en-US"><seg>@</seg></tuv></tu></body></tmx>"""
XLIFF: Final = """<?xml version="1.0"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2" xmlns:its="urn:x" its:version="2.0">
<file original="a" source-language="en" target-language="de"><body><group>
<trans-unit id="1"><source>@</source><target state="final">@</target></trans-unit>
<trans-unit id="2"><source>@</source><target/></trans-unit></group></body></file>
<file original="b" source-language="en" target-language="de"><body>
<trans-unit id="1"><source>@ <g id="1">@</g></source><target>@</target></trans-unit></body></file></xliff>"""
XLIFF_2: Final = """<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="en" trgLang="fr">
<file id="f1"><unit id="u1"><segment id="a"><source>@</source><target>@</target></segment>
<segment><source>@</source></segment></unit></file>
<file id="f2"><group><unit id="u1"><segment><source>@</source><target>@</target></segment></unit></group></file>
</xliff>"""
WMT: Final = """<dataset id="s"><doc id="d1" origlang="en" domain="news">
<src lang="en"><p><seg id="1">@</seg></p><p><seg id="2">@</seg></p></src>
<ref lang="de" translator="A"><p><seg id="1">@</seg><seg id="2">@</seg></p></ref>
<hyp system="x" language="de"><p><seg id="2">@</seg></p></hyp></doc>
<doc id="d2"><src lang="en"><seg id="1">@</seg></src></doc></dataset>"""
SGM: Final = """<!DOCTYPE mteval SYSTEM "x">
<tstset setid="s" srclang="en" trglang="de" sysid="x"><DOC docid="d1" genre="news">
<hl><seg id="1">@ &amp; @</seg></hl><p><SEG id="2"> @ <b>@</b> </SEG></p></DOC>
<doc docid="d2"><seg id="1">@<seg id="2">@ <script> @</seg></doc></tstset>"""
VECALIGN: Final = "[0]:[0]:0.5\n[1, 2]:[1]:0.25\n[]:[2]:0\n[3]:[3]:-0.1\n"
LADDER: Final = "0\t0\t0.5\n1\t1\t0.3\n3\t2\t0.1\n4\t4\t0\n"

PIECES: Final = (
    *(
        "<script>",
        "</seg>",
        '<seg id="2">',
        "&eacute;",
        "&#233;",
        "<!--",
        "-->",
        "<p>",
        "</p>",
        "</doc>",
        "]]>",
        '"',
        "<",
    ),
    *(
        '<doc docid="d1">',
        ' id="1"',
        "</tu>",
        "<target/>",
        "\t",
        "[0]:[0]\n",
        "-1",
        "9",
        "99999999999",
        "\n",
        "\x00",
        "x",
    ),
)
VALUES: Final = ("1", "2", "en", "de", "fr", "en-GB", "zh_TW", "", "new", "x", "d1", "2.0")
WORD: Final = re.compile("w[0-9]+w")


def filled(template: str) -> str:
    """Return a file in which every ``@`` is a word of its own."""
    numbers = count()
    return re.sub("@", lambda _: f"w{next(numbers)}w", template)


def words_of_set(data: EvalSet) -> Counter[str]:
    columns = [data.sources or (), *data.references.values(), *data.outputs.values()]
    return Counter(word for column in columns for text in column for word in WORD.findall(text or ""))


def words_of_elements(*paths: str) -> Callable[[bytes], Counter[str]]:
    """Return the reading of the words in these elements, whatever is around them."""

    def words(raw: bytes) -> Counter[str]:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)  # of odd namespaces
        root = etree.fromstring(raw, parser)
        elements = {element for path in paths for element in root.iterfind(f".//{{*}}{path}")}
        return Counter(word for element in elements for word in WORD.findall("".join(element.itertext())))

    return words


def words_of_segments(raw: bytes) -> Counter[str]:
    """Return the words behind each ``<seg …>``, up to what ends it, outside comments that begin outside a segment."""
    text = raw.decode()
    return Counter(WORD.findall(" ".join(re.findall(r"(?is)<seg\b[^<>]*>(.*?)(?=</seg>|</doc>|</tstset>|\Z)", text))))


XML: Final = {
    "a.tmx": (TMX, words_of_elements("seg")),
    "a.xlf": (XLIFF, words_of_elements("trans-unit/{*}source", "trans-unit/{*}target")),
    "b.xlf": (XLIFF_2, words_of_elements("segment/{*}source", "segment/{*}target")),
    "a.xml": (WMT, words_of_elements("seg")),
}


def damaged_tree(raw: bytes, rng: random.Random) -> bytes:
    """Return well-formed XML in which elements are copied, moved, removed or renamed, or have other attributes."""
    root = etree.fromstring(raw)
    for _ in range(rng.randint(1, 3)):
        elements = [element for element in root.iter("{*}*") if element is not root]
        if not elements:
            break
        element, other = rng.choice(elements), rng.choice(elements)
        parent = element.getparent()
        action = rng.randrange(6)
        if action == 0:
            parent.append(etree.fromstring(etree.tostring(element, with_tail=False)))
        elif action == 1:
            parent.remove(element)
        elif action == 2 and element not in other.iterancestors() and other is not element:
            other.append(element)
        elif action == 3 and element.attrib:
            element.attrib[rng.choice(list(element.attrib))] = rng.choice(VALUES)
        elif action == 4 and element.attrib:
            del element.attrib[rng.choice(list(element.attrib))]
        elif action == 5:
            element.tag = rng.choice(elements).tag
    return bytes(etree.tostring(root))


def damaged_bytes(raw: bytes, rng: random.Random) -> bytes:
    """Return the bytes with parts removed, copied elsewhere, or pieces of markup put in."""
    for _ in range(rng.randint(1, 3)):
        i, j, k = sorted(rng.randrange(len(raw) + 1) for _ in range(3))
        action = rng.randrange(4)
        if action == 0:
            raw = raw[:i] + raw[min(j, i + 20) :]
        elif action == 1:
            raw = raw[:k] + raw[i:j] + raw[k:]
        elif action == 2:
            raw = raw[:j]
        else:
            raw = raw[:i] + rng.choice(PIECES).encode() + raw[i:]
    return raw


def opened(path: Path) -> EvalSet | None:
    """Return the set, or None where the file is refused in two lines."""
    try:
        return open_set(path, ("en", None))
    except DataError as error:
        assert str(error).count("\n  try: ") == 1, error  # noqa: PT017 - both ends are right
        return None


@pytest.mark.parametrize("name", XML)
def test_undamaged_files_are_read_whole(name: str, tmp_path: Path) -> None:
    template, words = XML[name]
    raw = filled(template).encode()
    (tmp_path / name).write_bytes(raw)
    assert words_of_set(open_set(tmp_path / name)) == words(raw)
    (tmp_path / "a.sgm").write_text(filled(SGM), encoding="utf-8")
    assert words_of_set(open_set(tmp_path / "a.sgm")) == words_of_segments(filled(SGM).encode())


@pytest.mark.parametrize("name", XML)
@pytest.mark.parametrize("damage", [damaged_tree, damaged_bytes])
@given(rng=st.randoms(use_true_random=True))
def test_damaged_xml_loses_no_text_in_silence(
    name: str, damage: Callable[[bytes, random.Random], bytes], rng: random.Random
) -> None:
    template, words = XML[name]
    raw = damage(filled(template).encode(), rng)
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / name).write_bytes(raw)
        data = opened(Path(folder) / name)
    if data is not None:
        assert words_of_set(data) == words(raw) or data.notes, raw


@given(rng=st.randoms(use_true_random=True))
def test_damaged_sgml_loses_no_text_in_silence(rng: random.Random) -> None:
    raw = damaged_bytes(filled(SGM).encode(), rng)
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "a.sgm").write_bytes(raw)
        data = opened(Path(folder) / "a.sgm")
    if data is not None:
        assert not words_of_segments(raw) - words_of_set(data) or data.notes or b"<!--" in raw, raw


@pytest.mark.parametrize(("suffix", "index"), [("vecalign", VECALIGN), ("ladder", LADDER)])
@given(rng=st.randoms(use_true_random=True))
def test_a_damaged_index_loses_no_sentence_in_silence(suffix: str, index: str, rng: random.Random) -> None:
    raw = damaged_bytes(index.encode(), rng)
    texts = {"source": [f"w{i}w" for i in range(4)], "reference.r": [f"w{i}w" for i in range(4, 8)]}
    with tempfile.TemporaryDirectory() as folder:
        for column, lines in texts.items():
            (Path(folder) / f"d.{column}.txt").write_text("\n".join(lines), encoding="utf-8")
        (Path(folder) / f"d.{suffix}").write_bytes(raw)
        data = opened(Path(folder))
    if data is not None:
        words = Counter(word for lines in texts.values() for word in lines)
        assert words_of_set(data) == words or (data.notes and not words_of_set(data) - words), raw
