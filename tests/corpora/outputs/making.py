"""A small set and outputs for it, for the tests of this room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tertium.corpora.outputs.attach import Attached, attach
from tertium.corpora.outputs.delivery import read
from tertium.corpora.types import EvalSet, blocks

if TYPE_CHECKING:
    from pathlib import Path

    from tertium.corpora.outputs.attach import Alignment

REFERENCES = (
    "Der Hafen wurde im Jahr 1998 eröffnet.",
    "Heute arbeiten dort vierzig Menschen aus Rotterdam.",
    "Das Eis sperrt den Fluss wochenlang.",
    "Niemand weiß, warum der alte Kran nie verkauft wurde.",
)
OUTPUT = (
    "Der Hafen wurde 1998 eröffnet.",
    "Heute arbeiten vierzig Menschen aus Rotterdam dort.",
    "Das Eis sperrt den Fluss für Wochen.",
    "Niemand weiß, warum der alte Kran nie verkauft wurde.",
)
FOREIGN = "Abonnieren Sie jetzt unseren Newsletter!"
DATA = EvalSet(
    name="harbour",
    ids=("a#1", "a#2", "b#1", "b#2"),
    documents=blocks(["a", "a", "b", "b"]),
    sources=("One.", None, "Three.", "Four."),
    references={"A": REFERENCES, "B": (None, None, None, None)},
    languages=("en", "de"),
)


def invented(count: int) -> tuple[str, ...]:
    """Return sentences that share nothing."""
    digits = str.maketrans("0123456789", "bacedofiguhj"[:10])
    return tuple(" ".join(f"{(i * 6 + k) * 104729:09}".translate(digits) for k in range(6)) + "." for i in range(count))


def attach_files(data: EvalSet, paths: dict[str, Path], alignment: Alignment) -> Attached:
    return attach(data, {name: read(path) for name, path in paths.items()}, alignment)


def write(path: Path, *lines: str) -> dict[str, Path]:
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return {"x": path}
