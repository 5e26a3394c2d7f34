"""Swaps two folders in one step, so that a kill finds the old one or the new one in place, and never none."""

from __future__ import annotations

import ctypes
import errno
import os
from functools import cache
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from pathlib import Path

CURRENT_FOLDER: Final = -100
"""AT_FDCWD of fcntl.h: relative paths begin in the working folder."""
EXCHANGE: Final = 2
"""RENAME_EXCHANGE of Linux."""
UNSUPPORTED: Final = {errno.EINVAL, errno.ENOSYS, errno.EOPNOTSUPP, errno.EPERM}
"""Answers of kernels, file systems and sandboxes that don't know the call."""


def exchange(one: Path, other: Path) -> bool:
    """Swap what two paths of one file system name; return False, and change nothing, where the system can't.

    Raises:
        OSError: the system can, but one of the paths is missing or may not be renamed.
    """
    renameat2 = _renameat2()
    if renameat2 is None:
        return False
    if renameat2(CURRENT_FOLDER, os.fsencode(one), CURRENT_FOLDER, os.fsencode(other), EXCHANGE) == 0:
        return True
    number = ctypes.get_errno()
    if number in UNSUPPORTED:
        return False
    raise OSError(number, os.strerror(number), str(one))


@cache
def _renameat2() -> Any:
    """Return the function of the C library; None on systems other than Linux, and with old libraries."""
    try:
        return getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    except (OSError, TypeError):  # Windows
        return None
