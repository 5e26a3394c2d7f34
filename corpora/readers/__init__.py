"""Readers of aligned sets: one module per format, with `claims(path)` and `read(path, languages)`.

A format with named columns has `read_table(path, languages)` instead; see table.py.
"""

from __future__ import annotations

from os import PathLike
from typing import TYPE_CHECKING, Any, Final, Protocol, cast, runtime_checkable

from tertium import arguments, modules
from tertium.calls import explained
from tertium.corpora.readers import memory
from tertium.corpora.readers.column_names import as_mapping, check_named_once, column_mapping
from tertium.corpora.readers.table import TableReader, evaluation_set
from tertium.corpora.store import MARKER
from tertium.corpora.text import tag_checks, tags
from tertium.corpora.types import Languages, check_languages
from tertium.errors import ArgumentError, DataError, UsageError
from tertium.files import recover

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from tertium.corpora.types import EvalSet

__all__ = ["HUB", "SACREBLEU", "Languages", "LineReader", "Reader", "find", "names", "open_set"]

HUB: Final = "hub:"
"""Prefix of the name of a dataset on the Hugging Face hub, where otherwise a path stands."""
SACREBLEU: Final = "sacrebleu:"
"""Prefix of the name of a test set that sacreBLEU knows."""
NAMED: Final = (HUB, SACREBLEU)
"""Prefixes of names that stand for a path."""


class Reader(Protocol):
    """The interface of every module of this folder that reads a format."""

    def claims(self, path: Path) -> bool:
        """Return whether the file or folder looks like this format."""
        ...

    def read(self, path: Path, languages: Languages) -> EvalSet:
        """Return the set.

        Raises:
            DataError: the file is broken; the message names the file, the line and the remedy.
        """
        ...


@runtime_checkable
class LineReader(Protocol):
    """The interface of a module that reads text files of lines, where a byte order mark may be kept as text.

    Attributes:
        KEEPS_BOM: always True.
    """

    KEEPS_BOM: bool

    def read(self, path: Path, languages: Languages, *, keep_bom: bool = False) -> EvalSet:
        """Return the set; errors as `Reader.read`."""
        ...


def names() -> list[str]:
    """Return the names of the formats that can be read."""
    return list(modules.with_attribute(__name__, "claims"))


def find(path: Path) -> Reader | TableReader | None:
    """Return the first reader that claims the path; None where no reader does, as for a folder of articles."""
    if (path / MARKER).is_file():  # the folder of a stored set may be called anything, news.csv too
        return modules.load(__name__, "claims", "tertium", kind="format")  # type: ignore[no-any-return]  # of any type
    return modules.claiming(__name__, path)  # type: ignore[no-any-return]  # of any type


