"""The prompts of a judge: data files with a version, and a hash that stands in the signature."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal, TypeAlias, get_args

from tertium.files.values import parse_toml

ProtocolName: TypeAlias = Literal["esa", "mqm", "da", "rubric", "pairwise"]
"""What a judge is asked: see docs/judges.md."""

PROTOCOLS: Final[tuple[ProtocolName, ...]] = get_args(ProtocolName)
FOLDER: Final = Path(__file__).with_name("prompts")


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
    text = path.read_text(encoding="utf-8")  # with line feeds, whatever a checkout made of them
    fields = parse_toml(text, path, hint="the file as it was released")
    digest = hashlib.sha256(text.encode()).hexdigest()[:12]
    return Prompt(protocol, fields["version"], fields["instructions"].strip(), json.loads(fields["schema"]), digest)
