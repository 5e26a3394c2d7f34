"""An article's lines as the rules see them."""

from __future__ import annotations

from tertium.corpora.cleaning.page import KEPT, Line, Page
from tests.corpora.cleaning.making import BODY, HEAD, MORE


def test_the_headline_is_the_longest_line_before_the_body_that_is_no_sentence() -> None:
    page = Page(
        ("From Ostheim again", f"  {HEAD}", "He swam there once.", BODY, f"{HEAD} and more", MORE), (0, 1, 2, 3, 4, 5)
    )
    assert (page.headline, page.body) == (1, 3)
    assert page.sentences == {2, 3, 5}
    assert page.texts[1] == HEAD


def test_of_two_long_lines_the_first_is_the_headline() -> None:
    first, second = f"{HEAD}, and nobody knows why", f"{HEAD}, and nobody knows why or for how long"
    assert Page((first, second, BODY), (0, 1, 2)).headline == 0


def test_a_page_without_a_body_has_none_and_an_empty_one_no_headline() -> None:
    assert Page(("Pool",), (0,)).body == 1
    assert Page((), ()).headline is None


def test_a_line_is_kept_by_its_label() -> None:
    assert [Line(1, "x", 0, label).kept for label in KEPT] == [True] * len(KEPT)
    assert not Line(1, "x", 0, "removed").kept
