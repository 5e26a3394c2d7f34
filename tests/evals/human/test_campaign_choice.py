"""Documents are chosen from each domain in proportion, at random by seed or by value."""

from __future__ import annotations

import numpy as np
import pytest

from tertium.errors import UsageError
from tertium.evals.human.campaign_choice import choose, shares_of
from tests.evals.human.campaign_sets import small_set

DATA = small_set(12, 1)


def domains(chosen: tuple[int, ...]) -> list[str]:
    return sorted(DATA.documents[i].domain or "" for i in chosen)


def test_domains_give_in_proportion_and_the_seed_decides_which() -> None:
    assert domains(choose(DATA, 6)) == ["news"] * 4 + ["talk"] * 2
    assert choose(DATA, 6) == choose(DATA, 6)
    assert len({choose(DATA, 6, seed=seed) for seed in range(10)}) > 5
    assert choose(DATA, 12) == tuple(range(12))


def test_all_documents_of_a_domain_are_as_likely() -> None:
    taken = np.zeros(12)
    for seed in range(600):
        taken[list(choose(DATA, 6, seed=seed))] += 1
    assert taken / 600 == pytest.approx(np.full(12, 0.5), abs=0.08)


def test_the_highest_values_of_each_domain_are_chosen_and_nan_last() -> None:
    values = np.arange(12.0)
    values[11] = np.nan
    assert choose(DATA, 3, values) == (8, 9, 10)
    assert choose(DATA, 6, values) == (5, 6, 7, 8, 9, 10)


def test_shares_add_up_and_small_domains_have_one() -> None:
    assert shares_of([100, 1, 1], 10) == [8, 1, 1]
    assert shares_of([5, 5, 5], 4) == [2, 1, 1]
    assert sum(shares_of([5, 5, 5], 2)) == 2
    assert shares_of([3, 9], 12) == [3, 9]


@pytest.mark.parametrize("number", [0, 13])
def test_more_documents_than_there_are_is_an_error(number: int) -> None:
    with pytest.raises(UsageError, match=f"has 12 documents, not {number}"):
        choose(DATA, number)
