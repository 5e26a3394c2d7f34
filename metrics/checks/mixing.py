"""Single words of the source language in a translation (code-mixing), where both languages share a script.

A word that source and hypothesis have in common is a name, a loan word, a word that both languages spell alike, or one
that nobody translated. Names are told by their capital or by a quotation, frequent words of the target by jusText's
list, and the rest by py3langid: how much better the word alone fits the source's language than the target's. A
reference that has the word excuses it; where there is one that doesn't, less evidence is enough.
"""

from __future__ import annotations

import math
import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from tertium.corpora.text.cldr import currencies, territories
from tertium.corpora.text.function_words import function_words
from tertium.corpora.text.identification import preference
from tertium.corpora.text.letters import fold
from tertium.corpora.text.words import words
from tertium.metrics.checks.name_spelling import plain, spelled_alike

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tertium.corpora.text.words import Word


class Limits(NamedTuple):
    """Nats by which a word must fit the source's language better than the target's to be foreign.

    Attributes:
        frequent: of frequent words of the source language, which are seldom borrowed.
        content: of other words in lower case.
        guarded: of words in lower case within a quotation, or beside a name that source and hypothesis share.
        noun: of German nouns, which look like names.
        name: of other words with a capital.
    """

    frequent: float
    content: float
    guarded: float
    noun: float
    name: float


ALONE: Final = Limits(frequent=3.0, content=6.0, guarded=math.inf, noun=12.0, name=math.inf)
"""Where the source is the only witness."""
WITNESSED: Final = Limits(frequent=0.0, content=2.0, guarded=4.0, noun=4.0, name=12.0)
"""Where there is a reference, and none has the word."""
LENT: Final = 6.0
"""What English words need beside: they are borrowed everywhere."""
FREQUENT_LENT: Final = 1.0
"""The same for frequent words of English, some of which are nouns: team, area."""
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
        plain: those of them that are in lower case.
        nouns: German ones that are surely no names.
        abroad: countries and regions that the target language calls otherwise.
    """

    languages: tuple[str, str]
    shared: frozenset[str]
    plain: frozenset[str]
    nouns: frozenset[str]
    abroad: frozenset[str]

    def foreign_words(self, hypothesis: str, target: Sequence[Word], references: Sequence[str] = ()) -> list[Word]:
        """Return the words of a hypothesis that nobody translated: none that a reference has.

        Args:
            hypothesis: the text.
            target: its words.
            references: other translations; where there is one, less evidence is enough.
        """
        quoted = [match.span() for match in _QUOTED.finditer(hypothesis)]
        is_shared = [fold(word.text) in self.shared for word in target]
        limits = WITNESSED if references else ALONE
        foreign = []
        for i in (i for i, is_one in enumerate(is_shared) if is_one):
            word = target[i]
            if _is_joined(hypothesis, word):
                continue
            beside = [j for j in (i - 1, i + 1) if 0 <= j < len(target) and is_shared[j]]
            place = Place(
                starts=_starts(hypothesis, word),
                quoted=any(start <= word.start < end for start, end in quoted),
                capitals=sum(_is_beside(target[j], word) for j in beside),
            )
            if self._is_foreign(word, place, limits):
                foreign.append((word, place))
        if not (foreign and references):  # references are read only where they are needed
            return [word for word, _ in foreign]
        known = frozenset(plain(word.text) for reference in references for word in words(reference))
        return [word for word, place in foreign if not self._is_known(word, place, known)]

    def _is_known(self, word: Word, place: Place, known: frozenset[str]) -> bool:
        """Whether words of references include the word, or a spelling of it where it may be a name."""
        spelling = plain(word.text)
        may_be_name = self._is_capitalised(word, place) and fold(word.text) not in self.nouns | self.abroad
        return spelling in known or (may_be_name and any(spelled_alike(spelling, other) for other in known))

    def _is_foreign(self, word: Word, place: Place, limits: Limits) -> bool:
        """Whether a shared word is foreign by the source and these limits."""
        language, target = self.languages
        folded = fold(word.text)
        if folded in self.abroad:
            return not (place.capitals or place.quoted)
        if folded in function_words(target) or folded in _money(target) or (word.text.isupper() and len(word.text) > 1):
            return False
        return (preference(folded, language, target) or 0.0) > self._needed(word, place, limits)

    def _needed(self, word: Word, place: Place, limits: Limits) -> float:
        """Return the nats by which a shared word must fit the source's language better."""
        folded = fold(word.text)
        is_frequent = folded in function_words(self.languages[0])
        # A frequent word within a name has a capital on either side: Bank of America.
        is_guarded = place.quoted or place.capitals > int(is_frequent)
        lent, frequent_lent = (LENT, FREQUENT_LENT) if self.languages[0] == "en" else (0.0, 0.0)
        if self._is_capitalised(word, place):
            name = limits.noun if folded in self.nouns else limits.name + lent
            return math.inf if is_guarded else name
        if is_frequent and not is_guarded:
            return limits.frequent + frequent_lent
        content = (limits.guarded if is_guarded else limits.content) + lent
        return content if len(folded) >= SHORT else math.inf

    def _is_capitalised(self, word: Word, place: Place) -> bool:
        """Whether a word has a capital that the start of a sentence doesn't explain."""
        folded = fold(word.text)
        is_small_elsewhere = folded in function_words(self.languages[0]) or folded in self.plain
        return not (word.text.islower() or (place.starts and is_small_elsewhere))


class Place(NamedTuple):
    """Where a word stands in a hypothesis.

    Attributes:
        starts: whether it is the first of a sentence.
        quoted: whether it is within quotation marks or brackets.
        capitals: how many capitalised words that the source has stand beside it, 0 to 2.
    """

    starts: bool
    quoted: bool
    capitals: int


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
