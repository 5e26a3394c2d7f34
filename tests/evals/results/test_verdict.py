"""What the gate returns, and how it shows itself."""

from __future__ import annotations

from dataclasses import replace

from tertium.evals.results.resampling import Resampling
from tertium.evals.results.verdict import Check, Verdict


def verdict(*checks: Check) -> Verdict:
    return Verdict("pass", "new", "old", "made", "f00", checks, Resampling())


def test_a_verdict_shows_itself_in_a_line_and_as_a_table() -> None:
    check = Check("chrf better", "chrf", "pass", 1.25, 1.0, "gain +1.5; it must be above +1", ("few", "short"))
    check = replace(check, estimate=1.5, low=1.25, high=1.75, p_fail=1.0, differing=12, units=20)
    assert repr(verdict(check)) == "<Verdict on 'made': pass, new against old, 1 rule>"
    assert repr(verdict(check, check)).endswith("2 rules>")
    assert verdict(check).frame.to_dict("records")[0] == {
        "rule": "chrf better",
        "metric": "chrf",
        "outcome": "pass",
        "value": 1.25,
        "limit": 1.0,
        "said": "gain +1.5; it must be above +1",
        "doubts": "few; short",
        "estimate": 1.5,
        "low": 1.25,
        "high": 1.75,
        "p_fail": 1.0,
        "differing": 12,
        "units": 20,
    }
    assert "must be above" in verdict(check)._repr_html_(), "a reason is not cut short"
