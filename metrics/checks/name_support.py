"""Whether a name in one text has a counterpart in the other: by letters, by consonants across scripts, by vectors.

A capitalised run is supported where its words are spelled alike in the other text, where they have the same consonants
(another script), or where its vector is near that of a word, or of two or three in a row: Deutschland, Germany.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from tertium.corpora.encoders.languages import USE_LANGUAGES
from tertium.corpora.text.function_words import function_words
from tertium.corpora.text.letters import fold, without_accents
from tertium.corpora.text.skeletons import skeleton
from tertium.corpora.text.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tertium.corpora.encoders.base import Vectors
    from tertium.corpora.text.words import Word

SPELLED_ALIKE: Final = 0.7
"""Share of common letters from which two words are spelled alike."""
FAR: Final = 0.65
"""Cosine from which a part of a name surely has a counterpart."""
CALLS: Final = 0.6
"""Cosine below which the other text is searched for a name that is missing here in turn."""
NOTHING_MISSING: Final = 0.9
"""What stands for the cosine of the least supported name of the other text where it has none."""
WEIGHTS: Final = (3.8, -4.63, -4.72, 0.7, -1.91, 1.13, -3.2, 1.27)
"""Logistic regression on replaced names and on references: constant, cosine, its square, commonness, whether it begins
a sentence, whether it has several words, cosine of the least supported name of the other text, whether in capitals."""
ADDED: Final = 0.25
"""Log odds from which a part is wrong: at most 2 % of the segments of references are accused."""
COMMON: Final = 0.85
"""Cosine of a word and the same in lower case from which it is a common noun."""
CONTAINED: Final = 4
"""Letters from which a word within a longer one is its counterpart: compounds, endings."""
CACHED: Final = 50_000
"""Vectors that are remembered, 100 MB at most."""


def knows(languages: tuple[str, str]) -> bool:
    """Whether the encoder knows both base languages."""
    return set(languages) <= USE_LANGUAGES


@dataclass(frozen=True, slots=True)
class Counterparts:
    """What names of the other text may be translations of.

    Attributes:
        text: the whole text.
    """

    text: str
    _words: list[Word] = field(init=False)
    _folded: list[str] = field(init=False)
    _phrases: list[Vectors] = field(init=False)

    def __post_init__(self) -> None:
        """Read the words once for all names."""
        found = words(self.text)
        object.__setattr__(self, "_words", found)
        object.__setattr__(self, "_phrases", [])
        whole = [plain(word.text) for word in found]
        parts = [part for word in whole if "-" in word or "'" in word for part in word.replace("'", "-").split("-")]
        object.__setattr__(self, "_folded", [part for part in dict.fromkeys([*whole, *parts]) if part])

    def has(self, word: str) -> bool:
        """Whether a word is spelled alike, or has the same consonants in another script."""
        name = plain(word)
        if any(_alike(name, other) for other in self._folded):
            return True
        return any(same_consonants(word, other.text) for other in self._words)

    def nearness(self, texts: Sequence[str]) -> list[float]:
        """Return the cosine of each text to the nearest of the words, and of two and three of them in a row; else 1."""
        if not self._words:
            return [1.0] * len(texts)
        if not self._phrases:  # most texts are never asked
            self._phrases.append(vectors(self._read_phrases()))
        nearest: list[float] = (vectors(texts) @ self._phrases[0].T).max(axis=1).tolist()
        return nearest

    def _read_phrases(self) -> list[str]:
        found = self._words
        runs = [(i, min(i + size, len(found)) - 1) for size in (1, 2, 3) for i in range(len(found) - size + 1)]
        parts = [part for word in found if "-" in word.text for part in word.text.split("-") if part]
        return list(dict.fromkeys([*(self.text[found[i].start : found[j].end] for i, j in runs), *parts]))


Sides: TypeAlias = "tuple[Counterparts, Counterparts]"
"""The text whose names are looked at, and the one that should have them."""


class Weak(NamedTuple):
    """A part of a name that isn't spelled like anything in the other text.

    Attributes:
        part: its words.
        cosine: to the nearest phrase of the other text.
        commonness: cosine of the least common word and the same in lower case; near 1 for common nouns.
        starts: whether it is a single word that begins a sentence, whose capital says nothing.
    """

    part: list[Word]
    cosine: float
    commonness: float
    starts: bool

    def score(self, other: float) -> float:
        """Return the log odds that it is replaced or added; `other` is the least cosine the other way round."""
        several, capitals = len(self.part) > 1, all(word.text.isupper() for word in self.part)
        features = 1, self.cosine, self.cosine**2, max(self.commonness, 0.5), self.starts, several, other, capitals
        return sum(weight * feature for weight, feature in zip(WEIGHTS, features, strict=True))


def unsupported(texts: Sides, languages: tuple[str, str], limit: float = ADDED) -> list[list[Word]]:
    """Return the parts of the first text's names whose log odds to be wrong reach the limit.

    The encoder must know both languages.
    """
    weak = list(weak_parts(texts[0].text, languages[0], texts[1]))
    if not any(one.cosine < CALLS for one in weak):
        return []
    missing = [one.cosine for one in weak_parts(texts[1].text, languages[1], texts[0])]
    other = min([*missing, NOTHING_MISSING])
    return [one.part for one in weak if one.cosine < FAR and one.score(other) > limit]


def weak_parts(text: str, language: str, other: Counterparts) -> Iterator[Weak]:
    """Yield the parts of a text's names that nothing in the other text is spelled like."""
    for run in names(text, language):
        weak = [list(group) for has, group in groupby(run, key=lambda word: other.has(word.text)) if not has]
        starts = len(run) == 1 and begins_sentence(text, run[0])
        for part in weak:
            phrases = [" ".join(word.text for word in words_) for words_ in (run, part)]
            whole, of_part, *of_words = other.nearness([*phrases, *(word.text for word in part)])
            cosine = max(whole, of_part, min(of_words))
            commonness = _commonness([word.text for word in part]) if cosine < FAR else 1.0
            yield Weak(part, cosine, commonness, starts)


