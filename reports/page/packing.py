"""Bytes as text that may stand in a script element: 13 bits in two of 91 signs, where base64 has 12 in two."""

from __future__ import annotations

import string
from typing import Final

import numpy as np

SIGNS: Final = string.ascii_letters + string.digits + "!#$%&()*+,./:;=>?@[]^_{|}~'`-"
"""91 signs without ``<``, so that no tag and no comment can begin; the page's data.js has the same."""

BITS: Final = 13


def packed(content: bytes) -> str:
    """Return the text; its first two signs say how many bits at the end are no content."""
    bits = np.unpackbits(np.frombuffer(content, dtype=np.uint8))
    spare = -len(bits) % BITS
    groups = np.append(bits, np.zeros(spare, dtype=np.uint8)).reshape(-1, BITS)
    numbers = np.append(spare, groups @ (1 << np.arange(BITS)[::-1]))
    pairs = np.stack(np.divmod(numbers, len(SIGNS)), axis=1).ravel()
    return bytes(np.frombuffer(SIGNS.encode(), dtype=np.uint8)[pairs]).decode()


def stripped(code: str) -> str:
    """Return a script or style of ours without indentation, comment lines and empty lines."""
    lines = (line.strip() for line in code.splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//")) + "\n"
