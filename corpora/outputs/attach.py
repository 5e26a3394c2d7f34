"""What a system delivered → columns of a set: line by line, realigned, or document by document."""

from __future__ import annotations

from dataclasses import dataclass, replace
from textwrap import shorten
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple, TypeAlias

from tertium.corpora.outputs.mismatch import misfit
from tertium.corpora.outputs.order import disorder
from tertium.corpora.readers.lines import column
from tertium.corpora.resegmentation.resegment import Addition, Realigned, realign
from tertium.corpora.text.identification import written_in
from tertium.corpora.text.joiner import glue
from tertium.corpora.text.scripts import is_unspaced
from tertium.errors import DataError, nearest
from tertium.files import read_lines

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from tertium.corpora.types import Column, Document, EvalSet

Mode: TypeAlias = Literal["aligned", "realign", "document"]
"""One line per segment; any lines, in the order of the set; or only whole documents are compared."""

UNPENALISED: Final = " (unpenalised)"
"""What is added to a system's name for its scores without its omissions and additions."""

MANY: Final = 0.2
"""Share of segments omitted, and of sentences added, from which an output is hardly in the set's order."""


SAMPLE: Final = 50
"""Segments that tell whether a script puts spaces between words."""
UNNAMED: Final = "the set doesn't name its target language, of a script without spaces: BLEU takes words by spaces"
"""What a reader must know of scores by words; the option that names the language follows."""


class Delivered(NamedTuple):
    """A set with the systems' outputs in it, and what people should know about them.

    Attributes:
        data: the set; of realigned systems, what was omitted and added stands in its provenance, row by row.
        doubts: what a reader of the scores must know.
        stripped: what was stripped on reading, such as byte order marks.
    """

    data: EvalSet
    doubts: tuple[str, ...] = ()
    stripped: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """Rows of the set and the lines in which a system translated them."""

    rows: slice
    lines: tuple[str, ...]


def deliver(data: EvalSet, paths: Mapping[str, Path], mode: Mode) -> Delivered:
    """Return the set with these outputs.

    Raises:
        DataError: a file has another number of lines than the mode needs, or its lines are shifted or shuffled.
    """
    glued = not data.languages[1] and is_unspaced(_known(data))
    if glued and mode != "aligned":
        raise DataError(f"set {data.name!r} doesn't name the language of a script without spaces", hint=_named_by(data))
    if mode == "aligned":
        made = _aligned(data, paths)
        return made._replace(doubts=(*made.doubts, f"{UNNAMED}; {_named_by(data)}")) if glued else made
    return _realigned(data, paths) if mode == "realign" else _by_document(data, paths)


def _named_by(data: EvalSet) -> str:
    """Return the option that names the target language, as its script tells it: `--to ja`."""
    return " or ".join(f"--to {language}" for language in written_in(_known(data))) or "--to and the language's code"


def _known(data: EvalSet) -> str:
    """Return some text in the target language."""
    columns = [*data.references.values(), *data.outputs.values()]
    return " ".join(text for column in columns[:1] for text in column[:SAMPLE] if text)


def whole_documents(data: EvalSet) -> EvalSet:
    """Return a set with one segment per document: its segments joined; None where all are missing."""
    documents = tuple(replace(one, start=i, stop=i + 1) for i, one in enumerate(data.documents))
    glues = [glue(language) for language in data.languages]
    return replace(
        data,
        ids=tuple(one.id for one in documents),
        documents=documents,
        sources=None if data.sources is None else _joined(data, data.sources, glues[0]),
        references={name: _joined(data, texts, glues[1]) for name, texts in data.references.items()},
        outputs={name: _joined(data, texts, glues[1]) for name, texts in data.outputs.items()},
        confidence=None,
        provenance={**data.provenance, "segments": "one per document"},
    )


def _aligned(data: EvalSet, paths: Mapping[str, Path]) -> Delivered:
    stripped: list[str] = []
    doubts: list[str] = []
    columns = {name: column(path, data, stripped) for name, path in paths.items()}
    if not data.references:
        return Delivered(data.with_outputs(columns), (), tuple(stripped))
    references = next(iter(data.references.values()))
    for name, texts in columns.items():
        found = disorder(texts, references)
        if not (said := found.describe(data.ids)):
            continue
        if found.serious:
            raise DataError(
                f"{paths[name]}: {said}", hint="put them in order; for lost or added lines, --alignment realign"
            )
        doubts.append(f"{paths[name].name}: {said}")
    return Delivered(data.with_outputs(columns), tuple(doubts), tuple(stripped))


