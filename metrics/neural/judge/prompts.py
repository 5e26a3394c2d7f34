"""The prompts of a judge: data files with a version, and a hash that stands in the signature; or a user's own."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal, TypeAlias, get_args

from tertium.errors import UsageError, nearest
from tertium.files import read_text
from tertium.files.values import parse_toml

ProtocolName: TypeAlias = Literal["esa", "mqm", "da", "rubric", "pairwise"]
"""What a judge is asked: see docs/judges.md."""

PROTOCOLS: Final[tuple[ProtocolName, ...]] = get_args(ProtocolName)
FOLDER: Final = Path(__file__).with_name("prompts")
KEYS: Final = ("version", "instructions", "schema")
"""What a file of a prompt may hold."""
FORM: Final = 'version = 1, instructions = """…""", and schema where it differs from the protocol\'s'


@dataclass(frozen=True, slots=True)
class Prompt:
    """The words that a judge is given before the texts.

    Attributes:
        protocol: what is asked.
        version: of the words; a change of them is a new version.
        instructions: the message of the system.
        schema: JSON schema of the answer.
        digest: 12 hex digits of the whole file, which change with every letter.
    """

    protocol: ProtocolName
    version: int
    instructions: str
    schema: dict[str, Any]
    digest: str

    @property
    def name(self) -> str:
        """Identifies the words in a signature: ``esa-1-0123456789ab``."""
        return f"{self.protocol}-{self.version}-{self.digest}"


@cache
def prompt(protocol: ProtocolName) -> Prompt:
    """Return the prompt of a protocol."""
    path = FOLDER / f"{protocol}.toml"
    return _prompt(
        protocol, path, path.read_text(encoding="utf-8")
    )  # with line feeds, whatever a checkout made of them


def own_prompt(protocol: ProtocolName, path: Path) -> Prompt:
    """Return a user's own words for a protocol, whose answers are read as the protocol's are.

    Args:
        protocol: gives the schema where the file has none.
        path: of TOML: a number `version`, the text `instructions`, and perhaps the JSON schema of the answer as text.

    Raises:
        UsageError: there is no such file, or it isn't one of these.
        DataError: it can't be read.
    """
    if not path.is_file():
        raise UsageError(f"there is no prompt {path}", hint=f"a copy of {FOLDER / protocol}.toml, to start from")
    text, _ = read_text(path)
    return _prompt(protocol, path, text)


def _prompt(protocol: ProtocolName, path: Path, text: str) -> Prompt:
    fields = parse_toml(text, path, hint=FORM)
    for key in fields:
        if key not in KEYS:
            raise UsageError(f"{path} has a key {key!r}", hint=nearest(key, list(KEYS)))
    version, instructions, schema = (fields.get(key) for key in KEYS)
    if isinstance(version, bool) or not isinstance(version, int) or version < 1:
        raise UsageError(f"{path} has no version from 1", hint=FORM)
    if not isinstance(instructions, str) or not instructions.strip():
        raise UsageError(f"{path} has no instructions", hint=FORM)
    answer = prompt(protocol).schema if schema is None else _schema(path, schema)
    digest = hashlib.sha256(text.encode()).hexdigest()[:12]
    return Prompt(protocol, version, instructions.strip(), answer, digest)


def _schema(path: Path, text: object) -> dict[str, Any]:
    """Return the schema of the answer, which is JSON in a text."""
    try:
        schema = json.loads(text) if isinstance(text, str) else None
    except (ValueError, RecursionError):
        schema = None
    if not isinstance(schema, dict):
        raise UsageError(f"{path}: schema is no JSON object in a text", hint="without it, the schema is the protocol's")
    return schema
