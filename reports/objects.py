"""A result as one strict JSON object: every attribute, unrounded, null where a number is undefined."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from tertium.files import strict_json


def as_json(schema: str, value: Any) -> str:
    """Return ``{"schema": …}`` and the attributes of a frozen result, named tuples as objects too."""
    return strict_json({"schema": schema} | plain(value))


def plain(value: Any) -> Any:
    """Return the value as what JSON knows."""
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if is_dataclass(value):
        return {one.name: plain(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(one) for key, one in value.items()}
    if hasattr(value, "_asdict"):
        return plain(value._asdict())
    if isinstance(value, (list, tuple)):
        return [plain(one) for one in value]
    return value
