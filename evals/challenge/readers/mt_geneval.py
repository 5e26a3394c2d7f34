"""MT-GenEval (Currey et al. 2022): references with the right and with the wrong gender, out of English.

Of the contextual part the gender is known from the sentence before; of the counterfactual part from the sentence
itself, which is there in the masculine and in the feminine. Read are the authors' own files (``data/``), and folders
such as ``en-de`` with the tables contextual.tsv and counterfactual.tsv. There are no references: the better translation
is one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from tertium.errors import DataError, counted
from tertium.evals.challenge.pairs import ChallengeSet, ContrastivePair
from tertium.evals.challenge.rows import file_in, header_of, read_rows
from tertium.files import read_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from tertium.corpora.types import Languages

CONTEXTUAL: Final = ("context_and_source", "correct", "flipped")
COUNTERFACTUAL: Final = ("masculine_source", "feminine_source", "masculine_reference", "feminine_reference")
SEPARATOR: Final = re.compile(r"\s*<sep>\s*")
"""Stands between the sentence before and the one that is translated."""
CONTEXT_FILE: Final = re.compile(r"geneval-context-wikiprofessions-(?P<part>2to1)-test\.en_(?P<language>[a-z]+)\.en")
SENTENCE_FILE: Final = re.compile(r"geneval-sentences-(?P<part>feminine)-test\.en_(?P<language>[a-z]+)\.en")
"""The authors' files of English, one for each language and part."""


def claims(path: Path) -> bool:
    """Return whether the folder holds one of the two parts, of one or of several languages."""
    return path.is_dir() and (bool(_folders(path)) or bool(_authors_files(path)))


def read(path: Path, _order: Sequence[str]) -> ChallengeSet:
    """Return the pairs by language: contextual ones, then of each counterfactual item the masculine and feminine."""
    pairs = [pair for folder in _folders(path) for pair in _of_folder(folder)]
    if not pairs:
        pairs = [pair for file in _authors_files(path) for pair in _of_authors(file)]
    notes = ("metrics that need a reference have none here: the better translation is the reference",)
    folder = path.resolve()
    named = folder.parent if folder.name == "data" else folder
    name = named.name if re.search(r"gen", named.name) else f"{named.parent.name}-{named.name}"
    return ChallengeSet(name, tuple(pairs), notes=notes)


def _folders(path: Path) -> list[Path]:
    """Return the folders of one language each: the folder itself, or those in it."""
    folders = [path, *(sorted(folder for folder in path.iterdir() if folder.is_dir()))]
    return [folder for folder in folders if any(_tables(folder))]


def _tables(folder: Path) -> tuple[Path | None, Path | None]:
    """Return the tables of both parts; None for one that isn't there."""
    contextual, counterfactual = (file_in(folder, f"{part}.tsv") for part in ("contextual", "counterfactual"))
    return (
        contextual if {*CONTEXTUAL} <= {*header_of(contextual)} else None,
        counterfactual if {*COUNTERFACTUAL} <= {*header_of(counterfactual)} else None,
    )


def _of_folder(folder: Path) -> Iterator[ContrastivePair]:
    english, _, target = folder.resolve().name.partition("-")
    languages = (english or "en", target or None)
    contextual, counterfactual = _tables(folder)
    if contextual:
        for row in read_rows(contextual, CONTEXTUAL):
            source, correct, flipped = (row.cells[name] for name in CONTEXTUAL)
            yield _contextual(source, correct, flipped, languages)
    if counterfactual:
        for row in read_rows(counterfactual, COUNTERFACTUAL):
            his, hers, masculine, feminine = (row.cells[name] for name in COUNTERFACTUAL)
            yield from _counterfactual(his, hers, masculine, feminine, languages)


def _contextual(source: str, correct: str, flipped: str, languages: Languages) -> ContrastivePair:
    # With the sentence before: no reader of the other sentence alone could tell the gender.
    text = SEPARATOR.sub(" ", source)
    return ContrastivePair(text, (), correct, flipped, ("gender from the context",), "", text, languages)


def _counterfactual(
    masculine_source: str, feminine_source: str, masculine: str, feminine: str, languages: Languages
) -> Iterator[ContrastivePair]:
    """Yield the pair of the masculine sentence and that of the feminine one, which are one cluster."""
    for source, good, bad, gender in (
        (masculine_source, masculine, feminine, "masculine"),
        (feminine_source, feminine, masculine, "feminine"),
    ):
        yield ContrastivePair(source, (), good, bad, (f"{gender} in the sentence",), "", masculine_source, languages)


def _authors_files(path: Path) -> list[Path]:
    """Return the authors' files of English, of their repository or of its folder data."""
    for folder in (path / "data", path):
        files = [*folder.glob("context/*.en"), *folder.glob("sentences/test/*.en")]
        if chosen := sorted(file for file in files if CONTEXT_FILE.fullmatch(file.name) or _sentences(file)):
            return chosen
    return []


def _sentences(file: Path) -> re.Match[str] | None:
    return SENTENCE_FILE.fullmatch(file.name)


def _of_authors(file: Path) -> Iterator[ContrastivePair]:
    contextual, sentences = CONTEXT_FILE.fullmatch(file.name), _sentences(file)
    match = contextual or sentences
    language = match["language"] if match else ""
    stem = file.name.removesuffix(".en")

    def beside(part: str, other: str, ending: str) -> Path:
        return file.with_name(f"{stem.replace(part, other)}.{ending}")

    if contextual:
        files = [file, beside("2to1", "original", language), beside("2to1", "flipped", language)]
        for cells in _in_step(files):
            yield _contextual(cells[0], cells[1], cells[2], ("en", language))
    else:
        masculine = [beside("feminine", "masculine", ending) for ending in ("en", language)]
        feminine = [file, beside("feminine", "feminine", language)]
        for cells in _in_step([masculine[0], feminine[0], masculine[1], feminine[1]]):
            yield from _counterfactual(cells[0], cells[1], cells[2], cells[3], ("en", language))


def _in_step(files: Sequence[Path]) -> Iterator[tuple[str, ...]]:
    """Yield the lines of files that belong together."""
    for file in files:
        if not file.is_file():
            raise DataError(f"{file} is missing", hint=f"it belongs to {files[0].name}")
    columns = [read_lines(file)[0] for file in files]
    for file, lines in zip(files, columns, strict=True):
        if len(lines) != len(columns[0]):
            message = f"{file} has {counted(len(lines), 'line')}, and {files[0].name} {len(columns[0])}"
            raise DataError(message, hint="files of one release, unchanged")
    yield from zip(*columns, strict=True)
