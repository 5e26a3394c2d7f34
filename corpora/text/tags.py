"""Parses language tags such as `zh-CN`, `zh_CN`, `zho_Hans`, `cmn` and `iw`, and compares them.

The codes, their aliases and the scripts that languages are written in are those of the CLDR, as Babel ships it: it is a
dependency already, and langcodes would bring a second copy of the same data, a compiled trie with it (language_data)
and keep `cmn` apart from `zh`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Final, TypeVar

from tertium.corpora.text.cldr import (
    MACROLANGUAGES,
    canonical,
    combined_script,
    current_region,
    is_language,
    is_region,
    is_script,
    likely_script,
)

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping

Value = TypeVar("Value")

SHAPE: Final = re.compile(
    r"(?P<language>[a-z]{2,3})(?:-(?P<extended>[a-z]{3}))?(?:-(?P<script>[a-z]{4}))?(?:-(?P<region>[a-z]{2}|\d{3}))?"
    r"(?:-(?:[a-z\d]{5,8}|\d[a-z\d]{3}))*"  # variants: 1996, valencia
    r"(?:-[a-z\d](?:-[a-z\d]{1,8})+)*"  # extensions and private use: u-nu-latn, x-formal
)
"""A tag of BCP 47 in small letters with hyphens; three-letter codes of ISO 639-3 fit as well."""
POSIX: Final = re.compile(r"(?P<tag>[^.@]*)(?:\.[\w-]+)?(?:@(?P<modifier>\w+))?")
"""A locale of gettext: sr_RS.UTF-8@latin."""
MODIFIERS: Final = {"latin": "Latn", "cyrillic": "Cyrl", "arabic": "Arab", "devanagari": "Deva"}
"""Modifiers of POSIX locales that name a script."""


@dataclass(frozen=True, slots=True)
class Tag:
    """A language tag; tags that mean the same are equal, however they are spelt.

    Attributes:
        language: ISO 639-1 where there is a code, else ISO 639-3.
        script: ISO 15924, where the tag names it.
        region: ISO 3166-1 or UN M.49, where the tag names it.
        spelling: the tag as it was spelt.
    """

    language: str
    script: str | None = None
    region: str | None = None
    spelling: str = field(default="", compare=False)

    def __str__(self) -> str:
        return "-".join(part for part in (self.language, self.script, self.region) if part)

    @property
    def written(self) -> str | None:
        """The script of texts with this tag: the tag's own, else the likely one of the language in its region."""
        return combined_script(self.script or likely_script(self.language, self.region))

    @property
    def languages(self) -> tuple[str, ...]:
        """The base language, and its macrolanguage if it has one: yue, zh."""
        return tuple(filter(None, (self.language, MACROLANGUAGES.get(self.language))))

    @property
    def fallbacks(self) -> tuple[str, ...]:
        """The tag and the more general ones, the closest first: zh-Hant-TW, zh-TW, zh-Hant, zh."""
        chain = (
            str(self),
            self.region and f"{self.language}-{self.region}",
            self.written and f"{self.language}-{self.written}",
            *self.languages,
        )
        return tuple(dict.fromkeys(text for text in chain if text))

    @property
    def is_bare(self) -> bool:
        """Whether the tag has a language and nothing else."""
        return not (self.script or self.region)

    def fits(self, wanted: Tag) -> bool:
        """Whether a text with this tag may be the wanted one: zh-TW is `zh`, `zh` may be zh-TW, zh-CN is not zh-TW."""
        if self.language != wanted.language or self.is_bare or wanted.is_bare:
            return self.language == wanted.language
        return self.written == wanted.written and not (self.region and wanted.region and self.region != wanted.region)


@lru_cache(maxsize=4096)
def parse(text: str) -> Tag | None:
    """Return the tag; None where it is malformed, or its language, script or region doesn't exist."""
    locale = POSIX.fullmatch(text)
    spelt = locale["tag"].replace("_", "-").lower() if locale else ""
    shape = SHAPE.fullmatch(spelt)
    if locale is None or shape is None or not is_language(shape["extended"] or shape["language"]):
        return None
    language, script, region = canonical(shape["extended"] or shape["language"])
    if shape["extended"] and canonical(shape["language"])[0] not in {language, MACROLANGUAGES.get(language)}:
        return None
    if not (is_script(shape["script"]) and is_region(shape["region"])):
        return None
    script = (shape["script"] or MODIFIERS.get(locale["modifier"] or "", script or "")).title() or None
    return Tag(language, script, current_region(shape["region"]) or region, text)


def base(text: str | None) -> str:
    """Return the base language of a tag; empty where there is none.

    Of an invalid tag it is the part before the first hyphen: sets from before tags were checked may have such.
    """
    tag = parse(text or "")
    return tag.language if tag else re.split("[-_]", text or "")[0].lower()


def entry(table: Mapping[str, Value], text: str | None) -> Value | None:
    """Return the value of a table by language for a tag: its own, else that of the closest more general tag."""
    return next((table[key] for key in _keys(text) if key in table), None)


def has(languages: Container[str], text: str | None) -> bool:
    """Whether a collection of languages has a tag, or a more general one."""
    return any(key in languages for key in _keys(text))


@lru_cache(maxsize=4096)
def _keys(text: str | None) -> tuple[str, ...]:
    """Return a tag's keys in tables by language, the closest first; cached, as it is called for every segment."""
    tag = parse(text or "")
    return tag.fallbacks if tag else (base(text),)


def closest(wanted: str, offered: Iterable[str]) -> list[str]:
    """Return the offered tags that equal the wanted one; else those that fit it: en-US and en-GB fit `en`."""
    tags = [(text, parse(text)) for text in offered]
    wanted_tag = parse(wanted)
    same = [text for text, tag in tags if text == wanted or (wanted_tag and tag == wanted_tag)]
    fitting = [(text, tag) for text, tag in tags if wanted_tag and tag and tag.fits(wanted_tag)]
    specific = [text for text, tag in fitting if not tag.is_bare]
    return same or specific or [text for text, _ in fitting]


def is_one_language(first: str | None, second: str | None) -> bool:
    """Whether two tags are of one language in one script, whatever the regions: a copy is then no mistake."""
    tags = parse(first or ""), parse(second or "")
    return base(first) == base(second) and len({tag.written for tag in tags if tag}) < 2  # noqa: PLR2004 - both


def told_apart(texts: Iterable[str]) -> dict[str, str]:
    """Return each tag's base language; the whole tag where another one has the same base language: en-US, en-GB."""
    tags = list(dict.fromkeys(texts))
    bases = list(map(base, tags))
    return {
        text: language if bases.count(language) == 1 else str(parse(text) or text)
        for text, language in zip(tags, bases, strict=True)
    }
