"""A run at one of its levels, as a DataFrame or as a Dataset of Hugging Face."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tertium import arguments
from tertium.errors import UsageError, nearest

if TYPE_CHECKING:
    import datasets
    import pandas as pd

    from tertium.evals.types import Run

LEVELS: Final = {
    "segments": "segments",
    "segment": "segments",
    "documents": "documents",
    "document": "documents",
    "scores": "scores",
    "set": "scores",
    "system": "scores",
    "systems": "scores",
    "findings": "findings",
    "finding": "findings",
    "finding_counts": "finding_counts",
}
"""What a level may be called, and the attribute of a run that is it."""


def frame_of_level(run: Run, level: str = "segments") -> pd.DataFrame:
    """Return the frame of a level; see `Run.to_pandas`.

    Raises:
        UsageError: there is no such level.
    """
    levels = dict.fromkeys(LEVELS.values())
    arguments.check("level", level, str, ", ".join(levels))
    if level not in LEVELS:
        raise UsageError(f"no level is named {arguments.shown(level)}", hint=nearest(level, levels))
    frame: pd.DataFrame = getattr(run, LEVELS[level])
    return frame


def dataset_of_level(run: Run, level: str = "segments") -> datasets.Dataset:
    """Return the frame of a level as a dataset.

    Raises:
        UsageError: there is no such level.
    """
    from datasets import Dataset

    return Dataset.from_pandas(frame_of_level(run, level), preserve_index=False)
