"""Quotation marks of a text, paired by their form and by what stands around them."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

CLOSERS: Final = {
    "„": "“”",
    "“": "”",
    "”": "”",
    "‟": "”",
    "«": "»",
    "»": "«",
    '"': '"',
    "「": "」",
    "『": "』",
    "〝": "〞〟",
}
"""Opening mark to the marks that may close it in some language."""

MARKS: Final = frozenset(CLOSERS) | frozenset("".join(CLOSERS.values()))
"""All quotation marks, opening and closing."""

_MARK: Final = re.compile(rf'""|[{"".join(sorted(MARKS))}]')  # a doubled typewriter's mark (as in CSV) is one

PAIRS: Final = frozenset({"„“", "“”", "„”", "””", "«»", "»«", "「」", "『』", "〝〞", "〝〟"})
"""Pairs of some language; any other one is mixed from two."""

GERSHAYIM: Final = re.compile(r"(?<=[א-ת])[\"“”„](?=[א-ת](?![א-ת]))")
"""What Hebrew writes before the last letter of an acronym."""


class Pairing(NamedTuple):
    """Indices of the quotation marks that belong together, and of those that have no partner."""

    pairs: tuple[tuple[int, int], ...]
    unclosed: tuple[int, ...]
    unopened: tuple[int, ...]

    @property
    def marks(self) -> list[int]:
        """The indices of all marks, in order."""
        return sorted([*(i for pair in self.pairs for i in pair), *self.unclosed, *self.unopened])

    def strays(self, source: Pairing | None, *, run_on: bool = False) -> list[int]:
        """Return the marks without a partner, but those whose partner may be in a neighbouring segment."""
        if (
            source and not run_on
        ):  # a quotation of several segments: the source lacks the partner too, at most one each way
            return [*self.unopened[bool(source.unopened) :], *self.unclosed[bool(source.unclosed) :]]
        marks = self.marks
        return [*(i for i in self.unopened if i != marks[0]), *(i for i in self.unclosed if i != marks[-1])]


def paired(text: str) -> Pairing:
    """Pair the quotation marks of a text; form decides whether one opens or closes, then the spaces around it."""
    opened: list[int] = []  # a stack: the last one opened is the first to be closed
    pairs: list[tuple[int, int]] = []
    unopened: list[int] = []
    acronyms = {mark.start() for mark in GERSHAYIM.finditer(text)}
    for i in (mark.start() for mark in _MARK.finditer(text) if mark.start() not in acronyms):
        if opened and _closes(text, i, text[opened[-1]]):
            pairs.append((opened.pop(), i))
        elif _opens(text, i):
            opened.append(i)
        elif not _is_inch(text, i):
            unopened.append(i)
    return Pairing(tuple(sorted(pairs)), tuple(opened), tuple(unopened))


def _closes(text: str, i: int, opening: str) -> bool:
    """Whether the mark at `i` closes the one that is open."""
    if text[i] in CLOSERS[opening]:
        return opening != text[i] or not _at_beginning(text, i)
    # Another style's mark, where only a closing one can stand.
    return text[i] in '“”"»«' and _at_end(text, i) and not _at_beginning(text, i)


def _opens(text: str, i: int) -> bool:
    """Whether the mark at `i` may open: its form does in some language, and it doesn't stand behind a text's end."""
    return text[i] in CLOSERS and not (_at_end(text, i) and not _at_beginning(text, i))


def _at_beginning(text: str, i: int) -> bool:
    """Whether text follows and none precedes: where only an opening mark can stand."""
    return _is_free(text[:i][-1:], "([{—–-/") and not _is_free(text[i + 1 : i + 2], ".,;:!?)]}—–…/")


def _at_end(text: str, i: int) -> bool:
    """Whether text precedes and none follows: where only a closing mark can stand."""
    return _is_free(text[i + 1 : i + 2], ".,;:!?)]}—–…/") and not _is_free(text[:i][-1:], "([{—–-/")


def _is_free(neighbour: str, marks: str) -> bool:
    return not neighbour or neighbour.isspace() or neighbour in marks


def _is_inch(text: str, i: int) -> bool:
    """Whether the mark at `i` stands for inches or seconds, behind a number."""
    return text[i] in '"”' and i > 0 and text[i - 1].isdigit()
