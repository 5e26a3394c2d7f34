"""Readers of challenge sets: one module per format, with `claims(path)` and `read(path, order)`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from tertium import modules
from tertium.corpora.text import tags
from tertium.errors import DataError, UsageError, counted

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tertium.corpora.types import Languages
    from tertium.evals.challenge.pairs import ChallengeSet, ContrastivePair

__all__ = ["ChallengeReader", "open_challenge"]


class ChallengeReader(Protocol):
    """The interface of every module of this folder that reads a format."""

    def claims(self, path: Path) -> bool:
        """Return whether the file or folder looks like this format."""
        ...

    def read(self, path: Path, order: Sequence[str]) -> ChallengeSet:
        """Return the set.

        Args:
            path: the file or folder.
            order: hypotheses, best first, of a format that has several and doesn't say which one is better.

        Raises:
            DataError: the file is broken; the message names the file, the line and the remedy.
            UsageError: `order` names a hypothesis that isn't there.
        """
        ...


def open_challenge(path: Path, languages: Languages = (None, None), order: Sequence[str] = ()) -> ChallengeSet:
    """Return the challenge set in a file or folder of any format that a reader claims.

    Args:
        path: the file or folder.
        languages: of source and translations. Pairs in other languages are left out, and pairs that name none get
            these.
        order: hypotheses, best first, of a set that has several and doesn't say which one is better.

    Raises:
        DataError: the path is missing, no reader claims it, it is broken, or it has no pairs in these languages.
        UsageError: `order` doesn't fit the set.
    """
    if not path.exists():
        raise DataError(f"{path} does not exist", hint="check the path")
    reader: ChallengeReader | None = modules.claiming(__name__, path)
    if reader is None:
        formats = "a .tsv with the columns good and bad, or a folder of DEMETR, MT-GenEval or a challenge set of WMT25"
        raise DataError(f"{path} holds no challenge set", hint=formats)
    if order and not getattr(reader, "HAS_HYPOTHESES", False):
        raise UsageError(f"{path} says itself which translation is better", hint="without --better")
    data = _in(reader.read(path, order), languages)
    same = sum(pair.good == pair.bad for pair in data.pairs)
    note = f"{counted(same, 'pair')} of equal texts, kept: no metric can tell them apart"
    return replace(data, notes=(*data.notes, note)) if same else data


def _in(data: ChallengeSet, languages: Languages) -> ChallengeSet:
    """Return the pairs in these languages; what is left out is noted."""
    if not any(languages):
        return data
    kept = [pair for pair in data.pairs if _fits(pair, languages)]
    if not kept:
        known = sorted({"-".join(tag or "?" for tag in pair.languages) for pair in data.pairs})
        wanted = "-".join(tag or "any" for tag in languages)
        raise DataError(f"{data.name} has no pairs in {wanted}", hint=f"one of {', '.join(known)}"[:300])
    named = tuple(
        replace(pair, languages=(pair.languages[0] or languages[0], pair.languages[1] or languages[1])) for pair in kept
    )
    left_out = len(data.pairs) - len(kept)
    notes = (*data.notes, f"left out: {counted(left_out, 'pair')} in other languages") if left_out else data.notes
    return replace(data, pairs=named, notes=notes)


def _fits(pair: ContrastivePair, languages: Languages) -> bool:
    return all(
        wanted is None or tag is None or tags.is_one_language(tag, wanted)
        for tag, wanted in zip(pair.languages, languages, strict=True)
    )
