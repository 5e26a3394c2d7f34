"""Splits an article into labelled lines and sentences, and identifies its language."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from tertium.corpora.cleaning.page import Line
from tertium.corpora.text.identification import Guess, identify
from tertium.corpora.text.sentences import segment

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tertium.corpora.cleaning.blocks import Block
    from tertium.corpora.cleaning.clean import Cleaner
    from tertium.corpora.types import Article


class Sentence(NamedTuple):
    """A sentence of an article.

    Attributes:
        text: without surrounding space.
        line: index of its line among the article's labelled lines.
    """

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Prepared:
    """An article split into lines and sentences.

    Attributes:
        id: of the article.
        guess: its language, among those of the build, and the confidence.
        lines: all lines with their labels.
        sentences: those of the lines that are kept, and of those that come back if a partner has them.
    """

    id: str
    guess: Guess
    lines: tuple[Line, ...]
    sentences: tuple[Sentence, ...]

    @property
    def language(self) -> str | None:
        """The language; None if it is none of those of the build."""
        return self.guess.language

    @property
    def texts(self) -> tuple[str, ...]:
        """Text of each sentence."""
        return tuple(sentence.text for sentence in self.sentences)

    def line_of(self, sentence: int) -> Line:
        """Return the line of a sentence."""
        return self.lines[self.sentences[sentence].line]

    def to_json(self) -> dict[str, Any]:
        """Return plain JSON values."""
        return asdict(self) | {"guess": list(self.guess), "sentences": [list(sentence) for sentence in self.sentences]}

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> Prepared:
        """Return the article that `to_json` was called on."""
        return cls(
            value["id"],
            Guess(*value["guess"]),
            tuple(Line(**line) for line in value["lines"]),
            tuple(Sentence(*sentence) for sentence in value["sentences"]),
        )


def prepare(article: Article, cleaner: Cleaner, blocks: Sequence[Block] = ()) -> Prepared:
    """Label the lines of an article, identify its language and split it into sentences.

    Args:
        article: as plain text; its language is used if it has one.
        cleaner: labels the lines.
        blocks: what the article's web page has besides the text, see `Cleaner.label`.
    """
    lines = cleaner.label(article, blocks)
    indices = [i for i, line in enumerate(lines) if line.possible]
    text = "\n".join(line.text for line in lines if line.kept)
    guess = Guess(article.language, 1.0) if article.language else identify(text, cleaner.languages)
    paragraphs = _paragraphs(lines, indices)
    sentences = tuple(
        Sentence(sentence.text, paragraphs[sentence.paragraph][1])
        for sentence in segment([text for text, _ in paragraphs], guess.language)
    )
    return Prepared(article.id, guess, lines, sentences)


def _paragraphs(lines: Sequence[Line], indices: Sequence[int]) -> list[tuple[str, int]]:
    """Return (text, index of its first line) for each paragraph: wrapped lines are joined."""
    paragraphs: list[tuple[str, int]] = []
    previous: Line | None = None
    for i in indices:
        line = lines[i]
        if (
            previous is not None
            and line.block == previous.block >= 0  # -1: outside the text that was extracted from a page
            and line.label == previous.label
            and is_wrapped(previous.text, line.text)
        ):
            text, first = paragraphs[-1]
            paragraphs[-1] = (f"{text} {line.text}", first)
        else:
            paragraphs.append((line.text, i))
        previous = line
    return paragraphs


def is_wrapped(before: str, after: str) -> bool:
    """Whether a line break only wraps a line: no final punctuation before it, a small letter or a digit after it."""
    return before[-1:] not in {*'.!?:…。！？।"“”»'} and (after[:1].islower() or after[:1].isdigit())
