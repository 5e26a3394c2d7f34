"""Chatter: what a language model adds to a translation: preambles, notes, alternatives, markup, its thoughts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from tertium.corpora.types import NOTHING
from tertium.metrics.checks.base import Check, Checked, Finding, Inspector, SegmentTexts
from tertium.metrics.checks.script import writes
from tertium.metrics.checks.task_talk import pattern, spoken, together
from tertium.metrics.registry import register

if TYPE_CHECKING:
    from collections.abc import Iterator

REASONING: Final = re.compile(
    r"</?(?:think(?:ing)?|thought|reasoning|reflection|scratchpad|analysis)>|◁/?think▷", re.IGNORECASE
)
"""Tags round what a model thinks before it answers."""
TOKEN: Final = re.compile(
    r"<\|[\w ]{2,40}\|>|\[/?INST\]|<</?SYS>>|<(?:start|end)_of_turn>|</?s>(?=\s|$)|<(?:bos|eos|pad|unk)>", re.IGNORECASE
)
"""Tokens that a model has beside words: ends, turns, unknown words."""
PROMPT: Final = re.compile(
    r"</?(?:translation|translated_text|target_text|source_text|output|answer|response)>"
    r"|^#{2,4} ?(?:instruction|response|input|output)s?\b|^\W*(?:assistant|user|human|system)\s?[:：]\s"
    r"|\btranslate the following\b|\byou are a (?:professional |helpful )?(?:translator|assistant)\b",
    re.IGNORECASE | re.MULTILINE,
)
"""Tags and headings that prompts ask for, and what prompts say."""
MARKUP: Final = {
    "```": re.compile(r"```"),
    "**": re.compile(r"\*\*(?=[^\s*])[^*\n]{1,200}[^\s*]\*\*"),
    "#": re.compile(r"(?:^|\n)#{1,6} (?=\S)"),
    "* ": re.compile(r"(?:(?:^|\n|\s{2})[*-] +\S.{0,400}){2}", re.DOTALL),
}
"""What shows that a source has Markdown of its own, to what an output has it in."""
_LIST_IN_SOURCE: Final = re.compile(r"(?:^|\n|\s)[*•·‣▪●–—-]\s|\\n")
PREAMBLE: Final = 120
"""Characters within which a preamble ends in a colon."""
REACH: Final = 120
"""Characters between words that make a comment together."""
LABELS: Final = 30
"""Characters before the colon of a preamble that is a label and no more, as *Translation:*."""
QUOTED: Final = re.compile(
    r"\s*(?:\"[^\"“”]+\"|“[^“”\"]+”|„[^„“”\"]+[“”]|«[^«»]+»|»[^«»]+«|「[^「」]+」|『[^『』]+』)\s*"
)
"""A text that one pair of quotation marks surrounds."""
MARKS: Final = re.compile(r"[\"“”„‟«»「」『』'‘’‚`]|''|&quot;")
REMARK: Final = re.compile(
    r"\bthis translation\b|\btranslates (?:to|as)\b|\b(?:could|can|would) (?:also )?be translated (?:as|to)\b"
    r"|\bi(?:['’]ve| have) (?:translated|replaced|kept|rendered|left)\b"
    r"|\bthe user (?:wants|wanted|asks|asked|is asking|has asked)\b[^.!?]{0,40}\btranslat"
    r"|\blet me know if you(?:['’]d| would)? (?:like|need|prefer|want)\b"
    r"[^.!?]{0,40}\b(?:translat|wording|version|tone|adjust)",
    re.IGNORECASE,
)
"""How a model speaks of its own translation, mostly in English."""
ALTERNATIVES: Final = re.compile(r"[.!?。！？]\s*/\s*(?=[^\W\d_]{2})")
"""A slash between two sentences: two wordings for the reader to choose from."""
ENGLISH: Final = re.compile(r"(?:[A-Za-z][A-Za-z’'-]*[ ,.:;\"()]+){6,}")
COMMENT: Final = 6
"""Words of English that the source doesn't have from which a passage is a comment."""
_COLON: Final = re.compile(r"[:：]")
_OFFER_MARK: Final = re.compile(r"[:：“„«「『\"]")
"""What every offer of another wording ends in."""
_OFFER_ENDS: Final = {
    "other": re.compile(r"\w*[^\s:：]{0,3}\*{0,2}[:：]"),
    "also": re.compile(r"[^.!?。！？\n]{0,20}?[:：“„«「『\"]"),
}
"""Part of a model's talk that offers another wording, to what follows it up to the mark."""
_BREAK: Final = re.compile(r"[.!?。！？]$|\S?[\s(\[（【*/-]$")
"""What stands before such an offer: the end of a sentence, or a space, slash or bracket."""


@register
@dataclass(frozen=True, slots=True)
class Chatter(Check):
    """Outputs with more than a translation in them, per hundred segments.

    That is an announcement (*Here is the translation:*), a note on the translation, another wording that is offered,
    Markdown, reasoning, a part of the prompt, or quotation marks round the whole, none of which the source has.
    """

    name = "chatter"
    rules = 2
    needs = NOTHING

    def inspector(self, segment: SegmentTexts) -> Inspector:
        """Return the inspector of one segment; the source is read where there is one."""
        talk = _Talk(segment)

        def inspect(hypothesis: str) -> Checked:
            if not hypothesis.strip():
                return Checked(0)
            findings = sorted(talk.findings(hypothesis))
            # A segment is one opportunity: the first finding is its error, the others are only shown.
            return Checked(1, tuple(finding._replace(errors=int(i == 0)) for i, finding in enumerate(findings)))

        return inspect


