"""Damages bytes the way disks, editors, cut downloads and bad programs do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import random

TOKENS: Final = (
    b"\x00",
    b"\xff",
    b"\xef\xbb\xbf",
    b"\r",
    b"\n",
    b"\t",
    b'"',
    b"&unknown;",
    b"&#0;",
    b"&#27;",
    b"\x1b",
    b"&#x110000;",
    b"<seg>",
    b"</seg>",
    b"<script>",
    b"<!--",
    b"-->",
    b"<![CDATA[",
    b"]]>",
    b"<!DOCTYPE x [<!ENTITY e 'e'>]>",
    b"null",
    b"NaN",
    b"-1",
    b"99999999999999999999",
    b"1e999",
    b"[[",
    b"{}",
    b"\xe2\x80\xa8",
    b"\xed\xa0\x80",
    b"\\ud800",
    b"../",
    b"id=",
)
"""Bytes that mean something in one format or another."""


def mutated(raw: bytes, chance: random.Random) -> bytes:
    """Return the bytes with one to three kinds of damage."""
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        raw = chance.choice(_DAMAGES)(raw, chance)
    return raw


def _span(raw: bytes, chance: random.Random, longest: int = 60) -> tuple[int, int]:
    start = chance.randint(0, len(raw))
    return start, min(len(raw), start + chance.randint(1, longest))


def _flip(raw: bytes, chance: random.Random) -> bytes:
    if not raw:
        return raw
    i = chance.randrange(len(raw))
    return raw[:i] + bytes([raw[i] ^ (1 << chance.randrange(8))]) + raw[i + 1 :]


def _delete(raw: bytes, chance: random.Random) -> bytes:
    start, stop = _span(raw, chance)
    return raw[:start] + raw[stop:]


def _repeat(raw: bytes, chance: random.Random) -> bytes:
    start, stop = _span(raw, chance)
    return raw[:stop] + raw[start:]


def _insert(raw: bytes, chance: random.Random) -> bytes:
    i = chance.randint(0, len(raw))
    return raw[:i] + chance.choice(TOKENS) + raw[i:]


def _cut(raw: bytes, chance: random.Random) -> bytes:
    return raw[: chance.randint(0, len(raw))]


def _repeat_line(raw: bytes, chance: random.Random) -> bytes:
    lines = raw.splitlines(keepends=True) or [b""]
    i = chance.randrange(len(lines))
    return b"".join([*lines[: i + 1], *lines[i:]])


def _delete_line(raw: bytes, chance: random.Random) -> bytes:
    lines = raw.splitlines(keepends=True) or [b""]
    i = chance.randrange(len(lines))
    return b"".join([*lines[:i], *lines[i + 1 :]])


def _swap_lines(raw: bytes, chance: random.Random) -> bytes:
    lines = raw.splitlines(keepends=True) or [b""]
    i, j = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[i], lines[j] = lines[j], lines[i]
    return b"".join(lines)


def _move(raw: bytes, chance: random.Random) -> bytes:
    """Put a piece of the file elsewhere: elements within elements, values of other keys."""
    start, stop = _span(raw, chance)
    i = chance.randint(0, len(raw))
    return raw[:i] + raw[start:stop] + raw[i:]


_DAMAGES: Final = (_flip, _delete, _repeat, _insert, _cut, _repeat_line, _delete_line, _swap_lines, _move)
