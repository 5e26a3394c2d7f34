"""A cluster of this machine alone, which all tests share: Ray takes seconds to start."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from tertium.cluster import cluster

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tertium.executor import Executor


@contextmanager
def two_ray_workers() -> Iterator[Executor]:
    """Give an executor of two workers, and of one GPU that Ray only counts; skip the test where Ray isn't there."""
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    ray = pytest.importorskip("ray", reason="Ray isn't installed: pip install 'tertium[ray]'")
    if not ray.is_initialized():
        ray.init("local", num_cpus=2, num_gpus=1, include_dashboard=False, log_to_driver=False)
    with cluster() as executor:
        yield executor
