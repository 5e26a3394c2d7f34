"""Brackets that don't balance."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from tertium.corpora.types import NOTHING
from tertium.metrics.checks.base import Check, Checked, Finding, Inspector, SegmentTexts
from tertium.metrics.registry import register

PARTNERS: Final = {
    ")": "(",
    "]": "[",
    "}": "{",
    "）": "(",
    "］": "[",
    "｝": "{",
    "】": "【",
    "〕": "〔",
    "》": "《",
    "〉": "〈",
}
"""Closing bracket to the opening one, both half-width where there are two widths."""
WIDE: Final = {"（": "(", "［": "[", "｛": "{"}
"""Full-width to half-width: each may be closed by the other, as in mixed Chinese and Latin text."""

_NO_BRACKET: Final = re.compile(r"[:;=8xX]['’-]?[()\[\]]+|(?:^|[,;:.]\s)\w{1,3}[)）]")
"""Smileys, and the bracket behind the number or letter of a list's item: ``a)``."""


@register
@dataclass(frozen=True, slots=True)
class Brackets(Check):
    """Brackets without a partner, per hundred brackets; as many as the source lacks may lack one here too."""

    name = "brackets"
    needs = NOTHING

    def inspector(self, segment: SegmentTexts) -> Inspector:
        """Return the inspector of one segment; the source is read where there is one."""
        allowed = len(strays(segment.source)[0])

        def inspect(hypothesis: str) -> Checked:
            places, count = strays(hypothesis)
            unexcused = places[: max(0, len(places) - allowed)]
            findings = [Finding(i, i + 1, "unbalanced", f"a partner for {hypothesis[i]}") for i in unexcused]
            return Checked(count, tuple(findings))

        return inspect


def strays(text: str) -> tuple[list[int], int]:
    """Return the indices of brackets without a partner, and the number of brackets; smileys and ``a)`` aside."""
    # Blanks of the same length, so that indices stay those of the text.
    text = _NO_BRACKET.sub(lambda match: " " * len(match.group()), text)
    opened: list[int] = []  # a stack: the last one opened is the first to be closed
    unopened: list[int] = []
    count = 0
    for i, char in enumerate(text):
        if WIDE.get(char, char) in _OPENERS:
            opened.append(i)
        elif char not in PARTNERS:
            continue
        elif opened and WIDE.get(text[opened[-1]], text[opened[-1]]) == PARTNERS[char]:
            opened.pop()
        else:
            unopened.append(i)
        count += 1
    return sorted(unopened + opened), count


_OPENERS: Final = frozenset(PARTNERS.values())
