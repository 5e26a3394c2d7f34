"""The language pair that is read of a file with several: the one that the user asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tertium.corpora.text import tags
from tertium.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from tertium.corpora.readers import Languages

SIDES: Final = (("source", "--from"), ("target", "--to"))


def choose_pair(path: Path, present: Iterable[Languages], requested: Languages) -> Languages:
    """Return the pair that is read, as the file spells it; None on a side that the file doesn't name.

    A side on which the file has one language needs no request; a request there overrules the file.

    Args:
        path: the file, for messages.
        present: the pairs in the file.
        requested: the user's tags.

    Raises:
        DataError: the file has several languages on a side, and none or more than one of them is requested.
    """
    pairs = list(dict.fromkeys(present))
    for side in (0, 1):
        offered = _distinct(pair[side] for pair in pairs)
        if requested[side] and len(offered) > 1:
            match = _match(path, side, offered, requested[side] or "")
            pairs = [pair for pair in pairs if _same(pair[side], match)]
    sources, targets = (_distinct(pair[side] for pair in pairs) for side in (0, 1))
    if len(sources) > 1 or len(targets) > 1:
        several = 1 if len(targets) > 1 else 0
        raise _ambiguous(path, several, (sources, targets)[several])
    return (next(iter(sources), None), next(iter(targets), None))


def is_in(pair: Languages, chosen: Languages) -> bool:
    """Whether texts in a pair are of the chosen one; a language that isn't named may be any."""
    return all(_same(tag, match) for tag, match in zip(pair, chosen, strict=True))


def short_pair(pair: Languages) -> Languages:
    """Return a pair's base languages, None for an unknown one; whole tags where both are regions of one language."""
    short_tags = tags.told_apart(tag for tag in pair if tag)
    source, target = (None if not tag or short_tags[tag] == "und" else short_tags[tag] for tag in pair)
    return source, target


def _match(path: Path, side: int, offered: list[str], requested: str) -> str:
    """Return the one offered tag that is requested."""
    matches = tags.closest(requested, offered)
    if len(matches) != 1:
        raise _ambiguous(path, side, matches or offered)
    return matches[0]


def _ambiguous(path: Path, side: int, offered: list[str]) -> DataError:
    name, option = SIDES[side]
    hint = " or ".join(f"{option} {tag}" for tag in offered)
    return DataError(f"{path} has the {name} languages {', '.join(offered)}", hint=hint)


def _distinct(present: Iterable[str | None]) -> list[str]:
    """Return the tags that differ in more than their spelling, as they are first spelt."""
    spelt: dict[str, str] = {}
    for tag in present:
        if tag:
            spelt.setdefault(_canonical(tag), tag)
    return list(spelt.values())


def _same(tag: str | None, match: str | None) -> bool:
    return not tag or not match or _canonical(tag) == _canonical(match)


def _canonical(tag: str) -> str:
    return str(tags.parse(tag) or tag)
