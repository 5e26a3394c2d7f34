"""Labels the lines of raw articles: nothing is deleted, each line has a label and the name of the rule that gave it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from tertium.corpora.cleaning import html
from tertium.corpora.cleaning.page import Label, Line, Page
from tertium.corpora.cleaning.recurring import MAX_RECURRING
from tertium.corpora.cleaning.rules import RULES
from tertium.corpora.readers.articles import is_html
from tertium.corpora.text.identification import identify

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from tertium.corpora.cleaning.blocks import Block
    from tertium.corpora.cleaning.overrides import Overrides
    from tertium.corpora.types import Article

NOT_ARTICLE: Final = "not_article"
"""Name of the rule that removes what a web page has besides its article."""
MAX_LINE_SAMPLE: Final = 200
"""Characters of a line that are read to identify its language."""
MIN_CONFIDENCE: Final = 0.999
"""Confidence from which a line is in another language than the article: the identifier errs on short lines."""


@dataclass(frozen=True, slots=True)
class Cleaner:
    """Labels the lines of articles.

    Attributes:
        languages: languages that articles may be in.
        recurs: returns whether many articles of the folder have a line.
        overrides: a user's own rules and labels.
    """

    languages: Sequence[str]
    recurs: Callable[[str], bool] = field(default=lambda _: False)
    overrides: Overrides | None = None

    def label(self, article: Article, blocks: Sequence[Block] = ()) -> tuple[Line, ...]:
        """Return the lines of an article with their labels, in order; empty lines are left out.

        Of the blocks, the headline is kept, and what the user's own rules keep: each at its place on the page. The
        other blocks stand at the end.

        Args:
            article: as `plain_text`.
            blocks: what the article's web page has besides the text, see `left_out`.

        Raises:
            UsageError: the user's rules name a line that the article doesn't have.
        """
        text_lines = self._lines(article)
        last = article.text.count("\n") + 1
        block_lines = [Line(last + i, block.text, -1, *self._block_label(block)) for i, block in enumerate(blocks, 1)]
        lines = [*text_lines, *block_lines]
        if self.overrides:
            lines = list(self.overrides.apply(article.id, lines))
        text_lines, block_lines = lines[: len(text_lines)], lines[len(text_lines) :]
        # Number of lines of the text to the kept blocks that follow so many of them on the page.
        insertions: dict[int, list[Line]] = {}
        for line, block in zip(block_lines, blocks, strict=True):
            if line.kept:
                insertions.setdefault(block.after, []).append(line)
        positions = range(len(text_lines) + 1)
        merged = [line for i in positions for line in (*insertions.get(i, ()), *text_lines[i : i + 1])]
        return (*merged, *(line for line in block_lines if not line.kept))

    def _block_label(self, block: Block) -> tuple[Label, str]:
        """Return label and rule of a block; a headline that many pages have is the name of their site."""
        is_headline = block.headline and not self.recurs(block.text)
        return ("headline", "headline") if is_headline else ("removed", NOT_ARTICLE)

    def _lines(self, article: Article) -> list[Line]:
        raw = article.text.split("\n")
        numbers = [i for i, line in enumerate(raw) if line.strip()]
        page = self._page(article, [raw[i] for i in numbers], _paragraphs(raw, numbers))
        labels = _labels(page)
        return [
            Line(numbers[i] + 1, page.texts[i], page.blocks[i], *labels.get(i, ("text", ""))) for i in range(len(page))
        ]

    def _page(self, article: Article, lines: Sequence[str], blocks: Sequence[int]) -> Page:
        language = article.language or identify("\n".join(lines), self.languages).language
        return Page(
            tuple(lines),
            tuple(blocks),
            foreign=frozenset(i for i, line in enumerate(lines) if _is_foreign(line, language, self.languages)),
            recurring=self._recurring(lines),
            extracted=is_html(article.origin),
        )

    def _recurring(self, lines: Sequence[str]) -> frozenset[int]:
        """Return the lines that recur; none if most do: then the article itself was posted again and again."""
        recurring = frozenset(i for i, line in enumerate(lines) if self.recurs(line))
        return recurring if len(recurring) <= MAX_RECURRING * len(lines) else frozenset()


def plain_text(article: Article) -> str:
    """Return the article as plain text: of a web page the text that trafilatura extracts."""
    if not is_html(article.origin):
        return article.text
    return html.extract(article.text)


def left_out(article: Article, text: str) -> list[Block]:
    """Return the blocks of a web page that its plain text doesn't have; none of an article that is no web page."""
    return html.left_out(article.text, text) if is_html(article.origin) else []


def _labels(page: Page) -> Mapping[int, tuple[Label, str]]:
    """Return the label and the rule of each line that a rule finds, by the line's index; the first rule counts."""
    labels: dict[int, tuple[Label, str]] = {}
    for rule in RULES:
        for i in rule.find(page):
            labels.setdefault(i, (rule.label, rule.name))
    return labels


def _paragraphs(raw: Sequence[str], numbers: Sequence[int]) -> list[int]:
    """Return the index of the paragraph of each line that isn't empty: a paragraph ends at an empty line.

    Args:
        raw: all lines.
        numbers: indices of the lines that aren't empty.
    """
    paragraphs: list[int] = []
    for number in numbers:
        follows_empty_line = not raw[number - 1].strip()
        paragraphs.append(paragraphs[-1] + follows_empty_line if paragraphs else 0)
    return paragraphs


def _is_foreign(line: str, language: str | None, among: Sequence[str]) -> bool:
    """Whether a line is in none of the languages, or surely in another one of them than the article."""
    if language is None:
        return False
    guess = identify(line[:MAX_LINE_SAMPLE], among)
    return guess.other is not None or (guess.language not in {None, language} and guess.confidence > MIN_CONFIDENCE)
