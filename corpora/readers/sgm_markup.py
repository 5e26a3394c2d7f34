"""Tags and segments of WMT's SGML, in which a text may hold any markup: only the tags of the format count.

Not `html.parser`: for that, ``<script>`` in a text begins a script, which swallows the segments behind it, and which
tags do so depends on the version of Python.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from dataclasses import dataclass, field
from html.entities import html5
from typing import TYPE_CHECKING, Final, NamedTuple

from tertium.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

SETS: Final = frozenset({"srcset", "refset", "tstset"})
NEXT: Final = re.compile(r"<!--|</?(?:srcset|refset|tstset|doc|seg)\b", re.IGNORECASE)
"""What is looked for outside segments."""
BOUNDARY: Final = re.compile(
    r"(?P<end></seg\s*>)|(?P<seg><seg\b[^<>]*>)|<doc\b[^<>]*\bdocid\b|</(?:doc|srcset|refset|tstset)\b", re.IGNORECASE
)
"""What can end a segment; any other tag is part of its text, and so is a ``<seg>`` without an id."""
UNCLOSED_END: Final = re.compile(rf"</?(?:p|hl)\s*>|{BOUNDARY.pattern}", re.IGNORECASE)
"""What ends a segment that is never closed, as end tags may be left out in SGML."""
TAG_PIECE: Final = re.compile(r'[^"<>]+|"[^"<]*"')
"""A part of a tag that doesn't end it: ``>`` may stand in quotes."""
ATTRIBUTE: Final = re.compile(r"""([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s">]+))""")
ENTITY: Final = re.compile(r"&(?:#\d+|#[xX][\da-fA-F]+|\w+);")
"""An entity with its semicolon: ``R&D`` and ``?a=1&copy=2`` are text."""
REPLACEMENT: Final = "\N{REPLACEMENT CHARACTER}"
REPLACEMENTS: Final = frozenset({"65533", "fffd"})
"""Its own number."""
MAX_DIGITS: Final = 7
"""Digits of the largest number of a character, 1114111."""
OTHER_TAG: Final = re.compile(r"<[^<>]*>")


class Tag(NamedTuple):
    """A start or end tag of a set or document."""

    name: str
    attributes: Mapping[str, str]
    is_end: bool
    line: int


class Segment(NamedTuple):
    """A segment with its text, in which entities are resolved."""

    attributes: Mapping[str, str]
    text: str
    line: int


