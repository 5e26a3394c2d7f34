"""Reads the card of a judge, which says how far it errs; a card of another judge is none."""

from __future__ import annotations

from types import NoneType
from typing import TYPE_CHECKING, Any, Final

from tertium.errors import UsageError
from tertium.files import check_shape, read_json

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from tertium.files.shapes import JsonShape

SCHEMA: Final = "tertium.judge-card/1"

CARD: Final[JsonShape] = {
    "judge": str,
    "signature": str,
    "pairs": str,
    "probes": [
        {
            "name": str,
            "asks": str,
            "cases": int,
            "judged": int,
            "passed": int,
            "change": (int, float, NoneType),
            "fault": str,
        }
    ],
    "asked": int,
    "unread": {str: int},
    "faults": [str],
}
"""What a card must hold."""


def read_card(path: Path, signature: str) -> Mapping[str, Any]:
    """Return the card in a file as JSON values.

    Args:
        path: the file, as `tertium judge-check` wrote it.
        signature: of the judge whose card it must be.

    Raises:
        UsageError: there is no such file, or it is no card of this judge.
        DataError: it is damaged.
    """
    hint = f"tertium judge-check JUDGE -o {path.name}"
    if not path.is_file():
        raise UsageError(f"there is no card {path}", hint=hint)
    card = read_json(path)
    if not isinstance(card, dict) or card.get("schema") != SCHEMA:
        raise UsageError(f"{path} is no card of schema {SCHEMA!r}", hint=hint)
    if card.get("signature") != signature:
        raise UsageError(f"{path} is the card of another judge: {card.get('signature')}", hint=hint)
    check_shape(card, CARD, path)
    return card
