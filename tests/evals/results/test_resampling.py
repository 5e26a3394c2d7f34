"""The settings of resampling: what is out of range or unknown is refused, and the signature names all."""

from __future__ import annotations

import pytest

from tertium.errors import UsageError
from tertium.evals.results.resampling import Resampling


@pytest.mark.parametrize(
    "settings",
    [{"samples": 50}, {"samples": 2_000_000_000}, {"seed": -1}, {"seed": 2**64}, {"level": 1.0}, {"level": 0.2}],
)
def test_settings_out_of_range_are_refused(settings: dict[str, float]) -> None:
    with pytest.raises(UsageError):
        Resampling(**settings)  # type: ignore[arg-type]


def test_a_way_to_draw_that_there_is_not_is_refused() -> None:
    with pytest.raises(UsageError, match=r"cluster can't be 'documents'\n  try: document"):
        Resampling(cluster="documents")  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="test can't be 'bootstrap'"):
        Resampling(test="bootstrap")  # type: ignore[arg-type]


def test_a_p_under_one_minus_the_level_is_significant() -> None:
    assert Resampling(level=0.99).alpha == pytest.approx(0.01)


def test_the_signature_names_every_setting() -> None:
    settings = Resampling(samples=500, seed=7, cluster="segment", level=0.9, test="moses")
    assert settings.signature == "test:moses|samples:500|cluster:segment|seed:7|level:0.9"
