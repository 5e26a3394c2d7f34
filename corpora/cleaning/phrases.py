"""Phrases by which a line gives itself away, by what it then is; they are listed in phrases.txt."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

LONGEST: Final = 140
"""Characters of a line that a whole phrase may be."""


class Phrases(NamedTuple):
    """The compiled lists, by label.

    Attributes:
        whole: must match a whole line.
        start: must match its beginning.
        signs: of one of these groups all must be found.
    """

    whole: dict[str, re.Pattern[str]]
    start: dict[str, re.Pattern[str]]
    signs: dict[str, list[list[re.Pattern[str]]]]


def says(label: str, text: str) -> bool:
    """Whether a line's own words say that it is this kind of line."""
    phrases = load()
    text = text.strip(" \t*-–•·|")
    if label in phrases.whole and len(text) <= LONGEST and phrases.whole[label].fullmatch(text):
        return True
    if label in phrases.start and phrases.start[label].match(text):
        return True
    return any(all(sign.search(text) for sign in signs) for signs in phrases.signs.get(label, ()))


def says_anything(text: str) -> bool:
    """Whether a whole line is a phrase of any kind."""
    return any(says(label, text) for label in load().whole)


@cache
def load() -> Phrases:
    """Return the lists of phrases.txt."""
    lists = _sections(Path(__file__).with_name("phrases.txt").read_text(encoding="utf-8"))
    named = {name: lists[name] for name in lists if " " not in name}

    def compiled(entry: str) -> re.Pattern[str]:
        for name, items in named.items():
            entry = entry.replace(f"<{name}>", f"(?:{'|'.join(items)})")
        return re.compile(entry, re.IGNORECASE)

    def of(kind: str) -> dict[str, list[str]]:
        return {name.removeprefix(f"{kind} "): items for name, items in lists.items() if name.startswith(f"{kind} ")}

    return Phrases(
        {label: compiled("|".join(items)) for label, items in of("whole").items()},
        {label: compiled("|".join(items)) for label, items in of("start").items()},
        {label: [[compiled(s) for s in item.split("\t")] for item in items] for label, items in of("signs").items()},
    )


def _sections(text: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    items: list[str] = []
    for line in text.split("\n"):
        if line.startswith("[") and line.endswith("]"):
            items = found[line[1:-1]] = []
        elif line and not line.startswith("# "):
            items.append(line)
    return found
