"""Identifies the language of a text among given languages, with a confidence, by py3langid."""

from __future__ import annotations

import math
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from tertium.corpora.text import tags
from tertium.corpora.text.scripts import UNSPACED_SCRIPTS, letters_of, weighted_letters

if TYPE_CHECKING:
    from collections.abc import Sequence

MIN_LETTERS: Final = 20
"""Letters from which a text is identified: on shorter texts every identifier of the field guesses."""
FOREIGN_MARGIN: Final = 0.75
"""Nats per letter by which another language must fit better than the best candidate: close relatives stay below."""
MAX_SAMPLE: Final = 1000
"""Characters of a text that are read: more change nothing."""
NO_LANGUAGE: Final = "zxx"
"""Code of the model for a text in no language."""
MAX_COUNTED: Final = 200
"""Characters in which letters are counted: enough to reach `MAX_LETTERS`."""
MAX_LETTERS: Final = 100
"""Letters up to which `FOREIGN_MARGIN` grows with the text."""
MAX_HAN_PER_KANA: Final = 9
"""Han characters per kana up to which a text is Japanese: a Chinese text has a name in kana at most."""

SHORTEST_JUDGED: Final = 60
"""Letters from which a segment's language is judged: below, the identifier is often wrong."""
SURE: Final = 0.999
"""Probability from which the source language, in place of the target, is believed."""


class Guess(NamedTuple):
    """The identified language of a text, and the confidence.

    Attributes:
        language: one of the candidates, as it was spelt; None where the text is too short, or in none of them.
        confidence: probability of the language among the candidates, or of `other` among all languages of the model, 0
            to 1; 0 without either.
        other: the language that the text seems to be in if it is in none of the candidates; else None.
    """

    language: str | None
    confidence: float
    other: str | None = None

    @property
    def described(self) -> str:
        """The language; else the language that it seems to be, as ``neither: ru``; else ``?``."""
        return self.language or (f"neither: {self.other}" if self.other else "?")


def identify(text: str, candidates: Sequence[str]) -> Guess:
    """Return which of the candidate languages a text is in.

    It is in none of them if another language of the model fits better by `FOREIGN_MARGIN` nats per letter. A language
    that the model doesn't know is never returned; regions and scripts make no difference.
    """
    sample = text[:MAX_SAMPLE]
    letters = weighted_letters(sample[:MAX_COUNTED])
    if letters < MIN_LETTERS:
        return Guess(None, 0.0)
    scores = _scores(sample)
    codes = {language: recognised_as(language) for language in candidates}
    scored = [(scores[code], language) for language, code in codes.items() if code in scores]
    if not scored:
        return Guess(None, 0.0)
    best, language = max(scored)
    top, top_code = max((score, code) for code, score in scores.items())
    # The scores are log probabilities up to a constant: the sums below are softmax denominators.
    if top_code not in codes.values() and top - best > FOREIGN_MARGIN * min(letters, MAX_LETTERS):
        return Guess(None, 1 / sum(math.exp(score - top) for score in scores.values()), top_code)
    return Guess(language, 1 / sum(math.exp(score - best) for score, _ in scored))


def evidence(text: str) -> tuple[float, str]:
    """Return how far a text fits its likeliest language better than the average one, in nats, and that language's code.

    That of the same bytes in several encodings says which is right: of letters that no language writes side by side
    the model has seen few.
    """
    scores = _scores(text[:MAX_SAMPLE])
    languages = {code: score for code, score in scores.items() if code != NO_LANGUAGE}
    code = max(languages, key=languages.__getitem__)
    return languages[code] - sum(scores.values()) / len(scores), code


def other_language(text: str, source: str | None, target: str | None) -> str:
    """Return the language of a text that is surely not in the target language; empty where it is or may be."""
    if not target or not recognised_as(target) or len(text) < SHORTEST_JUDGED:
        return ""
    # The likeliest of all languages is the target most of the time; to rank all takes twice as long as to name it.
    if str(_identifier().classify(text[:MAX_SAMPLE])[0]) == recognised_as(target):
        return ""
    if sum(char.isalpha() for char in text) < SHORTEST_JUDGED:
        return ""
    guess = identify(text, [target, source] if source else [target])
    if guess.language == target:
        return ""
    return guess.other or (guess.language if guess.confidence > SURE else "") or ""


def preference(word: str, language: str, other: str) -> float | None:
    """Return how much better a word alone fits one language than another, in nats; None where either is unknown."""
    codes = recognised_as(language), recognised_as(other)
    if None in codes or codes[0] == codes[1]:
        return None
    return _preference(word, str(codes[0]), str(codes[1]))


@lru_cache(maxsize=100_000)  # the same words come again and again
def _preference(word: str, code: str, other: str) -> float:
    # Spaces show the model where the word begins and ends.
    scores = _scores(f" {word} ")
    return scores[code] - scores[other]


def written_in(text: str) -> tuple[str, ...]:
    """Return the languages that a text in a script without spaces may be in, the likeliest first; empty for others.

    Kana are written in Japanese only; Han characters without kana are Chinese, or a short Japanese text.
    """
    letters = {script: letters_of(script, text) for script in UNSPACED_SCRIPTS}
    kana = letters_of("Hiragana", text) + letters_of("Katakana", text)
    if MAX_HAN_PER_KANA * kana > letters["Han"]:
        return ("ja",)
    script = max(letters, key=letters.__getitem__)
    return UNSPACED_SCRIPTS[script] if letters[script] else ()


def release() -> None:
    """Give the model's memory back, 75 MB; which languages it knows stays known, and the next text loads it again."""
    _identifier.cache_clear()


@cache
def recognised() -> frozenset[str]:
    """Return the languages that the identifier knows: ISO 639-1 codes, ISO 639-3 where there is no shorter one."""
    return frozenset(map(str, _identifier().nb_classes)) - {NO_LANGUAGE}


@cache
def recognised_as(tag: str) -> str | None:
    """Return the identifier's code for the language of a tag; None where it has none, or the tag is invalid."""
    if (parsed := tags.parse(tag)) is None:
        return None
    return parsed.language if parsed.language in recognised() else _codes_by_base().get(parsed.language)


@cache
def _codes_by_base() -> dict[str, str]:
    """Return the identifier's code by base language; they differ for Guarani: gug, gn."""
    return {tags.base(code): code for code in sorted(recognised())}


def _scores(text: str) -> dict[str, float]:
    return {str(code): float(score) for code, score in _identifier().rank(text)}


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    # py3langid 0.2 has another name for the method; it is the last version for numpy 1, which the extra `comet` needs.
    names = [name for name in ("from_model_file", "from_pickled_model") if hasattr(LanguageIdentifier, name)]
    make = getattr(LanguageIdentifier, names[0])
    return make(MODEL_FILE, norm_probs=False)
