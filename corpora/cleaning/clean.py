"""Raw articles to labelled lines: nothing is deleted, each line says what it is and which rule said so."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from tertium.corpora.cleaning import html
from tertium.corpora.cleaning.page import Label, Line, Page
from tertium.corpora.cleaning.recurring import MOST
from tertium.corpora.cleaning.rules import RULES
from tertium.corpora.readers.articles import is_html
from tertium.corpora.text.identification import identify

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from tertium.corpora.cleaning.blocks import Block
    from tertium.corpora.cleaning.overrides import Overrides
    from tertium.corpora.types import Article


@dataclass(frozen=True, slots=True)
class Cleaner:
    """How articles are cleaned.

    Attributes:
        languages: those that articles may be in.
        recurs: whether many articles of the folder have this line.
        overrides: a user's own rules.
    """

    languages: Sequence[str]
    recurs: Callable[[str], bool] = field(default=lambda _: False)
    overrides: Overrides | None = None

    def label(self, article: Article, beside: Sequence[Block] = ()) -> tuple[Line, ...]:
        """Return the lines of an article (as `plain` text) with their labels, in order; empty ones are left out.

        Of what the web page has beside its text (`left_out`), the headline stays, and what the user's own rules keep:
        each in its place on the page. The rest stands at the end.

        Raises:
            UsageError: the user's rules name a line that the article doesn't have.
        """
        own = self._lines(article)
        last = article.text.count("\n") + 1
        found = [*own, *(Line(last + i, one.text, -1, *self._role(one)) for i, one in enumerate(beside, 1))]
        said = list(self.overrides.apply(article.id, found)) if self.overrides else found
        lines, more = said[: len(own)], said[len(own) :]
        back: dict[int, list[Line]] = {}
        for line, block in zip(more, beside, strict=True):
            if line.kept:
                back.setdefault(block.after, []).append(line)
        inside = [line for i in range(len(lines) + 1) for line in (*back.get(i, ()), *lines[i : i + 1])]
        return (*inside, *(line for line in more if not line.kept))

    def _role(self, block: Block) -> tuple[Label, str]:
        """Return label and rule; a headline that many pages have names their site."""
        own = block.headline and not self.recurs(block.text)
        return ("headline", "headline") if own else ("removed", NOT_ARTICLE)

    def _lines(self, article: Article) -> list[Line]:
        raw = article.text.split("\n")
        numbers = [i for i, line in enumerate(raw) if line.strip()]
        page = self._page(article, [raw[i] for i in numbers], _blocks(raw, numbers))
        found = _found(page)
        return [
            Line(numbers[i] + 1, page.texts[i], page.blocks[i], *found.get(i, ("text", ""))) for i in range(len(page))
        ]

    def _page(self, article: Article, lines: Sequence[str], blocks: Sequence[int]) -> Page:
        language = article.language or identify("\n".join(lines), self.languages).language
        return Page(
            tuple(lines),
            tuple(blocks),
            foreign=frozenset(i for i, line in enumerate(lines) if _foreign(line, language, self.languages)),
            recurring=self._recurring(lines),
            extracted=is_html(article.origin),
        )

    def _recurring(self, lines: Sequence[str]) -> frozenset[int]:
        """Return the lines that recur; none if most do: then the article itself was posted again and again."""
        found = frozenset(i for i, line in enumerate(lines) if self.recurs(line))
        return found if len(found) <= MOST * len(lines) else frozenset()


def plain(article: Article) -> str:
    """Return the article as plain text: of a web page what trafilatura takes for its text."""
    if not is_html(article.origin):
        return article.text
    return html.extract(article.text)


def left_out(article: Article, text: str) -> list[Block]:
    """Return what `plain` left out of a web page to get its text."""
    return html.left_out(article.text, text) if is_html(article.origin) else []


def _found(page: Page) -> Mapping[int, tuple[Label, str]]:
    """Return label and rule of the lines that a rule found; the first rule that finds a line has it."""
    found: dict[int, tuple[Label, str]] = {}
    for rule in RULES:
        for i in rule.find(page):
            found.setdefault(i, (rule.label, rule.name))
    return found


def _blocks(raw: Sequence[str], numbers: Sequence[int]) -> list[int]:
    """Return the paragraph of each line that isn't empty."""
    made: list[int] = []
    for before, number in zip([-1, *numbers], numbers, strict=False):
        empty = any(not line.strip() for line in raw[before + 1 : number]) or before < 0
        made.append((made[-1] + 1 if empty else made[-1]) if made else 0)
    return made


def _foreign(line: str, language: str | None, among: Sequence[str]) -> bool:
    if language is None:
        return False
    guess = identify(line[:LINE], among)
    return guess.other is not None or (guess.language not in {None, language} and guess.confidence > SURE)


NOT_ARTICLE: Final = "not_article"
"""The rule of what a web page has beside its article."""
LINE: Final = 200
"""Characters of a line that are read."""
SURE: Final = 0.999
"""How confident the identifier must be that a line is in the other language; its errors are short lines."""
