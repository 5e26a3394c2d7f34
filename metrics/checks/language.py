"""Wrong language as a whole: outputs that are no translation into the target language but into another one."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from tertium.corpora.text.copies import is_copy
from tertium.corpora.text.identification import SHORTEST_JUDGED, other_language
from tertium.corpora.text.letters import fold
from tertium.corpora.text.scripts import script, starts_dense
from tertium.corpora.text.tags import base
from tertium.corpora.text.words import HANDLE, words
from tertium.corpora.types import NOTHING
from tertium.metrics.checks.base import Check, Checked, Finding, Inspector, SegmentTexts, unchecked
from tertium.metrics.checks.script import writes
from tertium.metrics.registry import register

if TYPE_CHECKING:
    from tertium.corpora.text.words import Word

CLOSE: Final = ("hr sr bs sh cnr", "no nb nn da", "id ms", "gl pt", "hi mr ne")
"""Languages that the identifier doesn't separate in a segment: none is found in place of one of its group."""
_GROUPS: Final = {language: group for group in CLOSE for language in group.split()}
LETTERS: Final = 10
"""Letters from which a text in another script than the target's is in another language; of dense scripts a third."""
DENSE: Final = 3
MOSTLY: Final = 0.8
"""Share of a text's letters that are in that script."""

CHINESE: Final = frozenset({"zh", "yue"})
_HIRAGANA: Final = re.compile("[ぁ-ゖ]")
FEWEST: Final = 4
"""Hiragana from which a text for readers of Chinese is Japanese: a Chinese one has a の in a brand at most."""
KANA: Final = 0.2
"""Their share in it from which it is; Japanese prose has a half."""


@register
@dataclass(frozen=True, slots=True)
class Language(Check):
    """Outputs in another language than the target's, as a whole, per hundred that can be judged.

    Judged are the words that the source doesn't have, links and handles aside: names and copied passages are no
    language (`copied` and `untranslated` find those). By script, 10 such letters are enough, by hiragana in place of
    Chinese 4; by the identifier it takes 60. Close relatives aren't separated: Croatian and Serbian, Norwegian and
    Danish, Indonesian and Malay, Galician and Portuguese, Hindi and Marathi.
    """

    name = "language"
    needs = NOTHING
    source = "tertium; scripts after the Unicode CLDR, languages by py3langid (Barbaresi 2021)"

    def inspector(self, segment: SegmentTexts) -> Inspector:
        """Return the inspector of one segment; words of the source are no evidence."""
        source, target = segment.languages
        if not target:
            return unchecked
        own = writes(target)
        copied = {fold(word.text) for word in words(segment.source) if not starts_dense(word.text)}

        def inspect(hypothesis: str) -> Checked:
            text = HANDLE.sub(" ", hypothesis)
            sequence = [word for word in words(text) if fold(word.text) not in copied]
            if _weighted(sequence) < LETTERS or is_copy(segment.source, hypothesis):
                return Checked(0)
            foreign = _other_script(sequence, own)
            other = "" if foreign else _other_language(" ".join(word.text for word in sequence), source, target)
            if not foreign and not other:
                return Checked(1)
            note = f"it seems to be {other}" if other else f"it is in {foreign.lower()} script"
            return Checked(1, (Finding(0, len(hypothesis), "wrong language", note, 0.9),))

        return inspect


def _weighted(sequence: list[Word]) -> int:
    return sum(len(word.text) * (DENSE if starts_dense(word.text) else 1) for word in sequence)


def _other_script(sequence: list[Word], own: str) -> str:
    """Return the script that nearly all letters are in, if no text of the target language is; empty otherwise."""
    letters: Counter[str] = Counter()
    for word in sequence:
        if word.text[0].isalpha():
            letters[script(word.text[0])] += len(word.text)
    if not letters:
        return ""
    (most, number), *_ = letters.most_common(1)
    # Latin letters are names and terms in every language: only the identifier accuses them.
    return most if most not in {own, "LATIN"} and number >= MOSTLY * letters.total() else ""


def _other_language(text: str, source: str | None, target: str) -> str:
    """Return the language that a text surely is in, if that is neither the target nor a close relative of it."""
    if base(target) in CHINESE and len(_HIRAGANA.findall(text)) >= max(FEWEST, KANA * len(text)):
        return "ja"
    if len(text) < SHORTEST_JUDGED:
        return ""
    other = other_language(text, source, target)
    return "" if _GROUPS.get(base(other), other) == _GROUPS.get(base(target), target) else other
