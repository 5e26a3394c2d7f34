"""TMX: translation memories of other tools, hostile ones too."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tertium.cli import main
from tertium.corpora.readers import Languages, open_set, tmx
from tertium.errors import DataError
from tests.corpora.making import CASES, assert_refused, write

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


@pytest.mark.parametrize(("name", "claimed"), [("a.tmx", True), ("a.tmx.gz", True), ("a.xml", False)])
def test_a_file_is_claimed_by_its_name(name: str, claimed: bool, tmp_path: Path) -> None:  # noqa: FBT001
    assert tmx.claims(tmp_path / name) is claimed


def test_texts_within_codes_are_noted(tmp_path: Path) -> None:
    unit = UNIT.format('Hello <ph>&lt;img alt="<sub>A map</sub>"/&gt;</ph>')
    data = open_set(write(tmp_path / "a.tmx", TMX.format("", unit)))
    assert data.sources == ("Hello ",)
    assert data.notes == ("a.tmx: texts within codes (sub) are left out: 1",)


def memory(path: Path, header: str, *languages: str) -> Path:
    variants = "".join(f"<tuv xml:lang='{code}'><seg>{code}</seg></tuv>" for code in languages)
    return write(path, f"<tmx version='1.4'><header srclang='{header}'/><body><tu>{variants}</tu></body></tmx>")


def test_a_memory_of_three_languages_asks_which(tmp_path: Path) -> None:
    path = memory(tmp_path / "a.tmx", "en", "en", "de", "fr")
    with pytest.raises(DataError, match="languages en, de, fr"):
        open_set(path)
    assert open_set(path, ("en", "fr")).references["ref"] == ("fr",)


@pytest.mark.parametrize(
    ("present", "requested", "languages", "texts"),
    [
        (("en", "zh-CN", "zh-TW"), ("en", "zh-TW"), ("en", "zh-TW"), ("en", "zh-TW")),
        (("en", "zh-CN", "zh-TW"), ("eng", "zh_tw"), ("eng", "zh_tw"), ("en", "zh-TW")),
        (("en", "zh-CN", "zh-TW"), ("en", "zh-Hans"), ("en", "zh-Hans"), ("en", "zh-CN")),
        (("en-US", "en-GB"), (None, None), ("en-US", "en-GB"), ("en-US", "en-GB")),
        (("en_GB", "en_US"), (None, None), ("en-US", "en-GB"), ("en_US", "en_GB")),
        (("en_US", "zh_CN"), (None, None), ("en", "zh"), ("en_US", "zh_CN")),
        (("en_US", "zh_CN"), (None, "zho_Hans"), ("en", "zho_Hans"), ("en_US", "zh_CN")),
        (("en-US", "en-GB", "fr-FR"), ("en", "fr"), ("en", "fr"), ("en-US", "fr-FR")),
        (("sr-Cyrl", "sr-Latn", "en-US"), (None, "sr-Latn"), ("en", "sr-Latn"), ("en-US", "sr-Latn")),
        (("EN-us", "de"), ("en-US", "de"), ("en-US", "de"), ("EN-us", "de")),
    ],
)
def test_a_memory_tells_regions_apart(
    present: tuple[str, ...], requested: Languages, languages: Languages, texts: tuple[str, str], tmp_path: Path
) -> None:
    data = open_set(memory(tmp_path / "a.tmx", "en-US", *present), requested)
    assert data.languages == languages
    assert (data.sources, dict(data.references)) == ((texts[0],), {"ref": (texts[1],)})


@pytest.mark.parametrize(
    ("present", "requested", "message"),
    [
        (("en", "zh-CN", "zh-TW"), (None, None), "languages en, zh-CN, zh-TW\n  try: --from en --to zh-CN"),
        (("en", "zh-CN", "zh-TW"), ("en", "zh"), "'zh' as zh-CN, zh-TW\n  try: zh-CN or zh-TW"),
        (("en", "pt-PT"), ("en", "pt-BR"), "no text in 'pt-BR'\n  try: en, pt-PT"),
        (("en", "zh-CN", "zh-TW"), ("en", "fr"), "no text in 'fr'"),
    ],
)
def test_a_memory_message_which_regions_it_has(
    present: tuple[str, ...], requested: Languages, message: str, tmp_path: Path
) -> None:
    with pytest.raises(DataError, match=message):
        open_set(memory(tmp_path / "a.tmx", "en", *present), requested)


def test_a_language_that_a_memory_does_not_have_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.tmx"
    path.write_text(TMX.format("", UNIT.format("Hello")), encoding="utf-8")
    assert open_set(path, ("en", None)).sources == ("Hello",)
    with pytest.raises(DataError, match=r"a\.tmx has no text in 'fr'\n  try: en"):
        open_set(path, ("fr", "de"))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<xliff/>", "a.tmx is not a TMX file with translation units\n  try: a <tmx> with <tu> elements"),
        ('<tmx version="1.4"><header/><body/></tmx>', "a.tmx is not a TMX file with translation units"),
    ],
)
def test_a_broken_file_is_an_error_that_names_the_place(text: str, message: str, tmp_path: Path) -> None:
    assert_refused(write(tmp_path / "a.tmx", text), message)


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_or_broken_file_is_two_lines(kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "memory.tmx"
    path.write_text(HOSTILE[kind], encoding="utf-8")
    assert main(["build", str(path), "-o", str(tmp_path / "set")]) == 3
    message = capsys.readouterr().err.splitlines()
    assert len(message) == 2
    assert message[0].startswith(f"tertium: {path}")
    assert message[1].startswith("  try: ")


@pytest.mark.parametrize(
    ("case", "text"),
    [("xml-encoding-crash/ja.tmx", "\u6a4b\u304c\u4e00\u3064\u3002"), ("xml-encoding/sjis.tmx", "x")],
)
def test_a_memory_in_shift_jis_is_read(case: str, text: str) -> None:
    data = open_set(CASES / case)
    assert (data.languages, dict(data.references)) == (("en", "ja"), {"ref": (text,)})


def test_a_memory_in_an_unknown_encoding_is_refused() -> None:
    assert_refused(CASES / "xml-encoding" / "typo.tmx", "line 1: declares the encoding 'UTF8x', which is unknown")


def test_a_doctype_alone_is_accepted(tmp_path: Path) -> None:
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


def test_the_header_chooses_between_regions_of_the_source() -> None:
    path = CASES / "tmx-source-region" / "regions.tmx"
    data = open_set(path, ("en", "fr"))
    assert data.sources == ("Put the trash in the trunk.", "The elevator is broken.")
    assert data.notes == ("regions.tmx: variants in en-GB are left out: 2",)
    assert open_set(path, ("en-GB", "fr")).sources == ("Put the rubbish in the boot.", "The lift is broken.")


def test_two_regions_of_one_language_are_source_and_reference() -> None:
    path = CASES / "tmx-two-regions" / "gb.tmx"
    for languages in ((None, None), ("en-US", "en-GB")):
        data = open_set(path, languages)
        assert data.sources == ("Put the trash in the trunk.", "The elevator is broken.")
        assert data.references["ref"] == ("Put the rubbish in the boot.", "The lift is broken.")
        assert (data.languages, data.notes) == (("en-US", "en-GB"), ())


def test_two_scripts_of_one_target_language_are_asked_for() -> None:
    path = CASES / "tmx-zh-cn-tw" / "zh.tmx"
    assert_refused(path, "languages en, zh-CN, zh-TW\n  try: --from en --to zh-CN")
    data = open_set(path, ("en", "zh-TW"))
    assert dict(data.references) == {"ref": ("軟體是免費的。", "請用滑鼠。")}


def test_a_unit_without_an_id_gets_a_number() -> None:
    data = open_set(CASES / "tmx-tuid-missing" / "m.tmx")
    assert (data.ids, data.sources) == (("1", "m#2"), ("One boat.", "Two boats."))
    assert data.notes == ("m.tmx: segments without an id, which are numbered: 1 of 2",)


PAIR = "<tuv xml:lang='en'><seg>{}</seg></tuv><tuv xml:lang='de'><seg>{}</seg></tuv>"


def body(*units: str) -> str:
    return f"<tmx version='1.4'><header srclang='en'/><body>{''.join(units)}</body></tmx>"


def test_units_of_one_id_are_told_apart_by_number(tmp_path: Path) -> None:
    unit = "<tu tuid='7'>" + PAIR + "</tu>"
    data = open_set(write(tmp_path / "A.TMX", body(unit.format("a", "b"), unit.format("c", "d"))))
    assert (data.ids, data.sources) == (("7", "7.2"), ("a", "c"))
    assert data.notes == ("A.TMX: ids that are repeated, which get a number: 1 (7 is 7.2)",)


def test_an_empty_variant_is_not_translated(tmp_path: Path) -> None:
    unit = "<tu>" + PAIR + "</tu>"
    data = open_set(write(tmp_path / "a.tmx", body(unit.format("a", "b"), unit.format("c", " "), unit.format("", ""))))
    assert data.references["ref"] == ("b", None, "")
    assert data.notes == ("a.tmx: empty variants, so not translated and no reference: 1",)


def test_several_variants_in_the_target_language_are_references(tmp_path: Path) -> None:
    unit = "<tu>" + PAIR + "<tuv xml:lang='de'><seg>C</seg></tuv></tu>"
    assert dict(open_set(write(tmp_path / "a.tmx", body(unit.format("a", "b")))).references) == {
        "ref": ("b",),
        "2": ("C",),
    }


COLUMNS = "<prop type='x-tertium-columns'>{}</prop>"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (body("<tu>\n" + PAIR + "<tuv xml:lang='en'><seg>c</seg></tuv></tu>"), r"line 2: a second source in one unit"),
        (
            body("<tu>" + PAIR + "</tu>").replace("</body>", "<tuv/></body>"),
            "has 3 <tuv> elements, of which 2 are read",
        ),
        (body("<tu>" + PAIR + "<hi><seg>c</seg></hi></tu>"), "has 3 <seg> elements, of which 2 are read"),
        (body("<tu>" + PAIR.replace("</tuv>", "<seg/></tuv>") + "</tu>"), "has 4 <seg> elements, of which 2 are read"),
        (
            body("<tu>" + PAIR + "</tu>").replace("srclang='en'/>", f"srclang='en'>{COLUMNS.format('{')}</header>"),
            "line 1: the property x-tertium-columns is no list of names",
        ),
        (
            body("<tu>" + PAIR + "</tu>").replace("srclang='en'/>", f"srclang='en'>{COLUMNS * 2}</header>"),
            "line 1: the property x-tertium-columns occurs twice",
        ),
    ],
)
def test_what_occurs_twice_or_is_not_understood_is_refused(text: str, message: str, tmp_path: Path) -> None:
    assert_refused(write(tmp_path / "a.tmx", text), message)


def test_a_text_that_our_list_of_columns_lacks_is_not_lost(tmp_path: Path) -> None:
    header = f"srclang='en'>{COLUMNS.format('[&quot;source&quot;]')}</header>"
    path = write(tmp_path / "a.tmx", body("<tu>" + PAIR.format("a", "b") + "</tu>").replace("srclang='en'/>", header))
    assert dict(open_set(path).references) == {"ref": ("b",)}


@pytest.mark.parametrize("place", ["<tu>", "<tuv ", "</tuv>", "</body>"])
def test_a_text_outside_segments_is_noted(place: str, tmp_path: Path) -> None:
    memory = """<tmx version="1.4"><header srclang="en"/><body><tu><tuv xml:lang="en"><seg>One.</seg></tuv>
<tuv xml:lang="de"><seg>Eins.</seg></tuv></tu></body></tmx>"""
    assert open_set(write(tmp_path / "a.tmx", memory)).notes == ()
    strayed = open_set(write(tmp_path / "a.tmx", memory.replace(place, f"Lost. {place}", 1)))
    assert strayed.notes == ("a.tmx: texts outside segments are left out: 1",)