class _Talk:
    """Finds chatter in the hypotheses of one segment."""

    def __init__(self, segment: SegmentTexts) -> None:
        self.source = segment.source
        self.bases = segment.bases
        self.languages = spoken(segment.bases)
        self.is_latin = not segment.bases[1] or writes(segment.languages[1]) == "LATIN"
        self.notes = pattern("note", self.languages)

    def findings(self, text: str) -> Iterator[Finding]:
        """Yield what is chatter in a text."""
        for label, tags in (("reasoning", REASONING), ("token", TOKEN), ("prompt", PROMPT)):
            if (match := tags.search(text)) and not tags.search(self.source):
                yield Finding(*match.span(), label, "a translation alone", 0.95)
        yield from self._markup(text)
        if comments := tuple(self._comments(text)):
            # The source is read last: its many languages take most of the time, and few outputs have comments.
            yield from () if pattern("translate").search(self.source) else comments
        yield from self._foreign(text)
        if "/" not in self.source and self.source.strip() and (match := ALTERNATIVES.search(text)):
            yield Finding(*match.span(), "alternative", "one translation", 0.7)
        if QUOTED.fullmatch(text) and self.source.strip() and not MARKS.search(self.source):
            yield Finding(0, len(text), "quoted", "the text without marks round it", 0.6)

    def _foreign(self, text: str) -> Iterator[Finding]:
        """Yield a comment in English in a language of another script, unless the source has its words."""
        if self.is_latin:
            return
        for match in ENGLISH.finditer(text):
            if text[: match.start()].isascii():  # nothing is translated before: a refusal, or another language
                continue
            new = [word for word in match.group().split() if word.casefold() not in self.source.casefold()]
            if len(new) >= COMMENT:
                yield Finding(*match.span(), "note", "the translation alone", 0.8)
                return

    def _markup(self, text: str) -> Iterator[Finding]:
        for mark, pattern_of_mark in MARKUP.items():
            has_own = _LIST_IN_SOURCE.search(self.source) if mark == "* " else mark in self.source
            if not has_own and (match := pattern_of_mark.search(text)):
                yield Finding(*match.span(), "markup", "the text as it is in the source", 0.8)
                return

    def _comments(self, text: str) -> Iterator[Finding]:
        """Yield the preamble, and the first comment on the translation."""
        translate = pattern("translate", self.languages)
        if preamble := self._preamble(text):
            yield Finding(0, preamble, "preamble", "the translation alone", 0.9)
        if (heading := self._heading(text)) is not None:
            yield Finding(heading, len(text), "note", "the translation alone", 0.8)
            return
        if (wording := self._wording(text)) is not None:
            yield Finding(wording, len(text), "alternative", "one translation", 0.7)
            return
        if (match := REMARK.search(text)) and not REMARK.search(self.source):
            yield Finding(match.start(), len(text), "note", "the translation alone", 0.8)
            return
        for label, part in (("note", "note"), ("alternative", "other")):
            place = together(text[preamble:], translate, pattern(part, self.languages), REACH)
            if place and not pattern(part).search(self.source):
                start = preamble + place[0]
                yield Finding(start, len(text), label, "the translation alone", 0.8)
                return

    def _preamble(self, text: str) -> int:
        """Return where the preamble of a text ends, 0 without one."""
        colon = _COLON.search(text[:PREAMBLE])
        if colon is None:
            return 0
        opening = text[: colon.start()]
        announces = pattern("here", self.languages).search(opening)
        if pattern("translate", self.languages).search(opening) and (announces or len(opening) <= LABELS):
            return colon.end()
        # Without a word for translating, a colon in the source may be the same colon.
        names = _language_names(self.bases)
        if _COLON.search(self.source) or not self.source.strip():
            return 0
        if opening.strip(" *#").casefold() in names:
            return colon.end()
        has_object = pattern("text", self.languages).search(opening) or any(
            name in opening.casefold() for name in names
        )
        return colon.end() if announces and has_object else 0

    def _wording(self, text: str) -> int | None:
        """Return where another wording is offered behind the translation (*Alternatively:*); None where none is."""
        if not self.source.strip() or not _OFFER_MARK.search(text):
            return None
        has_colon = bool(_COLON.search(self.source))
        offers = [
            match.start()
            for part, end in _OFFER_ENDS.items()
            for match in pattern(part, self.languages).finditer(text)
            if _BREAK.search(text[max(0, match.start() - 2) : match.start()])
            and (mark := end.match(text, match.end()))
            and not (has_colon and mark.group()[-1] in ":：")
        ]
        # The source is read last, see `findings`.
        if not offers or pattern("other").search(self.source) or pattern("also").search(self.source):
            return None
        return min(offers)

    def _heading(self, text: str) -> int | None:
        """Return where a heading such as *Note:* begins a note behind the translation; None where none does."""
        if _COLON.search(self.source) or not self.source.strip():
            return None
        headings = re.finditer(
            rf"(?<=\S)(?:\s{{2,20}}|\n|(?<=[.!?。！？।”\"»*`])\s?|\s?(?=[(\[（【]))[(\[（【*]*(?:{self.notes.pattern})\W{{0,3}}[:：]",
            text,
            re.IGNORECASE,
        )
        heading = next((match.start() for match in headings), None)
        return None if heading is not None and pattern("note").search(self.source) else heading


@cache
def _language_names(languages: tuple[str, str]) -> frozenset[str]:
    """Return the names of the languages, in English and in themselves, case folded."""
    from babel import Locale, UnknownLocaleError

    names = set()
    for language in filter(None, languages):
        try:
            locale = Locale.parse(language)
        except (UnknownLocaleError, ValueError):
            continue
        names |= {locale.get_language_name("en"), locale.get_language_name(language)}
    return frozenset(name.casefold() for name in names if name)
