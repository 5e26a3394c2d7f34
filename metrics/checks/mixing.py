"""Single words of the source language in a translation (code-mixing), where both languages share a script.

A word that source and hypothesis have in common is a name, a loan word, a word that both languages spell alike, or one
that nobody translated. Names are told by their capital or by a quotation, frequent words of the target by jusText's
list, and the rest by py3langid: how much better the word alone fits the source's language than the target's.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from tertium.corpora.text.cldr import currencies, territories
from tertium.corpora.text.function_words import function_words
from tertium.corpora.text.identification import preference
from tertium.corpora.text.letters import fold
from tertium.corpora.text.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tertium.corpora.text.words import Word

FUNCTION: Final = 3.0
"""Nats by which a frequent word of the source language must fit it better: such words are seldom borrowed."""
CONTENT: Final = 4.0
"""The same for other words, of a source language that lends few."""
LENT: Final = 12.0
"""The same for words of English, which are borrowed everywhere, and for German nouns, which have a name's capital."""
SHORT: Final = 4
"""Letters from which a word that is no frequent one is judged: what is shorter is a unit, a sign or a name's part."""
_QUOTED: Final = re.compile(r"[\"“„«»”‘‚'(（「『].{1,60}?[\"”“»«’')）」』]")
"""A title, a term or a gloss, which may stay in its language."""
_GERMAN_DETERMINER: Final = re.compile(
    r"(?:d(?:er|ie|as|en|em|es)|[kmds]?eine?[rsmn]?|ihre?[rsmn]?|unsere?[rsmn]?|dies\w+|jed\w+|welch\w+|solch\w+"
    r"|alle[rsmn]?|viele[rn]?|mehrere[rn]?|einige[rn]?|zwei|drei|vier|fünf|im|am|zum|zur|beim|vom|ins|ans)"
)
"""A word that stands before a noun and seldom before a name."""
_INFLECTED: Final = re.compile(r"[a-zäöüß]{3,}e[nrsm]?")
"""What may be an inflected German adjective."""
_JOINED: Final = frozenset(".@/-_#&*")
"""Marks that tie a word to an address, a code or a compound."""


class Mixing(NamedTuple):
    """What a source tells of the words that a hypothesis may share with it; all words are folded.

    Attributes:
        languages: base languages of source and target, which the identifier knows.
        shared: words of the source.
        plain: those in lower case.
        nouns: German ones that are surely no names.
        abroad: countries and regions that the target language calls otherwise.
    """

    languages: tuple[str, str]
    shared: frozenset[str]
    plain: frozenset[str]
    nouns: frozenset[str]
    abroad: frozenset[str]

    def foreign_words(self, hypothesis: str, target: Sequence[Word]) -> list[Word]:
        """Return the words of a hypothesis that nobody translated."""
        quoted = [match.span() for match in _QUOTED.finditer(hypothesis)]
        is_shared = [fold(word.text) in self.shared for word in target]
        foreign = []
        for i in (i for i, is_one in enumerate(is_shared) if is_one):
            word = target[i]
            if any(start <= word.start < end for start, end in quoted) or _is_joined(hypothesis, word):
                continue
            beside = [j for j in (i - 1, i + 1) if 0 <= j < len(target) and is_shared[j]]
            capitals = sum(_is_beside(target[j], word) for j in beside)
            if self._is_foreign(word, starts=_starts(hypothesis, word), capitals=capitals):
                foreign.append(word)
        return foreign

    def _is_foreign(self, word: Word, *, starts: bool, capitals: int) -> bool:
        """Whether a shared word is foreign; `capitals` counts the capitalised shared words beside it."""
        language, target = self.languages
        folded = fold(word.text)
        if folded in self.abroad:
            return not capitals
        is_frequent = folded in function_words(language)
        # A frequent word within a name has a capital on either side: Bank of America.
        is_named = capitals > int(is_frequent) or (word.text.isupper() and len(word.text) > 1)
        if folded in function_words(target) or folded in _money(target) or is_named:
            return False
        strength = preference(folded, language, target) or 0.0
        if word.text.islower() or (starts and (is_frequent or folded in self.plain)):
            if is_frequent:
                return strength > FUNCTION
            return len(folded) >= SHORT and strength > (LENT if language == "en" else CONTENT)
        return folded in self.nouns and strength > LENT


def mixing(source: str, languages: tuple[str, str]) -> Mixing | None:
    """Return what a source tells; None where the identifier doesn't know both languages."""
    if preference("a", *languages) is None:
        return None
    source_words = words(source)
    return Mixing(
        languages,
        shared=frozenset(fold(word.text) for word in source_words),
        plain=frozenset(fold(word.text) for word in source_words if word.text.islower()),
        nouns=_nouns(source, source_words) if languages[0] == "de" else frozenset(),
        abroad=_foreign_places(*languages),
    )


def _is_beside(other: Word, word: Word) -> bool:
    """Whether a capitalised word stands beside the word, with at most one character between them."""
    gap = other.start - word.end if other.start > word.start else word.start - other.end
    return not other.text.islower() and gap <= 1


def _is_joined(text: str, word: Word) -> bool:
    """Whether a mark ties the word to something before or behind it."""
    before, after = text[word.start - 1 : word.start], text[word.end : word.end + 2]
    return (before != "" and before in _JOINED) or (after[:1] in _JOINED and after[1:].isalnum())


def _starts(text: str, word: Word) -> bool:
    """Whether the word is the first of a sentence."""
    return not (before := text[: word.start].rstrip(" \"'“„«(¿¡—–-")) or before[-1] in ".!?:…"


def _nouns(source: str, source_words: Sequence[Word]) -> frozenset[str]:
    """Return the folded German words that follow a determiner or an inflected adjective wherever they stand."""
    after: dict[str, bool] = {}
    for before, word in pairwise(source_words):
        is_adjective = bool(_INFLECTED.fullmatch(before.text)) and fold(before.text) not in function_words("de")
        is_noun = is_adjective or bool(_GERMAN_DETERMINER.fullmatch(before.text))
        is_noun = is_noun and source[before.end : word.start] == " "
        after[fold(word.text)] = after.get(fold(word.text), True) and is_noun
    return frozenset(word for word, is_noun in after.items() if is_noun)


@cache
def _foreign_places(language: str, target: str) -> frozenset[str]:
    """Return the folded names of countries and regions in one language that the other doesn't use for any."""
    return frozenset(_places(language)) - frozenset(_places(target))


@cache
def _money(language: str) -> frozenset[str]:
    """Return the folded words that name currencies in a language: euros is English and Portuguese."""
    return frozenset(fold(word.text) for name in currencies(language) for word in words(name))


def _places(language: str) -> Iterator[str]:
    yield from (fold(name) for name in territories(language).values() if " " not in name and len(name) > SHORT)
