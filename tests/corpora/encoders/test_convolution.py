"""Minimal filtering gives what the sum of products gives."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from tertium.corpora.encoders.convolution import OUTPUTS, Convolution

if TYPE_CHECKING:
    from numpy.typing import NDArray


def direct(rows: NDArray[np.float32], weights: NDArray[np.float32], count: int) -> NDArray[np.float64]:
    products = [rows[tap : tap + count].astype(np.float64) @ weights[tap] for tap in range(len(weights))]
    summed: NDArray[np.float64] = np.array(products).sum(axis=0)
    return summed


@pytest.mark.parametrize("taps", [2, 3, 5])
@pytest.mark.parametrize("count", [1, 3, 4, 5, 40])
def test_it_equals_the_direct_sum(taps: int, count: int) -> None:
    rng = np.random.default_rng(taps)
    weights = rng.standard_normal((taps, 8, 6)).astype(np.float32)
    convolution = Convolution(weights)
    rows = rng.standard_normal((convolution.rows_read(count), 8)).astype(np.float32)
    outputs = convolution(rows, count)
    assert outputs.shape == (count, 6)
    assert np.allclose(outputs, direct(rows, weights, count), rtol=0, atol=5e-5)


def test_rows_beyond_those_it_reads_change_nothing() -> None:
    rng = np.random.default_rng(0)
    convolution = Convolution(rng.standard_normal((3, 4, 4)).astype(np.float32))
    rows = rng.standard_normal((30, 4)).astype(np.float32)
    read = convolution.rows_read(5)
    expected = convolution(rows[:read].copy(), 5)
    rows[read:] = np.nan
    assert np.array_equal(convolution(rows, 5), expected)


def test_the_rows_read_end_with_a_group_of_outputs() -> None:
    convolution = Convolution(np.zeros((5, 2, 2), dtype=np.float32))
    assert [convolution.rows_read(count) for count in (1, OUTPUTS, OUTPUTS + 1)] == [8, 8, 12]


def test_a_part_of_wider_rows_can_be_read() -> None:
    rng = np.random.default_rng(1)
    weights = rng.standard_normal((2, 3, 3)).astype(np.float32)
    wide = rng.standard_normal((9, 7)).astype(np.float32)
    part = wide[:, 2:5]
    assert np.allclose(Convolution(weights)(part, 8), direct(part, weights, 8), rtol=0, atol=2e-5)
