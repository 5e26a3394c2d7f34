"""Writes a run to a folder, whole or not at all, and reads it; every table is rebuilt from it without rescoring.

::

    RUN/manifest.json       schema, id, measures, skips, warnings, versions, and the hash of every other file
    RUN/set/                the evaluation set with the outputs that were scored (see corpora/store.py)
    RUN/counts.parquet      one row per system, metric and segment: the additive counts
    RUN/scores.parquet      one row per system, metric, level and unit
    RUN/spans.parquet       one row per place that a metric marks
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from types import NoneType
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from tertium import arguments
from tertium.calls import explained
from tertium.corpora import store as sets
from tertium.errors import DataError, counted
from tertium.evals.count_rows import CountRows, blocks_of
from tertium.evals.description import from_json
from tertium.evals.results import Problem
from tertium.evals.results.judge_card import card_of
from tertium.evals.types import Key, Measure, Run, Skip, Values
from tertium.files import (
    GroupedTable,
    check_columns,
    check_shape,
    read_json,
    read_parquet,
    recover,
    sha256,
    strict_json,
    whole_folder,
    write_parquet,
    write_row_groups,
)
from tertium.files.arrays import (
    categories,
    list_array,
    number_array,
    numbers,
    repeated_texts,
    rows_of_numbers,
    text_array,
)
from tertium.metrics.base import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    import pyarrow as pa

    from tertium.corpora.types import EvalSet
    from tertium.files.shapes import JsonShape
    from tertium.files.tables import Kind
    from tertium.metrics.base import Counts, Scores

SCHEMA: Final = "tertium.run/1"
MARKER: Final = "manifest.json"
FILES: Final = ("counts.parquet", "scores.parquet", "spans.parquet", f"set/{sets.MARKER}", f"set/{sets.SEGMENTS}")
"""Files that every run has."""

ROWS: Final = 65_536
"""Rows of a row group in the files of counts and scores."""
MANIFEST: Final[JsonShape] = {
    "id": str,
    "created": str,
    "fingerprint": str,
    "systems": [str],
    "measures": [
        {
            "label": str,
            "signature": str,
            "unit": str,
            "higher_is_better": (bool, NoneType),
            "needs": [str],
        }
    ],
    "missing": {str: str},
    "skips": [{"system": str, "metric": str, "segment": str, "reason": str}],
    "warnings": [str],
    "versions": {str: str},
    "files": {str: str},
}
"""What a run's JSON must hold."""


@explained("save_run")
def save(run: Run, folder: Path | str, *, overwrite: bool = False) -> str:
    """Write the run to a folder, whole or not at all.

    Args:
        run: as `tertium.evaluate` returns.
        folder: its place, which mustn't exist.
        overwrite: whether to replace a run that is there.

    Returns:
        The run's id, 12 hex digits: equal runs have equal ids.

    Raises:
        UsageError: the folder exists (a run is replaced with `overwrite`), or can't be written.

    Example:
        >>> run = tertium.evaluate({"hypothesis": ["Hund."], "reference": ["Ein Hund."]}, ["chrf"])
        >>> len(tertium.save_run(run, "RUN"))
        12
    """
    arguments.check("run", run, Run, arguments.RUN)
    arguments.flag("overwrite", overwrite)
    with whole_folder(arguments.path("folder", folder), marker=MARKER, overwrite=overwrite) as work:
        return write_into(run, work)


def write_into(run: Run, folder: Path) -> str:
    """Write the run's files into an existing, empty folder, and return its id."""
    (folder / "set").mkdir()
    sets.write_into(run.data, folder / "set")
    write_row_groups(_counts_tables(run), folder / "counts.parquet", rows=ROWS)
    write_row_groups(_scores_tables(run), folder / "scores.parquet", rows=ROWS)
    write_parquet(_spans_table(run), folder / "spans.parquet")
    manifest = _manifest(run, folder)
    (folder / MARKER).write_text(strict_json(manifest), encoding="utf-8", errors="backslashreplace")
    return str(manifest["id"])


@explained("open_run")
def load(folder: Path | str) -> Run:
    """Return the run that `save_run` or `tertium score` wrote; no metric is needed to open it.

    Args:
        folder: of the run.

    Returns:
        The run, in memory.

    Raises:
        DataError: the folder isn't a run, is of a later format, or a file's bytes are not those that were written.
        UsageError: `folder` is no path.

    Example:
        >>> run = tertium.evaluate({"hypothesis": ["Hund."], "reference": ["Ein Hund."]}, ["chrf"])
        >>> _ = tertium.save_run(run, "RUN")
        >>> tertium.open_run("RUN").systems
        ('system',)
    """
    folder = arguments.path("folder", folder)
    return _loaded(folder, verified(folder), sets.load(folder / "set"))


