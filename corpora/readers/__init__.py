"""One module per format that an aligned set can be read from: `claims(path)` and `read(path, languages)`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

from tertium import modules
from tertium.corpora.store import MARKER
from tertium.corpora.text import tag_checks, tags
from tertium.errors import DataError

if TYPE_CHECKING:
    from tertium.corpora.types import EvalSet

HUB: Final = "hub:"
"""What the name of a dataset on the Hugging Face hub begins with, in place of a path."""
Languages = tuple[str | None, str | None]
"""Tags of the source and target language; None where nobody has said."""


class Reader(Protocol):
    """What a module of this folder holds."""

    def claims(self, path: Path) -> bool:
        """Whether the file or folder looks like this format."""
        ...

    def read(self, path: Path, languages: Languages) -> EvalSet:
        """Return the set; DataError names file, line and remedy."""
        ...


def names() -> list[str]:
    """Return the formats there are."""
    return list(modules.with_attribute(__name__, "claims"))


def find(path: Path) -> Reader | None:
    """Return the first reader that claims the path, or None: then it may be a folder of articles."""
    return next((reader for reader in modules.with_attribute(__name__, "claims").values() if reader.claims(path)), None)


def open_set(path: Path | str, languages: Languages = (None, None)) -> EvalSet:
    """Return the aligned set in a file or folder of any format that a reader claims.

    Raises:
        DataError: the path is missing, no reader claims it, it is broken, or names a language that there isn't.
        UsageError: a language is given that is none.
    """
    tag_checks.check(languages)
    path = Path(path)
    if not path.exists() and not str(path).startswith(HUB):
        raise DataError(f"{path} does not exist", hint="check the path")
    reader = find(path)
    if reader is None:
        known = "a .tsv, .jsonl, .parquet, .tmx, .xlf, .xml or .sgm; of lines: --source FILE --system NAME=FILE"
        hint = f"tertium build {path} --from en --to de -o SET" if path.is_dir() else known
        raise DataError(f"{path} is not an evaluation set", hint=hint)
    data = reader.read(path, languages)
    if not (path / MARKER).is_file():  # a set that is stored opens, whatever an earlier version let in
        _check_languages(path, data.languages)
    return data


def _check_languages(path: Path, languages: Languages) -> None:
    """Raise DataError for a language of a file's own that is none."""
    for option, tag in zip(("--from", "--to"), languages, strict=True):
        if tag is not None and tags.parse(tag) is None:
            meant = tag_checks.suggestions(tag)[:1]
            raise DataError(
                f"{path} says its language is {tag!r}, which is no language code",
                hint=f"{option} {meant[0]}" if meant else f"{option} and an ISO 639-1 code: de, en",
            )
