"""Problems of single texts: empty, copied, in another language, tokenized, other numbers, odd lengths, repeated."""

from __future__ import annotations

import math
import re
from random import Random
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from tertium.corpora import row_groups
from tertium.corpora.text.identification import MAX_SAMPLE, SHORTEST_JUDGED, other_language
from tertium.corpora.text.letters import bare
from tertium.corpora.text.scripts import weighted_letters
from tertium.corpora.text.tokenized import is_tokenized_column, tokenized_texts
from tertium.evals.results import Problem
from tertium.executor import Serial
from tertium.metrics.registry import load

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from tertium.corpora.types import Column, EvalSet
    from tertium.evals.results import Part, ProblemKind
    from tertium.executor import Executor

FACTOR: Final = 2.5
"""Times the set's median ratio of lengths, or a fraction of it, that is odd: in the good references of WMT21 to 23
at most 6 of 1,000 segments."""
LETTERS: Final = 30
"""Letters of the longer text, dense ones threefold, from which a ratio is judged: short texts vary more."""
FEWEST_RATIOS: Final = 20
"""Pairs that a median needs."""
LONG_ENOUGH: Final = 30
"""Letters, dense ones threefold, from which a text is no repetition by chance, as "Yes." is."""

SAMPLE: Final = 400
"""Texts of a column that are looked at first for spaces that tokenizers leave."""
SAMPLE_SHARE: Final = 0.1
"""Share of these from which all are looked at: half of the share that counts, which 400 texts miss once in 10^7."""

BEGINNING: Final = 120
"""Characters of a text that show its language most of the time."""

_DIGIT: Final = re.compile(r"\d")


class _Column(NamedTuple):
    """A column of texts, which may stay in a file: it is gone through in order, and arrays keep what is known of each.

    Attributes:
        part: of the set.
        name: of the reference or system.
        texts: one per segment, None where it is missing.
        judged: whether a text is there and more than spaces, shape (segments,).
        letters: their number, dense ones counted threefold; 0 where a text isn't judged.
    """

    part: Part
    name: str
    texts: Column
    judged: NDArray[np.bool_]
    letters: NDArray[np.int64]

    @property
    def size(self) -> int:
        """The number of judged texts."""
        return int(self.judged.sum())

    def pairs(self) -> Iterator[tuple[int, str]]:
        """Yield the row and the text of each judged text."""
        yield from ((row, text) for row, text in enumerate(self.texts) if text and self.judged[row])

    def problem(self, kind: ProblemKind, rows: Sequence[int], texts: int) -> Iterator[Problem]:
        """Yield the problem if any row has it."""
        if rows:
            yield Problem(kind, self.part, self.name, tuple(rows), texts)


def set_problems(data: EvalSet) -> Iterator[Problem]:
    """Yield the problems of the source and of each reference."""
    source, target = data.languages
    references = [_column("reference", name, texts) for name, texts in data.references.items()]
    for column in references:
        yield from _alone(column, target, source)
        yield from column.problem("duplicate", list(_repeated(column, data.sources)), column.size)
    if data.sources is not None:
        sources = _column("source", "", data.sources)
        yield from _alone(sources, source, target)
        yield from sources.problem("duplicate", list(_repeated(sources, None)), sources.size)
        yield from _beside_source(sources, references, data)


def output_problems(data: EvalSet, executor: Executor | None = None) -> Iterator[Problem]:
    """Yield the outputs that are still tokenized; the executor looks at a system each."""
    for problems in (executor or Serial()).map(_tokenized_output, data.outputs.items()):
        yield from problems


def _tokenized_output(output: tuple[str, Column]) -> list[Problem]:
    system, texts = output
    there = np.fromiter((bool(text) for text in texts), np.bool_, len(texts))
    outputs = _Column("output", system, texts, there, np.zeros(0, np.int64))
    return list(_tokenized(outputs)) if _may_be_tokenized(outputs) else []


def _column(part: Part, name: str, texts: Column) -> _Column:
    judged, letters = np.zeros(len(texts), np.bool_), np.zeros(len(texts), np.int64)
    for row, text in enumerate(texts):
        if text and not text.isspace():
            judged[row], letters[row] = True, weighted_letters(text)
    return _Column(part, name, texts, judged, letters)


def _alone(column: _Column, language: str | None, other: str | None) -> Iterator[Problem]:
    """Yield what a column shows without the others."""
    there = sum(text is not None for text in column.texts)
    empty = [row for row, text in enumerate(column.texts) if text is not None and not text.strip()]
    yield from column.problem("empty", empty, there)
    foreign = {row for row, text in column.pairs() if _is_foreign(text, other, language)}
    foreign |= _foreign_short_rows(column, other, language)
    yield from column.problem("language", sorted(foreign), column.size)
    if _may_be_tokenized(column):
        yield from _tokenized(column)


def _is_foreign(text: str, other: str | None, language: str | None) -> bool:
    """Whether a text is in another language; most need not be read to the end to see that they aren't."""
    return bool(other_language(text[:BEGINNING], other, language) and other_language(text, other, language))


def _foreign_short_rows(column: _Column, other: str | None, language: str | None) -> set[int]:
    """Return the rows of the texts that are too short to be judged alone, if together they are in another language.

    Texts from the whole column are read together, each third, tenth … as far as a text is read at all.
    """
    sizes = np.array([len(text) for _, text in column.pairs()], dtype=np.int64)
    is_short = sizes < SHORTEST_JUDGED
    short = np.flatnonzero(column.judged)[is_short]
    if len(short) * 2 <= len(sizes):  # names and headings among longer texts, which are judged alone
        return set()
    step = 1 + int(sizes[is_short].sum()) // MAX_SAMPLE
    joined = " ".join(column.texts[row] or "" for row in short[::step].tolist())
    return set(short.tolist()) if other_language(joined, other, language) else set()


