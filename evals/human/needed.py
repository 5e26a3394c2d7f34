"""How many documents, with as many more raters, would decide a difference of two systems."""

from __future__ import annotations

import math
from statistics import NormalDist
from typing import TYPE_CHECKING

from tertium.evals import student
from tertium.evals.human.two_way import degrees_of_freedom
from tertium.evals.resample import POWER

if TYPE_CHECKING:
    from tertium.evals.human.two_way import TwoWay


def documents_needed(difference: TwoWay, level: float) -> int:
    """Return the least number, not under that of now, at which such a difference is decided in `POWER` of evaluations.

    The standard error shrinks with the root of documents, as raters are as many more; they add degrees of freedom too.
    0 where there is no difference, or nothing to tell chance from.
    """
    if math.isnan(difference.error) or not difference.delta:
        return 0
    effect = math.inf if difference.error == 0 else abs(difference.delta) / difference.error

    def is_enough(documents: int) -> bool:
        times = documents / difference.documents
        freedom = degrees_of_freedom(documents, int(difference.raters * times) if difference.raters > 1 else 1)
        return float(student.power([effect * math.sqrt(times)], level, freedom)[0]) >= POWER

    # of a normal: t needs as many or more
    deviations = NormalDist().inv_cdf((1 + level) / 2) + NormalDist().inv_cdf(POWER)
    low = max(difference.documents, math.floor(difference.documents * (deviations / effect) ** 2))
    if is_enough(low):
        return low
    high = low + 1
    while not is_enough(high):
        low, high = high, 2 * high - low + 1
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if is_enough(middle) else (middle, high)
    return high