def _realigned(data: EvalSet, paths: Mapping[str, Path]) -> Delivered:
    if not data.references:
        raise DataError(f"set {data.name!r} has no reference to realign with", hint="--alignment document, or aligned")
    anchors = [text or "" for text in next(iter(data.references.values()))]
    documents = data.document_ids
    columns: dict[str, Column] = {}
    notes: list[str] = []
    record: dict[str, Any] = {}
    for name, path in paths.items():
        done = [(part.rows, realign(anchors[part.rows], part.lines, data.languages[1])) for part in _parts(path, data)]
        wanted = {row for row, anchor in enumerate(anchors) if anchor}
        omitted = [row for rows, one in done for row in (rows.start + i for i in one.omitted) if row in wanted]
        additions = [_addition(one, rows.start, data.ids, documents) for rows, part in done for one in part.additions]
        columns[name] = tuple(text for _, one in done for text in one.with_additions)
        if omitted or additions:
            columns[name + UNPENALISED] = _unpenalised([one for _, one in done])
        record[name] = {"omitted": [data.ids[row] for row in omitted], "added": additions}
        notes.append(_said(name, len(omitted), len(additions), len(wanted)))
        if odd := misfit([text for _, one in done for text in one.texts], anchors):
            notes.append(f"{name}: {odd}; is it a translation of this set?")
        if min(len(omitted), len(additions)) > MANY * len(wanted):
            notes.append(f"{name}: so much is omitted and added that its documents may stand in another order")
    provenance = {**data.provenance, "realigned": record}
    return Delivered(replace(data.with_outputs(columns), provenance=provenance), tuple(notes))


def _addition(one: Addition, start: int, ids: Sequence[str], documents: Sequence[str]) -> dict[str, str | None]:
    """Return where an added sentence stands: its document, and the segment that it follows; None before the first."""
    after = ids[start + one.after] if one.after >= 0 else None
    return {"document": documents[start + max(one.after, 0)], "after": after, "text": one.text}


def _said(name: str, omitted: int, added: int, size: int) -> str:
    policy = f"; {name}{UNPENALISED} leaves both out" if omitted or added else ""
    return (
        f"{name}: realigned; {omitted} of {size} segments {_are(omitted)} omitted and scored as empty, "
        f"{added} sentence{'s' * (added != 1)} {_are(added)} added and scored with the segment before{policy}"
    )


def _are(count: int) -> str:
    return "is" if count == 1 else "are"


def _unpenalised(done: list[Realigned]) -> Column:
    return tuple(text or None for one in done for text in one.texts)


def _by_document(data: EvalSet, paths: Mapping[str, Path]) -> Delivered:
    whole = whole_documents(data)
    between = glue(data.languages[1])
    columns = {}
    for name, path in paths.items():
        parts = _parts(path, data)
        if len(parts) != len(whole):
            raise DataError(
                f"{path} doesn't say which lines are of which of the {len(whole)} documents",
                hint="a folder with one file per document, or one line per document",
            )
        columns[name] = tuple(between.join(line.strip() for line in part.lines if line.strip()) for part in parts)
    note = f"segments are whole documents: {len(whole)} instead of {len(data)}"
    return Delivered(whole.with_outputs(columns), (note,))


def _parts(path: Path, data: EvalSet) -> list[Part]:
    """Return what belongs to which document: by file, by line, by segment, by block; else one part for all."""
    if path.is_dir():
        files = [_file(path, one) for one in data.documents]
        _refuse_others(path, files)
        return [Part(one.rows, tuple(read_lines(file)[0])) for one, file in zip(data.documents, files, strict=True)]
    lines = tuple(read_lines(path)[0])
    if len(lines) == len(data.documents):
        return [Part(one.rows, (line,)) for one, line in zip(data.documents, lines, strict=True)]
    blocks = [tuple(block.split("\n")) for block in "\n".join(lines).strip("\n").split("\n\n")]
    if len(blocks) == len(data.documents):
        return [Part(one.rows, block) for one, block in zip(data.documents, blocks, strict=True)]
    return [Part(slice(0, len(data)), lines)]


def _file(folder: Path, document: Document) -> Path:
    path = folder / f"{document.id}.txt"
    if not path.is_file():
        raise DataError(
            f"{folder} has no file for document {document.id!r}", hint=f"{document.id}.txt, empty if need be"
        )
    return path


def _refuse_others(folder: Path, files: Sequence[Path]) -> None:
    """Raise DataError for a text that belongs to no document; other files and hidden ones are nobody's output."""
    known = {file.name for file in files}
    for path in sorted(folder.glob("*.txt")):
        if path.name not in known and not path.name.startswith("."):
            like = shorten(nearest(path.stem, [file.stem for file in files]), 200, placeholder=" …")
            hint = f"take it out of the folder; the nearest documents: {like}"
            raise DataError(f"{path} belongs to no document of the set", hint=hint)


def _joined(data: EvalSet, texts: Column, between: str) -> Column:
    joined = []
    for document in data.documents:
        given = [text for text in texts[document.rows] if text is not None]
        joined.append(between.join(filter(None, given)) if given else None)
    return tuple(joined)
