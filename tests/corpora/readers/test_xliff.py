"""XLIFF 1.2 and 2.0, as other tools write them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tertium.corpora.readers import Languages, open_set, xliff
from tertium.errors import DataError
from tests.corpora.making import CASES, assert_refused, write

if TYPE_CHECKING:
    from pathlib import Path

XLIFF_1 = """<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
<file original="app/menu.html" source-language="en-GB" target-language="de" datatype="html"><header/><body>
<group><trans-unit id="7"><source>Open <g id="1">file</g><x id="2"/></source><target>Datei öffnen</target>
<alt-trans match-quality="80"><target>Öffnen</target></alt-trans></trans-unit></group>
<trans-unit id="8"><source>Close</source></trans-unit></body></file></xliff>"""

XLIFF_2 = """<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="en" trgLang="fr">
<file id="f1"><unit id="u1"><segment id="a"><source>One.</source><target>Un.</target></segment>
<ignorable><source> </source></ignorable>
<segment><source>Two <pc id="1">big</pc>.</source></segment></unit></file></xliff>"""


@pytest.mark.parametrize(
    ("name", "claimed"), [("a.xlf", True), ("a.xliff", True), ("a.xlf.gz", True), ("a.xml", False)]
)
def test_a_file_is_claimed_by_its_name(name: str, claimed: bool, tmp_path: Path) -> None:  # noqa: FBT001
    assert xliff.claims(tmp_path / name) is claimed


def test_passages_that_a_reviser_deleted_are_no_text_and_noted(tmp_path: Path) -> None:
    unit = (
        '<trans-unit id="1"><source>One.</source><target>Eins <mrk mtype="x-sdl-deleted">alt</mrk>'
        '<mrk mtype="x-sdl-added">neu</mrk>.</target></trans-unit>'
    )
    file = f'<file original="a" source-language="en" target-language="de"><body>{unit}</body></file>'
    data = open_set(write(tmp_path / "a.sdlxliff", f'<xliff version="1.2">{file}</xliff>'))
    assert data.references["ref"] == ("Eins neu.",)
    assert data.notes == ("a.sdlxliff: passages that are marked as deleted are left out: 1",)


def test_texts_within_codes_and_characters_beyond_xml_are_noted(tmp_path: Path) -> None:
    code = '<ph id="1">&lt;img alt="<sub>A map</sub>"/&gt;</ph>'
    path = write(tmp_path / "a.xlf", XLIFF_1.replace("<source>Close", f"<source>Close{code}"))
    assert "a.xlf: texts within codes (sub) are left out: 1" in open_set(path).notes
    path = write(tmp_path / "b.xlf", XLIFF_2.replace("Un.", 'Un<cp hex="0007"/><cp hex="21"/>'))
    data = open_set(path)
    assert data.references["ref"] == ("Un!", None)
    assert data.notes == ("b.xlf: characters that XML can't contain (cp) are left out: 1",)


def test_an_xliff_1_of_another_tool(tmp_path: Path) -> None:
    data = open_set(write(tmp_path / "menu.xlf", XLIFF_1))
    assert data.ids == ("7", "8")
    assert data.sources == ("Open file", "Close")
    assert dict(data.references) == {"ref": ("Datei öffnen", None)}
    assert (data.languages, data.documents[0].id) == (("en", "de"), "app/menu.html")


def test_an_xliff_2_with_two_segments_in_a_unit(tmp_path: Path) -> None:
    data = open_set(write(tmp_path / "menu.xliff", XLIFF_2))
    assert data.ids == ("u1.1", "u1.2")
    assert (data.sources, data.references["ref"]) == (("One.", "Two big."), ("Un.", None))


@pytest.mark.parametrize(
    ("source", "target", "languages"),
    [
        ("en_US", "zh_CN", ("en", "zh")),
        ("en-US", "zh-TW", ("en", "zh")),
        ("eng", "zho_Hans", ("en", "zh")),
        ("iw", "und", ("he", None)),
        ("en-US", "en_gb", ("en-US", "en-GB")),
    ],
)
def test_an_xliff_names_its_languages_with_hyphens_or_underscores(
    source: str, target: str, languages: Languages, tmp_path: Path
) -> None:
    text = XLIFF_1.replace('"en-GB"', f'"{source}"').replace('"de"', f'"{target}"')
    assert open_set(write(tmp_path / "menu.xlf", text)).languages == languages
    assert open_set(tmp_path / "menu.xlf", ("de", "fr_CA")).languages == ("de", "fr_CA")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<tmx/>", "is not XLIFF 1.2 or 2.0\n  try: <xliff version="),
        ('<xliff version="3.0"/>', "is not XLIFF 1.2 or 2.0"),
        (
            '<xliff version="1.2"><file original="d"><body/></file></xliff>',
            "has no translation units\n  try: <trans-unit>",
        ),
        ('<xliff version="2.0"><file id="d"/></xliff>', "has no translation units"),
    ],
)
def test_a_broken_file_is_an_error_that_names_the_place(text: str, message: str, tmp_path: Path) -> None:
    assert_refused(write(tmp_path / "a.xlf", text), message)


def units(*contents: str, files: str = 'original="a.txt" source-language="en" target-language="de"') -> str:
    body = "".join(f'<trans-unit id="{i}">{content}</trans-unit>' for i, content in enumerate(contents, start=1))
    return f'<xliff version="1.2"><file {files}><body>{body}</body></file></xliff>'


@pytest.mark.parametrize("name", ["a.sdlxliff", "A.XLF", "b.mqxliff"])
def test_endings_of_other_tools_in_either_case_are_xliff(name: str) -> None:
    data = open_set(CASES / "xliff-bilingual-endings" / name)
    assert (data.sources, dict(data.references)) == (("One.",), {"ref": ("Eins.",)})
    assert all(xliff.claims(CASES / f"a{suffix}") for suffix in (".mxliff", ".txlf", ".XLIFF.GZ"))


def test_an_empty_target_is_not_translated() -> None:
    data = open_set(CASES / "xliff-empty-target" / "half.xlf")
    assert dict(data.references) == {"ref": ("Die Boote bleiben im Hafen.", None)}
    assert data.notes == ("half.xlf: empty targets, so not translated and no reference: 1 of 2",)


@pytest.mark.parametrize("target", ["<target/>", "<target>\n  </target>", '<target><x id="1"/></target>'])
def test_a_target_without_text_is_empty_where_the_source_has_text(target: str, tmp_path: Path) -> None:
    path = write(tmp_path / "a.xlf", units(f"<source>One.</source>{target}", f"<source/>{target}"))
    assert [text is None for text in open_set(path).references["ref"]] == [True, False]
    alone = write(tmp_path / "b.xlf", units(f"<source>One.</source>{target}"))
    assert dict(open_set(alone).references) == {}
    version_2 = write(tmp_path / "c.xlf", XLIFF_2.replace("<target>Un.</target>", target))
    assert dict(open_set(version_2).references) == {}


def test_a_copy_of_the_source_that_is_marked_as_not_translated_is_no_reference() -> None:
    data = open_set(CASES / "xliff-state-new" / "new.xlf")
    assert dict(data.references) == {"ref": ("Die Boote bleiben im Hafen.", None)}
    note = "new.xlf: targets that are marked as not translated and copy their source, so no reference: 1 (2: new)"
    assert data.notes == (note,)


def test_a_draft_that_is_marked_as_not_translated_is_kept_and_noted(tmp_path: Path) -> None:
    draft = '<source>One.</source><target state="{}">Eins?</target>'
    data = open_set(write(tmp_path / "a.xlf", units(draft.format("needs-translation"), draft.format("final"))))
    assert data.references["ref"] == ("Eins?", "Eins?")
    note = "targets that are marked as not translated and differ from their source, so kept: 1 (1: needs-translation)"
    assert data.notes == (f"a.xlf: {note}",)
    copied = XLIFF_2.replace("<segment><source>", '<segment state="initial"><source>').replace(
        "</source></segment>", "</source><target>Two big.</target></segment>"
    )
    assert open_set(write(tmp_path / "b.xlf", copied)).references["ref"] == ("Un.", None)


def test_ids_that_are_unique_in_their_file_only_get_its_name() -> None:
    data = open_set(CASES / "xliff-ids-per-file" / "app.xliff")
    assert data.ids == ("Main.storyboard#title", "Info.plist#title")
    assert [document.id for document in data.documents] == ["Main.storyboard", "Info.plist"]
    changed = "ids of several documents, which get their document's name: 2 (title is Main.storyboard#title)"
    assert data.notes == (f"app.xliff: {changed}",)


def test_the_name_of_a_resource_is_no_id() -> None:
    data = open_set(CASES / "xliff-resname-not-unique" / "res.xlf")
    assert (data.ids, data.sources) == (("1", "2"), ("Export", "Export the file"))


def test_units_without_ids_and_with_repeated_ones_are_all_read(tmp_path: Path) -> None:
    text = units("<source>a</source>", "<source>b</source>", "<source>c</source>")
    path = write(tmp_path / "a.xlf", text.replace('"2"', '"1"').replace(' id="3"', ""))
    data = open_set(path)
    assert (data.ids, data.sources) == (("1", "1.2", "a.txt#3"), ("a", "b", "c"))
    assert len(data.notes) == 2
    same_file = write(tmp_path / "b.xlf", text.replace("</file>", '</file><file original="a.txt"/>'))
    assert open_set(same_file).ids == ("1", "2", "3")


def test_two_files_of_one_name_are_two_documents(tmp_path: Path) -> None:
    one = units("<source>a</source>")
    path = write(tmp_path / "a.xlf", one.replace("</xliff>", "") + one.partition(">")[2])
    data = open_set(path)
    assert (data.ids, data.document_ids) == (("a.txt#1", "a.txt.2#1"), ("a.txt", "a.txt.2"))


def test_attributes_of_other_namespaces_are_not_those_of_xliff() -> None:
    data = open_set(CASES / "xliff-its-version" / "page.xlf")
    assert (len(data), data.languages) == (2, ("en", "fr"))
    assert data.references["ref"] == ("Le pont ouvre vendredi.", "Les voitures peuvent l'emprunter dès midi.")


def test_a_foreign_domain_or_origin_is_not_ours(tmp_path: Path) -> None:
    alternative = '<alt-trans origin="reference manual"><target>b</target></alt-trans>'
    text = units(f"<source>a</source><target>b</target>{alternative}")
    path = write(tmp_path / "a.xlf", text.replace("<file ", '<file xmlns:x="urn:x" x:domain="d" domain="e" '))
    data = open_set(path)
    assert (data.domains, list(data.references)) == ((), ["ref"])
    assert data.notes == ("a.xlf: proposals (alternatives) of other tools are left out: 1",)


def test_of_several_target_languages_one_is_asked_for_and_only_its_files_are_read() -> None:
    path = CASES / "xliff-two-target-languages" / "two.xlf"
    assert_refused(path, "has the target languages de, fr\n  try: --to de or --to fr")
    data = open_set(path, ("en", "fr"))
    assert (data.ids, data.references["ref"], data.languages) == (("2",), ("deux",), ("en", "fr"))
    assert data.notes == ("two.xlf: segments in en-de are left out: 1",)
    with pytest.raises(DataError, match="target languages de, fr"):
        open_set(path, ("en", "es"))


def test_regions_of_one_language_are_asked_for(tmp_path: Path) -> None:
    text = (CASES / "xliff-two-target-languages" / "two.xlf").read_text(encoding="utf-8")
    path = write(tmp_path / "a.xlf", text.replace('"de"', '"zh-CN"').replace('"fr"', '"zh_TW"'))
    with pytest.raises(DataError, match="target languages zh-CN, zh_TW"):
        open_set(path, ("en", "zh"))
    data = open_set(path, ("en", "zh-TW"))
    assert (data.languages, data.references["ref"]) == (("en", "zh-TW"), ("deux",))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("<source>a</source>\n<target>b</target><target>c</target>", "line 2: a second <target> in one unit"),
        ("<source>a</source><source>c</source>", "line 1: a second <source> in one unit"),
    ],
)
def test_what_occurs_twice_in_a_unit_is_refused(content: str, message: str, tmp_path: Path) -> None:
    assert_refused(write(tmp_path / "a.xlf", units(content)), message)


def test_a_column_with_two_texts_in_one_of_our_units_is_refused(tmp_path: Path) -> None:
    alternative = '<alt-trans origin="system.x"><target>b</target></alt-trans>'
    text = units(f"<source>a</source>{alternative * 2}").replace(
        "<xliff", '<xliff xmlns:t="urn:tertium:set" t:columns="source&#9;system.x"'
    )
    assert_refused(write(tmp_path / "a.xlf", text), "line 1: 'system.x' has two texts in one unit")


def test_units_outside_a_file_are_not_lost(tmp_path: Path) -> None:
    text = units("<source>a</source>").replace("</xliff>", '<trans-unit id="9"><source>b</source></trans-unit></xliff>')
    assert_refused(write(tmp_path / "a.xlf", text), "has 2 <trans-unit> elements, of which 1 are read")


def test_texts_between_segments_are_counted(tmp_path: Path) -> None:
    path = write(tmp_path / "a.xlf", XLIFF_2.replace("<source> </source>", "<source> and </source>"))
    assert open_set(path).notes == ("a.xlf: texts between segments (ignorable) are left out: 1",)


def test_underscores_in_a_tag_are_hyphens() -> None:
    assert open_set(CASES / "language-underscore" / "zh.xlf").languages == ("en", "zh")


@pytest.mark.parametrize("declared", ['target-language="de"', ""])
def test_a_target_in_another_language_than_its_file_is_refused(declared: str, tmp_path: Path) -> None:
    units = "".join(
        f'<trans-unit id="{tag}"><source>one</source><target xml:lang="{tag}">x</target></trans-unit>'
        for tag in ("de-AT", "fr")
    )
    text = (
        f'<xliff version="1.2"><file original="f" source-language="en" {declared}><body>{units}</body></file></xliff>'
    )
    with pytest.raises(DataError, match=r"line 1: a <target> in 'fr', in a file in 'de"):
        open_set(write(tmp_path / "a.xlf", text))


@pytest.mark.parametrize(
    ("text", "place"),
    [(XLIFF_1, "<trans-unit id="), (XLIFF_1, "</body>"), (XLIFF_2, "<unit "), (XLIFF_2, "</segment>")],
)
def test_a_text_outside_sources_and_targets_is_noted(text: str, place: str, tmp_path: Path) -> None:
    plain = open_set(write(tmp_path / "a.xlf", text)).notes
    strayed = open_set(write(tmp_path / "a.xlf", text.replace(place, f"Lost.{place}", 1))).notes
    assert set(strayed) - set(plain) == {"a.xlf: texts outside sources and targets are left out: 1"}