def open_stored(folder: Path | str) -> Run:
    """Return what `load` does; of a large set, texts and counts stay in the run's files.

    Raises:
        DataError: as `load`.
    """
    folder = arguments.path("folder", folder)
    return _loaded(folder, verified(folder), sets.open_stored(folder / "set"))


def _loaded(folder: Path, manifest: dict[str, Any], data: EvalSet) -> Run:
    try:
        return _run(folder, manifest, data)
    except (KeyError, TypeError, ValueError) as error:  # rows that don't fit the set, skips with unknown keys
        reason = (str(error).splitlines() or [type(error).__name__])[0]
        raise DataError(f"the run in {folder} is damaged: {reason}", hint="score again") from error


def _run(folder: Path, manifest: dict[str, Any], data: EvalSet) -> Run:
    counts: Mapping[Key, Counts]
    if data.is_stored:
        counts = _stored_counts(folder / "counts.parquet", len(data))
        values = _stored_values(folder / "scores.parquet", data)
    else:
        counts = _read_counts(folder / "counts.parquet", len(data))
        values = _read_values(folder / "scores.parquet", data)
    measures = {fields["label"]: _measure(fields) for fields in manifest["measures"]}
    expected = {Key(system, label) for system in data.outputs for label in measures}
    if not (set(counts) == set(values) == expected):
        raise ValueError("its counts and scores are not those of its systems and metrics")
    skips = tuple(Skip(**fields) for fields in manifest["skips"])
    if not {(skip.system, skip.metric) for skip in skips} <= expected or not {s.segment for s in skips} <= {*data.ids}:
        raise ValueError("it skips segments that it doesn't have")
    if manifest["systems"] != list(data.outputs) or manifest["fingerprint"] != data.fingerprint:
        raise ValueError("it is of another set than the one that it holds")
    return Run(
        data=data,
        measures=measures,
        counts=counts,
        values=values,
        spans=_read_spans(folder / "spans.parquet"),
        skips=skips,
        missing=manifest["missing"],
        warnings=tuple(manifest["warnings"]),
        problems=_read_problems(manifest.get("problems")),
        versions=manifest["versions"],
        created=manifest["created"],
        description=from_json(manifest.get("description")),
    )


def _read_problems(rows: list[dict[str, Any]] | None) -> tuple[Problem, ...] | None:
    """Return the problems of the set; None for a run of a version that stored none."""
    return None if rows is None else tuple(Problem(**{**row, "segments": tuple(row["segments"])}) for row in rows)


def _measure(fields: dict[str, Any]) -> Measure:
    if fields.get("card") is not None:
        card_of(fields["card"])  # raises what is damaged
    return Measure(**{**fields, "needs": tuple(fields["needs"])})


def _measure_fields(measure: Measure) -> dict[str, Any]:
    """Return the JSON object of a measure; without a card it has the keys that it had before there were cards."""
    fields = asdict(measure)
    if measure.card is None:
        del fields["card"]
    return fields


def manifest_of(folder: Path) -> dict[str, Any]:
    """Return the manifest of a run folder, with all keys and types that `load` relies on.

    Raises:
        DataError: the folder isn't a run, is of a later format, or the manifest is damaged.
    """
    recover(folder, marker=MARKER)
    if not folder.exists():
        raise DataError(f"{folder} does not exist", hint="check the path")
    path = folder / MARKER
    if not path.is_file():
        raise DataError(
            f"{folder} is not a run: it has no {MARKER}", hint="a folder that tertium score SET -m chrf -o RUN wrote"
        )
    manifest = read_json(path)
    if not isinstance(manifest, dict) or manifest.get("schema") != SCHEMA:
        raise DataError(f"{path} is not of schema {SCHEMA!r}", hint="score again, or upgrade tertium")
    check_shape(manifest, MANIFEST, path)
    if lacking := next((name for name in FILES if name not in manifest["files"]), None):
        raise DataError(f"{path} is damaged: it has no hash of {lacking}", hint="score again")
    return manifest


def verified(folder: Path) -> dict[str, Any]:
    """Return the manifest of a run folder after comparing every file with its hash; errors as in `load`."""
    manifest = manifest_of(folder)
    for name, expected in manifest["files"].items():
        path = folder / name
        if not path.is_file() or sha256(path) != expected:
            state = "differs from what was written" if path.is_file() else "is missing"
            raise DataError(f"{path} {state}", hint="score again; this run can't be trusted")
    if _id(manifest) != manifest["id"]:
        raise DataError(
            f"{folder / MARKER} differs from what was written", hint="score again; this run can't be trusted"
        )
    return manifest


