"""Finds numbers in the digits of any script, and reduces them to ASCII digits."""

from __future__ import annotations

import unicodedata
from typing import Final

import regex

NUMBER: Final = regex.compile(r"\d+(?:[.,:٫٬]\d+)*")
"""Digits with decimal, thousands and time separators between them, the Arabic ones included."""


def digits(text: str) -> str:
    """Return the decimal digits of a text as ASCII: ``१,५००`` and ``1.500`` are both ``1500``."""
    return "".join(str(unicodedata.decimal(char)) for char in text if char.isdecimal())
