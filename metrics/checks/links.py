"""URLs, e-mail addresses, placeholders and tags, which a translation must keep unchanged."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import partial
from html import unescape
from typing import Final

from tertium.corpora.text.words import LINK
from tertium.metrics.checks.base import Check, Checked, Finding, Inspector, SegmentTexts
from tertium.metrics.registry import register

KINDS: Final = {
    "link": LINK,
    "placeholder": re.compile(
        r"\{\{[^{}\n]{1,40}\}\}|\$?\{[A-Za-z_][\w.:]{0,40}\}|\{\d{1,2}\}|%\(\w{1,40}\)[sdif]|%(?:\d\$)?(?:\.\d)?[sdif@]\b"
    ),
    "tag": re.compile(
        r"</?[A-Za-z][\w:-]{0,20}(?:\s+[\w:-]{1,40}=(?:\"[^\"<>]{0,200}\"|'[^'<>]{0,200}'|[^\s<>\"']{1,200})){0,20}\s?/?>"
        r"|&(?:[a-z]{2,8}|#\d{1,6});"
    ),
    "handle": re.compile(r"(?<![\w@#/&.])@[A-Za-z_]\w{1,40}"),
    "hashtag": re.compile(r"(?<![\w@#/&.])#[A-Za-z_]\w{1,40}"),
}
"""Label of a finding to the pattern of the marks that it is about, in the order in which they are taken from a text."""

_OTHER: Final = {"handle": re.compile(r"[@＠](?!\w*@)\w*[^\W\d_A-Za-z]\w*")}
"""Kind to the marks in other letters than basic Latin ones, as which translators write some."""

_TAG_NAMES: Final = """
    a abbr b big blockquote br center code del div em font g h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p ph pre q s
    samp small span strong sub sup table tbody td th thead tr tt u ul var x
"""
_TAGS: Final = frozenset(_TAG_NAMES.split())
"""Names of tags of HTML and XLIFF; any other word in angle brackets is a tag if it has attributes or a closing tag."""

_NAME: Final = re.compile(r"</?([\w:-]+)")

_HINT: Final = re.compile(r"[{%<&@#]|://|www\.", re.IGNORECASE)
"""What every mark holds; most segments hold none."""


@register
@dataclass(frozen=True, slots=True)
class Links(Check):
    """URLs, e-mail addresses, placeholders ({name}, %s), tags, entities and @handles that are lost or altered.

    Per hundred of them in the source; one that only the hypothesis has counts where none of the source's is lost. A
    hashtag may be translated, an entity decoded, a tag's attributes may change, a handle may be in another script.
    """

    name = "links"
    rules = 2

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
                lost = [
                    mark for mark in (expected[kind] - present[kind]).elements() if not _is_rendered(mark, hypothesis)
                ]
                lost = lost[_translated(kind, segment.source, hypothesis) :]
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
        found = (
            match.group().rstrip(".,;:!?)'’*" if kind != "tag" else "").casefold() for match in pattern.finditer(text)
        )
        by_kind[kind] = Counter(map(_tag, filter(partial(_is_tag, text), found)) if kind == "tag" else found)
        text = pattern.sub(" ", text)
    return by_kind


def _is_tag(text: str, mark: str) -> bool:
    """Whether a mark is an entity or a tag, not a word in angle brackets."""
    name = _NAME.match(mark)
    if name is None or "=" in mark or mark.endswith("/>") or name.group(1) in _TAGS:
        return True
    closing = f"</{name.group(1)}>"
    return closing in text.casefold()


def _tag(mark: str) -> str:
    """Return a tag without its attributes; an entity as it is."""
    name = _NAME.match(mark)
    return f"{name.group()}>" if name else mark


def _is_rendered(mark: str, hypothesis: str) -> bool:
    """Whether a mark that is lost stands there otherwise: an entity as its character, a hashtag as a plain word."""
    if mark.startswith("&"):
        char = unescape(mark)
        return char in hypothesis or not char.strip() or char in "&\"'"
    return mark.startswith("#") and mark[1:] in hypothesis.casefold()


def _translated(kind: str, source: str, hypothesis: str) -> int:
    """Return how many marks may be written in other letters or, hashtags, words than the source's."""
    if kind == "hashtag":
        return _signs(hypothesis) if _signs(hypothesis) >= _signs(source) else 0
    return len(_OTHER[kind].findall(hypothesis)) if kind in _OTHER else 0


def _signs(text: str) -> int:
    return sum(text.count(sign) for sign in "#＃")


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