@dataclass(slots=True)
class Markup:
    """The tags and segments of a file, and what else stands in it.

    Attributes:
        path: the file, for messages.
        text: its text.
        unclosed: number of segments without an end tag.
        stray: lines on which text outside segments begins.
        unknown: entities that HTML doesn't define, names and numbers, which stay as they are.
    """

    path: Path
    text: str
    unclosed: int = 0
    stray: list[int] = field(default_factory=list)
    unknown: dict[str, None] = field(default_factory=dict)
    _line_ends: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._line_ends = [match.start() for match in re.finditer("\n", self.text)]

    def __iter__(self) -> Iterator[Tag | Segment]:
        """Yield tags and segments in their order.

        Raises:
            DataError: a tag, a comment or a segment has no end, or a segment ends that didn't begin.
        """
        position = 0
        while match := NEXT.search(self.text, position):
            self._add_stray(position, match.start())
            if match[0] == "<!--":
                position = self._comment_end(match.start())
                continue
            name, is_end = match[0].strip("</").lower(), match[0].startswith("</")
            position, attributes = self._tag_end(match.end(), match.start())
            if name != "seg":
                yield Tag(name, attributes, is_end, self._line(match.start()))
            elif is_end:
                raise self._error(match.start(), "a segment ends that didn't begin", '<seg id="…"> before its </seg>')
            else:
                text, position = self._segment(match.start(), position, has_id="id" in attributes)
                yield Segment(attributes, self._resolved(text).strip(), self._line(match.start()))
        self._add_stray(position, len(self.text))

    def notes(self) -> list[str]:
        """Return what people should know about the file, after all was read."""
        notes = []
        if self.unclosed:
            notes.append(f"segments without an end tag, which end at the next tag: {self.unclosed}")
        if self.stray:
            notes.append(f"texts outside segments are left out: {len(self.stray)} (the first on line {self.stray[0]})")
        if self.unknown:
            notes.append(f"unknown entities, which stay as they are: {', '.join(self.unknown)}")
        return notes

    def _segment(self, start: int, begin: int, *, has_id: bool) -> tuple[str, int]:
        """Return a segment's markup, and where to go on; `begin` is behind its start tag at `start`."""
        boundary = BOUNDARY.search(self.text, begin)
        while boundary and boundary["seg"] and has_id and "id" not in _attributes(boundary["seg"]):
            boundary = BOUNDARY.search(self.text, boundary.end())
        if boundary is None:
            raise self._error(start, "the file ends inside this segment", "the whole file: it is cut off")
        if boundary["end"]:
            return self.text[begin : boundary.start()], boundary.end()
        self.unclosed += 1
        end = UNCLOSED_END.search(self.text, begin, boundary.end()) or boundary
        return self.text[begin : end.start()], end.start()

    def _tag_end(self, position: int, start: int) -> tuple[int, Mapping[str, str]]:
        """Return the position behind a tag, and its attributes; `position` is behind its name."""
        end = position
        while match := TAG_PIECE.match(self.text, end):
            end = match.end()
        if self.text[end : end + 1] != ">":
            raise self._error(start, f"the tag {self.text[start : start + 40].split()[0]} has no end", "a > behind it")
        return end + 1, _attributes(self.text[position:end])

    def _comment_end(self, start: int) -> int:
        end = self.text.find("-->", start)
        if end < 0:
            raise self._error(start, "the file ends inside a comment", "--> behind it, or the whole file")
        return end + len("-->")

    def _add_stray(self, start: int, end: int) -> None:
        """Keep the line of a text between two tags of the format."""
        between = self.text[start:end]
        if not between.isspace() and (rest := OTHER_TAG.sub("", between).strip()):
            self.stray.append(self._line(start + between.find(rest[0])))

    def _resolved(self, text: str) -> str:
        return ENTITY.sub(self._replacement, text)

    def _replacement(self, match: re.Match[str]) -> str:
        resolved = _character(match[0])
        if resolved is None:
            self.unknown[match[0]] = None
        return match[0] if resolved is None else resolved

    def _line(self, position: int) -> int:
        return bisect_right(self._line_ends, position - 1) + 1

    def _error(self, position: int, problem: str, hint: str) -> DataError:
        return DataError(f"{self.path}, line {self._line(position)}: {problem}", hint=hint)


def _attributes(markup: str) -> dict[str, str]:
    """Return the attributes in a tag, names in small letters."""
    return {
        match[1].lower(): ENTITY.sub(
            lambda entity: _character(entity[0]) or entity[0],
            next(value for value in match.groups()[1:] if value is not None),
        )
        for match in ATTRIBUTE.finditer(markup)
    }


def _character(entity: str) -> str | None:
    """Return what an entity stands for; None for a name or a number that HTML doesn't define."""
    # `html.unescape` alone would take the beginning of a name for one: ``&not`` in ``&nothing;``.
    if not entity.startswith("&#"):
        return html5.get(entity[1:])
    digits = entity[2:-1].lstrip("xX0")
    if len(digits) > MAX_DIGITS:  # Python refuses to read numbers of thousands of digits
        return None
    # It drops the numbers of control characters, and has a replacement character for numbers of none.
    character = html.unescape(f"&#{'x' if entity[2] in 'xX' else ''}{digits or '0'};")
    return None if not character or (character == REPLACEMENT and digits.lower() not in REPLACEMENTS) else character
