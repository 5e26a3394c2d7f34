"""Text of XML elements, and XML for every reader."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree as ET

from tertium.corpora import markup
from tests.corpora.making import RICH, SIMPLE


def test_native_codes_are_no_readable_text_but_what_follows_them_is() -> None:
    element = ET.fromstring("<seg>Press <bpt>&lt;b&gt;</bpt><hi>this <x/>key</hi><ept>&lt;/b&gt;</ept> now.</seg>")  # noqa: S314 - our own
    assert markup.readable_text(element) == "Press this key now."
    assert markup.readable_text(ET.Element("seg")) == ""
    assert markup.readable_text(None) is None


def test_a_deleted_passage_is_no_readable_text() -> None:
    element = ET.fromstring('<seg>a<mrk mtype="x-sdl-deleted">b</mrk>c<mrk mtype="seg">d</mrk></seg>')  # noqa: S314 - our own
    assert markup.readable_text(element) == "acd"


def test_attributes_are_escaped_and_those_without_a_value_left_out() -> None:
    written = markup.element_markup("a", "x", xml_lang="de", source__language='"<\t', domain=None)
    assert written == '<a xml:lang="de" source-language=\'"&lt;&#9;\'>x</a>'
    assert markup.element_markup("prop", type="t") == '<prop type="t"/>'
    assert markup.element_markup("seg", "") == "<seg></seg>"


def test_characters_that_xml_cannot_contain_are_replaced_and_counted() -> None:
    assert markup.escaped("a<\x07&\r\ufffe") == "a&lt;\ufffd&amp;&#13;\ufffd"
    assert markup.replaced_characters(RICH) == ()
    data = replace(SIMPLE, ids=("a\x01", "b", "c"), outputs={"\x02": ("\x03\x04", None, "")})
    assert markup.replaced_characters(data) == ("4 control characters, which XML can't contain, are written as U+FFFD",)


def test_texts_in_elements_of_structure_are_counted() -> None:
    element = ET.fromstring("<tu> one <tuv><seg>text</seg> two</tuv>\n<note>three</note></tu>")  # noqa: S314 - our own
    assert markup.stray_texts(element, {"tu", "tuv"}) == 2
    assert markup.stray_texts(element, {"tu"}) == 1
