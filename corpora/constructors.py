"""Sets of data in memory: frames, lists, datasets. Readers stand above the type of a set, so they register here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from tertium.calls import explained
from tertium.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from typing_extensions import Self  # for type checkers only: Python 3.10 has none

MAKERS: Final[dict[str, Callable[..., Any]]] = {}
"""Name of a way to make a set to the function that does; the front door fills it."""


def register_maker(name: str, make: Callable[..., Any]) -> None:
    """Let `Constructors` make sets by this function."""
    MAKERS[name] = make


class Constructors:
    """The ways to make an `EvalSet` of data in memory; a class of their own, for the type itself knows no reader."""

    __slots__ = ()

    @classmethod
    @explained("EvalSet.from_pandas")
    def from_pandas(  # noqa: PLR0913 - each is a column, by name
        cls,
        frame: Any,
        *,
        hypothesis: str | Sequence[str] | Mapping[str, str] | None = None,
        reference: str | Sequence[str] | Mapping[str, str] | None = None,
        source: str | None = None,
        id: str | None = None,  # noqa: A002 - the name of the column in every format
        document: str | None = None,
        domain: str | None = None,
        system: str | None = None,
        languages: tuple[str | None, str | None] = (None, None),
        name: str = "",
    ) -> Self:
        """Return the set in a DataFrame of pandas.

        A column that isn't named here is found by its name: `source` or `src`, `reference` or `ref`, `hypothesis`,
        `hyp` or `mt`, `id`, `document`, `domain`, `system`, `reference.NAME`, `system.NAME`. All other columns are kept
        with the set as `own_columns`. None and NaN are missing texts.

        Args:
            frame: one row per segment; or one row per system and segment, with a column that names the system.
            hypothesis: the column of outputs; several as a list, or as system's name to column.
            reference: the column of references; several as a list, or as reference's name to column.
            source: the column of sources.
            id: the column of segment ids; without it they are `document#1`, `document#2` …
            document: the column of documents, whose rows must stand together.
            domain: the column of domains, one per document.
            system: the column that names the system of each row, where each row is of one system.
            languages: of source and target.
            name: of the set, in tables.

        Returns:
            The set. A system is called like its column, and `system` where that is `hypothesis`.

        Raises:
            UsageError: the frame is none, or has no such column.
            DataError: a text is a number, an id occurs twice, or the rows of a document don't stand together.

        Example:
            >>> import pandas as pd
            >>> frame = pd.DataFrame({"mt": ["Ein Hund.", None], "ref": ["Ein Hund.", "Die Katze."]})
            >>> tertium.EvalSet.from_pandas(frame, hypothesis="mt", reference="ref")
            <EvalSet 'data': 2 segments, 1 document, systems: mt, ...>
        """
        made: Self = MAKERS["from_pandas"](
            frame,
            hypothesis=hypothesis,
            reference=reference,
            source=source,
            id=id,
            document=document,
            domain=domain,
            system=system,
            languages=languages,
            name=name,
        )
        return made

    @classmethod
    @explained("EvalSet.from_dict")
    def from_dict(  # noqa: PLR0913 - each is a column, by name
        cls,
        columns: Mapping[str, Any] | Sequence[Mapping[str, Any]],
        *,
        hypothesis: str | Sequence[str] | Mapping[str, str] | None = None,
        reference: str | Sequence[str] | Mapping[str, str] | None = None,
        source: str | None = None,
        id: str | None = None,  # noqa: A002
        document: str | None = None,
        domain: str | None = None,
        system: str | None = None,
        languages: tuple[str | None, str | None] = (None, None),
        name: str = "",
    ) -> Self:
        """Return the set in a dict of lists, or in a list of dicts.

        Args:
            columns: name to list, one item per segment, or a dict per segment. A cell of `reference` may be a list of
                texts; `hypothesis` and `reference` may be dicts themselves, of name to list.
            hypothesis: the key of outputs; this and all that follow as in `from_pandas`.
            reference: the key of references.
            source: the key of sources.
            id: the key of segment ids.
            document: the key of documents.
            domain: the key of domains.
            system: the key of the system's name, where each row is of one system.
            languages: of source and target.
            name: of the set.

        Returns:
            The set, as `from_pandas` does.

        Raises:
            UsageError: it is neither, or has no such key.
            DataError: the lists differ in length; else as `from_pandas`.

        Example:
            >>> rows = [{"mt": "Ein Hund.", "ref": "Ein Hund."}, {"mt": "Katze.", "ref": "Die Katze."}]
            >>> tertium.EvalSet.from_dict(rows).outputs
            {'mt': ('Ein Hund.', 'Katze.')}
        """
        made: Self = MAKERS["from_dict"](
            columns,
            hypothesis=hypothesis,
            reference=reference,
            source=source,
            id=id,
            document=document,
            domain=domain,
            system=system,
            languages=languages,
            name=name,
        )
        return made

    @classmethod
    @explained("EvalSet.from_dataset")
    def from_dataset(  # noqa: PLR0913 - each is a column, by name
        cls,
        dataset: Any,
        *,
        hypothesis: str | Sequence[str] | Mapping[str, str] | None = None,
        reference: str | Sequence[str] | Mapping[str, str] | None = None,
        source: str | None = None,
        id: str | None = None,  # noqa: A002
        document: str | None = None,
        domain: str | None = None,
        system: str | None = None,
        languages: tuple[str | None, str | None] = (None, None),
        name: str = "",
    ) -> Self:
        """Return the set in one split of a dataset of Hugging Face's `datasets`.

        Args:
            dataset: one split; its column `translation` holds sources and references by language.
            hypothesis: the column of outputs; this and all that follow as in `from_pandas`.
            reference: the column of references.
            source: the column of sources.
            id: the column of segment ids.
            document: the column of documents.
            domain: the column of domains.
            system: the column that names the system of each row.
            languages: of source and target; of `translation`, which two to take.
            name: of the set.

        Returns:
            The set, as `from_pandas` does.

        Raises:
            UsageError: it is no dataset, or has several splits; the message names them.
            DataError: as `from_pandas`.

        Example:
            >>> from datasets import Dataset
            >>> split = Dataset.from_dict({"translation": [{"en": "A dog.", "de": "Ein Hund."}]})
            >>> tertium.EvalSet.from_dataset(split).languages
            ('en', 'de')
        """
        made: Self = MAKERS["from_dataset"](
            dataset,
            hypothesis=hypothesis,
            reference=reference,
            source=source,
            id=id,
            document=document,
            domain=domain,
            system=system,
            languages=languages,
            name=name,
        )
        return made

    @classmethod
    @explained("EvalSet.from_lists")
    def from_lists(  # noqa: PLR0913 - each is a column, by name
        cls,
        hypotheses: Any,
        references: Any = None,
        sources: Sequence[str | None] | None = None,
        *,
        ids: Sequence[str] | None = None,
        documents: Sequence[str] | None = None,
        domains: Sequence[str] | None = None,
        languages: tuple[str | None, str | None] = (None, None),
        name: str = "",
    ) -> Self:
        """Return the set of lists of texts, one text per segment.

        Args:
            hypotheses: a list of texts; or several systems, as name to list.
            references: a list of texts; several references as name to list, or as a list of lists.
            sources: a list of texts.
            ids: of the segments.
            documents: the document of each segment; segments of a document stand together.
            domains: the domain of each segment's document.
            languages: of source and target.
            name: of the set.

        Returns:
            The set; one list of hypotheses is the system `system`, one list of references `ref`.

        Raises:
            UsageError: an argument has another type.
            DataError: the lists differ in length, or hold something that is no text.

        Example:
            >>> tertium.EvalSet.from_lists({"a": ["Ein Hund."], "b": ["Hund."]}, ["Ein Hund."])
            <EvalSet 'data': 1 segment, 1 document, systems: a, b, ...>
        """
        made: Self = MAKERS["from_lists"](
            hypotheses,
            references,
            sources,
            ids=ids,
            documents=documents,
            domains=domains,
            languages=languages,
            name=name,
        )
        return made

    @classmethod
    def opened(
        cls,
        name: str,
        data: Any,
        columns: Mapping[str, str] | None = None,
        *,
        named: Mapping[str, Any] | None = None,
        languages: tuple[str | None, str | None] = (None, None),
    ) -> Self:
        """Return a set as it is, and what `tertium.open_set` returns for a path or for data in memory.

        Args:
            name: of the argument, for messages.
            data: what a caller gave; None where `named` holds the columns themselves.
            columns: what the columns of a table are called, as for `tertium.open_set`.
            named: the same as keywords of `from_pandas`; None is one that wasn't given.
            languages: of source and target, where the data don't tell.

        Raises:
            UsageError: it is nothing that can be opened, or columns or languages are named of a set.
            DataError: what is opened is broken.
        """
        given = {key: value for key, value in (named or {}).items() if value is not None}
        if issubclass(type(data), cls):
            others = {"columns": columns is not None, "languages": tuple(languages) != (None, None)}
            if unfit := next((key for key, is_given in others.items() if is_given), next(iter(given), None)):
                raise UsageError(f"{name} is a set, whose columns have their names", hint=f"without {unfit}=")
            return data  # type: ignore[no-any-return]  # as was just checked
        made: Self = MAKERS["from_any"](name, data, columns, given, languages)
        return made
