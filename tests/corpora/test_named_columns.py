"""A set as a frame, and as a dataset; its columns are those of every format, see test_columns.py."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from tertium.corpora.columns import to_set
from tests.evals.making import run_of

DATA = replace(
    run_of({"north": [1.0, 2.0]}).data,
    references={"A": ("one", None)},
    provenance={"columns": {"customer": ["acme", None], "id": ["not", "this"]}},
)


def test_a_frame_has_a_row_per_segment_and_the_users_columns_last() -> None:
    frame = DATA.to_pandas()
    assert list(frame) == ["id", "document", "domain", "source", "reference.A", "system.north", "customer"]
    assert frame["id"].tolist() == list(DATA.ids)
    assert frame["reference.A"].isna().tolist() == [False, True]
    assert frame["customer"].tolist()[0] == "acme"


def test_the_columns_are_read_back_as_the_same_set() -> None:
    frame = DATA.to_pandas().drop(columns="customer")
    columns = {str(name): [None if pd.isna(value) else value for value in frame[name]] for name in frame}
    assert to_set(columns, name="made", origin="x", languages=(None, None)).fingerprint == DATA.fingerprint


def test_a_dataset_has_the_same_columns() -> None:
    dataset = DATA.to_dataset()
    assert dataset.column_names == list(DATA.to_pandas())
    assert dataset["reference.A"][:] == ["one", None]
