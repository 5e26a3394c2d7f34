"""The methods of a run are its functions; what they do is tested beside these."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tertium.evals.compare import compare
from tertium.evals.rank import rank
from tertium.evals.store import save
from tests.evals.test_filter import scored

if TYPE_CHECKING:
    from pathlib import Path


def test_methods_follow_each_other() -> None:
    run = scored()
    part = run.filter(domain="news").filter(lambda segments: segments["source"].str.len() > 0, systems="south")
    assert part.systems == ("south",)
    assert part.by("document").frame["documents"].unique().tolist() == [1]
    assert run.filter(domain="news").regressions("north")["domain"].unique().tolist() == ["news"]
    assert part.to_pandas("documents")["document"].unique().tolist() == ["b", "d"]


def test_a_run_is_compared_ranked_and_saved_as_by_the_functions(tmp_path: Path) -> None:
    run = scored()
    assert run.compare("north", metrics=["chrf"]).frame.equals(compare(run, baseline="north", metrics=["chrf"]).frame)
    assert run.rank(adjust="holm").to_pandas().equals(rank(run, adjust="holm").to_pandas())
    assert run.save(tmp_path / "run") == save(run, tmp_path / "run", overwrite=True)
