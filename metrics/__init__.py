"""Metrics: from segments to counts, from counts to a score; called, it lists them: `tertium.metrics()`."""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING

from tertium.calls import explained

if TYPE_CHECKING:
    import pandas as pd


class _Listing(ModuleType):
    """The type of this package: a notebook calls it, for `tertium.metrics` can't be a function beside a folder."""

    @explained("metrics")
    def __call__(self) -> pd.DataFrame:
        """Return `tertium.metrics.catalogue.frame()`."""
        from tertium.metrics.catalogue import frame

        return frame()


sys.modules[__name__].__class__ = _Listing
