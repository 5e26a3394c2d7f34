"""The problems of a set's own texts, kept in the folder of the stored set, so that scoring needn't look for them again.

A set without this file, of other rules, or of other texts than the file's is inspected anew.
"""

from __future__ import annotations

from dataclasses import asdict
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Final

from tertium.errors import DataError
from tertium.evals.results import Problem, SetInspection
from tertium.files import check_shape, read_json, strict_json, write_text
from tertium.version import version as own_version

if TYPE_CHECKING:
    from pathlib import Path

    from tertium.corpora.types import EvalSet
    from tertium.files.shapes import JsonShape

FILE: Final = "inspection.json"
SCHEMA: Final = "tertium.inspection/1"
RULES: Final = 1
"""Version of the rules by which texts are judged; a change of what they find is a new one."""

SHAPE: Final[JsonShape] = {
    "rules": str,
    "fingerprint": str,
    "problems": [
        {
            "kind": str,
            "part": str,
            "name": str,
            "segments": [int],
            "texts": int,
            "system": str,
            "details": str,
        }
    ],
}
"""What the file must hold."""


def rules() -> str:
    """Return the version of everything that what is found depends on."""
    try:
        identifier = version("py3langid")
    except PackageNotFoundError:
        identifier = "not installed"
    return f"{RULES}|tertium:{own_version()}|py3langid:{identifier}"


def save(inspection: SetInspection, folder: Path) -> None:
    """Write the problems of a set's sources and references into the folder of the stored set."""
    content = {
        "schema": SCHEMA,
        "rules": rules(),
        "fingerprint": inspection.fingerprint,
        "problems": [asdict(problem) for problem in inspection.problems if problem.is_of_set],
    }
    write_text(folder / FILE, strict_json(content))


def load(folder: Path, data: EvalSet) -> SetInspection | None:
    """Return the problems of the set's sources and references; None where the folder holds none of these texts."""
    path = folder / FILE
    if not path.is_file():
        return None
    try:
        content = read_json(path)
        check_shape(content, SHAPE, path)
    except DataError:  # damaged: what it says can be found again
        return None
    expected = (SCHEMA, rules(), data.fingerprint)
    if tuple(content.get(key) for key in ("schema", "rules", "fingerprint")) != expected:
        return None
    problems = tuple(Problem(**{**fields, "segments": tuple(fields["segments"])}) for fields in content["problems"])
    if not all(0 <= row < len(data) for problem in problems for row in problem.segments):
        return None
    return SetInspection(data.name, data.fingerprint, data.ids, problems)
