"""Articles and web pages of a made-up town, as dirty as real ones, and what cleaning makes of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tertium.corpora.cleaning import overrides
from tertium.corpora.cleaning.clean import Cleaner, left_out, plain_text
from tertium.corpora.types import Article

if TYPE_CHECKING:
    from pathlib import Path

    from tertium.corpora.cleaning.page import Line

CLEANER = Cleaner(("de", "en"))
BODY = "The council of Ostheim voted on Monday evening to close the old swimming pool, which loses 20,000 litres a day."
MORE = "Three members voted against it, among them the mayor, who learned to swim there and said so for half an hour."
LAST = "The water will be let out in October, and what becomes of the building nobody could say on Monday evening."
HEAD = "Old pool of Ostheim closes after seventy years"


def labels(*lines: str, cleaner: Cleaner = CLEANER) -> dict[str, str]:
    """Return the label of each line of an article."""
    return {line.text: line.label for line in cleaner.label(Article("a", "\n\n".join(lines)))}


def removed(*lines: str) -> list[str]:
    """Return the lines of an article that are not kept."""
    return [line.text for line in CLEANER.label(Article("a", "\n\n".join(lines))) if not line.kept]


def page(top: str = "", head: str = "", end: str = "") -> str:
    """Return a web page with an article."""
    body = f"<article><p>{BODY}</p><p>{MORE}</p><p>{LAST}</p></article>"
    return f"<html><head>{head}</head><body>{top}{body}{end}</body></html>"


def lines(text: str, cleaner: Cleaner = CLEANER) -> tuple[Line, ...]:
    """Return the labelled lines of a web page."""
    web = Article("a", text, origin="a.html")
    extracted = plain_text(web)
    return cleaner.label(Article("a", extracted, origin="a.html"), left_out(web, extracted))


def kept(text: str, cleaner: Cleaner = CLEANER) -> list[str]:
    """Return the lines of a web page that are kept."""
    return [line.text for line in lines(text, cleaner) if line.kept]


def own(tmp_path: Path, text: str) -> Cleaner:
    """Return a cleaner with the rules of this TOML text."""
    path = tmp_path / "rules.toml"
    path.write_text(text, encoding="utf-8")
    return Cleaner(("de", "en"), overrides=overrides.load(path))
