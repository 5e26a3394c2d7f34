"""Problems of single texts: empty, copied, in another language, tokenized, other numbers, odd lengths, repeated."""

from __future__ import annotations

import math
import re
from statistics import median
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from tertium.corpora.text.copies import ENOUGH, is_copy, to_translate, within_one
from tertium.corpora.text.identification import MAX_SAMPLE, SHORTEST_JUDGED, other_language
from tertium.corpora.text.letters import bare
from tertium.corpora.text.scripts import weighted_letters
from tertium.corpora.text.tokenized import is_tokenized_column, tokenized_texts
from tertium.evals.results import Problem
from tertium.metrics.registry import load

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tertium.corpora.types import Column, EvalSet
    from tertium.evals.results import Part, ProblemKind

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


class _Text(NamedTuple):
    row: int
    text: str
    letters: int
    """Dense ones counted threefold."""


class _Column(NamedTuple):
    part: Part
    name: str
    texts: list[_Text]
    """Those that are there and not empty."""

    def problem(self, kind: ProblemKind, rows: Sequence[int], texts: int) -> Iterator[Problem]:
        """Yield the problem if any row has it."""
        if rows:
            yield Problem(kind, self.part, self.name, tuple(rows), texts)


def set_problems(data: EvalSet) -> Iterator[Problem]:
    """Yield the problems of the source and of each reference."""
    source, target = data.languages
    references = [_column("reference", name, texts) for name, texts in data.references.items()]
    for column, texts in zip(references, data.references.values(), strict=True):
        yield from _alone(column, texts, target, source)
        yield from column.problem("duplicate", list(_repeated(column.texts, data.sources)), len(column.texts))
    if data.sources is not None:
        sources = _column("source", "", data.sources)
        yield from _alone(sources, data.sources, source, target)
        yield from sources.problem("duplicate", list(_repeated(sources.texts, None)), len(sources.texts))
        yield from _beside_source(sources, references, data)


def output_problems(data: EvalSet) -> Iterator[Problem]:
    """Yield the outputs that are still tokenized."""
    for system, texts in data.outputs.items():
        if _may_be_tokenized([text for text in texts if text]):
            there = [_Text(row, text, 0) for row, text in enumerate(texts) if text]
            yield from _tokenized(_Column("output", system, there))


def _column(part: Part, name: str, texts: Column) -> _Column:
    there = [(row, text) for row, text in enumerate(texts) if text and not text.isspace()]
    return _Column(part, name, [_Text(row, text, weighted_letters(text)) for row, text in there])


def _alone(column: _Column, texts: Column, language: str | None, other: str | None) -> Iterator[Problem]:
    """Yield what a column shows without the others."""
    empty = [row for row, text in enumerate(texts) if text is not None and not text.strip()]
    yield from column.problem("empty", empty, sum(text is not None for text in texts))
    foreign = {row for row, text, _ in column.texts if _is_foreign(text, other, language)}
    foreign |= _foreign_short_rows(column, other, language)
    yield from column.problem("language", sorted(foreign), len(column.texts))
    if _may_be_tokenized([text for _, text, _ in column.texts]):
        yield from _tokenized(column)


def _is_foreign(text: str, other: str | None, language: str | None) -> bool:
    """Whether a text is in another language; most need not be read to the end to see that they aren't."""
    return bool(other_language(text[:BEGINNING], other, language) and other_language(text, other, language))


def _foreign_short_rows(column: _Column, other: str | None, language: str | None) -> set[int]:
    """Return the rows of the texts that are too short to be judged alone, if together they are in another language.

    Texts from the whole column are read together, each third, tenth … as far as a text is read at all.
    """
    short = [text for text in column.texts if len(text.text) < SHORTEST_JUDGED]
    if len(short) * 2 <= len(column.texts):  # names and headings among longer texts, which are judged alone
        return set()
    step = 1 + sum(len(text.text) for text in short) // MAX_SAMPLE
    joined = " ".join(text.text for text in short[::step])
    return {text.row for text in short} if other_language(joined, other, language) else set()


def _may_be_tokenized(texts: Sequence[str]) -> bool:
    """Whether texts drawn from the column show that all should be looked at."""
    if len(texts) <= SAMPLE:
        return True
    # Drawn, since every n-th text may be the same one of several sources; from a fixed seed, so that runs are equal.
    drawn = np.random.default_rng(1).choice(len(texts), SAMPLE, replace=False)
    indices, marked = tokenized_texts([texts[int(i)] for i in drawn])
    return len(indices) >= SAMPLE_SHARE * marked


def _tokenized(column: _Column) -> Iterator[Problem]:
    indices, marked = tokenized_texts(item.text for item in column.texts)
    if is_tokenized_column(len(indices), marked):
        yield from column.problem("tokenized", [column.texts[i].row for i in indices], len(column.texts))


def _repeated(texts: Sequence[_Text], sources: Column | None) -> Iterator[int]:
    """Yield the rows of long texts that stood before; of references those beside another source."""
    first: dict[str, int] = {}
    for row, text, letters in texts:
        if letters < LONG_ENOUGH:
            continue
        earlier = first.setdefault(bare(text), row)
        if earlier != row and (sources is None or bare(sources[earlier] or "") != bare(sources[row] or "")):
            yield row


def _beside_source(sources: _Column, references: Sequence[_Column], data: EvalSet) -> Iterator[Problem]:
    """Yield what references show beside their sources."""
    source_of = {text.row: text for text in sources.texts}
    have_numbers = _other_numbers(source_of, references, data)
    for column in references:
        pairs = [(source_of[text.row], text) for text in column.texts if text.row in source_of]
        if not within_one(data.languages):
            yield from column.problem(
                "copy", [text.row for source, text in pairs if _is_copy(source, text)], len(pairs)
            )
        yield from column.problem("number", next(have_numbers), len(pairs))
        yield from column.problem("length", list(_odd_lengths(pairs)), len(pairs))


def _is_copy(source: _Text, text: _Text) -> bool:
    # A name or a number alone is rightly the same in both languages.
    return is_copy(source.text, text.text) and to_translate(source.text) >= ENOUGH


def _other_numbers(source_of: Mapping[int, _Text], references: Sequence[_Column], data: EvalSet) -> Iterator[list[int]]:
    """Yield for each reference the rows whose numbers differ from the source's; sources are read once for all."""
    texts = [{text.row: text.text for text in column.texts if text.row in source_of} for column in references]
    columns = ({row: text.text for row, text in source_of.items()}, *texts)
    # The check asks for a number in digits, so that rows without any need not be read.
    rows = sorted({row for column in columns for row, text in column.items() if _DIGIT.search(text)})
    count = load("numbers").bind(data.texts(rows)) if rows else None
    for column in texts:
        spans = count([column.get(row, "") for row in rows]).spans if count else ()
        yield sorted({rows[span.segment] for span in spans} & column.keys())


def _odd_lengths(pairs: Sequence[tuple[_Text, _Text]]) -> Iterator[int]:
    """Yield the rows whose ratio of lengths is far from the median."""
    letters = {text.row: (source.letters, text.letters) for source, text in pairs}
    judged = {row: counts for row, counts in letters.items() if max(counts) >= LETTERS and min(counts)}
    ratios = {row: math.log(target / source) for row, (source, target) in judged.items()}
    if len(ratios) >= FEWEST_RATIOS:
        middle = median(ratios.values())
        yield from (row for row, ratio in ratios.items() if abs(ratio - middle) > math.log(FACTOR))