@explained("open_set", path=memory.ACCEPTS)
def open_set(  # noqa: PLR0913 - the columns of a set, by name
    path: Path | str | Any,
    languages: Languages = (None, None),
    columns: Mapping[str, str] | None = None,
    *,
    hypothesis: str | Sequence[str] | Mapping[str, str] | None = None,
    reference: str | Sequence[str] | Mapping[str, str] | None = None,
    source: str | None = None,
    id: str | None = None,  # noqa: A002 - the name of the column in every format
    document: str | None = None,
    domain: str | None = None,
    system: str | None = None,
    keep_bom: bool = False,
    in_memory: bool = True,
) -> EvalSet:
    """Return the aligned set in a file or folder of any format that a reader claims, or in data in memory.

    Args:
        path: the file or folder, or a name on the hub; or a DataFrame, a Dataset, a dict of lists, a list of dicts,
            whose columns are taken as `EvalSet.from_pandas` says.
        languages: of source and target, where the input doesn't tell.
        columns: what the columns of a table are called: ``{"hypothesis": "predict", "reference": "label"}``.
        hypothesis: the column of outputs; this and the next six instead of `columns`, as `EvalSet.from_pandas` says.
        reference: the column of references.
        source: the column of sources.
        id: the column of segment ids.
        document: the column of documents.
        domain: the column of domains.
        system: the column that names the system of each row.
        keep_bom: byte order marks of text files are part of their first text, as in some published scores.
        in_memory: False leaves the columns of a large stored set in its file; see `EvalSet.is_stored`.

    Returns:
        The set.

    Raises:
        DataError: the path is missing, no reader claims it, it is broken, or it names an invalid language.
        UsageError: `languages` holds an invalid language tag, `columns` a column that isn't there, or an argument has
            another type.

    Example:
        >>> tertium.open_set([{"src": "A dog.", "mt": "Hund.", "ref": "Ein Hund."}], ("en", "de"))
        <EvalSet 'data': 1 segment, 1 document, systems: mt, ...>
    """
    check_languages(languages)
    tag_checks.check(languages)
    columns_of_set = {"hypothesis": hypothesis, "reference": reference, "source": source, "id": id}
    columns_of_set |= {"document": document, "domain": domain, "system": system}
    named = {key: header for key, header in columns_of_set.items() if header is not None}
    check_named_once(columns, named)
    arguments.flag("keep_bom", keep_bom)
    arguments.flag("in_memory", in_memory)
    if memory.is_tabular(path):
        from tertium.corpora.readers.tabular import open_table

        return open_table("path", path, languages, columns, named)
    mapping = as_mapping(named) if named else column_mapping(columns)
    if not arguments.is_of(path, (str, PathLike)):
        raise ArgumentError(f"path can't be {arguments.shown(path)}", hint=memory.ACCEPTS)
    path = arguments.path("path", path)
    recover(path, marker=MARKER)
    if not path.exists() and not str(path).startswith(NAMED):
        raise DataError(f"{path} does not exist", hint="check the path")
    reader = find(path)
    if reader is None:
        tables = "a .tsv, .jsonl, .json, .csv, .xlsx, .parquet"
        formats = f"{tables}, .tmx, .xlf, .xml or .sgm; of lines: --source FILE --system NAME=FILE"
        hint = f"tertium build {path} --from en --to de -o SET" if path.is_dir() else formats
        raise DataError(f"{path} is not an evaluation set", hint=hint)
    if not (in_memory or mapping or keep_bom) and (path / MARKER).is_file():
        stored: EvalSet = cast("Any", find(path)).read_stored(path, languages)  # the module tertium.py
        return stored
    data = _read(reader, path, languages, mapping, keep_bom=keep_bom)
    if not (path / MARKER).is_file():  # a stored set opens even if an earlier version accepted an invalid language
        _check_languages(path, data.languages)
    return data


def _read(
    reader: Reader | TableReader, path: Path, languages: Languages, columns: Mapping[str, str], *, keep_bom: bool
) -> EvalSet:
    any_reader = cast("object", reader)  # or type checkers mix the two protocols' `read`
    if keep_bom and isinstance(any_reader, LineReader) and not columns:
        return any_reader.read(path, languages, keep_bom=True)
    if keep_bom and not isinstance(any_reader, LineReader):
        raise UsageError(f"{path} is no folder of text files, of which byte order marks are kept", hint="no --keep-bom")
    if isinstance(reader, TableReader):
        return evaluation_set(reader.read_table(path, languages), languages, columns)
    if columns:
        raise UsageError(f"{path} has no columns with names", hint="no --column for this format")
    return reader.read(path, languages)


def _check_languages(path: Path, languages: Languages) -> None:
    """Check that the languages that the file names are valid; raise DataError where one isn't."""
    for option, tag in zip(("--from", "--to"), languages, strict=True):
        if tag is not None and tags.parse(tag) is None:
            suggestions = tag_checks.suggestions(tag)
            raise DataError(
                f"{path} names the language {tag!r}, which is not a language code",
                hint=f"{option} {suggestions[0]}" if suggestions else f"{option} and an ISO 639-1 code: de, en",
            )
