"""Lines that many articles of a folder share."""

from __future__ import annotations

from tertium.corpora.cleaning.recurring import Recurring, min_articles


def test_a_line_recurs_when_three_articles_have_it_and_twice_in_one_counts_once() -> None:
    counted = Recurring()
    for article in (["Share", "x"], ["share ", "Share"], ["y"]):
        counted.add(article)
    assert not counted.has("Share")
    counted.add(["  SHARE"])
    assert counted.has("Share")
    assert counted.has("share")
    counted.min_articles = 4
    assert not counted.has("share")


def test_in_a_large_folder_more_articles_must_have_a_line() -> None:
    assert [min_articles(n) for n in (5, 1_000, 50_000, 10**7)] == [3, 3, 100, 255]


def test_empty_and_very_long_lines_never_recur() -> None:
    counted = Recurring(min_articles=1)
    counted.add(["", "x" * 500])
    assert not counted.has("")
    assert not counted.has("x" * 500)
