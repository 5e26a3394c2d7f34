"""Stages of a project: each result holds a record of all that it depends on, so that nothing is done twice."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

from tertium.errors import DataError
from tertium.files import read_json, strict_json

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

SCHEMA: Final = "tertium.stage/1"
FAILED: Final = "failed"
"""What a record holds in place of the signature of a metric that should have worked and didn't; no stage equals it."""
FILE: Final = "stage.json"
"""Name of the record within the folder of a set or a run; it is written with the folder, in one step."""

StageName: TypeAlias = Literal["build", "translate", "score", "decide", "report"]
"""In the order of `tertium run`."""


@dataclass(frozen=True, slots=True)
class Stage:
    """One step of a project, and all that its result depends on.

    Attributes:
        name: of the step.
        subject: the set; empty for steps over all sets.
        depends: what the result depends on: files to hashes, metrics to signatures, options and versions to values.
    """

    name: StageName
    subject: str
    depends: Mapping[str, str]

    def __str__(self) -> str:
        return f"{self.name} {self.subject}".rstrip()

    @property
    def key(self) -> str:
        """64 hex digits of a hash over all of it."""
        content = [self.name, self.subject, sorted(self.depends.items())]
        return hashlib.sha256(json.dumps(content).encode()).hexdigest()

    @property
    def record(self) -> str:
        """The JSON that is kept with the result."""
        fields = {"stage": self.name, "subject": self.subject, "key": self.key, "depends": dict(self.depends)}
        return strict_json({"schema": SCHEMA, **fields})

    def reason(self, record: Path) -> str:
        """Return why the stage has to be done, in a few words; empty where the record is of exactly this stage."""
        stored = _read(record)
        if stored is None:
            return "not done yet"
        if stored["key"] == self.key:
            return ""
        old = {str(name): value for name, value in stored["depends"].items()}
        new = [f"{name} is new" for name in self.depends if name not in old]
        gone = [f"{name} is gone" for name in old if name not in self.depends]
        differing = [name for name in self.depends if name in old and old[name] != self.depends[name]]
        changed = [f"{name} failed before" if old[name] == FAILED else f"{name} changed" for name in differing]
        reasons = [*new, *gone, *changed]
        more = f" and {len(reasons) - 1} more" if len(reasons) > 1 else ""
        return f"{reasons[0]}{more}" if reasons else "its record was damaged"

    def unchanged(self, record: Path) -> set[str]:
        """Return the names of what the stage depends on and a record agrees in."""
        stored = _read(record)
        old = stored["depends"] if stored else {}
        return {name for name, value in self.depends.items() if old.get(name) == value}


def _read(path: Path) -> dict[str, Any] | None:
    """Return a record; None where there is none, or one that can't be read: then the stage is done again."""
    if not path.is_file():
        return None
    try:
        record = read_json(path)
    except DataError:
        return None
    if isinstance(record, dict) and isinstance(record.get("stage"), dict):  # a verdict holds the record of its stage
        record = record["stage"]
    if not isinstance(record, dict) or record.get("schema") != SCHEMA or not isinstance(record.get("depends"), dict):
        return None
    return record if isinstance(record.get("key"), str) else None
