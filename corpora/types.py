"""The value types of corpora: article, bead, document, evaluation set. All are frozen and validated when built."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import groupby, islice, takewhile
from numbers import Real
from textwrap import shorten
from typing import TYPE_CHECKING, Any, Final, Literal, NoReturn, TypeAlias

from tertium import arguments
from tertium.calls import explained_class
from tertium.corpora.constructors import Constructors
from tertium.corpora.fingerprint import fingerprint
from tertium.corpora.named_columns import frame_of
from tertium.corpora.stored_column import StoredColumn
from tertium.corpora.validation import (
    check_column,
    check_column_names,
    check_name,
    check_texts,
    check_unique,
    text_column,
)
from tertium.errors import ArgumentError, DataError, UsageError, counted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    import datasets
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

Role: TypeAlias = Literal["source", "references"]
"""A kind of text that a metric may need besides the hypothesis."""

SOURCE: Final[frozenset[Role]] = frozenset({"source"})
REFERENCES: Final[frozenset[Role]] = frozenset({"references"})
NOTHING: Final[frozenset[Role]] = frozenset()
"""The three sets of roles for a metric that needs one kind of text, or none; ``SOURCE | REFERENCES`` is both."""

UNPENALISED: Final = " (unpenalised)"
"""Suffix of the copy of a realigned system that is scored without its omissions and additions."""

Column: TypeAlias = "tuple[str | None, ...] | StoredColumn"
"""One text per segment; None where it is missing (an unaligned sentence has no partner)."""


Languages: TypeAlias = "tuple[str | None, str | None]"
"""Tags of the source and the target language; None where the language is unknown."""


@dataclass(frozen=True, slots=True)
class Article:
    """A raw article.

    Attributes:
        id: unique in its folder; the file's path without the suffix.
        text: the raw text, with boilerplate.
        language: ISO 639-1 code, or None where it is unknown.
        origin: the source for messages: a path, or a path and a line.
    """

    id: str
    text: str
    language: str | None = None
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Bead:
    """Sentences that translate each other, as 0-based indices; one side may be empty (1-0, 0-1).

    Attributes:
        sources: consecutive indices of source sentences.
        targets: consecutive indices of target sentences.
        confidence: of the aligner, higher is surer; nan where it is unknown.
    """

    sources: tuple[int, ...]
    targets: tuple[int, ...]
    confidence: float = float("nan")


@dataclass(frozen=True, slots=True)
class Document:
    """A contiguous block of segments.

    Attributes:
        id: unique in its set.
        start: index of the first segment.
        stop: index after the last segment.
        domain: news, social …, or None.
    """

    id: str
    start: int
    stop: int
    domain: str | None = None

    @property
    def rows(self) -> slice:
        """The document's rows in every column of the set."""
        return slice(self.start, self.stop)


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts that a metric binds to: columns of equal length, without gaps in the roles that it needs.

    Attributes:
        ids: segment ids, for warnings.
        sources: one per segment; an empty string where it is missing and the metric doesn't need it.
        references: one tuple per segment, in the set's order of references; a missing reference is left out.
        documents: the id of each segment's document; segments of one document are contiguous.
        languages: source and target language, ISO 639-1, or None.
    """

    ids: tuple[str, ...]
    sources: tuple[str, ...]
    references: tuple[tuple[str, ...], ...]
    documents: tuple[str, ...]
    languages: tuple[str | None, str | None] = (None, None)

    def __len__(self) -> int:
        return len(self.ids)


IDS: Final = "a list of texts, one per segment"
DOCUMENTS: Final = "a list of tertium.corpora.types.Document"
LANGUAGES: Final = '("en", "de"), or None where one is unknown'


def check_languages(languages: object) -> None:
    """Raise UsageError for what isn't a pair of texts or None; whether they are tags of languages isn't checked."""
    tags = arguments.listed("languages", languages, LANGUAGES)
    for tag in tags:
        arguments.check("languages: an item", tag, (str, type(None)), LANGUAGES)
    if len(tags) != len(("source", "target")):
        raise UsageError(f"languages can't be {len(tags)} tags", hint=LANGUAGES)


OWN_COLUMNS: Final = "columns"
"""Key of the provenance: the user's own columns of a frame, name to one value per segment."""


