"""Tables of other tools, told by their columns: lm-eval, lighteval, WMT's JSON lines, the hub's `translation`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from tertium.corpora.text import tags
from tertium.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from tertium.corpora.types import Languages


Headers: TypeAlias = "Mapping[str, Sequence[Any]]"
"""Header to cells, nested keys as ``outer.inner``."""


TRANSLATION: Final = "translation."
"""Prefix of the columns that the hub's column of texts by language becomes."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """Which columns of a table hold what.

    Attributes:
        columns: name of a column of ours to the header in the file, or to a key of `made`.
        made: columns that are computed from several of the file.
        used: headers that were read without being a column themselves.
        languages: source and target, where the rows tell.
        notes: what a user must know.
    """

    columns: Mapping[str, str]
    made: Mapping[str, Sequence[Any]] = field(default_factory=dict)
    used: frozenset[str] = frozenset()
    languages: Languages = (None, None)
    notes: tuple[str, ...] = ()


def recognised(path: Path, headers: Headers, languages: Languages = (None, None)) -> Recognised | None:
    """Return what the columns hold if the table is of a known tool, else None.

    Args:
        path: the file, for messages.
        headers: its columns.
        languages: that were requested.

    Raises:
        DataError: it is of a known tool, but holds no texts, or several of what a set has one of.
    """
    schemas = (recognise(path, headers) for recognise in SCHEMAS)
    return next((schema for schema in schemas if schema is not None), None) or _translation(path, headers, languages)


def _lm_eval(path: Path, headers: Headers) -> Recognised | None:
    """Recognise samples of lm-evaluation-harness: `filtered_resps` is a list of the one response after filters."""
    if "filtered_resps" not in headers or "doc_id" not in headers:
        return None
    if filters := _several(headers.get("filter", ())):
        hint = f"jq -c 'select(.filter == \"{filters[0]}\")'"
        raise DataError(f"{path} has each sample once per filter: {', '.join(filters)}", hint=hint)
    source, pair = _source_of_doc(headers)
    columns = {"id": "doc_id", **source, "reference": "target", "hypothesis": "filtered_resps"}
    used = frozenset(headers) - {*columns.values()}
    notes = () if source else (f"{path.name}: no source is read; --column source=doc.… names it",)
    present = {name: header for name, header in columns.items() if header in headers}
    return Recognised(present, {}, used, pair, notes)


def _source_of_doc(headers: Headers) -> tuple[dict[str, str], Languages]:
    """Return the column of sources in a task's own record, and the languages where it names them."""
    for header in ("doc.source", "doc.src", "doc.sentence", "doc.source_text", "doc.src_text"):
        if header in headers:
            return {"source": header}, (None, None)
    by_language = [header for header in headers if header.startswith("doc.translation.")]
    if len(by_language) == 2 and "target" in headers:  # noqa: PLR2004 - a text and its translation
        is_target = [list(headers[header]) == list(headers["target"]) for header in by_language]
        if sum(is_target) == 1:
            source, target = sorted(by_language, key=lambda header: is_target[by_language.index(header)])
            return {"source": source}, (source.rpartition(".")[2], target.rpartition(".")[2])
    return {}, (None, None)


def _lighteval(path: Path, headers: Headers) -> Recognised | None:
    """Recognise details of lighteval: a record of the task, `doc`, beside the model's response.

    Until 0.9 the columns were predictions and gold.
    """
    response = next(
        (
            name
            for name in ("model_response.text_post_processed", "model_response.text", "predictions", "model_response")
            if name in headers and any(_is_text(cell) for cell in headers[name])
        ),
        None,
    )
    is_new = "doc.choices" in headers and "doc.gold_index" in headers
    if response is None or not (is_new or {"gold", "full_prompt"} <= headers.keys()):
        return None
    made = {"gold": _gold(path, headers["doc.choices"], headers["doc.gold_index"])} if is_new else {}
    columns = {"id": "doc.id", "references": "gold", "hypothesis": response} | _specific_source(headers)
    used = frozenset(headers) - {*columns.values()}
    present = {name: header for name, header in columns.items() if header in headers or header in made}
    return Recognised(present, made, used)


def _specific_source(headers: Headers) -> dict[str, str]:
    names = ("doc.specific.source", "doc.specific.source_text", "specifics.source", "specifics.source_text")
    first = next((name for name in names if name in headers), None)
    return {"source": first} if first else {}


def _gold(path: Path, choices: Sequence[Any], indices: Sequence[Any]) -> list[Any]:
    """Return the right answers of each row as a list: `gold_index` is a number or several.

    Raises:
        DataError: a row has no answer at an index.
    """
    chosen = []
    for number, (row, index) in enumerate(zip(choices, indices, strict=True), start=1):
        positions = index if isinstance(index, (list, tuple)) else [index]
        size = len(row) if isinstance(row, (list, tuple)) else 0
        if not all(isinstance(position, int) and 0 <= position < size for position in positions):
            message = f"{path}, row {number}: doc.gold_index is {index!r}, and doc.choices has {size}"
            raise DataError(message, hint="the position of an answer in doc.choices, from 0")
        chosen.append([row[position] for position in positions])
    return chosen


