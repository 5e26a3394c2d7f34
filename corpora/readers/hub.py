"""Hugging Face datasets: a folder that `load_dataset` opens or `save_to_disk` wrote, or a name on the hub.

``hub:OWNER/NAME``, with ``:CONFIG`` and ``:SPLIT`` behind it where there are several; in place of the name a folder.
Only data is read: the package runs no code of a dataset.
"""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from tertium.corpora.columns import text, to_set
from tertium.corpora.readers import HUB
from tertium.corpora.text import tags
from tertium.errors import DataError, TertiumError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tertium.corpora.readers import Languages
    from tertium.corpora.types import EvalSet

SAVED: Final = ("dataset_dict.json", "state.json")
TRANSLATION: Final = "translation"
"""The hub's column of texts by language."""
PATIENCE: Final = 10.0
"""Seconds that the hub has for an answer, before the package tries again and again."""
SHOWN: Final = 10
"""Names of configurations that an error lists."""


class Place(NamedTuple):
    """What is to be read: a folder or a name on the hub, its configuration, its split; empty where nobody says."""

    where: str
    config: str = ""
    split: str = ""


def claims(path: Path) -> bool:
    """Whether it begins with ``hub:``, or is a folder with a dataset card, or one that `datasets` saved."""
    card = path / "README.md"
    if str(path).startswith(HUB) or any((path / name).is_file() for name in SAVED):
        return True
    return card.is_file() and card.read_bytes()[:4] == b"---\n" and (path / "data").is_dir()


def read(path: Path, languages: Languages) -> EvalSet:
    """Return the split asked for, else `test`, or the only one; a column `translation` gives source and reference.

    Raises:
        DataError: it can't be opened or reached, has several splits or configurations, or columns of no text.
        UsageError: more is said than a configuration and a split.
    """
    place = _place(path)
    with _silent(), _errors(place):
        columns = _columns(place)
    if TRANSLATION in columns:
        columns, languages = _translations(place, columns, languages)
    texts = {
        name: [text(value, f"{place.where}, row {row}, {name!r}") for row, value in enumerate(column, start=1)]
        for name, column in columns.items()
    }
    if not any(texts.values()):
        raise DataError(f"{place.where} has no rows", hint="one row per segment")
    name = Path(place.where).resolve().name
    return to_set(texts, name=name, origin=place.where if place.where != str(path) else path.name, languages=languages)


def _place(path: Path) -> Place:
    if not str(path).startswith(HUB):
        return Place(str(path))
    parts = str(path).removeprefix(HUB).split(":")
    if not parts[0] or len(parts) > len(Place._fields):
        raise UsageError(f"{str(path)!r} names no dataset", hint="hub:OWNER/NAME:CONFIG:SPLIT")
    return Place(*parts)


def _columns(place: Place) -> dict[str, Sequence[Any]]:
    """Return the columns of the split."""
    import datasets

    folder = Path(place.where)
    if any((folder / name).is_file() for name in SAVED):
        found = datasets.load_from_disk(place.where)
        return _whole(found[_split(place, list(found))] if hasattr(found, "keys") else found)
    if not folder.is_dir():
        return _streamed(place)
    config = _config(place, datasets.get_dataset_config_names(place.where))
    with tempfile.TemporaryDirectory() as cache:
        found = datasets.load_dataset(place.where, config, cache_dir=cache, keep_in_memory=True)
        return _whole(found[_split(place, list(found))])


def _streamed(place: Place) -> dict[str, Sequence[Any]]:
    """Return a split of a dataset on the hub; the others are not fetched."""
    import datasets
    from huggingface_hub import HfApi

    try:
        HfApi().dataset_info(place.where, timeout=PATIENCE)
    except Exception as error:  # the errors of its HTTP packages have no common ancestor of their own
        reason = " ".join((str(error) or type(error).__name__).split("\n")[0].split())
        raise DataError(
            f"{place.where!r} is no folder, and not to be had from the hub: {reason}", hint="a folder, or a .parquet"
        ) from error
    config = _config(place, datasets.get_dataset_config_names(place.where))
    split = _split(place, datasets.get_dataset_split_names(place.where, config))
    rows = list(datasets.load_dataset(place.where, config, split=split, streaming=True))
    return {name: [row[name] for row in rows] for name in (rows[0] if rows else ())}


def _whole(table: Any) -> dict[str, Sequence[Any]]:
    return {name: table[name][:] for name in table.column_names}


def _config(place: Place, names: Sequence[str]) -> str:
    chosen = place.config or ("default" if "default" in names else names[0])
    if chosen not in names or (len(names) > 1 and chosen != "default" and not place.config):
        listed = ", ".join(names[:SHOWN]) + (f" and {len(names) - SHOWN} more" if len(names) > SHOWN else "")
        raise DataError(f"{place.where} has the configurations {listed}", hint=f"{HUB}{place.where}:{names[0]}")
    return chosen


def _split(place: Place, names: Sequence[str]) -> str:
    chosen = place.split or ("test" if "test" in names else names[0])
    if chosen not in names or (len(names) > 1 and chosen != "test" and not place.split):
        hint = f"{HUB}{place.where}:{place.config}:{names[0]}"
        raise DataError(f"{place.where} has the splits {', '.join(names)}", hint=hint)
    return chosen


def _translations(place: Place, columns: dict[str, Any], asked: Languages) -> tuple[dict[str, Any], Languages]:
    rows = columns.pop(TRANSLATION)
    found = list(dict.fromkeys(language for row in rows for language in row))
    source, target = (_column(found, one) for one in asked)
    source = source or next((one for one in found if one != target), "")
    target = target or next((one for one in found if one != source), "")
    if found and (not {source, target} <= set(found) or (len(found) > len(asked) and not all(asked))):
        hint = f"--from {found[0]} --to {found[-1]}"
        raise DataError(f"{place.where} has the languages {', '.join(found)}", hint=hint)
    texts = {"source": [row.get(source) for row in rows], "reference": [row.get(target) for row in rows]}
    return columns | texts, (asked[0] or source, asked[1] or target)


def _column(found: list[str], asked: str | None) -> str:
    """Return the dataset's spelling of the language that is asked for; what is asked where none or several fit."""
    fitting = tags.closest(asked, found) if asked else []
    return fitting[0] if len(fitting) == 1 else asked or ""


@contextmanager
def _errors(place: Place) -> Iterator[None]:
    """Turn what the package raises into an error of ours."""
    try:
        yield
    except TertiumError:
        raise
    except Exception as error:  # of the package, and of those below it: YAML, Arrow, HTTP
        reason = " ".join(f"can't open {place.where}: {error or type(error).__name__}".split("\n")[0].split())
        raise DataError(reason, hint="a folder that load_dataset opens") from error


@contextmanager
def _silent() -> Iterator[None]:
    """Show no progress bars."""
    import datasets

    shown = not datasets.are_progress_bars_disabled()
    datasets.disable_progress_bars()
    try:
        yield
    finally:
        if shown:
            datasets.enable_progress_bars()
