"""The methods of a run are its functions; what they do is tested beside these."""

from __future__ import annotations

from tests.evals.test_filter import scored


def test_methods_follow_each_other() -> None:
    run = scored()
    part = run.filter(domain="news").filter(lambda segments: segments["source"].str.len() > 0, systems="south")
    assert part.systems == ("south",)
    assert part.by("document").frame["documents"].unique().tolist() == [1]
    assert run.filter(domain="news").regressions("north")["domain"].unique().tolist() == ["news"]
    assert part.to_pandas("documents")["document"].unique().tolist() == ["b", "d"]