def _is_text(cell: Any) -> bool:
    return isinstance(cell, str) or (isinstance(cell, (list, tuple)) and any(isinstance(text, str) for text in cell))


def _wmt(path: Path, headers: Headers) -> Recognised | None:
    """Recognise WMT's JSON lines since 2025: `src_text`, and translations in `tgt_text` or `refs` by name.

    In `tgt_text` stand systems and references, which are called refA, refB …; in `refs` a reference's text is `ref`.
    """
    systems = [header for header in headers if header.startswith("tgt_text.")]
    references = [header for header in headers if header.startswith("refs.") and header.endswith(".ref")]
    if "src_text" not in headers or not (systems or references or "hypothesis" in headers):
        return None
    columns = {"id": "doc_id", "domain": "domain", "source": "src_text"}
    columns |= {_wmt_reference(header.split(".")[1]): header for header in references}
    for header in systems:
        name = header.removeprefix("tgt_text.")
        columns[_wmt_reference(name) if name.startswith("ref") else f"system.{name}"] = header
    # A document's id is unique and stands for a segment: since 2025 WMT translates whole paragraphs or documents.
    made = {"document": list(headers["doc_id"])} if "domain" in headers and "doc_id" in headers else {}
    columns |= {name: name for name in made}
    present = {name: header for name, header in columns.items() if header in headers or header in made}
    return Recognised(
        present, made, frozenset({"src_lang", "tgt_lang"} & headers.keys()), _wmt_languages(path, headers)
    )


def _wmt_reference(name: str) -> str:
    return f"reference.{name.removeprefix('ref') or name}"


def _wmt_languages(path: Path, headers: Headers) -> Languages:
    """Return the languages that all rows name: in src_lang and tgt_lang, or at the start of doc_id (en-de_DE_#_…).

    Raises:
        DataError: the rows are of several language pairs.
    """
    if "src_lang" in headers and "tgt_lang" in headers:
        pairs = [f"{source}-{target}" for source, target in zip(headers["src_lang"], headers["tgt_lang"], strict=True)]
    else:
        pairs = [str(id_).partition("_#_")[0] for id_ in headers.get("doc_id", ())]
    if several := _several(pairs):
        if all(_pair(pair) for pair in several):
            hint = f"a file of one pair, such as the lines of {several[0]}"
            raise DataError(f"{path} has several language pairs: {', '.join(several[:5])}", hint=hint)
        return None, None
    return (_pair(pairs[0]) if pairs else None) or (None, None)


def _pair(text: str) -> tuple[str, str] | None:
    source, _, target = text.partition("-")
    return (source, target) if tags.parse(source) and tags.parse(target) else None


def _several(values: Sequence[Any]) -> list[str]:
    """Return the different values where there are several, in order."""
    different = list(dict.fromkeys(str(value) for value in values))
    return different if len(different) > 1 else []


def _translation(path: Path, headers: Headers, requested: Languages) -> Recognised | None:
    """Recognise the hub's column of texts by language; the others beside it have our names.

    Raises:
        DataError: a requested language isn't there, or there are several, and none is requested.
    """
    present = [header.removeprefix(TRANSLATION) for header in headers if header.startswith(TRANSLATION)]
    if not present:
        return None
    source, target = (_matching_tag(present, tag) for tag in requested)
    source = source or next((tag for tag in present if tag != target), "")
    target = target or next((tag for tag in present if tag != source), "")
    ambiguous = len(present) > len(requested) and not all(requested)
    if not {source, target} <= set(present) or ambiguous:
        hint = f"--from {present[0]} --to {present[-1]}"
        raise DataError(f"{path} has the languages {', '.join(present)}", hint=hint)
    columns = {"source": TRANSLATION + source, "reference": TRANSLATION + target}
    used = frozenset(header for header in headers if header.startswith(TRANSLATION))
    return Recognised(columns, {}, used, (source, target))


def _matching_tag(present: list[str], requested: str | None) -> str:
    """Return the table's spelling of a requested language; the request itself where none or several match."""
    matches = tags.closest(requested, present) if requested else []
    return matches[0] if len(matches) == 1 else requested or ""


def _sacrebleu(path: Path, headers: Headers) -> Recognised | None:
    """Refuse sacreBLEU's JSON, which holds scores."""
    if {"name", "score", "signature"} <= headers.keys():
        hint = "the file of outputs that sacreBLEU scored"
        raise DataError(f"{path} holds scores of sacreBLEU and no texts", hint=hint)
    return None


SCHEMAS: Final[tuple[Callable[[Path, Headers], Recognised | None], ...]] = (_lm_eval, _lighteval, _wmt, _sacrebleu)
