"""Secrets of this process's environment, which programs and functions that are called may repeat in what they say."""

from __future__ import annotations

import os
import re
from typing import Final

from tertium.containment import without_secrets
from tertium.services.answer import SECRET_LENGTH

NAME: Final = re.compile(r"key|token|secret|passw|credential", re.IGNORECASE)
"""What the name of a variable with a secret has in it."""


def without_known(text: str) -> str:
    """Return the text without the values of variables that are called keys, tokens, secrets or passwords."""
    values = {value.strip() for name, value in os.environ.items() if NAME.search(name)}
    return without_secrets(text, [value for value in values if len(value) >= SECRET_LENGTH])
