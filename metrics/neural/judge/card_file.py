"""Reads the card of a judge, which says how far it errs; a card of another judge is none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from tertium.errors import UsageError
from tertium.files import read_json

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

SCHEMA: Final = "tertium.judge-card/1"


def read_card(path: Path, signature: str) -> Mapping[str, Any]:
    """Return the card in a file as JSON values.

    Args:
        path: the file, as `tertium judge-check` wrote it.
        signature: of the judge whose card it must be.

    Raises:
        UsageError: there is no such file, or it is no card of this judge.
    """
    hint = f"tertium judge-check JUDGE -o {path.name}"
    if not path.is_file():
        raise UsageError(f"there is no card {path}", hint=hint)
    card = read_json(path)
    if not isinstance(card, dict) or card.get("schema") != SCHEMA:
        raise UsageError(f"{path} is no card of schema {SCHEMA!r}", hint=hint)
    if card.get("signature") != signature:
        raise UsageError(f"{path} is the card of another judge: {card.get('signature')}", hint=hint)
    return card
