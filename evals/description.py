"""What the maker of a run says of it: tags, a note, the model's name, the commit, and further keys."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Final

from tertium import arguments
from tertium.errors import DataError, UsageError

SCHEMA: Final = "tertium.description/1"
LONGEST: Final = 2000
"""Characters of a text: a description is read in a table."""

SECRET_NAME: Final = re.compile(
    r"(?i)(^|[^a-z])(token|secret|password|passwd|credentials?|api[_-]?key|private[_-]?key)s?$"
)
"""Names of keys whose values are secrets; `tokenizer` and `tokens_per_second` are none."""
SECRET_VALUE: Final = re.compile(
    r"\bhf_[A-Za-z0-9]{20,}|\bgh[pousr]_[A-Za-z0-9]{20,}|\bgithub_pat_\w{20,}|\bglpat-[\w-]{20,}|\bsk-[\w-]{20,}"
    r"|\b(AKIA|ASIA)[A-Z0-9]{16}\b|\bxox[abprs]-[\w-]{10,}|\bAIza[\w-]{30,}"
    r"|\beyJ[\w-]{6,}\.[\w-]{6,}\.|-----BEGIN [A-Z ]*PRIVATE KEY|\w://[^/\s:@]+:[^/\s@]+@"
)
"""Tokens and keys of the hosts that hand out most of them, tokens of JSON, private keys, passwords in URLs."""


@dataclass(frozen=True, slots=True)
class Description:
    """What is said of a run and no score depends on.

    Attributes:
        tags: short names, by which runs are found.
        note: a sentence for people.
        model: the name of the translation model.
        commit: of the code; ends in ``-dirty`` where files differed from it.
        meta: further values by key.
        made_from: id of the run that this one was pinned or rescored from.

    Raises:
        UsageError: a text is too long, no line can show it, or it looks like a secret; a run is for sharing.
    """

    tags: tuple[str, ...] = ()
    note: str = ""
    model: str = ""
    commit: str = ""
    meta: Mapping[str, str] = field(default_factory=dict)
    made_from: str = ""

    def __post_init__(self) -> None:
        tags = arguments.texts("tags", self.tags, "a list of short names")
        object.__setattr__(self, "tags", tuple(dict.fromkeys(tags)))  # the only way to set a field of a frozen one
        arguments.check("meta", self.meta, Mapping, "texts by key")
        texts = {"note": self.note, "model": self.model, "commit": self.commit, "made_from": self.made_from}
        for name, value in (*(("tag", tag) for tag in tags), *texts.items(), *self.meta.items()):
            _check(name, value)

    def __bool__(self) -> bool:
        return any(self.entries())

    def entries(self) -> list[tuple[str, str]]:
        """Return what is said, as names and texts in the order of the attributes; nothing that is empty."""
        named = [("tags", ", ".join(self.tags)), ("note", self.note), ("model", self.model), ("commit", self.commit)]
        named += [*self.meta.items(), ("made from run", self.made_from)]
        return [(name, text) for name, text in named if text]

    def to_json(self) -> dict[str, Any]:
        """Return the object of schema `SCHEMA` that a manifest holds."""
        return {"schema": SCHEMA, **asdict(self), "tags": list(self.tags), "meta": dict(self.meta)}


def from_json(value: object) -> Description:
    """Return the description in a manifest; an empty one where there is none.

    Raises:
        DataError: it is of a later schema, or damaged.
    """
    if value is None:
        return Description()
    if not isinstance(value, dict) or value.get("schema") != SCHEMA:
        raise DataError(f"the run's description is not of schema {SCHEMA!r}", hint="upgrade tertium, or score again")
    try:
        return Description(**{key: item for key, item in value.items() if key != "schema"})
    except (TypeError, UsageError) as error:
        reason = str(error).splitlines()[0]
        raise DataError(f"the run's description is damaged: {reason}", hint="score again") from error


def _check(name: object, value: object) -> None:
    arguments.check("a key of meta", name, str, "a text")
    arguments.check(f"{name}", value, str, "a text")
    key, text = str(name), str(value)
    if not (key.strip() and key.isprintable() and len(key) <= LONGEST):
        raise UsageError(f"--meta: {key[:50]!r} is no name for a key", hint="letters and digits, as in decoder=beam-5")
    if SECRET_NAME.search(key) or SECRET_VALUE.search(text):  # its value is in no message
        raise UsageError(f"{key[:50]!r} looks like a secret, and runs are for sharing", hint="leave it out")
    if len(text) > LONGEST or not text.replace("\n", " ").isprintable():
        raise UsageError(f"{key[:50]!r} is too long, or holds what no line can show", hint=f"{LONGEST} characters")
