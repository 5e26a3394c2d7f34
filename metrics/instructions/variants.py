"""Words of a document that translate one word of the source in two ways: names spelled differently, terms that change.

What translates what is told by the segments alone: a source word, and two words of the translation that stand in no
other segments than it, and never together. No dictionary and no aligner is needed, so this holds for any two languages
with spaces between the target's words; it sees only words that a document repeats.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

import regex

from tertium.corpora.text.letters import fold, without_accents
from tertium.corpora.text.scripts import UNSPACED, has_unspaced
from tertium.corpora.text.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

SHORTEST_NAME: Final = 5
"""Letters of a name; shorter ones have too many neighbours."""
TWO_CHANGES: Final = 8
"""Letters from which a name may differ in two."""
STEM: Final = 0.75
"""Share of letters at the beginning of words that makes one a form of the other."""
MOST: Final = 8
"""Segments of a document in which the word of a name stands at most: others are frequent words."""
CHANCE: Final = 0.001
"""Number of pairs that chance would give, below which a pair of terms is believed."""
LEAST: Final = 2
"""Segments in which each way to translate a term must stand."""

SHORTEST_TERM: Final = 5
"""Letters of a term and of its translations: shorter ones are mostly words of grammar."""
CAPITALISING: Final = frozenset({"de", "lb"})
"""Languages whose nouns have a capital, which is no sign of a name there."""

SHORTEST_KEY: Final = 3
"""Letters of a source word that may be a name."""
UNINFLECTED: Final = frozenset({"da", "de", "en", "es", "fr", "it", "nl", "no", "pt", "sv"})
"""Languages whose names get at most an s: another last letter is no case of theirs."""

Places: TypeAlias = "dict[str, frozenset[int]]"

_CASED: Final = regex.compile(r"\p{Lu}")
_LATIN: Final = regex.compile(r"\p{Latin}")
_UNSPACED: Final = regex.compile(rf"(?V1){UNSPACED}{{2,}}")


class Word(NamedTuple):
    """A word of a segment, as it is written.

    Attributes:
        segment: index in the document.
        start: first character.
        end: behind the last one.
    """

    segment: int
    start: int
    end: int


class Variation(NamedTuple):
    """Two ways to translate a word within a document.

    Attributes:
        label: kind of the finding.
        usual: the way of most segments, or of the source itself, as the translation first writes it.
        deviating: the other way, likewise.
        places: where the other way stands.
    """

    label: str
    usual: str
    deviating: str
    places: tuple[Word, ...]


class Document:
    """The words of a document's hypotheses and sources."""

    def __init__(
        self, sources: Sequence[str], hypotheses: Sequence[str], languages: tuple[str, str], common: frozenset[str]
    ) -> None:
        self.size, self.common = len(sources), common
        self.by_source = languages[0] not in CAPITALISING and any(map(_CASED.search, sources))
        """Whether the capitals of the source tell names."""
        self.is_uninflected = languages[1] in UNINFLECTED
        self.is_readable = self.by_source or languages[1] not in CAPITALISING
        self.places: dict[str, list[Word]] = defaultdict(list)
        self.names: set[str] = set()
        self.written: dict[str, str] = {}
        """Form to the first word that has it, as it is written."""
        for i, hypothesis in enumerate(hypotheses):
            for word in words(hypothesis):
                form = _form(word.text)
                self.places[form].append(Word(i, word.start, word.end))
                self.written.setdefault(form, word.text)
                if word.text[0].isupper():
                    self.names.add(form)
        self.segments: Places = {
            form: frozenset(word.segment for word in places) for form, places in self.places.items()
        }
        self.sources, self.source_names = source_segments(tuple(sources))

    @property
    def repeated_names(self) -> Iterator[tuple[str, frozenset[int]]]:
        """The capitalised words that several segments have, with their segments."""
        return (
            (name, self.segments[name])
            for name in self.names
            if len(name) >= SHORTEST_NAME and len(self.segments[name]) > 1
        )

    def spellings(self) -> Iterator[Variation]:
        """Yield names that are written in two ways, and stand for the same word of the source."""
        names = [name for name in sorted(self.names) if len(name) >= SHORTEST_NAME and self.is_readable]
        seen: set[tuple[str, str]] = set()
        for name, other in self._altered(names):
            seen.add((min(name, other), max(name, other)))
            yield self._variation("name varies", name, other)
        for source, segments in sorted(self.sources.items()):
            if not 1 < len(segments) <= MOST or (self.by_source and source not in self.source_names):
                continue
            candidates = [name for name in names if self.segments[name] <= segments]
            for i, name in enumerate(candidates):
                for other in candidates[i + 1 :]:
                    pair = name, other
                    if pair not in seen and self._is_variant(name, other, segments) and is_near(source, pair):
                        seen.add(pair)
                        yield self._variation("name varies", name, other)

    def _altered(self, names: Sequence[str]) -> Iterator[tuple[str, str]]:
        """Yield names that the translation keeps as the source has them, each with a word written nearly so instead."""
        for name in names:
            segments = self.sources.get(name, frozenset())
            if self.segments[name].isdisjoint(segments) or (self.by_source and name not in self.source_names):
                continue
            for other in names:
                places = self.segments[other]
                is_instead = places <= segments and places.isdisjoint(self.segments[name])
                if is_instead and not self._is_in_source(other) and self._is_altered(name, other):
                    yield name, other

    def _is_altered(self, name: str, other: str) -> bool:
        """Whether a word is a name with other letters; where names don't inflect, the last letters count as well."""
        is_whole = self.is_uninflected and len(name) == len(other) and name[0] == other[0]
        return is_misspelling(name, other) or (is_whole and distance(name, other) == 1)

    def _is_variant(self, name: str, other: str, segments: frozenset[int]) -> bool:
        one, two = self.segments[name], self.segments[other]
        if one & two or len(segments) > len(one) + len(two) + 1 or not is_misspelling(name, other):
            return False
        return not (self._is_in_source(name) and self._is_in_source(other))  # the source has both

    def _is_in_source(self, form: str) -> bool:
        return not self.segments[form].isdisjoint(self.sources.get(form, ()))

    def changes(self) -> Iterator[Variation]:
        """Yield terms that are translated by two words, where chance would hardly part the segments so."""
        stems: dict[str, set[str]] = defaultdict(set)
        for form in self.segments:
            if is_term(form):
                stems[stem(form)].add(form)
        segments = {
            key: frozenset[int]().union(*(self.segments[form] for form in forms)) for key, forms in stems.items()
        }
        sizes = Counter(map(len, segments.values()))
        by_segments: dict[frozenset[int], list[str]] = defaultdict(list)
        for key, places in segments.items():
            by_segments[places].append(key)
        terms = {places for key, places in self.sources.items() if is_term(key) and key not in self.common}
        source_sizes = Counter(map(len, terms))
        explained = set(self.sources.values())  # words in just these segments translate another source word
        for whole in sorted(terms, key=sorted):
            if len(whole) < 2 * LEAST + 1:
                continue
            for places, keys in by_segments.items():
                rest = whole - places
                if not (places < whole and len(places) > len(rest) >= LEAST) or rest not in by_segments:
                    continue
                if places in explained or rest in explained:
                    continue
                usual, deviating = keys[0], by_segments[rest][0]
                expected = source_sizes[len(whole)] * self._chance(len(places), len(rest), sizes)
                if expected < CHANCE and not are_related(usual, deviating):
                    found = [place for form in stems[deviating] for place in self.places[form]]
                    shown = (self.written[max(stems[usual], key=len)], self.written[min(stems[deviating])])
                    yield Variation("term varies", *shown, tuple(sorted(found)))

    def _chance(self, one: int, two: int, sizes: Mapping[int, int]) -> float:
        """Return how many pairs of words in so many segments chance would give that part a source word's segments."""
        ways = math.comb(self.size, one) * math.comb(self.size, two)
        return sizes[one] * sizes[two] * math.comb(one + two, one) / ways

    def _variation(self, label: str, name: str, other: str) -> Variation:
        """Return two spellings with the one that the source has, more segments have, or that comes first, as usual."""

        def rank(form: str) -> tuple[bool, int, int]:
            return self._is_in_source(form), len(self.segments[form]), -min(self.segments[form])

        usual, deviating = sorted((name, other), key=rank, reverse=True)
        return Variation(label, self.written[usual], self.written[deviating], tuple(self.places[deviating]))


