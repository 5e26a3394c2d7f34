"""A user's own rules and labels for lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tertium.corpora.cleaning.overrides import Overrides
from tertium.corpora.types import Article
from tertium.errors import UsageError
from tests.corpora.cleaning.making import BODY, HEAD, LAST, MORE, kept, lines, own, page

if TYPE_CHECKING:
    from pathlib import Path


def test_a_users_rule_and_a_users_word_on_a_line_overrule_the_built_in_ones(tmp_path: Path) -> None:
    cleaner = own(
        tmp_path,
        """
        [[rule]]
        name = "our-footer"
        label = "removed"
        match = "^The Courier"

        [[line]]
        article = "a"
        number = 5
        label = "text"
        """,
    )
    text = f"The old pool closes\n\n{BODY}\n\nLeave a Reply\n\nThe Courier is printed on Thursdays."
    found = cleaner.label(Article("a", text))
    assert [(line.label, line.rule) for line in found][-2:] == [("text", "override"), ("removed", "our-footer")]


@pytest.mark.parametrize(
    "text",
    [
        "[[rule",
        "[[rules]]\nname = 'x'",
        "[[rule]]\nname = 'x'\nlabel = 'removed'",
        "[[rule]]\nname = 'x'\nlabel = 'nonsense'\nmatch = 'x'",
        "[[rule]]\nname = 'x'\nlabel = 'removed'\nmatch = '('",
        "[[line]]\narticle = 'a'\nlabel = 'text'",
    ],
)
def test_a_broken_rules_file_is_a_two_line_error(tmp_path: Path, text: str) -> None:
    with pytest.raises(UsageError) as caught:
        own(tmp_path, text)
    assert len(str(caught.value).splitlines()) == 2


def test_a_rule_of_the_user_brings_back_what_extraction_left_out_in_its_place(tmp_path: Path) -> None:
    text = page("<nav><p>Pool news</p></nav>", end="<footer><p>Pool facts</p><p>Imprint</p></footer>")
    text = text.replace(f"<p>{MORE}</p>", f"<aside><p>Pool numbers</p></aside><p>{MORE}</p>")
    keep = own(tmp_path, '[[rule]]\nname = "pool"\nlabel = "text"\nmatch = "^Pool "\n')
    assert kept(text) == [BODY, MORE, LAST]
    assert kept(text, keep) == ["Pool news", BODY, "Pool numbers", MORE, LAST, "Pool facts"]
    assert [(line.text, line.rule) for line in lines(text, keep) if not line.kept] == [("Imprint", "not_article")]


def test_the_users_word_on_a_line_brings_it_back_by_the_number_that_explain_shows(tmp_path: Path) -> None:
    text = page(end="<footer><p>The pool was built in 1954.</p><p>Imprint</p></footer>")
    number = next(line.number for line in lines(text) if line.text.startswith("The pool"))
    keep = own(tmp_path, f'[[line]]\narticle = "a"\nnumber = {number}\nlabel = "text"\n')
    assert kept(text, keep) == [BODY, MORE, LAST, "The pool was built in 1954."]
    assert next(line.rule for line in lines(text, keep) if line.number == number) == "override"


def test_the_users_word_removes_a_headline_too(tmp_path: Path) -> None:
    text = page(f"<header><h1>{HEAD}</h1></header>", f"<title>{HEAD}</title>")
    assert HEAD not in kept(text, own(tmp_path, '[[rule]]\nname = "no"\nlabel = "removed"\nmatch = "^Old pool"\n'))


def test_without_rules_lines_stay_as_they_are() -> None:
    labelled = lines(page())
    assert tuple(Overrides().apply("a", labelled)) == labelled
