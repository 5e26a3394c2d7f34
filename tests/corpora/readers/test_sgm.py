"""WMT's SGML until 2020."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tertium.corpora.readers import open_set, sgm
from tests.corpora.making import CASES, assert_refused, write

if TYPE_CHECKING:
    from pathlib import Path

SGM = {
    "small-src.en.sgm": """<srcset setid="s" srclang="any"><DOC docid="d1" genre="news" origlang="en">
<hl><seg id="1">Rain &amp; wind</seg></hl><p><SEG id="2"> It rains. </SEG></p></DOC></srcset>""",
    "small-ref.de.sgm": """<refset setid="s" srclang="any" trglang="de"><doc sysid="ref" docid="d1">
<seg id="1">Regen &amp; Wind</seg><seg id="2">Es regnet.</seg></doc></refset>""",
    "small-x.sgm": """<tstset setid="s" srclang="any" trglang="de"><doc sysid="sysX" docid="d1">
<seg id="2">Regnet.<seg id="1">Regen</seg></doc></tstset>""",
}


def test_a_folder_of_sgm_files(tmp_path: Path) -> None:
    for name, text in SGM.items():
        write(tmp_path / name, text)
    assert sgm.claims(tmp_path)
    data = open_set(tmp_path, ("en", None))
    assert data.sources == ("Rain & wind", "It rains.")
    assert (dict(data.references), dict(data.outputs)) == (
        {"ref": ("Regen & Wind", "Es regnet.")},
        {"sysX": ("Regen", "Regnet.")},
    )
    assert data.languages == ("en", "de")


@pytest.mark.parametrize(("name", "claimed"), [("a.sgm", True), ("a.sgml", True), ("a.sgm.gz", True), ("a.xml", False)])
def test_a_file_is_claimed_by_its_name(name: str, claimed: bool, tmp_path: Path) -> None:  # noqa: FBT001
    assert sgm.claims(tmp_path / name) is claimed


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<refset></refset>", "a.sgm has no segments\n  try: <doc> elements with <seg> elements"),
        ('<refset><seg id="1">a</seg></refset>', "a segment is outside a document\n  try: <seg> within <doc"),
    ],
)
def test_a_broken_file_is_an_error_that_names_the_place(text: str, message: str, tmp_path: Path) -> None:
    assert_refused(write(tmp_path / "a.sgm", text), message)


def test_a_tag_in_a_text_is_part_of_the_text() -> None:
    data = open_set(CASES / "sgm-script-swallows-segments" / "folder")
    same = ("one one one one", "two two two two")
    assert data.outputs["S"] == (*same, "use the <script> tag here", "WRONG")
    assert data.references["A"] == (*same, "use the script tag here", "four four four four")
    assert (data.languages, data.notes) == (("en", "de"), ())


def source_set(*segments: str) -> str:
    return f'<srcset setid="t" srclang="en"><doc docid="a">{"".join(segments)}</doc></srcset>'


@pytest.mark.parametrize(
    "text",
    [
        "a <style> b",
        "<b>bold</b> and <br/>",
        "<title>x</title> <textarea>",
        "</p> and <p> and </hl>",
        "the <seg> tag",
        "a <doc> b",
        "1 < 2 > 0",
        "<!-- no comment -->",
        "<![CDATA[x]]>",
        "R&D, ?a=1&copy=2",
        'a "quote',
        "<seg",
    ],
)
def test_any_markup_in_a_text_stays(text: str, tmp_path: Path) -> None:
    path = write(tmp_path / "a.sgm", source_set(f'<seg id="1">{text}</seg>\n', '<seg id="2">end</seg>'))
    assert open_set(path).sources == (text, "end")


def test_entities_are_resolved_and_unknown_ones_stay(tmp_path: Path) -> None:
    path = write(tmp_path / "a.sgm", source_set('<seg id="1">caf&eacute; &#8211; &lt;b&gt; &nothing;</seg>'))
    data = open_set(path)
    assert data.sources == ("café – <b> &nothing;",)
    assert data.notes == ("a.sgm: unknown entities, which stay as they are: &nothing;",)


@pytest.mark.parametrize("number", ["27", "x1B", "0", "x0", "127", "xFFFE", "xD800", "x110000", "9" * 5000])
def test_a_number_of_no_character_stays_with_a_note(number: str, tmp_path: Path) -> None:
    path = write(tmp_path / "a.sgm", source_set(f'<seg id="1">a &#{number};b</seg>'))
    data = open_set(path)
    assert data.sources == (f"a &#{number};b",)
    assert data.notes == (f"a.sgm: unknown entities, which stay as they are: &#{number};",)


@pytest.mark.parametrize(
    ("number", "text"),
    [("65533", "\ufffd"), ("xFfFd", "\ufffd"), ("128", "€"), ("x0041", "A"), (f"{'0' * 5000}65", "A")],
)
def test_a_number_of_a_character_is_resolved(number: str, text: str, tmp_path: Path) -> None:
    path = write(tmp_path / "a.sgm", source_set(f'<seg id="1">a &#{number};b</seg>'))
    assert open_set(path).sources == (f"a {text}b",)
    assert open_set(path).notes == ()


def test_comments_and_tags_of_no_meaning_around_segments_are_skipped(tmp_path: Path) -> None:
    comment = '<!-- <seg id="9">no</seg> -->'
    path = write(
        tmp_path / "A.SGML", '<!DOCTYPE mteval SYSTEM "x">\n<mteval>' + source_set(comment, '<seg id="1">a</seg>')
    )
    assert (open_set(path).sources, open_set(path).notes) == (("a",), ())


def test_what_stands_outside_segments_is_noted(tmp_path: Path) -> None:
    path = write(tmp_path / "a.sgm", source_set('<seg id="1">a</seg>\n', "<hl>lost</hl>", '<seg id="2">b<seg id="3">c'))
    data = open_set(path)
    assert data.sources == ("a", "b", "c")
    assert data.notes == (
        "a.sgm: segments without an end tag, which end at the next tag: 2",
        "a.sgm: texts outside segments are left out: 1 (the first on line 2)",
    )


SEG = '<seg id="1">a</seg>'


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (source_set(SEG, '\n<seg id="2">b')[:-16], "line 2: the file ends inside this segment\n  try: the whole file"),
        (source_set(SEG, '\n<seg id="2"')[:-16], "line 2: the tag <seg has no end"),
        (source_set(SEG)[:-15], "ends inside document 'a'\n  try: the whole file: it is cut off"),
        (source_set(SEG)[:-9], "ends inside its <srcset>"),
        (source_set(SEG, "<!-- "), "line 1: the file ends inside a comment"),
        (source_set(SEG, "\n</seg>"), "line 2: a segment ends that didn't begin"),
        (source_set(SEG, "\n" + SEG), "line 2: document 'a', segment '1' has two texts of source"),
        (source_set(SEG, '</doc>\n<doc docid="a">'), "line 2: document 'a' occurs twice, first on line 1"),
        (source_set(SEG).replace(' docid="a"', ""), "line 1: a document has no id"),
        (f'<doc docid="a">{SEG}</doc>', "line 1: no set has begun"),
    ],
)
def test_what_is_cut_off_occurs_twice_or_is_out_of_place_is_refused(text: str, message: str, tmp_path: Path) -> None:
    assert_refused(write(tmp_path / "a.sgm", text), message)


def test_two_files_of_one_system_are_refused(tmp_path: Path) -> None:
    for name in ("a", "b"):
        write(tmp_path / f"{name}.sgm", SGM["small-x.sgm"])
    assert_refused(tmp_path, r"b\.sgm, line 2: document 'd1', segment '2' has two texts of system 'sysX'")


def test_several_references_and_systems_in_one_file_are_told_apart(tmp_path: Path) -> None:
    def documents(*names: str) -> str:
        return "".join(f'<doc docid="a" sysid="{name}"><seg id="1">{name}</seg></doc>' for name in names)

    path = write(
        tmp_path / "a.sgm",
        source_set(SEG) + f"<refset>{documents('r', 's')}</refset><tstset>{documents('x', 'y')}</tstset>",
    )
    data = open_set(path)
    assert dict(data.references) == {"r": ("r",), "s": ("s",)}
    assert dict(data.outputs) == {"x": ("x",), "y": ("y",)}


def test_of_several_languages_in_a_folder_one_is_asked_for(tmp_path: Path) -> None:
    write(tmp_path / "src.sgm", SGM["small-src.en.sgm"])
    for language in ("de", "fr"):
        reference = SGM["small-ref.de.sgm"].replace('trglang="de"', f'trglang="{language}"')
        write(tmp_path / f"ref.{language}.sgm", reference)
    assert_refused(tmp_path, "has the target languages de, fr\n  try: --to de or --to fr")
    data = open_set(tmp_path, ("en", "de"))
    assert list(data.references) == ["ref"]
    assert data.notes == ("files in other languages are left out: ref.fr.sgm",)


def test_the_domain_is_that_of_the_file_that_names_one(tmp_path: Path) -> None:
    for name, text in SGM.items():
        write(tmp_path / name, text)
    assert open_set(tmp_path, ("en", None)).domains == ("news",)
