"""Formality: how many outputs keep the form of address that was asked for (CoCoA-MT, Nădejde et al. 2022)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

import numpy as np
import regex

from tertium.corpora.text import tags
from tertium.corpora.text.joiner import UNSPACED_LANGUAGES
from tertium.corpora.types import NOTHING
from tertium.errors import DataError, UsageError
from tertium.metrics.base import Counted, Span
from tertium.metrics.checks import items
from tertium.metrics.excess import excess
from tertium.metrics.instructions import address
from tertium.metrics.registry import register

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tertium.corpora.types import Texts
    from tertium.metrics.base import Counter, Counts, Scores
    from tertium.metrics.instructions.address import Form, Register

MARKED: Final = regex.compile(r"\[F\](.*?)\[/F\]")
"""A phrase that carries the formality, as CoCoA-MT marks it."""
PUNCTUATION: Final = regex.compile(r"^[\p{P}\p{S}]+|[\p{P}\p{S}]+$")
FEW: Final = 0.9
"""Share of outputs below which a share of those that show one form needs a warning."""


class Phrases(NamedTuple):
    """The marked phrases of an item, by the register that they show."""

    formal: tuple[str, ...]
    informal: tuple[str, ...]


@register
@dataclass(frozen=True, slots=True)
class Formality:
    """Outputs in the form of address that was asked for, per hundred that show one form.

    Counts per segment: formal, informal, neither form (neutral), both forms; one of them is 1, or none where nothing is
    known of the segment. As in the official score, outputs that show neither or both are left out, and a warning says
    how many those are.

    Attributes:
        asked: the register that was asked for.
        items: path of a TSV file with the columns formal_annotated and informal_annotated, in which ``[F]…[/F]`` marks
            the phrases that carry the formality (CoCoA-MT); rows are met by the column id or item, else by their order.
            Without a file, pronouns of the languages that address.py lists show the register.
        match: ``official`` compares words as blanks part them, so that *Sie?* isn't *Sie*; ``words`` without the
            punctuation around them.
        of: ``decided`` outputs show one form; ``all`` counts the neutral and mixed ones as not what was asked.
    """

    name = "formality"
    rules = 1
    needs = NOTHING
    unit = "%"
    higher_is_better = True
    source = "CoCoA-MT; tertium's code"

    asked: Literal["formal", "informal"] = "formal"
    items: str = ""
    match: Literal["official", "words"] = "official"
    of: Literal["decided", "all"] = "decided"

    def adapted(self, languages: tuple[str | None, str | None]) -> Formality:
        """Return the metric as it is.

        Raises:
            UsageError: there are no items, and the forms of the target language aren't known.
        """
        if not self.items and not address.is_known(languages[1]):
            message = f"{self.name} knows no forms of address of {languages[1] or 'a set without a target language'}"
            raise UsageError(message, hint=f"{self.name}:items=FILE, or one of {', '.join(sorted(address.FORMS))}")
        return self

    def bind(self, texts: Texts) -> Counter:
        """Return the counter of (formal, informal, neutral, both).

        Raises:
            DataError: the items don't fit the segments, or have no marks.
        """
        source, language = map(tags.base, texts.languages)
        phrases = self._phrases(texts)
        strays = items.read(self.items).warnings(texts.ids) if self.items else ()
        english = texts.sources if source == "en" else ("",) * len(texts)

        def count(hypotheses: Sequence[str]) -> Counted:
            rows = np.zeros((len(phrases), len(("formal", "informal", "neutral", "both"))))
            spans: list[Span] = []
            unscored: dict[int, str] = {}
            for i, (marked, hypothesis) in enumerate(zip(phrases, hypotheses, strict=True)):
                if reason := excess([hypothesis]):
                    unscored[i] = reason
                    continue
                if marked is None and self.items:
                    unscored[i] = "not in the items"
                    continue
                forms = (
                    address.forms(hypothesis, language, english[i])
                    if marked is None
                    else self._forms(hypothesis, marked, language)
                )
                shown = address.registers(forms)
                rows[i, _column(shown)] = 1
                spans += [
                    Span(i, form.start, form.end, form.register, note=f"{self.asked} was asked", confidence=0.9)
                    for form in forms
                    if form.register != self.asked
                ]
            return Counted(rows, tuple(spans), (*strays, *self._warnings(rows)), unscored)

        return count

    def _phrases(self, texts: Texts) -> list[Phrases | None]:
        if not self.items:
            return [None] * len(texts)
        table = items.read(self.items)
        marked = [
            Phrases(_marks(formal), _marks(informal))
            for formal, informal in zip(
                table.column("formal_annotated"), table.column("informal_annotated"), strict=True
            )
        ]
        if not any(phrases.formal or phrases.informal for phrases in marked):
            raise DataError(f"{self.items} marks no phrase", hint="[F]…[/F] around the words that carry the formality")
        return [None if row is None else marked[row] for row in table.rows(texts.ids)]

    def _forms(self, hypothesis: str, marked: Phrases, language: str) -> list[Form]:
        """Return the marked phrases that a hypothesis has, each by the place of its first word."""
        by_register: dict[Register, tuple[str, ...]] = {"formal": marked.formal, "informal": marked.informal}
        if language in UNSPACED_LANGUAGES:
            return [
                address.Form(start, start + len(phrase), shown)
                for shown, phrases in by_register.items()
                for phrase in phrases
                if (start := hypothesis.find(phrase)) >= 0
            ]
        tokens = {self._token(match.group()): match.span() for match in regex.finditer(r"\S+", hypothesis)}
        return [
            address.Form(*_place(words, tokens), shown)
            for shown, phrases in by_register.items()
            for phrase in phrases
            if tokens.keys() >= set(words := [self._token(word) for word in phrase.split()])
        ]

    def _token(self, word: str) -> str:
        return word if self.match == "official" else str(PUNCTUATION.sub("", word))

    def _warnings(self, rows: Counts) -> tuple[str, ...]:
        """Return what the share hides: how few outputs it rests on."""
        formal, informal, neutral, both = rows.sum(axis=0).astype(int).tolist()
        total, decided = formal + informal + neutral + both, formal + informal
        if self.of == "all" or decided >= FEW * total:
            return ()
        kept = formal if self.asked == "formal" else informal
        score = f"{100 * kept / decided:.1f} %" if decided else "no score"
        left_out = f"{neutral} show neither form and {both} both, and are left out"
        return (f"{score} rests on {decided} of {total} outputs, {kept} of them {self.asked}: {left_out}",)

    def score(self, totals: Counts) -> Scores:
        """Return the share of outputs as asked, in percent, over any leading axes; nan where no output counts."""
        formal, informal, neutral, both = np.moveaxis(totals, -1, 0)
        kept = formal if self.asked == "formal" else informal
        total = formal + informal + (neutral + both if self.of == "all" else 0)
        with np.errstate(invalid="ignore", divide="ignore"):
            return np.where(total > 0, 100 * kept / total, np.nan)

    @property
    def signature(self) -> str:
        """The options, with the hash of the items in place of their path, and the version of the rules."""
        content = items.digest(self.items) if self.items else "none"
        return f"{self.name}|asked:{self.asked}|items:{content}|match:{self.match}|of:{self.of}|rules:{self.rules}"


def _place(words: Sequence[str], tokens: Mapping[str, tuple[int, int]]) -> tuple[int, int]:
    """Return where the first word of a phrase stands; a phrase without words is found everywhere."""
    return tokens[words[0]] if words else (0, 0)


def _marks(text: str) -> tuple[str, ...]:
    return tuple(MARKED.findall(text))


def _column(shown: set[Register]) -> int:
    """Return the column of the counts: formal, informal, neither, both."""
    if len(shown) != 1:
        return 3 if shown else 2
    return 0 if "formal" in shown else 1
