"""Brackets that don't balance."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from tertium.corpora.types import NOTHING
from tertium.metrics.checks.base import Check, Checked, Finding, Given, Inspector
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
WIDE: Final = {"（": "(", "［": "[", "｛": "{"}
"""A full-width bracket may be closed by a half-width one and the other way round."""

_NO_BRACKET: Final = re.compile(r"[:;=8xX]['’-]?[()\[\]]+|(?:^|[,;:.]\s)\w{1,3}[)）]")
"""Smileys, and the bracket behind an item's number or letter."""


@register
@dataclass(frozen=True, slots=True)
class Brackets(Check):
    """Brackets without a partner, per hundred brackets; as many as the source lacks may lack one here too."""

    name = "brackets"
    needs = NOTHING

    def inspector(self, given: Given) -> Inspector:
        """Return the check; a source is read where there is one."""
        allowed = len(strays(given.source)[0])

        def inspect(hypothesis: str) -> Checked:
            alone, count = strays(hypothesis)
            wrong = alone[: max(0, len(alone) - allowed)]
            findings = [Finding(i, i + 1, "unbalanced", f"a partner for {hypothesis[i]}") for i in wrong]
            return Checked(count, tuple(findings))

        return inspect


def strays(text: str) -> tuple[list[int], int]:
    """Return the places of brackets without a partner, and the number of brackets; smileys and ``a)`` aside."""
    text = _NO_BRACKET.sub(lambda found: " " * len(found.group()), text)
    waiting: list[int] = []
    alone: list[int] = []
    count = 0
    for i, char in enumerate(text):
        if WIDE.get(char, char) in _OPENERS:
            waiting.append(i)
        elif char not in PARTNERS:
            continue
        elif waiting and WIDE.get(text[waiting[-1]], text[waiting[-1]]) == PARTNERS[char]:
            waiting.pop()
        else:
            alone.append(i)
        count += 1
    return sorted(alone + waiting), count


_OPENERS: Final = frozenset(PARTNERS.values())
