"""Web pages: the headline that extraction drops, and what a user brings back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tertium.corpora.building.build import build
from tertium.corpora.building.plan import Plan
from tertium.corpora.cleaning import overrides
from tertium.corpora.cleaning.clean import Cleaner, left_out, plain_text
from tertium.corpora.types import Article

if TYPE_CHECKING:
    from pathlib import Path

    from tertium.corpora.cleaning.page import Line

BODY = "The council of Ostheim voted on Monday evening to close the old swimming pool, which loses 20,000 litres a day."
MORE = "Three members voted against it, among them the mayor, who learned to swim there and said so for half an hour."
LAST = "The water will be let out in October, and what becomes of the building nobody could say on Monday evening."
HEAD = "Old pool of Ostheim closes after seventy years"


def page(top: str = "", head: str = "", end: str = "") -> str:
    body = f"<article><p>{BODY}</p><p>{MORE}</p><p>{LAST}</p></article>"
    return f"<html><head>{head}</head><body>{top}{body}{end}</body></html>"


def lines(text: str, cleaner: Cleaner = Cleaner(("de", "en"))) -> tuple[Line, ...]:  # noqa: B008 - frozen
    web = Article("a", text, origin="a.html")
    kept = plain_text(web)
    return cleaner.label(Article("a", kept, origin="a.html"), left_out(web, kept))


def headlines(text: str) -> list[str]:
    return [line.text for line in lines(text) if line.label == "headline"]


def kept(text: str, cleaner: Cleaner = Cleaner(("de", "en"))) -> list[str]:  # noqa: B008 - frozen
    return [line.text for line in lines(text, cleaner) if line.kept]


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


def own(tmp_path: Path, text: str) -> Cleaner:
    path = tmp_path / "rules.toml"
    path.write_text(text, encoding="utf-8")
    return Cleaner(("de", "en"), overrides=overrides.load(path))


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