def source_segments(sources: Sequence[str]) -> tuple[Places, frozenset[str]]:
    """Return the segments of each source word, or run of two to four characters in scripts without spaces; and names.

    Names are the words with a capital that don't begin a segment.
    """
    segments: dict[str, set[int]] = defaultdict(set)
    names: set[str] = set()
    for i, source in enumerate(sources):
        keys, capitalised = source_keys(source)
        names |= capitalised
        for key in keys:
            segments[key].add(i)
    return {key: frozenset(places) for key, places in segments.items()}, frozenset(names)


@lru_cache(maxsize=1 << 14)
def source_keys(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the keys of a source's words and runs, and of those the capitalised ones behind the first word."""
    found = words(text)
    forms = [_form(word.text) for word in found]
    keys = {key for form in forms if len(form) >= SHORTEST_KEY for key in (form, stem(form))}
    names = {
        key
        for form, word in zip(forms[1:], found[1:], strict=True)
        if word.text[0].isupper()
        for key in (form, stem(form))
    }
    for match in _UNSPACED.finditer(fold(text)):
        run = match.group()
        keys |= {run[i : i + n] for n in (2, 3, 4) for i in range(len(run) - n + 1)}
    return frozenset(keys), frozenset(names & keys)


def is_term(form: str) -> bool:
    """Whether a word is long enough to be a term; in scripts without spaces, a run of characters."""
    return len(form) >= SHORTEST_TERM or has_unspaced(form)


def are_related(one: str, two: str) -> bool:
    """Whether the stems of two words share their beginning, or one is within the other: an adjective, a compound."""
    return one[:4] == two[:4] or one in two or two in one


def is_near(source: str, pair: tuple[str, str]) -> bool:
    """Whether a source word is written much like one of two names; of another script it needn't be."""
    if _LATIN.match(source) is None or _LATIN.match(pair[0]) is None:
        return True
    return any(distance(source, name) <= max(1, len(source) // 3) for name in pair)


def _form(word: str) -> str:
    """Return a word without differences of case, width and accents, without hyphens and a possessive 's."""
    form = without_accents(fold(word)).replace("-", "")
    return form[:-2] if form.endswith(("'s", "’s")) else form


def stem(form: str) -> str:
    """Return the beginning that forms of a word share: three quarters, four letters at least."""
    return form[: max(4, math.ceil(STEM * len(form)))]


def is_misspelling(one: str, two: str) -> bool:
    """Whether two words differ in one letter, long ones in two, before the ending that inflection may change."""
    allowed = 1 + (min(len(one), len(two)) >= TWO_CHANGES)
    if abs(len(one) - len(two)) > allowed or one[:1] != two[:1]:
        return False
    common = next((i for i, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), min(len(one), len(two)))
    return common < STEM * max(len(one), len(two)) and distance(one, two) <= allowed


def distance(one: str, two: str) -> int:
    """Return the letters to insert, delete, replace or swap with their neighbour (Damerau 1964)."""
    before: list[int] = []
    row = list(range(len(two) + 1))
    for i, a in enumerate(one, start=1):
        following = [i]
        for j, b in enumerate(two, start=1):
            best = min(row[j] + 1, following[j - 1] + 1, row[j - 1] + (a != b))
            if i > 1 and j > 1 and a == two[j - 2] and b == one[i - 2]:
                best = min(best, before[j - 2] + 1)
            following.append(best)
        before, row = row, following
    return row[-1]
