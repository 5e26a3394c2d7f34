"""The work folder of a project: where results lie, one writer at a time, and nothing left of killed ones.

::

    WORK/sets/NAME/        a built set, with stage.json
    WORK/outputs/NAME/SYSTEM/  outputs of a system that was run on that set, with stage.json
    WORK/answers/SYSTEM.jsonl  all answers of that system
    WORK/runs/NAME/        a run of that set, with stage.json
    WORK/verdict.json      the suite's verdict, with the record of its stage
    WORK/reports.json      which reports were written, with the record of that stage
    WORK/building/         builds from articles that aren't finished
"""

from __future__ import annotations

import re
import shutil
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from tertium.corpora import store as sets
from tertium.errors import UsageError
from tertium.evals import store as runs
from tertium.evals.suite.stages import FILE
from tertium.files import recover_all

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from tertium.evals.suite.project import Project

LOCK: Final = ".lock"
LEFT: Final = re.compile(r"\..+\.[0-9a-f]{8}")
"""Name of a file or folder that isn't finished; see `tertium.files.whole`."""


@dataclass(frozen=True, slots=True)
class Work:
    """The places in a project's work folder."""

    folder: Path

    def set_folder(self, name: str) -> Path:
        """Return where a built set lies."""
        return self.folder / "sets" / name

    def output_folder(self, set_name: str, system: str) -> Path:
        """Return where the outputs of a system that was run on a set lie, as a set."""
        return self.folder / "outputs" / set_name / system

    def answers(self, system: str) -> Path:
        """Return the file of all answers of a system."""
        return self.folder / "answers" / f"{system}.jsonl"

    def run_folder(self, name: str) -> Path:
        """Return where the run of a set lies."""
        return self.folder / "runs" / name

    def set_record(self, name: str) -> Path:
        """Return the record of a build."""
        return self.set_folder(name) / FILE

    def run_record(self, name: str) -> Path:
        """Return the record of a scoring."""
        return self.run_folder(name) / FILE

    @property
    def verdict(self) -> Path:
        """The verdict's file."""
        return self.folder / "verdict.json"

    @property
    def reports(self) -> Path:
        """The file that says which reports were written."""
        return self.folder / "reports.json"

    @property
    def building(self) -> Path:
        """Folder of unfinished builds from articles."""
        return self.folder / "building"


def work_of(project: Project) -> Work:
    """Return the places in the work folder of a project."""
    return Work(project.folder / project.outputs.work)


@contextmanager
def writing(work: Work, files: Iterable[Path] = ()) -> Iterator[None]:
    """Make the work folder this process's own for a while; what killed writers left there is removed first.

    Beside `files`, which are written from it, only what was to become one of them is removed.

    The system frees a lock when its process ends, however it ends. Where it has no such locks (Windows), nothing is
    removed, and two processes at once cost time and no result.

    Raises:
        UsageError: another process writes to the folder, or it can't be written to.
    """
    try:
        work.folder.mkdir(parents=True, exist_ok=True)
        lock = (work.folder / LOCK).open("a")
    except OSError as error:
        raise UsageError(f"can't write to {work.folder}: {error.strerror}", hint="another work folder") from error
    with lock:
        try:
            import fcntl
        except ImportError:
            yield
            return
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            hint = "tertium run, as soon as that one has ended"
            raise UsageError(f"another process writes to {work.folder}", hint=hint) from error
        _clear(work)
        for file in files:
            remove_left(file.parent, f".{file.name}.")
        yield


def _clear(work: Work) -> None:
    """Put back what stepped aside for a successor, and remove what has no name yet."""
    for folder, marker in ((work.folder / "sets", sets.MARKER), (work.folder / "runs", runs.MARKER)):
        if folder.is_dir():
            recover_all(folder, marker=marker)
    for place in (work.folder / "outputs").glob("*/"):
        recover_all(place, marker=sets.MARKER)
        remove_left(place, ".")
    for file in (work.verdict, work.reports):
        remove_left(work.folder, f".{file.name}.")
    for folder in (work.folder / "sets", work.folder / "runs"):
        remove_left(folder, ".")


def remove_left(folder: Path, prefix: str) -> None:
    """Remove what killed writers of files and folders with this beginning of a name left in a folder."""
    for path in folder.iterdir() if folder.is_dir() else ():
        if path.name.startswith(prefix) and LEFT.fullmatch(path.name.removesuffix(".old")):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
