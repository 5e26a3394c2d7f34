"""The headline that extraction drops from a web page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from trafilatura import load_html

from tertium.corpora.building.build import build
from tertium.corpora.building.plan import Plan
from tertium.corpora.cleaning.clean import Cleaner, left_out, plain_text
from tertium.corpora.cleaning.headline import headline
from tertium.corpora.types import Article
from tests.corpora.cleaning.making import BODY, HEAD, LAST, MORE, kept, lines, own, page

if TYPE_CHECKING:
    from pathlib import Path


def test_the_title_is_the_headline_of_a_page_without_any_heading() -> None:
    block = headline(load_html(page(head=f"<title>{HEAD}</title>")), BODY, [])
    assert block is not None
    assert (block.number, block.text) == (0, HEAD)
    assert headline(load_html(page("<h1>Everything about swimming</h1>", f"<title>{HEAD}</title>")), BODY, []) is None


def headlines(text: str) -> list[str]:
    return [line.text for line in lines(text) if line.label == "headline"]


@pytest.mark.parametrize(
    ("top", "head"),
    [
        (f"<header><h1>{HEAD}</h1></header>", f"<title>{HEAD} | Ostheim Courier</title>"),
        (f"<header><h1>Ostheim <em>Courier</em> online</h1><h1>{HEAD}</h1></header>", f"<title>{HEAD}</title>"),
        (f"<header><h1>{HEAD}</h1></header>", f'<meta property="og:title" content="{HEAD}: how it came">'),
        (f"<header><h1>An Ostheim Courier</h1><h2>{HEAD}</h2></header>", f"<title>An Ostheim Courier » {HEAD}</title>"),
        ("", f'<meta property="og:title" content="{HEAD}"><title>Ostheim Courier</title>'),
        ("", f"<title>{HEAD} - Ostheim Courier</title>"),
        (
            "",
            f'<meta property="og:site_name" content="Courier"><meta name="og:title" content="{HEAD} - Courier">',
        ),
    ],
)
def test_a_headline_that_extraction_drops_is_the_articles_first_line(top: str, head: str) -> None:
    text = page(top, head)
    assert HEAD not in plain_text(Article("a", text, origin="a.html"))
    found = [line for line in lines(text) if line.kept]
    assert [line.text for line in found] == [HEAD, BODY, MORE, LAST]
    assert (found[0].label, found[0].rule) == ("headline", "headline")
    assert found[0].number > found[-1].number, "numbers are those of a page without it"


@pytest.mark.parametrize(
    ("top", "head"),
    [
        ("", ""),
        ("<header><h1>Courier</h1></header>", "<title>Courier</title>"),
        (
            "<header><h1>The Ostheim Courier</h1></header>",
            '<title>The Ostheim Courier</title><meta property="og:site_name" content="The Ostheim Courier">',
        ),
        ("<header><h1>Everything about swimming</h1></header>", f"<title>{HEAD}</title>"),
        ("<header><h1 hidden>Leave a Reply to the Courier</h1></header>", ""),
        ("", f"<title>{BODY}</title>"),
    ],
)
def test_the_name_of_a_site_is_no_headline(top: str, head: str) -> None:
    assert headlines(page(top, head)) == []
    assert kept(page(top, head)) == [BODY, MORE, LAST]


def test_a_headline_that_the_text_has_is_there_once() -> None:
    text = page(head=f"<title>{HEAD}</title>").replace("<article>", f"<article><h1>{HEAD}</h1>")
    assert kept(text) == [HEAD, BODY, MORE, LAST]


def test_a_headline_that_many_pages_have_is_their_sites() -> None:
    text = page(f"<header><h1>{HEAD}</h1></header>", f"<title>{HEAD}</title>")
    assert kept(text, Cleaner(("de", "en"), recurs=lambda line: line == HEAD)) == [BODY, MORE, LAST]


def test_a_page_without_a_text_is_no_headline_either() -> None:
    web = Article("a", page(f"<h1>{HEAD}</h1>", f"<title>{HEAD}</title>"), origin="a.html")
    assert [block.headline for block in left_out(web, "")] == [False] * 4


def test_headlines_and_what_was_brought_back_are_segments_of_the_set(tmp_path: Path) -> None:
    german = [
        "Der Gemeinderat von Ostheim hat am Montagabend beschlossen, das alte Schwimmbad zu schließen.",
        "Drei Mitglieder stimmten dagegen, darunter der Bürgermeister, der dort schwimmen lernte und davon erzählte.",
        "Das Wasser wird im Oktober abgelassen, und was aus dem Gebäude wird, konnte am Montagabend niemand sagen.",
    ]
    head = "Altes Schwimmbad von Ostheim schließt nach siebzig Jahren"
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "bad.txt").write_text(
        "\n\n".join([head, *german, "Das Bad wurde 1954 gebaut."]), encoding="utf-8"
    )
    text = page(f"<header><h1>{HEAD}</h1></header>", f"<title>{HEAD}</title>", "<footer>It was built in 1954.</footer>")
    (tmp_path / "in" / "pool.html").write_text(text, encoding="utf-8")
    made = build(tmp_path / "in", Plan("de", "en"))
    assert dict(zip(made.sources or (), made.outputs["web"], strict=True))[head] == HEAD
    assert "1954" not in "".join(filter(None, made.outputs["web"]))
    said = own(tmp_path, '[[rule]]\nname = "built"\nlabel = "text"\nmatch = "built in 1954"\n').overrides
    assert said is not None
    made = build(tmp_path / "in", Plan("de", "en", overrides=said))
    assert (made.outputs["web"][-1] or "").endswith("It was built in 1954.")
    assert "not_article" not in {one["rule"] for one in made.provenance["removed"]}
