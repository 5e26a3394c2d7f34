"""The visible text of a page: what a reader sees, block by block, and when two texts are the same."""

from __future__ import annotations

import pytest
from trafilatura import load_html

from tertium.corpora.cleaning.blocks import text_key, visible_texts


def visible(markup: str) -> list[str]:
    return list(visible_texts(load_html(f"<html><body>{markup}</body></html>")))


def test_inline_elements_stay_in_their_line_and_others_end_it() -> None:
    assert visible("<div>The <b>old</b> pool<p>closes.</p>Soon</div>") == ["The old pool", "closes.", "Soon"]


@pytest.mark.parametrize("hidden", ["<script>run()</script>", "<p hidden>x</p>", "<p style='display: none'>x</p>"])
def test_what_no_reader_sees_is_no_text_and_what_follows_is(hidden: str) -> None:
    assert visible(f"<div>{hidden}seen</div>") == ["seen"]


def test_texts_are_the_same_by_letters_and_digits_and_marks_alone_by_themselves() -> None:
    assert text_key("Pool, 20 litres!") == text_key("Pool 20 – litres")
    assert text_key(" *** ") == "***"
