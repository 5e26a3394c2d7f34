"""Arrays come back from disk as they were written, and nothing of them stays there."""

from __future__ import annotations

import os
import tempfile
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from tertium.errors import UsageError
from tertium.evals.spool import Spool

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray


def test_arrays_come_back_in_any_order() -> None:
    spool = Spool()
    arrays: list[NDArray[Any]] = [
        np.arange(6, dtype=np.uint8).reshape(2, 3),
        np.empty((0, 4)),
        np.array([[0.5, np.nan]]),
    ]
    places = [spool.append(array) for array in arrays]
    for place, array in reversed(list(zip(places, arrays, strict=True))):
        assert np.array_equal(spool.read(place), array, equal_nan=True)
        assert spool.read(place).dtype == array.dtype


def test_the_file_has_no_name_that_could_be_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    spool = Spool()
    spool.append(np.ones(3))
    assert os.name == "nt" or not list(tmp_path.iterdir())


def test_a_full_disk_is_an_error_with_the_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    class Full:
        def seek(self, _: int) -> None:
            raise OSError(28, "No space left on device")

    spool = Spool()
    monkeypatch.setattr(spool, "_file", Full())
    with pytest.raises(UsageError, match=r"No space left on device\n  try: TMPDIR="):
        spool.append(np.ones(3))
