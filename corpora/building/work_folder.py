"""Keeps the journal of an unfinished build in a folder next to the output, as long as the build can be continued."""

from __future__ import annotations

import hashlib
import shutil
from contextlib import contextmanager, suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from tertium.corpora.building.journal import FORM, Journal, StorageError
from tertium.errors import DataError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from tertium.corpora.building.plan import Plan

WORK: Final = ".work"
"""Suffix of an unfinished build's folder, after the output's name."""


@contextmanager
def open_journal(output: Path, folder: Path, names: Sequence[str], plan: Plan) -> Iterator[Journal]:
    """Open the journal of a build; its folder is removed at the end, unless the build can be continued.

    Args:
        output: folder of the set.
        folder: folder of the articles.
        names: paths of the articles below it.
        plan: settings.

    Raises:
        UsageError: the work folder can't be written.
    """
    work = output.with_name(output.name + WORK)
    journal = _opened(work, _identity(folder, names, plan))
    try:
        yield journal
    except StorageError as error:  # what was added before stays, and the build can be continued
        with suppress(StorageError):
            journal.close()
        hint = "again with more room on that disk: the build continues where it was"
        raise UsageError(f"can't write to {work}: {error}", hint=hint) from error
    except (Exception, KeyboardInterrupt) as error:
        journal.close()
        if isinstance(error, (DataError, UsageError)):  # the input must change, and the journal is of no use then
            shutil.rmtree(work, ignore_errors=True)
        raise
    journal.close()
    shutil.rmtree(work, ignore_errors=True)


def _opened(work: Path, identity: str) -> Journal:
    """Return the journal in the work folder; one of another build is removed first."""
    is_new = not work.exists()
    try:
        work.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"can't write to {work}: {error.strerror}", hint="another folder for -o") from error
    try:
        journal = Journal(work / "journal.sqlite")
    except UsageError:
        if is_new:
            shutil.rmtree(work, ignore_errors=True)
        raise
    if journal.identity not in {None, identity}:
        journal.close()
        shutil.rmtree(work)
        return _opened(work, identity)
    journal.identity = identity
    return journal


def _identity(folder: Path, names: Sequence[str], plan: Plan) -> str:
    """Return a hash of what the result depends on: names, sizes and times of the files, and the plan."""
    digest = hashlib.sha256(repr((FORM, replace(plan, workers=0), plan.load_encoder()[0].signature)).encode())
    for name in names:
        stat = (folder / name).stat()
        digest.update(f"{name} {stat.st_size} {stat.st_mtime_ns}\n".encode("utf-8", "surrogatepass"))
    return digest.hexdigest()