def _manifest(run: Run, folder: Path) -> dict[str, Any]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    manifest = {
        "schema": SCHEMA,
        "id": "",
        "created": run.created,
        "fingerprint": run.fingerprint,
        "systems": list(run.systems),
        "measures": [_measure_fields(measure) for measure in run.measures.values()],
        "missing": dict(run.missing),
        "skips": [asdict(skip) for skip in run.skips],
        "warnings": list(run.warnings),
        **({} if run.problems is None else {"problems": [asdict(problem) for problem in run.problems]}),
        "versions": dict(run.versions),
        **({"description": run.description.to_json()} if run.description else {}),
        "files": {path.relative_to(folder).as_posix(): sha256(path) for path in files},
    }
    return manifest | {"id": _id(manifest)}


def _id(manifest: dict[str, Any]) -> str:
    """Return 12 hex digits of a hash over the manifest without id and time."""
    content = {key: value for key, value in manifest.items() if key not in {"id", "created"}}
    return hashlib.sha256(json.dumps(content, sort_keys=True, allow_nan=False).encode()).hexdigest()[:12]


def _counts_tables(run: Run) -> Iterator[pa.Table]:
    """Yield the rows of every system and metric, part by part where the counts aren't in memory."""
    import pyarrow as pa

    for key in run.counts:
        for start, block in blocks_of(run.counts, key):
            size, width = block.shape
            yield pa.table(
                {
                    **_names(key, size),
                    "segment": number_array(np.arange(start, start + size), np.int64),
                    "counts": list_array(block.ravel(), np.full(size, width)),
                }
            )


def _names(key: Key, rows: int) -> dict[str, pa.ChunkedArray]:
    return {"system": repeated_texts([key.system], [rows]), "metric": repeated_texts([key.metric], [rows])}


COUNTS: Final[Mapping[str, Kind]] = {
    "system": "text",
    "metric": "text",
    "segment": "whole number",
    "counts": "numbers",
}
SCORES: Final[Mapping[str, Kind]] = {
    "system": "text",
    "metric": "text",
    "level": "text",
    "unit": "text",
    "score": "number",
}


def _read_counts(path: Path, segments: int) -> dict[Key, Counts]:
    table = _read(path, COUNTS, decode=False)
    counts = {}
    for key, start, stop in _runs_of(table):
        counts[key] = rows_of_numbers(table["counts"].slice(start, stop - start)).reshape(segments, -1)
    return counts


class StoredRows:
    """The count rows of one system by one metric, which stay in the run's file; see `Rows`."""

    def __init__(self, table: GroupedTable) -> None:
        self._table = table
        self._places: list[tuple[int, int, int]] = []
        """Row group, and the first row in it and the one behind the last."""

    def add(self, group: int, start: int, stop: int) -> None:
        """Add rows of a row group."""
        self._places.append((group, start, stop))

    @property
    def size(self) -> int:
        """The number of rows."""
        return sum(stop - start for _, start, stop in self._places)

    def blocks(self) -> Iterator[Counts]:
        """Yield the rows in order."""
        for group, start, stop in self._places:
            column = self._table.read(group, ["counts"])["counts"].slice(start, stop - start)
            yield rows_of_numbers(column).reshape(stop - start, -1)


def _stored_counts(path: Path, segments: int) -> CountRows:
    table = _open(path, COUNTS)
    rows: dict[Key, StoredRows] = {}
    for group in range(len(table.starts)):
        for key, start, stop in _runs_of(table.read(group, ["system", "metric"], decode=False)):
            rows.setdefault(key, StoredRows(table)).add(group, start, stop)
    if wrong := [key for key, of_key in rows.items() if of_key.size != segments]:
        raise ValueError(f"it has not {counted(segments, 'row')} of {wrong[0].system} by {wrong[0].metric}")
    return CountRows(rows)


LEVELS: Final = ("segment", "document", "domain", "set")


