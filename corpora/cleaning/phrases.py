"""Matches lines against phrases that are typical of a label, such as *Leave a reply*.

phrases.txt lists them; its entries refer to the words of each language (languages/fi.txt …) by category.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path
from typing import Final, NamedTuple

from tertium.corpora.text import tags

MAX_PHRASE_LINE: Final = 140
"""Length up to which a line can match a whole phrase: patterns with wildcards would match paragraphs too."""
REMEMBERED: Final = 1 << 14
"""Answers that are kept: several rules ask the same about a line."""
LANGUAGES: Final = Path(__file__).with_name("languages")
"""Folder of the words of each language: a line per category, patterns between bars."""


class Phrases(NamedTuple):
    """The compiled phrases of each label.

    Attributes:
        whole: pattern that matches a whole line.
        start: pattern that matches the beginning of a line.
        signs: groups of patterns; a line must contain all the patterns of one group.
    """

    whole: dict[str, re.Pattern[str]]
    start: dict[str, re.Pattern[str]]
    signs: dict[str, list[list[re.Pattern[str]]]]


@lru_cache(REMEMBERED)
def matches(label: str, text: str) -> bool:
    """Whether a line matches a phrase of this label."""
    phrases = load()
    text = text.strip(" \t*-–•·|")
    if label in phrases.whole and len(text) <= MAX_PHRASE_LINE and phrases.whole[label].fullmatch(text):
        return True
    if label in phrases.start and phrases.start[label].match(text):
        return True
    return any(all(sign.search(text) for sign in signs) for signs in phrases.signs.get(label, ()))


@lru_cache(REMEMBERED)
def matches_any(text: str) -> bool:
    """Whether a line matches a phrase of any label that has phrases for whole lines."""
    return any(matches(label, text) for label in load().whole)


def covered() -> list[str]:
    """Return the codes of the languages whose boilerplate is known by its words."""
    return sorted(path.stem for path in LANGUAGES.glob("*.txt"))


def covers(language: str) -> bool:
    """Whether the boilerplate of a language is known by its words; the language is a tag in any spelling."""
    return tags.has(frozenset(covered()), language)


@cache
def words(category: str) -> re.Pattern[str]:
    """Return a pattern that matches any word of a category, of any language."""
    return re.compile("|".join(_words()[category]), re.IGNORECASE)


@cache
def load() -> Phrases:
    """Return the lists of phrases.txt."""
    lists = _sections(Path(__file__).with_name("phrases.txt").read_text(encoding="utf-8"))
    # A name without a space is a list that entries refer to as <name>; the others are a kind and a label.
    named = {name: lists[name] for name in lists if " " not in name}
    for category, items in _words().items():
        named[category] = [*named.get(category, ()), *items]

    def compiled(entry: str) -> re.Pattern[str]:
        for name, items in named.items():
            entry = entry.replace(f"<{name}>", f"(?:{'|'.join(items)})")
        return re.compile(entry, re.IGNORECASE)

    def by_label(kind: str) -> dict[str, list[str]]:
        return {name.removeprefix(f"{kind} "): items for name, items in lists.items() if name.startswith(f"{kind} ")}

    return Phrases(
        {label: compiled("|".join(items)) for label, items in by_label("whole").items()},
        {label: compiled("|".join(items)) for label, items in by_label("start").items()},
        {
            label: [[compiled(sign) for sign in item.split("\t")] for item in items]
            for label, items in by_label("signs").items()
        },
    )


@cache
def _words() -> dict[str, list[str]]:
    """Return the words of all languages by category."""
    words: dict[str, list[str]] = {}
    for path in sorted(LANGUAGES.glob("*.txt")):
        for line in path.read_text(encoding="utf-8").split("\n"):
            category, _, patterns = line.partition(": ")
            if patterns:
                words.setdefault(category, []).append(patterns)
    return words


def _sections(text: str) -> dict[str, list[str]]:
    """Return the entries of each [section]; empty lines and comments are skipped."""
    sections: dict[str, list[str]] = {}
    items: list[str] = []
    for line in text.split("\n"):
        if line.startswith("[") and line.endswith("]"):
            items = sections[line[1:-1]] = []
        elif line and not line.startswith("# "):
            items.append(line)
    return sections
