"""Text of XML elements, and XML for every reader."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from tertium.corpora import markup
from tests.corpora.making import RICH, SIMPLE

SUBFLOWS = "texts within codes (sub)"
LINE_BREAKS = "line breaks that are codes"
CHARACTERS = "characters that XML can't contain (cp)"


def test_native_codes_are_no_readable_text_but_what_follows_them_is() -> None:
    element = ET.fromstring("<seg>Press <bpt>&lt;b&gt;</bpt><hi>this <x/>key</hi><ept>&lt;/b&gt;</ept> now.</seg>")  # noqa: S314 - our own
    assert markup.readable_text(element) == "Press this key now."
    assert markup.readable_text(ET.Element("seg")) == ""
    assert markup.readable_text(None) is None


def test_a_deleted_passage_is_no_readable_text() -> None:
    element = ET.fromstring('<seg>a<mrk mtype="x-sdl-deleted">b</mrk>c<mrk mtype="seg">d</mrk></seg>')  # noqa: S314 - our own
    assert markup.readable_text(element) == "acd"


@pytest.mark.parametrize(
    ("content", "text", "kinds"),
    [
        ('a<ph>&lt;img alt="<sub>B <hi>c</hi></sub>"/></ph>d', "ad", {SUBFLOWS: 1}),
        (
            "a<bpt>1<sub>B</sub></bpt>c<ept>2<sub>D</sub></ept><it><sub>e</sub></it><ut><sub>f</sub></ut>",
            "ac",
            {SUBFLOWS: 4},
        ),
        ("a<ph><sub> </sub><sub><ph>code</ph></sub></ph>b", "ab", {}),
        ("a<hi>b<ph><sub>c</sub></ph></hi>", "ab", {SUBFLOWS: 1}),
        ("a<sub>b</sub>", "ab", {}),
        ('<g id="1">a</g><x id="2"/><bx id="3"/>b<ex id="4"/><mrk mtype="term">c</mrk>', "abc", {}),
        ('<pc id="1">a</pc><sc id="2"/>b<ec/><ph id="3"/><mrk id="4">c</mrk><sm id="5"/>d<em/>', "abcd", {}),
        ('a<x ctype="lb"/>b<ph type="lb">&lt;br&gt;</ph>c<ph type="fmt" subType="xlf:lb"/>', "abc", {LINE_BREAKS: 3}),
        ('a<cp hex="00E9"/>b<cp hex="1F600"/>', "aéb😀", {}),
        ('a<cp hex="001A"/>b<cp hex="D800"/><cp hex="110000"/><cp hex="x"/><cp/>', "ab", {CHARACTERS: 5}),
        ('a<mrk mtype="x-sdl-deleted">b<ph><sub>c</sub></ph></mrk>', "a", {"passages that are marked as deleted": 1}),
    ],
)
def test_what_people_read_is_text_or_counted_as_left_out(content: str, text: str, kinds: dict[str, int]) -> None:
    element = ET.fromstring(f"<seg>{content}</seg>")  # noqa: S314 - our own
    assert (markup.readable_text(element), dict(markup.omissions(element))) == (text, kinds)
    assert markup.omissions(None) == {}


def test_attributes_are_escaped_and_those_without_a_value_left_out() -> None:
    written = markup.element_markup("a", "x", xml_lang="de", source__language='"<\t', domain=None)
    assert written == '<a xml:lang="de" source-language=\'"&lt;&#9;\'>x</a>'
    assert markup.element_markup("prop", type="t") == '<prop type="t"/>'
    assert markup.element_markup("seg", "") == "<seg></seg>"


def test_characters_that_xml_cannot_contain_are_replaced_and_counted() -> None:
    assert markup.escaped("a<\x07&\r\ufffe") == "a&lt;\ufffd&amp;&#13;\ufffd"
    assert markup.replaced_characters(RICH) == ()
    data = replace(SIMPLE, ids=("a\x01", "b", "c"), outputs={"\x02": ("\x03\x04", None, "")})
    assert markup.replaced_characters(data) == ("4 control characters, not allowed in XML, written as U+FFFD",)


def test_texts_in_elements_of_structure_are_counted() -> None:
    element = ET.fromstring("<tu> one <tuv><seg>text</seg> two</tuv>\n<note>three</note></tu>")  # noqa: S314 - our own
    assert markup.stray_texts(element, {"tu", "tuv"}) == 2
    assert markup.stray_texts(element, {"tu"}) == 1