def _scores_tables(run: Run) -> Iterator[pa.Table]:
    """Yield the scores of every system and metric: of the segments part by part, then of all larger units."""
    data = run.data
    larger = [*(document.id for document in data.documents), *data.domains, data.name]
    sizes = [len(data.documents), len(data.domains), 1]
    of_larger = {"level": repeated_texts(LEVELS[1:], sizes), "unit": text_array(larger)}
    of_segments = []  # the same arrays serve every system and metric
    for start in range(0, len(data), ROWS):
        ids = data.ids[start : start + ROWS]
        of_segments.append({"level": repeated_texts(LEVELS[:1], [len(ids)]), "unit": text_array(ids)})
    for key, values in run.values.items():
        for start, units in zip(range(0, len(data), ROWS), of_segments, strict=True):
            yield _scores_table(key, units, values.segments[start : start + ROWS])
        yield _scores_table(key, of_larger, np.concatenate([values.documents, values.domains, [values.total]]))


def _scores_table(key: Key, units: Mapping[str, pa.ChunkedArray], scores: Scores) -> pa.Table:
    import pyarrow as pa

    return pa.table({**_names(key, len(scores)), **units, "score": number_array(scores, np.float64)})


def _read_values(path: Path, data: EvalSet) -> dict[Key, Values]:
    table = _read(path, SCORES, decode=False)
    scores = numbers(table["score"])
    return {key: _values(scores[start:stop], data) for key, start, stop in _runs_of(table)}


def _stored_values(path: Path, data: EvalSet) -> dict[Key, Values]:
    """Return the scores, which are in memory: 8 bytes of each segment, system and metric."""
    table = _open(path, SCORES)
    parts: dict[Key, list[Scores]] = {}
    for group in range(len(table.starts)):
        rows = table.read(group, ["system", "metric", "score"], decode=False)
        scores = numbers(rows["score"])
        for key, start, stop in _runs_of(rows):
            parts.setdefault(key, []).append(scores[start:stop])
    return {key: _values(np.concatenate(of_key), data) for key, of_key in parts.items()}


def _values(scores: Scores, data: EvalSet) -> Values:
    """Return the scores of one system by one metric: of segments, documents, domains and the set, in this order."""
    segments, documents = len(data), len(data.documents)
    edges = [segments, segments + documents, len(scores) - 1]
    of_segments, of_documents, of_domains, total = np.split(scores, edges)
    return Values(of_segments, of_documents, of_domains, float(total[0]))


def _open(path: Path, kinds: Mapping[str, Kind]) -> GroupedTable:
    table = GroupedTable(path, hint="score again")
    check_columns(table.schema.empty_table(), kinds, path)
    return table


def _spans_table(run: Run) -> pa.Table:
    import pyarrow as pa

    rows = [(key, span) for key, spans in run.spans.items() for span in spans]
    columns = {
        "system": text_array([key.system for key, _ in rows]),
        "metric": text_array([key.metric for key, _ in rows]),
    }
    columns |= {
        name: number_array([getattr(span, name) for _, span in rows], np.int64) for name in ("segment", "start", "end")
    }
    columns |= {name: text_array([getattr(span, name) for _, span in rows]) for name in ("label", "severity", "note")}
    columns["confidence"] = number_array([span.confidence for _, span in rows], np.float64)
    return pa.table(columns)


def _read_spans(path: Path) -> dict[Key, tuple[Span, ...]]:
    kinds: dict[str, Kind] = {"system": "text", "metric": "text", "segment": "whole number", "start": "whole number"}
    kinds |= {"end": "whole number", "label": "text", "severity": "text", "note": "text", "confidence": "number"}
    spans: dict[Key, list[Span]] = {}
    for row in _read(path, kinds).to_pylist():
        key = Key(row.pop("system"), row.pop("metric"))
        spans.setdefault(key, []).append(Span(**row))
    return {key: tuple(of_key) for key, of_key in spans.items()}


def _read(path: Path, kinds: Mapping[str, Kind], *, decode: bool = True) -> pa.Table:
    """Return a table with these columns; DataError where it has others, or they hold something else."""
    table = read_parquet(path, hint="score again", decode=decode)
    check_columns(table, kinds, path)
    return table


def _runs_of(table: pa.Table) -> list[tuple[Key, int, int]]:
    """Return (key, start, stop) of each block of rows with one system and metric."""
    # Rows may be millions: names are compared by their number in a dictionary, and few become Python's texts.
    systems, metrics = (categories(chunk) for name in ("system", "metric") for chunk in table[name].chunks)
    rows = np.stack([systems.numbers, metrics.numbers])
    changes = (rows[:, 1:] != rows[:, :-1]).any(axis=0)
    starts = [0, *(np.flatnonzero(changes) + 1).tolist()] if len(table) else []
    return [
        (Key(systems.text(start), metrics.text(start)), start, stop)
        for start, stop in zip(starts, [*starts[1:], len(table)], strict=True)
    ]
