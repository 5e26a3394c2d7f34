"""Results of inspecting a set: what is wrong with its sources and references, and where."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import pandas as pd

ProblemKind: TypeAlias = Literal["empty", "copy", "language", "derived", "tokenized", "number", "length", "duplicate"]
"""A kind of problem of a text."""

Part: TypeAlias = Literal["source", "reference", "output"]
"""The part of a set that a column belongs to."""

PHRASES: Final[dict[ProblemKind, str]] = {
    "empty": "empty",
    "copy": "copied from the source",
    "language": "in another language",
    "derived": "word for word a system's",
    "tokenized": "still tokenized",
    "number": "with another number than the source",
    "length": "of an odd length",
    "duplicate": "repeated",
}
"""Each kind in words, as in ``10 of 20 empty``; the most serious first."""

COMMON: Final = frozenset({"number", "length", "duplicate"})
"""Kinds that every good set has some of, because texts repeat and a change of a number may be right."""
NOTABLE: Final = 0.1
"""Share of texts from which a kind of `COMMON` is a warning; in the sources and references of WMT21 to 23 and FLORES it
is .04 at most."""

_PLURALS: Final[dict[Part, str]] = {"source": "sources", "reference": "references", "output": "outputs"}


@dataclass(frozen=True, slots=True)
class Problem:
    """One kind of problem in one column of a set.

    Attributes:
        kind: of the problem.
        part: whether the column is the source, a reference or a system's output.
        name: of the reference or system; empty for the source.
        segments: indices into the set, ascending.
        texts: how many texts could have the problem.
        system: of the kind "derived", the system whose lines the reference has; else empty.
        details: a sentence; empty where the kind says it all.
    """

    kind: ProblemKind
    part: Part
    name: str
    segments: tuple[int, ...]
    texts: int
    system: str = ""
    details: str = ""

    @property
    def is_of_set(self) -> bool:
        """Whether it is one of the sources or references alone, whatever the systems."""
        return self.part != "output" and self.kind != "derived"

    @property
    def column(self) -> str:
        """The column in words: ``source``, ``reference A``."""
        return f"{self.part} {self.name}".rstrip()

    @property
    def share(self) -> float:
        """Share of the texts that have the problem, 0 to 1."""
        return len(self.segments) / self.texts

    @property
    def is_serious(self) -> bool:
        """Whether a reader should know of it before any score."""
        return self.kind not in COMMON or self.share >= NOTABLE


class ProblemSentence(NamedTuple):
    """All problems of one kind in one part of a set.

    Attributes:
        part: ``sources``, ``references`` or ``outputs``.
        message: ``10 of 20 empty in A, 1 of 20 in B``.
        segments: indices of all of them, ascending.
    """

    part: str
    message: str
    segments: tuple[int, ...]

    def __str__(self) -> str:
        return f"{self.part}: {self.message}"


def sentences(problems: Iterable[Problem]) -> Iterator[ProblemSentence]:
    """Yield one sentence per kind and part, the most serious first."""
    ordered = sorted(problems, key=by_seriousness)
    for (kind, part), group in groupby(ordered, key=lambda problem: (problem.kind, problem.part)):
        alike = list(group)
        segments = tuple(sorted({i for problem in alike for i in problem.segments}))
        yield ProblemSentence(_PLURALS[part], _message(kind, alike), segments)


def by_seriousness(problem: Problem) -> tuple[int, int]:
    """Return the key by which problems are sorted, the most serious kinds first."""
    return list(PHRASES).index(problem.kind), list(_PLURALS).index(problem.part)


def _message(kind: ProblemKind, problems: list[Problem]) -> str:
    if kind == "derived":
        return "; ".join(f"{problem.name} seems to be made from {problem.details}" for problem in problems)
    phrases = (PHRASES[kind] if i == 0 else "" for i in range(len(problems)))
    return ", ".join(
        " ".join(filter(None, (_share(problem), phrase, f"in {problem.name}" if problem.name else "")))
        for problem, phrase in zip(problems, phrases, strict=True)
    )


def _share(problem: Problem) -> str:
    return f"{len(problem.segments)} of {problem.texts}"


@dataclass(frozen=True, slots=True, repr=False)
class SetInspection:
    """The problems of a set's sources and references, and outputs that are still tokenized.

    Attributes:
        name: name of the set.
        fingerprint: fingerprint of the set.
        ids: ids of the set's segments, to which the problems' indices lead.
        problems: the most serious first.
    """

    name: str
    fingerprint: str
    ids: Sequence[str]
    problems: tuple[Problem, ...]

    @property
    def lines(self) -> tuple[str, ...]:
        """One sentence per kind of problem, the most serious first."""
        return tuple(map(str, sentences(self.problems)))

    @property
    def frame(self) -> pd.DataFrame:
        """One row per problem and column: problem, column, count, texts, share, system, details, segments (ids)."""
        from tertium.evals.results.notebook import frame_of

        return frame_of(
            {
                "problem": problem.kind,
                "column": problem.column,
                "count": len(problem.segments),
                "texts": problem.texts,
                "share": problem.share,
                "system": problem.system,
                "details": problem.details,
                "segments": tuple(self.ids[i] for i in problem.segments),
            }
            for problem in self.problems
        )

    def __repr__(self) -> str:
        return f"<SetInspection of {self.name!r}: {'; '.join(self.lines) or 'no problems'}>"

    def _repr_html_(self) -> str:
        """Return the frame as HTML for a notebook; names and texts are escaped."""
        from tertium.evals.results.notebook import html

        return html(f"{self.name}: sources and references", self.lines, self.frame)
