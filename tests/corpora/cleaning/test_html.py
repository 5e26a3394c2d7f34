"""The text of a web page, and what extraction leaves out of it."""

from __future__ import annotations

import pytest

from tertium.corpora.cleaning.blocks import text_key
from tertium.corpora.cleaning.html import _without, extract, left_out
from tests.corpora.cleaning.making import BODY, MORE


def left_out_texts(page: str) -> list[str]:
    return [block.text for block in left_out(page, extract(page))]


def blocks(page: str, text: str) -> list[tuple[int, str, int]]:
    return [(block.number, block.text, block.after) for block in left_out(page, text)]


@pytest.mark.parametrize("page", ["", "<html></html>", "<p", "not a page at all"])
def test_a_broken_web_page_is_no_error(page: str) -> None:
    assert isinstance(extract(page), str)


def test_what_extraction_leaves_out_of_a_web_page_is_told_block_by_block() -> None:
    page = f"""<html><head><title>x</title><style>p {{}}</style></head><body><!-- no text -->
    <nav><ul><li><a href="/">Home</a></li><li><a href="/pool">The <b>pool</b></a></li></ul></nav>
    <article><h1>The old pool closes</h1><p>{BODY}</p><p>{MORE}</p><p>{BODY} {MORE}</p></article>
    <p hidden>Nobody sees this.</p><div style="display: none">Nor this.</div><script>var neither = 1;</script>
    <footer><p>Impressum | Datenschutz</p></footer></body></html>"""
    assert blocks(page, extract(page)) == [
        (1, "Home", 0),
        (2, "The pool", 0),
        (7, "Impressum | Datenschutz", 4),
    ]


def test_every_visible_word_of_a_page_is_kept_or_left_out() -> None:
    page = f"""<body><h1>The old pool closes</h1><p>{BODY}<br>{MORE}</p>
    <figure><figcaption>The pool</figcaption></figure>
    <ul><li>a first <em>point</em></li><li>a second one</li></ul><table><tr><td>litres</td><td>20,000</td></tr></table>
    <blockquote>{MORE}</blockquote><p>{BODY}</p><footer>Imprint</footer><h1>The old pool closes</h1></body>"""
    all_of_it = "\n".join([extract(page), *left_out_texts(page)])
    words = ["closes", BODY, MORE, "The pool", "a first point", "a second one", "litres", "20,000", "Imprint"]
    assert [word for word in words if word not in all_of_it] == []


def test_of_a_block_that_is_in_the_text_in_part_the_rest_was_left_out() -> None:
    page = f"<body><p>Read on: {BODY} <a>More of it</a></p><p>{MORE}</p><p>Imprint</p></body>"
    found = blocks(page, f"{BODY}\n\n{MORE}")
    assert found == [(1, "Read on:", 0), (1, ". More of it", 0), (3, "Imprint", 2)]


def test_a_block_that_the_text_has_on_several_lines_is_not_left_out() -> None:
    page = "<body><pre>import pool\ndef swim(lanes):\n    return pool.close(lanes)</pre></body>"
    text = "import pool\n\ndef swim(lanes):\n\n    return pool.close(lanes)"
    assert left_out(page, text) == []


def test_a_page_as_deep_as_a_well_is_no_error() -> None:
    assert isinstance(left_out_texts("<div>" * 5000 + BODY), list)


def test_what_is_left_of_a_block_begins_with_a_whole_letter() -> None:
    body = "नौका हर सुबह छह बजे पुराने बंदरगाह से निकलती है"
    assert list(_without(f"और पढ़ें: {body} आगे क्या हुआ", [text_key(body)])) == ["और पढ़ें:", "आगे क्या हुआ"]


@pytest.mark.parametrize("reference", ["&#27;", "&#7", "&#x1B;", "&#xfffe;", "&#0;", "&#0000027;"])
def test_a_reference_to_a_character_that_xml_lacks_takes_no_text_away(reference: str) -> None:
    lines = [f"House number {i} in the city is green{reference} and the dog runs over the river." for i in range(4)]
    page = f"<html><body><article>{''.join(f'<p>{line}</p>' for line in lines)}</article></body></html>"
    assert extract(page).split("\n\n") == [line.replace(reference, "\ufffd") for line in lines]
    assert left_out(page, extract(page)) == []


def test_other_references_are_read_as_browsers_do() -> None:
    text = "It is green &#9;and&#32;blue, &#228;&#xE4;&#128; and it is all that there is."
    page = f"<html><body><article><p>{text}</p></article>"
    assert extract(page) == "It is green and blue, ää€ and it is all that there is."
