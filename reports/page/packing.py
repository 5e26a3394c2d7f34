"""Bytes as text for a script element: two signs of 91 hold 13 bits, where two of base64 hold 12."""

from __future__ import annotations

import string
from typing import Final

import numpy as np

SIGNS: Final = string.ascii_letters + string.digits + "!#$%&()*+,./:;=>?@[]^_{|}~'`-"
"""91 signs without ``<``, so that no tag and no comment can begin; the page's data.js has the same."""

BITS: Final = 13
"""Bits of a pair of signs: 91 * 91 is the first square above 2 ** 13."""


def encode_bytes(content: bytes) -> str:
    """Return the bytes as text; its first two signs give the number of padding bits at the end."""
    bits = np.unpackbits(np.frombuffer(content, dtype=np.uint8))
    padding = -len(bits) % BITS
    groups = np.append(bits, np.zeros(padding, dtype=np.uint8)).reshape(-1, BITS)
    # Each row of 13 bits becomes a number, the first bit the most significant one.
    numbers = np.append(padding, groups @ (1 << np.arange(BITS)[::-1]))
    pairs = np.stack(np.divmod(numbers, len(SIGNS)), axis=1).ravel()
    return bytes(np.frombuffer(SIGNS.encode(), dtype=np.uint8)[pairs]).decode()


def minify(code: str) -> str:
    """Return one of our scripts or styles without indentation, comment lines and empty lines."""
    lines = (line.strip() for line in code.splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//")) + "\n"
