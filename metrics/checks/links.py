"""URLs, e-mail addresses, placeholders and tags, which a translation must keep unchanged."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import Final

from tertium.corpora.text.words import LINK
from tertium.metrics.checks.base import Check, Checked, Finding, Inspector, SegmentTexts
from tertium.metrics.registry import register

KINDS: Final = {
    "link": LINK,
    "placeholder": re.compile(
        r"\{\{[^{}\n]{1,40}\}\}|\$?\{[A-Za-z_][\w.:]{0,40}\}|\{\d{1,2}\}|%\(\w{1,40}\)[sdif]|%(?:\d\$)?(?:\.\d)?[sdif@]\b"
    ),
    "tag": re.compile(r"</?[A-Za-z][\w:-]{0,20}(?:\s[^<>\n]{0,200})?/?>|&(?:[a-z]{2,8}|#\d{1,6});"),
    "handle": re.compile(r"(?<![\w@#/&.])[@#][A-Za-z_]\w{1,40}"),
}
"""Label of a finding to the pattern of the marks that it is about, in the order in which they are taken from a text."""

_HINT: Final = re.compile(r"[{%<&@#]|://|www\.", re.IGNORECASE)
"""What every mark holds; most segments hold none."""


@register
@dataclass(frozen=True, slots=True)
class Links(Check):
    """URLs, e-mail addresses, placeholders ({name}, %s), tags, entities and @handles that are lost or altered.

    Per hundred of them in the source; one that only the hypothesis has counts where none of the source's is lost.
    Hashtags and handles in other scripts than Latin may be translated.
    """

    name = "links"

    def inspector(self, segment: SegmentTexts) -> Inspector:
        """Return the inspector of one segment."""
        expected = marks(segment.source)

        total = sum(counts.total() for counts in expected.values())

        def inspect(hypothesis: str) -> Checked:
            if not total and not _HINT.search(hypothesis):
                return Checked(0)
            present = marks(hypothesis)
            findings = []
            for kind in KINDS:
                lost = list((expected[kind] - present[kind]).elements())
                # A tag or a handle more does no harm; a link or a placeholder more was made up.
                added = list((present[kind] - expected[kind]).elements()) if kind in {"link", "placeholder"} else []
                findings += _findings(hypothesis, kind, lost, added)
            return Checked(total, tuple(sorted(findings)))

        return inspect


def marks(text: str) -> dict[str, Counter[str]]:
    """Return the marks of a text by kind, case-folded, each with its number of occurrences."""
    if not _HINT.search(text):
        return {kind: Counter() for kind in KINDS}
    by_kind = {}
    for kind, pattern in KINDS.items():
        # The punctuation behind a link belongs to the sentence.
        by_kind[kind] = Counter(match.group().rstrip(".,;:!?)'’*").casefold() for match in pattern.finditer(text))
        text = pattern.sub(" ", text)
    return by_kind


def _findings(hypothesis: str, kind: str, lost: list[str], added: list[str]) -> list[Finding]:
    end, folded = len(hypothesis), hypothesis.casefold()
    altered = zip(lost, added, strict=False)  # the n-th mark that is lost became the n-th that is new
    return [
        *(Finding(*_position(folded, new, end), f"{kind} altered", mark, 0.95) for mark, new in altered),
        *(Finding(end, end, f"{kind} lost", mark, 0.9) for mark in lost[len(added) :]),
        *(
            Finding(*_position(folded, new, end), f"{kind} added", "not in the source", 0.7)
            for new in added[len(lost) :]
        ),
    ]


def _position(folded: str, mark: str, end: int) -> tuple[int, int]:
    """Return start and end of a mark in a case-folded text, before `end` whatever case folding does to its length."""
    start = min(max(0, folded.find(mark)), end)
    return start, min(start + len(mark), end)
