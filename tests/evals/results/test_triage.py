"""A triage as frames and in a notebook."""

from __future__ import annotations

from tertium.evals.results import FindingShare, PartShare, Triage

MADE = Triage(
    name="<set>",
    metric="chrf",
    baseline="old",
    higher_is_better=True,
    deltas={"<new>": -1.5},
    parts=(PartShare("<new>", "domain", "news", 3, -2.0, 1.0, -3.0), PartShare("<new>", "domain", "", 1, 0.5, 0.5, 0)),
    findings=(FindingShare("<new>", "numbers", "number lost", 2, 1, 2, 1, -0.5, 0.1),),
    words=(),
    bands=(),
    ngrams=(),
    notes=("a & b",),
)


def test_each_kind_of_rows_is_a_frame_with_a_column_per_attribute() -> None:
    frames = MADE.frames
    assert frames["parts"]["share"].tolist() == [-2.0, 0.5]
    assert MADE.frame.equals(frames["parts"])
    assert frames["findings"].iloc[0].to_dict()["new_share"] == -0.5
    assert list(frames["ngrams"].columns) == ["system", "ngram", "matches", "baseline_matches", "score"]
    assert {name: len(frame) for name, frame in frames.items()} == {
        "parts": 2,
        "findings": 1,
        "words": 0,
        "bands": 0,
        "ngrams": 0,
    }


def test_it_shows_itself_with_its_notes_and_names_are_escaped() -> None:
    assert repr(MADE) == "<Triage of <new> against old by chrf on '<set>'>"
    html = MADE._repr_html_()
    assert "<p>a &amp; b</p>" in html
    assert "&lt;new&gt; minus old by chrf" in html
    assert "<new>" not in html
    assert html.count("<table") == 5
