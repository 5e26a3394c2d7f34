"""Names altered or lost: of a full name, one part is kept and the other is not."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Final

from tertium.corpora.text.words import Word, words
from tertium.metrics.checks.base import NOTHING, Check, Checked, Finding, Given, Inspector
from tertium.metrics.checks.script import writes
from tertium.metrics.registry import register

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SHORTEST: Final = 3
"""Letters of a part of a name."""

HEADLINE: Final = 0.5
"""Share of capitalised words from which a text is a headline."""

ALIKE: Final = 0.6
"""Similarity (shared letters) from which two spellings are of one name: below it the name is lost, not altered."""

SAME: Final = 0.72
"""The same across scripts, where a name is transliterated and inflected."""

_CYRILLIC: Final = dict(zip("абвгґдеєжзиіїйклмнопрстуфхцчшщьюяыэё", (
    "a b v h g d e je z z y i ji j k l m n o p r s t u f ch c c s sc _ ju ja y e jo"
).replace("_", "").split(" "), strict=True))  # fmt: skip


@register
@dataclass(frozen=True, slots=True)
class Names(Check):
    """Parts of full names altered or lost, per hundred parts that follow a kept one.

    A full name is two or more capitalised words in a row of which the first that can be found in the hypothesis is
    followed by others; what nobody kept may have been translated (White House), so nothing is said of it. Across Latin
    and Cyrillic the letters are compared after transliteration. Other pairs of scripts aren't checked.
    """

    name = "names"

    def inspector(self, given: Given) -> Inspector:
        """Return the check for one source."""
        scripts = {writes(language) for language in given.languages}
        if not scripts <= {"LATIN", "CYRILLIC"}:
            return lambda _: NOTHING
        nouns = given.bases[0] == "de"
        full = list(_full_names(words(given.source), given.source))
        every = {_bare(word.text) for word in words(given.source)}
        same = SAME if len(scripts) > 1 else 1.0

        def inspect(hypothesis: str) -> Checked:
            found = words(hypothesis)
            checked = [_checked(name, found, every, same) for name in full]
            checked = [
                (parts, [one for one in some if not (nouns and one.label == "name lost")]) for parts, some in checked
            ]
            findings = tuple(sorted(one for _, some in checked for one in some))
            return Checked(sum(parts for parts, _ in checked), findings)

        return inspect


def _full_names(found: Sequence[Word], text: str) -> Iterator[tuple[str, ...]]:
    """Yield capitalised words in a row; none in a headline, where most words are capitalised."""
    if sum(word.text[0].isupper() for word in found) > HEADLINE * len(found):
        return
    run: list[Word] = []
    for word in [*found, Word("", len(text) + 2, len(text) + 2)]:
        is_part = word.text[:1].isupper() and not word.text.isupper() and len(word.text) >= SHORTEST
        if run and not (is_part and text[run[-1].end : word.start] == " "):
            if len(run) > 1:
                yield tuple(one.text.partition("-")[0] for one in run)
            run = []
        if is_part:
            run.append(word)


def _checked(name: Sequence[str], found: Sequence[Word], every: set[str], same: float) -> tuple[int, list[Finding]]:
    """Return how many parts follow a kept one, and what is wrong with them."""
    bare = [_bare(word.text) for word in found]
    places = [_place(_bare(part), bare, same) for part in name]
    first = next((i for i, place in enumerate(places) if place is not None), None)
    if first is None or first + 1 == len(name):
        return 0, []
    part, here, place = name[first + 1], places[first], places[first + 1]
    if place is not None or here is None:
        return 1, []
    after = found[here + 1] if here + 1 < len(found) else None
    if (after is None or not after.text[0].isupper()) and len(name) == first + 2:
        end = found[here].end
        return 1, [Finding(end, end, "name lost", f"{part} behind {name[first]}", 0.6)]
    if after is None:
        return 1, []
    altered = _alike(_bare(part), _bare(after.text))
    if altered >= ALIKE and _bare(after.text) not in every and len(part) > SHORTEST:
        return 1, [Finding(after.start, after.end, "name altered", part, 0.7)]
    return 1, []


def _place(part: str, bare: Sequence[str], same: float) -> int | None:
    """Return where the part stands; its genitive counts, and so does what is alike enough."""
    for i, word in enumerate(bare):
        short, long = sorted((word, part), key=len)
        if (
            (long.startswith(short) and len(long) <= len(short) + 2)
            or part in word.split("-")
            or part.endswith(f"'{word}")
        ):
            return i
    return next((i for i, word in enumerate(bare) if _alike(part, word) >= same), None)


def _alike(a: str, b: str) -> float:
    return SequenceMatcher(None, a, b, autojunk=False).ratio() if a[:1] == b[:1] or len(a) > SHORTEST else 0.0


def _bare(text: str) -> str:
    """Return the letters without case, accents, possessive and Cyrillic."""
    plain = unicodedata.normalize("NFD", "".join(_CYRILLIC.get(char, char) for char in text.casefold()))
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    return plain.replace("’", "'").removesuffix("'s").rstrip("'")
