"""Whatever a run holds, and whatever its names are, it is read back as it was written."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tertium.evals import store
from tertium.evals.types import Key, Run, Skip
from tertium.metrics.base import Span
from tests.evals.making import MEAN, run_of

TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=10) | st.sampled_from(
    ["../up", "a/b", "__proto__", "nan", ".", "con", "a\tb", "line\nend", "=1+1", "\x00"]
)
VALUE = st.floats(-1e6, 1e6) | st.just(float("nan"))


@st.composite
def runs(draw: st.DrawFn) -> Run:
    """Return a run of one or two systems with any names, values, spans and notes."""
    names = draw(st.lists(TEXT.filter(str.strip), min_size=1, max_size=2, unique=True))
    size = draw(st.integers(1, 4))
    run = run_of({name: draw(st.lists(VALUE, min_size=size, max_size=size)) for name in names})
    span = st.builds(Span, st.integers(0, size - 1), st.just(0), st.integers(0, 3), TEXT, note=TEXT)
    skip = st.builds(Skip, st.sampled_from(names), st.just(MEAN), st.sampled_from(run.data.ids), TEXT)
    return replace(
        run,
        spans={Key(name, MEAN): tuple(draw(st.lists(span, max_size=3))) for name in names},
        skips=tuple(draw(st.lists(skip, max_size=2))),
        missing=draw(st.dictionaries(TEXT, TEXT, max_size=2)),
        warnings=tuple(draw(st.lists(TEXT, max_size=2))),
        versions=draw(st.dictionaries(TEXT, TEXT, max_size=2)),
        created="2026-01-02T03:04:05+00:00",
    )


@given(runs())
def test_a_run_is_read_back_whole(run: Run) -> None:
    with tempfile.TemporaryDirectory() as place:
        store.save(run, Path(place) / "run")
        read = store.load(Path(place) / "run")
    assert read.data == run.data
    assert (read.measures, read.missing, read.versions) == (run.measures, run.missing, run.versions)
    assert (read.warnings, read.skips, read.created) == (run.warnings, run.skips, run.created)
    for key, spans in run.spans.items():  # a confidence that nobody gave is nan, which equals nothing
        assert sorted(map(repr, read.spans.get(key, ()))) == sorted(map(repr, spans))
    for key, rows in run.counts.items():
        assert np.array_equal(read.counts[key], rows, equal_nan=True)
        for what in ("segments", "documents", "domains", "total"):
            assert np.array_equal(getattr(read.values[key], what), getattr(run.values[key], what), equal_nan=True)