@explained_class("EvalSet")
@dataclass(frozen=True, slots=True, repr=False)
class EvalSet(Constructors):
    """Segments with their documents, references and system outputs; the term is that of the WMT metrics task.

    Columns are tuples, or stay in the files of a stored set: `tertium.corpora.store.open_stored`.

    Attributes:
        name: the set's name in tables.
        ids: one id per segment, unique.
        documents: contiguous blocks that cover all segments in order.
        sources: one per segment, or None when the set has no sources at all.
        references: name to column; the order counts (multi-reference chrF depends on it).
        outputs: system name to column of hypotheses; None where a system has no output for a segment.
        languages: source and target language, ISO 639-1, or None.
        confidence: of each segment's alignment, higher is surer; None where segments came aligned.
        provenance: how the set was built: what was read, removed, left unpaired, with reasons. JSON values.

    Raises:
        DataError: columns differ in length, an id occurs twice, documents leave a gap, or there is no segment.

    Example:
        >>> data = tertium.EvalSet.from_lists(["Ein Hund.", None], ["Ein Hund.", "Die Katze."], languages=("en", "de"))
        >>> data.ids, data.outputs
        (('document#1', 'document#2'), {'system': ('Ein Hund.', None)})
    """

    name: str
    ids: tuple[str, ...] | StoredColumn
    documents: tuple[Document, ...]
    sources: Column | None = None
    references: Mapping[str, Column] = field(default_factory=dict)
    outputs: Mapping[str, Column] = field(default_factory=dict)
    languages: tuple[str | None, str | None] = (None, None)
    confidence: tuple[float, ...] | StoredColumn | None = None
    provenance: Mapping[str, Any] = field(default_factory=dict)
    _fingerprint: str = field(default="", init=False, repr=False, compare=False)
    """Computed when it is first asked for: of a million segments that takes seconds."""

    def __post_init__(self) -> None:
        self._check_types()
        if not self.ids:
            raise DataError(f"set {self.name!r} has no segments", hint="check the input folder or file")
        check_name(self.name)
        if not isinstance(self.ids, StoredColumn):  # of a stored set, the store checked it
            check_unique(self.ids, "segment id")
        check_unique([document.id for document in self.documents], "document id")
        self._check_documents()
        self._take_texts()
        for label, column in self._columns():
            check_column(f"{label} of set {self.name!r}", column, len(self))
        check_texts("the ids", self.ids)
        document_ids = (document.id for document in self.documents)
        check_texts("names", (*self.references, *self.outputs, *self.domains, *document_ids))

    def _check_types(self) -> None:
        """Make ids and documents tuples; raise UsageError for what has another type than the attributes."""
        arguments.check("name", self.name, str, "a text")
        ids = self.ids
        if not isinstance(ids, StoredColumn):
            ids = arguments.texts("ids", arguments.listed("ids", ids, IDS), IDS)
        documents = arguments.listed("documents", self.documents, DOCUMENTS)
        for document in documents:
            arguments.check("documents: an item", document, Document, DOCUMENTS)
        if self.confidence is not None and not isinstance(self.confidence, StoredColumn):
            numbers = arguments.listed("confidence", self.confidence, "a list of numbers, one per segment")
            for number in numbers:
                arguments.check("confidence: an item", number, Real, "a number, or nan where it is unknown")
            object.__setattr__(self, "confidence", numbers)  # the only way to set a field of a frozen dataclass
        check_languages(self.languages)
        arguments.check("provenance", self.provenance, Mapping, "a mapping of JSON values")
        object.__setattr__(self, "ids", ids)
        object.__setattr__(self, "documents", documents)
        object.__setattr__(self, "languages", tuple(self.languages))

    def _take_texts(self) -> None:
        """Make every column of texts a tuple, in which nan is no text; DataError for anything else in it."""
        of = f"of set {self.name!r}"
        kinds = {"references": "reference", "outputs": "system"}
        for attribute, kind in kinds.items():
            columns = getattr(self, attribute)
            named = arguments.mapping(attribute, columns, f'columns by name: {attribute}={{"NAME": ["…", …]}}')
            taken = {name: text_column(f"{kind} {name!r} {of}", column, self.ids) for name, column in named.items()}
            check_column_names(kind, taken)
            object.__setattr__(self, attribute, taken)
        if self.sources is not None:
            object.__setattr__(self, "sources", text_column(f"the source {of}", self.sources, self.ids))

    def _check_documents(self) -> None:
        """Raise DataError unless the documents cover all segments, one after the other."""
        end = 0
        for document in self.documents:
            if document.start != end or document.stop <= end:
                message = f"document {document.id!r} of set {self.name!r} is empty or not contiguous"
                raise DataError(message, hint="documents of at least one segment, one after the other")
            end = document.stop
        if end != len(self):
            message = f"the documents of set {self.name!r} cover {end} of {len(self)} segments"
            raise DataError(message, hint="documents that cover all segments")

    def _columns(self) -> Iterator[tuple[str, Sequence[object]]]:
        """Yield every column with the label that messages use."""
        if self.sources is not None:
            yield "the source", self.sources
        if self.confidence is not None:
            yield "the alignment confidence", self.confidence
        yield from ((f"reference {name!r}", column) for name, column in self.references.items())
        yield from ((f"system {name!r}", column) for name, column in self.outputs.items())

    def __len__(self) -> int:
        return len(self.ids)

    def __getitem__(self, key: object) -> NoReturn:
        """Raise ArgumentError with what to write: a set is columns of several kinds."""
        hint = "data.to_pandas(), a row per segment"
        if arguments.is_of(key, int):
            hint = f"data.to_pandas().iloc[{arguments.shown(key)}]"
        for attribute, columns in (("outputs", self.outputs), ("references", self.references)):
            if isinstance(key, str) and key in columns:
                hint = f"data.{attribute}[{key!r}]"
        raise ArgumentError(f"a set is no list: data[{arguments.shown(key)}]", hint=hint)

    def __repr__(self) -> str:
        systems = shorten(", ".join(self.outputs) or "none", 80, placeholder=" …")
        size = f"{counted(len(self), 'segment')}, {counted(len(self.documents), 'document')}"
        return f"<EvalSet {self.name!r}: {size}, systems: {systems}, {self.fingerprint[:8]}>"

    @property
    def fingerprint(self) -> str:
        """16 hex digits of everything but outputs, name and provenance; equal only for equal data."""
        if not self._fingerprint:
            documents = ((d.id, d.start, d.stop, d.domain) for d in self.documents)
            digits = fingerprint(self.ids, documents, (self.sources, self.references), self.languages)
            object.__setattr__(self, "_fingerprint", digits)  # the only way to set a field of a frozen dataclass
        return self._fingerprint

    @property
    def systems(self) -> tuple[str, ...]:
        """The systems that have outputs, in the set's order."""
        return tuple(self.outputs)

    @property
    def notes(self) -> tuple[str, ...]:
        """What reading left out, changed or told apart, one sentence each, for people."""
        # "stripped" is of line-aligned files: byte order marks and line ends.
        stored = [self.provenance.get(key) for key in ("stripped", "notes")]
        return tuple(str(note) for notes in stored if isinstance(notes, (list, tuple)) for note in notes)

    @property
    def own_columns(self) -> dict[str, tuple[str | float | bool | None, ...]]:
        """The columns of a user's frame that no set has, such as a customer: name to a value per segment."""
        columns = self.provenance.get(OWN_COLUMNS)
        named = columns.items() if isinstance(columns, Mapping) else ()
        return {name: tuple(column) for name, column in named if isinstance(column, (list, tuple))}

    @property
    def domains(self) -> tuple[str, ...]:
        """The domains in order of first appearance; empty when no document has one."""
        return tuple(dict.fromkeys(d.domain for d in self.documents if d.domain is not None))

    @property
    def document_ids(self) -> tuple[str, ...]:
        """The id of each segment's document."""
        return tuple(d.id for d in self.documents for _ in range(d.start, d.stop))

    def has(self, row: int, needs: Iterable[Role]) -> bool:
        """Return whether segment `row` has a text in every role that a metric needs."""
        sources = () if self.sources is None else (self.sources,)
        columns = {"source": sources, "references": tuple(self.references.values())}
        return all(any(column[row] is not None for column in columns[role]) for role in needs)

    def rows_with(self, needs: Iterable[Role]) -> NDArray[np.bool_]:
        """Return which segments have a text in every role that a metric needs, shape (segments,)."""
        import numpy as np

        sources = () if self.sources is None else (self.sources,)
        columns = {"source": sources, "references": tuple(self.references.values())}
        usable = np.ones(len(self), np.bool_)
        for role in needs:
            has_role = np.zeros(len(self), np.bool_)
            for column in columns[role]:
                has_role |= np.fromiter((text is not None for text in column), np.bool_, len(self))
            usable &= has_role
        return usable

    def texts(self, rows: Sequence[int]) -> Texts:
        """Return the texts of these rows, in order, for a metric to bind to."""
        documents = self.document_ids
        return Texts(
            ids=tuple(self.ids[i] for i in rows),
            sources=tuple((self.sources[i] or "") if self.sources is not None else "" for i in rows),
            references=tuple(
                tuple(text for column in self.references.values() if (text := column[i]) is not None) for i in rows
            ),
            documents=tuple(documents[i] for i in rows),
            languages=self.languages,
        )

    @property
    def is_stored(self) -> bool:
        """Whether columns stay in the files of a stored set, to be read one row group at a time."""
        return isinstance(self.ids, StoredColumn)

    def part(self, start: int, stop: int) -> EvalSet:
        """Return the segments from `start` to `stop` as a set, of columns that stay where they are.

        A document that reaches over the edge is cut there. The part has no provenance, but if it is the whole.
        """
        if (start, stop) == (0, len(self)):
            return self
        first = bisect_right(self.documents, start, key=lambda document: document.start) - 1
        documents = takewhile(lambda document: document.start < stop, islice(self.documents, first, None))
        return self._with_columns(
            lambda column: column.view(start, stop) if isinstance(column, StoredColumn) else column[start:stop],
            tuple(Document(d.id, max(d.start, start) - start, min(d.stop, stop) - start, d.domain) for d in documents),
        )

    def in_memory(self) -> EvalSet:
        """Return the same set with all columns in memory."""
        return (
            replace(self._with_columns(tuple, self.documents), provenance=self.provenance) if self.is_stored else self
        )

    def _with_columns(self, change: Callable[[Any], Any], documents: tuple[Document, ...]) -> EvalSet:
        return replace(
            self,
            ids=change(self.ids),
            documents=documents,
            sources=None if self.sources is None else change(self.sources),
            references={name: change(column) for name, column in self.references.items()},
            outputs={name: change(column) for name, column in self.outputs.items()},
            confidence=None if self.confidence is None else change(self.confidence),
            provenance={},
        )

    def to_pandas(self) -> pd.DataFrame:
        """Return one row per segment: id, document, domain, source, reference.NAME, system.NAME, confidence.

        A column of what the set lacks is left out; a missing text is None. The columns of a user's frame come last.

        Example:
            >>> data = tertium.EvalSet.from_dict({"reference": ["A cat."], "hypothesis": ["A cat."]})
            >>> list(data.to_pandas())
            ['id', 'document', 'reference.ref', 'system.system']
        """
        return frame_of(self)

    def to_dataset(self) -> datasets.Dataset:
        """Return what `to_pandas` does as a Dataset of Hugging Face."""
        from datasets import Dataset

        return Dataset.from_pandas(frame_of(self), preserve_index=False)

    def with_outputs(self, outputs: Mapping[str, Sequence[str | None]]) -> EvalSet:
        """Return the same set with these systems added, or put in place of those of the same name.

        Only the number of texts is checked, and that they are texts; nan is a missing one. `tertium.attach` also
        checks their order, and cuts running text.

        Raises:
            DataError: a system has more or fewer texts than the set has segments, or something that is no text.
            UsageError: `outputs` isn't columns by name.
        """
        columns = arguments.mapping("outputs", outputs, 'columns by name: {"NAME": ["…", …]}')
        return self._with_only_outputs({**self.outputs, **columns})

    def with_systems(self, names: Sequence[str]) -> EvalSet:
        """Return the same set with only these systems, in this order; UsageError for an unknown or repeated name."""
        return self._with_only_outputs(self._selected(self.outputs, names, "system"))

    def _with_only_outputs(self, outputs: Mapping[str, Any]) -> EvalSet:
        """Return the same set with these outputs, which are no part of its fingerprint."""
        data = replace(self, outputs=outputs)
        object.__setattr__(data, "_fingerprint", self._fingerprint)
        return data

    def with_references(self, names: Sequence[str]) -> EvalSet:
        """Return the same set with only these references, in this order; UsageError for an unknown or repeated name."""
        return replace(self, references=self._selected(self.references, names, "reference"))

    def _selected(self, columns: Mapping[str, Column], names: Sequence[str], kind: str) -> dict[str, Column]:
        names = arguments.texts("names", names, f"a list of names of {kind}s")
        for name in names:
            if name not in columns:
                raise UsageError(f"set {self.name!r} has no {kind} {name!r}", hint=", ".join(columns) or "another set")
            if names.count(name) > 1:
                raise UsageError(f"{kind} {name!r} is named twice", hint="each name once")
        return {name: columns[name] for name in names}


