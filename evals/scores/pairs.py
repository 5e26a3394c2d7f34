"""Files with scores of several language pairs, of which a run takes one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tertium.errors import DataError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tertium.corpora.types import Languages
    from tertium.evals.scores.table import ScoreTable


def tables_of_pair(tables: Iterable[ScoreTable], languages: Languages) -> dict[ScoreTable, ScoreTable]:
    """Return each table with the rows of one language pair alone, and without the metrics that have no score of it.

    Tables that name no pair, or together only one, are returned as they are.

    Raises:
        UsageError: there are several pairs, and the languages don't say which.
        DataError: no table has scores of these languages.
    """
    tables = list(tables)
    pairs = list(dict.fromkeys(pair for table in tables for pair in table.pairs or () if pair))
    if not pairs or (len(pairs) == 1 and None in languages):
        return {table: table for table in tables}
    pair = _chosen(pairs, languages)
    return {table: table.of_pair(pair) if table.pairs else table for table in tables}


def _chosen(pairs: list[str], languages: Languages) -> str:
    """Return the pair of these languages: de is de_DE where that alone is German."""
    source, target = languages
    if source is None or target is None:
        first, _, second = pairs[0].partition("-")
        hint = f"--from {first} --to {second.replace('_', '-') or 'LANG'}"
        raise UsageError(f"these are scores of {len(pairs)} language pairs: {', '.join(pairs):.200}", hint=hint)
    wanted = [_parts(source), _parts(target)]
    by_parts = {pair: [_parts(name) for name in pair.split("-", 1)] for pair in pairs}
    found = [pair for pair, parts in by_parts.items() if parts == wanted]
    for size in (2, 1):  # language with script, language alone
        found = found or [
            pair for pair, parts in by_parts.items() if [p[:size] for p in parts] == [p[:size] for p in wanted]
        ]
    if len(found) > 1:
        raise UsageError(
            f"{source}-{target} may be {' or '.join(found)}",
            hint=f"--to {found[0].partition('-')[2].replace('_', '-')}",
        )
    if not found:
        raise DataError(f"no file has scores of {source}-{target}", hint=f"one of these: {', '.join(pairs):.200}")
    return found[0]


def _parts(language: str) -> list[str]:
    return language.replace("_", "-").lower().split("-")
