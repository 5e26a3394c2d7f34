"""Which language a text is in, with a confidence, restricted to the languages that are asked for; by py3langid."""

from __future__ import annotations

import math
from functools import cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from tertium.corpora.text import tags
from tertium.corpora.text.scripts import UNSPACED_SCRIPTS, letters_of, weighted_letters

if TYPE_CHECKING:
    from collections.abc import Sequence

SHORTEST: Final = 20
"""Letters a text needs to be judged: below it every identifier of the field guesses."""
FOREIGN_MARGIN: Final = 0.75
"""By how much per letter another language must beat the best one asked for: close relatives stay below it."""
LONGEST: Final = 1000
"""Characters of a text that are read: more change nothing."""
NO_LANGUAGE: Final = "zxx"
"""What the model calls a text in no language at all."""
COUNTED: Final = 200
"""Characters in which letters are counted."""
KANA: Final = 9
"""Han characters per kana up to which a text is Japanese: a Chinese text has a name in kana at most."""


class Guess(NamedTuple):
    """A language and how sure it is.

    Attributes:
        language: the tag that was asked for; None where the text is too short, or in none of the languages asked for.
        confidence: 0 to 1: of the language among those asked for, of the other one among all; 0 without either.
        other: the language that the text seems to be in when it is in none of those asked for; else None.
    """

    language: str | None
    confidence: float
    other: str | None = None

    @property
    def described(self) -> str:
        """The language; which other one it seems to be, as ``neither: ru``; or ``?``."""
        return self.language or (f"neither: {self.other}" if self.other else "?")


def identify(text: str, among: Sequence[str]) -> Guess:
    """Return which of the languages the text is in.

    A text is in none of them when another language of the model fits better by `FOREIGN_MARGIN` nats per
    letter. Languages that the model doesn't know are never found; regions and scripts make no difference.
    """
    shown = text[:LONGEST]
    letters = weighted_letters(shown[:COUNTED])
    if letters < SHORTEST:
        return Guess(None, 0.0)
    scores = _scores(shown)
    codes = {language: recognised_as(language) for language in among}
    asked = [(scores[code], language) for language, code in codes.items() if code in scores]
    if not asked:
        return Guess(None, 0.0)
    best, language = max(asked)
    top, other = max((score, name) for name, score in scores.items())
    if other not in codes.values() and top - best > FOREIGN_MARGIN * min(letters, 100):
        return Guess(None, 1 / sum(math.exp(score - top) for score in scores.values()), other)
    return Guess(language, 1 / sum(math.exp(score - best) for score, _ in asked))


def written_in(text: str) -> tuple[str, ...]:
    """Return the languages that a text in a script without spaces may be in, the likeliest first; empty for others.

    Kana are written in Japanese only; Han characters without any of them are Chinese, or a short Japanese text.
    """
    letters = {script: letters_of(script, text) for script in UNSPACED_SCRIPTS}
    kana = letters_of("Hiragana", text) + letters_of("Katakana", text)
    if KANA * kana > letters["Han"]:
        return ("ja",)
    script = max(letters, key=letters.__getitem__)
    return UNSPACED_SCRIPTS[script] if letters[script] else ()


@cache
def recognised() -> frozenset[str]:
    """Return the languages that the identifier knows: ISO 639-1 codes, 639-3 where there is no shorter one."""
    return frozenset(str(one) for one in _identifier().nb_classes) - {NO_LANGUAGE}


@cache
def recognised_as(tag: str) -> str | None:
    """Return the code under which the identifier knows a tag's language; None where it doesn't, or it is no tag."""
    if (parsed := tags.parse(tag)) is None:
        return None
    return parsed.language if parsed.language in recognised() else _other_codes().get(parsed.language)


@cache
def _other_codes() -> dict[str, str]:
    """Return base language to the identifier's own code for it, such as `gug` for Guarani, `gn`."""
    return {tags.base(code): code for code in sorted(recognised())}


def _scores(text: str) -> dict[str, float]:
    return {str(name): float(score) for name, score in _identifier().rank(text)}


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    # 0.2, all that goes with numpy 1 and so with the extra `comet`, has another name for it.
    names = [name for name in ("from_model_file", "from_pickled_model") if hasattr(LanguageIdentifier, name)]
    make = getattr(LanguageIdentifier, names[0])
    return make(MODEL_FILE, norm_probs=False)
