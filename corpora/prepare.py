"""One article on its way: plain text, labelled lines, language, sentences, vectors."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from tertium.corpora.cleaning.page import Line
from tertium.corpora.text.identification import Guess, identify
from tertium.corpora.text.sentences import segment

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tertium.corpora.clean import Cleaner
    from tertium.corpora.cleaning.blocks import Block
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
    """An article, read and taken apart.

    Attributes:
        id: the article's.
        guess: its language among those asked for, and how sure that is.
        lines: all its lines with their labels.
        sentences: of the lines that stay.
    """

    id: str
    guess: Guess
    lines: tuple[Line, ...]
    sentences: tuple[Sentence, ...]

    @property
    def language(self) -> str | None:
        """The language, or None when it is in none of those asked for."""
        return self.guess.language

    @property
    def texts(self) -> tuple[str, ...]:
        """The sentences' texts."""
        return tuple(sentence.text for sentence in self.sentences)

    def line_of(self, sentence: int) -> Line:
        """Return the line that a sentence stands in."""
        return self.lines[self.sentences[sentence].line]

    def to_json(self) -> dict[str, Any]:
        """Return plain JSON values."""
        return asdict(self) | {"guess": list(self.guess), "sentences": [list(one) for one in self.sentences]}

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> Prepared:
        """Return what `to_json` was made from."""
        return cls(
            value["id"],
            Guess(*value["guess"]),
            tuple(Line(**line) for line in value["lines"]),
            tuple(Sentence(*one) for one in value["sentences"]),
        )


def prepare(article: Article, cleaner: Cleaner, beside: Sequence[Block] = ()) -> Prepared:
    """Return the article's lines with labels, its language and its sentences; `beside` is as in `Cleaner.label`."""
    lines = cleaner.label(article, beside)
    stay = [i for i, line in enumerate(lines) if line.kept]
    text = "\n".join(lines[i].text for i in stay)
    guess = Guess(article.language, 1.0) if article.language else identify(text, cleaner.languages)
    paragraphs = _joined(lines, stay)
    found = segment([text for text, _ in paragraphs], guess.language)
    sentences = tuple(Sentence(one.text, paragraphs[one.paragraph][1]) for one in found)
    return Prepared(article.id, guess, lines, sentences)


def _joined(lines: Sequence[Line], stay: Sequence[int]) -> list[tuple[str, int]]:
    """Return (text, index of its first line) of paragraphs: a line that only goes on is joined to the one before."""
    made: list[tuple[str, int]] = []
    last: Line | None = None
    for i in stay:
        line = lines[i]
        if (
            last is not None
            and line.block == last.block >= 0
            and line.label == last.label
            and goes_on(last.text, line.text)
        ):
            made[-1] = (f"{made[-1][0]} {line.text}", made[-1][1])
        else:
            made.append((line.text, i))
        last = line
    return made


def goes_on(before: str, after: str) -> bool:
    """Whether a line break is only a wrapped line: no full stop before it, a small letter or a digit behind."""
    return before[-1:] not in {*'.!?:…。！？।"“”»'} and (after[:1].islower() or after[:1].isdigit())
