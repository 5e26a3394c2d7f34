"""URLs, e-mail addresses, placeholders and tags that must pass a translation unchanged."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import Final

from tertium.corpora.text.words import LINK
from tertium.metrics.checks.base import Check, Checked, Finding, Given, Inspector
from tertium.metrics.registry import register

KINDS: Final = {
    "link": LINK,
    "placeholder": re.compile(
        r"\{\{[^{}\n]{1,40}\}\}|\$?\{[A-Za-z_][\w.:]{0,40}\}|\{\d{1,2}\}|%\(\w{1,40}\)[sdif]|%(?:\d\$)?(?:\.\d)?[sdif@]\b"
    ),
    "tag": re.compile(r"</?[A-Za-z][\w:-]{0,20}(?:\s[^<>\n]{0,200})?/?>|&(?:[a-z]{2,8}|#\d{1,6});"),
    "handle": re.compile(r"(?<![\w@#/&.])[@#][A-Za-z_]\w{1,40}"),
}
"""What to look for, by the label of a finding."""


@register
@dataclass(frozen=True, slots=True)
class Links(Check):
    """URLs, e-mail addresses, placeholders ({name}, %s), tags, entities and @handles that are lost or altered.

    Per hundred of them in the source; one that only the hypothesis has counts where none of the source's is lost.
    Hashtags and handles in other scripts than Latin may be translated.
    """

    name = "links"

    def inspector(self, given: Given) -> Inspector:
        """Return the check for one source."""
        expected = marks(given.source)

        def inspect(hypothesis: str) -> Checked:
            found = marks(hypothesis)
            findings = []
            for kind in KINDS:
                lost = list((expected[kind] - found[kind]).elements())
                added = [one for one in (found[kind] - expected[kind]).elements() if kind in {"link", "placeholder"}]
                findings += _findings(hypothesis, kind, lost, added)
            total = sum(counts.total() for counts in expected.values())
            return Checked(total, tuple(sorted(findings)))

        return inspect


def marks(text: str) -> dict[str, Counter[str]]:
    """Return what must not change, by kind; the punctuation behind a link belongs to the sentence."""
    found = {}
    for kind, pattern in KINDS.items():
        found[kind] = Counter(one.group().rstrip(".,;:!?)'’*").casefold() for one in pattern.finditer(text))
        text = pattern.sub(" ", text)
    return found


def _findings(hypothesis: str, kind: str, lost: list[str], added: list[str]) -> list[Finding]:
    findings = []
    for i, one in enumerate(lost):
        if i < len(added):
            start = max(0, hypothesis.casefold().find(added[i]))
            findings.append(Finding(start, min(start + len(added[i]), len(hypothesis)), f"{kind} altered", one, 0.95))
        else:
            findings.append(Finding(len(hypothesis), len(hypothesis), f"{kind} lost", one, 0.9))
    for one in added[len(lost) :]:
        start = max(0, hypothesis.casefold().find(one))
        end = min(start + len(one), len(hypothesis))
        findings.append(Finding(start, end, f"{kind} added", "not in the source", 0.7))
    return findings