WHOLE: Final = "document"
"""Id of the only document where the input names none; no part of a path, so that equal files give equal ids."""


def blocks(document_of: Sequence[str], domain_of: Sequence[str] | None = None) -> tuple[Document, ...]:
    """Return the documents for a column of document ids (and one of domains), one per segment.

    Raises:
        DataError: a document's segments are not contiguous, or it has two domains.
    """
    documents: list[Document] = []
    for document_id, group in groupby(range(len(document_of)), key=document_of.__getitem__):
        rows = list(group)
        domains = list(dict.fromkeys(domain_of[row] or None for row in rows)) if domain_of is not None else [None]
        if len(domains) > 1:
            raise two_domains(document_id, domains[0], domains[1])
        documents.append(Document(document_id, rows[0], rows[-1] + 1, domains[0]))
    check_unique([document.id for document in documents], "document id (its segments must be contiguous)")
    return tuple(documents)


def two_domains(document_id: str, first: str | None, second: str | None) -> DataError:
    """Return the error for a document in two domains, or for domains where the input names no documents."""
    if document_id == WHOLE:
        message = f"segments have several domains, {first!r} and {second!r}, and no documents"
        return DataError(
            message, hint="name the documents too (a column document, docs.txt, --documents), or no domains"
        )
    return DataError(
        f"document {document_id!r} has two domains: {first!r} and {second!r}", hint="one domain per document"
    )


def numbered_ids(documents: Iterable[Document]) -> tuple[str, ...]:
    """Return the default segment ids, ``document#number``, counted from 1 within the document."""
    return tuple(f"{document.id}#{i + 1}" for document in documents for i in range(document.stop - document.start))
