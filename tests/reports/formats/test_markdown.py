"""Markdown shows every text as it is: no markup, no link, no mention."""

from __future__ import annotations

import pytest

from tertium.reports.formats import markdown
from tertium.reports.table import Column, Table


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        *(("a|b", r"a\|b"), ("<b>&", "&lt;b&gt;&amp;"), ("@all", "&#64;all"), ("https://x", "https&colon;//x")),
        *(("www.x", "www&period;x"), ("[x](y)", r"\[x\](y)"), ("$x$", r"\$x\$"), ("a\nb", "a&lt;U+000A&gt;b")),
    ],
)
def test_no_text_is_markup(text: str, escaped: str) -> None:
    assert markdown.escape_markdown(text) == escaped


def test_numbers_stand_on_the_right_and_notes_below() -> None:
    table = Table("t", (Column("s"), Column("x", numeric=True)), (("a", 2.0),), ("note",), bold=frozenset({(0, 1)}))
    assert markdown.render([table]) == "### t\n\n| s | x |\n| :-- | --: |\n| a | **2.00** |\n\n- note\n"