def names(text: str, language: str) -> Iterator[list[Word]]:
    """Yield runs of capitalised words, without frequent words of the language at a sentence's start."""
    frequent = function_words(language)
    run: list[Word] = []
    for word in [*words(text), None]:
        is_part = word is not None and word.text[0].isupper()
        if run and not (is_part and word is not None and text[run[-1].end : word.start] == " "):
            while run and begins_sentence(text, run[0]) and fold(run[0].text) in frequent:
                run = run[1:]
            if any(fold(part.text) not in frequent and len(part.text) > 1 for part in run):
                yield run
            run = []
        if is_part and word is not None:
            run.append(word)


def begins_sentence(text: str, word: Word) -> bool:
    """Whether a word is the first of a sentence."""
    before = text[: word.start].rstrip(" \"'“„«‘(¿¡—–-")
    return not before or before[-1] in ".!?:…"


@lru_cache(maxsize=100_000)  # the same words come again and again
def plain(text: str) -> str:
    """Return a word without case, accents and possessive."""
    return without_accents(fold(text)).replace("’", "'").removesuffix("'s").rstrip("'")


def is_common(word: str) -> bool:
    """Whether a word is a common noun, in a language that the encoder knows."""
    return _commonness([word]) >= COMMON


def _commonness(texts: Sequence[str]) -> float:
    """Return the cosine of the least common word and the same in lower case: a vector of a name needs its capital."""
    capital, small = vectors(texts), vectors([text.lower() for text in texts])
    return float((capital * small).sum(axis=1).min())


_cache: dict[str, Vectors] = {}


def vectors(texts: Sequence[str]) -> Vectors:
    """Return the vectors of short texts, each computed once."""
    import numpy as np

    from tertium.corpora.encoders import use

    if len(_cache) > CACHED:
        _cache.clear()
    if missing := [text for text in dict.fromkeys(texts) if text not in _cache]:
        _cache.update(zip(missing, use.load().encode(missing), strict=True))
    return np.stack([_cache[text] for text in texts])


def same_consonants(word: str, other: str) -> bool:
    """Whether two words of different scripts have nearly the same consonants, two at least."""
    if _is_latin(word) == _is_latin(other):
        return False
    consonants = skeleton(word)
    return len(consonants) > 1 and _similar(consonants, skeleton(other)) >= SPELLED_ALIKE


def _alike(name: str, other: str) -> bool:
    if min(len(name), len(other)) >= CONTAINED and (name in other or other in name):
        return True
    return _similar(name, other) >= SPELLED_ALIKE


@lru_cache(maxsize=200_000)
def _similar(a: str, b: str) -> float:
    """Return the share of common letters, 0 to 1; 0 where lengths alone rule out that they are alike."""
    if a == b:
        return 1.0
    if 2 * min(len(a), len(b)) < SPELLED_ALIKE * (len(a) + len(b)):
        return 0.0
    if 2 * len(set(a) & set(b)) < SPELLED_ALIKE * (len(set(a)) + len(set(b))) / 2:  # far from it: no need to align
        return 0.0
    return SequenceMatcher(None, a, b, autojunk=False).ratio()


def _is_latin(text: str) -> bool:
    return text[0] < "\u0250"
