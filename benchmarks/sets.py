"""Sets as benchmarks read them: WMT folders, whose names end in the languages."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from tertium.corpora.readers import open_set

if TYPE_CHECKING:
    from pathlib import Path

    from tertium.corpora.types import EvalSet


def opened(folder: Path) -> EvalSet:
    """Return the set in a folder, with the languages that its name ends in (wmt21-en-de), if it doesn't say."""
    data = open_set(folder)
    named = re.search(r"-([a-z]{2})-([a-z]{2})$", folder.name)
    return data if any(data.languages) or not named else replace(data, languages=(named[1], named[2]))