def _may_be_tokenized(column: _Column) -> bool:
    """Whether texts drawn from the column show that all should be looked at."""
    if column.size <= SAMPLE:
        return True
    # Drawn, since every n-th text may be the same one of several sources; from a fixed seed, so that runs are equal.
    drawn = Random(1).sample(range(column.size), SAMPLE)  # noqa: S311 - no secret; numpy's takes 20 ms to import
    rows = np.flatnonzero(column.judged)[sorted(drawn)].tolist()
    indices, marked = tokenized_texts(column.texts[row] or "" for row in rows)
    return len(indices) >= SAMPLE_SHARE * marked


def _tokenized(column: _Column) -> Iterator[Problem]:
    indices, marked = tokenized_texts(text for _, text in column.pairs())
    if is_tokenized_column(len(indices), marked):
        rows = np.flatnonzero(column.judged)[np.array(indices, dtype=np.intp)]
        yield from column.problem("tokenized", rows.tolist(), column.size)


def _repeated(column: _Column, sources: Column | None) -> Iterator[int]:
    """Yield the rows of long texts that stood before; of references those beside another source."""
    first: dict[str, int] = {}
    source_of_first: dict[int, str] = {}
    for row in _alike(column):
        text = bare(column.texts[row] or "")
        source = bare(sources[row] or "") if sources is not None else ""
        earlier = first.setdefault(text, row)
        if earlier == row:
            source_of_first[row] = source
        elif sources is None or source != source_of_first[earlier]:
            yield row


def _alike(column: _Column) -> list[int]:
    """Return the rows of long texts that may be equal to others: their hashes are. A set's hashes fit into memory."""
    long = np.flatnonzero(column.letters >= LONG_ENOUGH)
    texts = (text for row, text in column.pairs() if column.letters[row] >= LONG_ENOUGH)
    hashes = np.fromiter((hash(bare(text)) for text in texts), np.int64, len(long))
    ordered = np.sort(hashes)
    return long[np.isin(hashes, ordered[1:][ordered[1:] == ordered[:-1]])].tolist()  # type: ignore[no-any-return]


def _beside_source(sources: _Column, references: Sequence[_Column], data: EvalSet) -> Iterator[Problem]:
    """Yield what references show beside their sources."""
    have_numbers = _other_numbers(sources, references, data)
    for column, numbers in zip(references, have_numbers, strict=True):
        both = sources.judged & column.judged
        pairs = int(both.sum())
        yield from column.problem("copy", list(_copies(sources, column, both, data.languages)), pairs)
        yield from column.problem("number", numbers, pairs)
        yield from column.problem("length", list(_odd_lengths(sources.letters, column.letters, both)), pairs)


def _copies(
    sources: _Column, column: _Column, both: NDArray[np.bool_], languages: tuple[str | None, str | None]
) -> Iterator[int]:
    """Yield the rows of texts that are a copy of their source."""
    # Patterns of words take 25 ms to compile, and a stored set was inspected when it was built.
    from tertium.corpora.text.copies import ENOUGH, is_copy, to_translate, within_one

    if within_one(languages):
        return
    for row, (source, text) in enumerate(zip(sources.texts, column.texts, strict=True)):
        # A name or a number alone is rightly the same in both languages.
        if both[row] and is_copy(source or "", text or "") and to_translate(source or "") >= ENOUGH:
            yield row


def _other_numbers(sources: _Column, references: Sequence[_Column], data: EvalSet) -> list[list[int]]:
    """Return for each reference the rows whose numbers differ from the source's; sources are read once for all."""
    numbers: list[list[int]] = [[] for _ in references]
    for start, stop in row_groups.borders(data.documents):
        part = data.part(start, stop).in_memory()
        judged = [column.judged[start:stop] & sources.judged[start:stop] for column in references]
        columns = [
            [text if is_judged else "" for text, is_judged in zip(texts, of_column, strict=True)]
            for texts, of_column in zip(part.references.values(), judged, strict=True)
        ]
        source_texts = [
            text if is_judged else ""
            for text, is_judged in zip(part.sources or (), sources.judged[start:stop], strict=True)
        ]
        # The check asks for a number in digits, so that rows without any need not be read.
        with_digits = [[bool(text and _DIGIT.search(text)) for text in texts] for texts in (source_texts, *columns)]
        rows = np.flatnonzero(np.any(with_digits, axis=0)).tolist()
        if not rows:
            continue
        count = load("numbers").bind(part.texts(rows))
        for of_reference, texts, of_column in zip(numbers, columns, judged, strict=True):
            spans = count([texts[row] or "" for row in rows]).spans
            marked = {rows[span.segment] for span in spans}
            of_reference.extend(start + row for row in sorted(marked) if of_column[row])
    return numbers


def _odd_lengths(
    source_letters: NDArray[np.int64], letters: NDArray[np.int64], both: NDArray[np.bool_]
) -> Iterator[int]:
    """Yield the rows whose ratio of lengths is far from the median."""
    smaller, larger = np.minimum(source_letters, letters), np.maximum(source_letters, letters)
    rows = np.flatnonzero(both & (larger >= LETTERS) & (smaller > 0))
    ratios = np.array([math.log(ratio) for ratio in (letters[rows] / source_letters[rows]).tolist()])
    if len(ratios) >= FEWEST_RATIOS:
        yield from rows[np.abs(ratios - np.median(ratios)) > math.log(FACTOR)].tolist()
