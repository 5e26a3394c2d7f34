"""What stands for a set, wherever a set is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest

import tertium
from tertium.corpora.readers.anything import from_any
from tertium.errors import ArgumentError, DataError, UsageError

if TYPE_CHECKING:
    from pathlib import Path

FRAME = pd.DataFrame({"mt": ["Hund."], "ref": ["Ein Hund."]})


def test_a_path_as_a_text_or_a_path_and_a_frame_are_sets(tmp_path: Path) -> None:
    tertium.save_set(FRAME, tmp_path / "set")
    prints = {from_any("data", value).fingerprint for value in (FRAME, tmp_path / "set", str(tmp_path / "set"))}
    assert prints == {tertium.open_set(FRAME).fingerprint}


def test_the_argument_is_named() -> None:
    with pytest.raises(ArgumentError, match=r"^data can't be 5\n  try: a set, a path, a DataFrame"):
        from_any("data", 5)
    with pytest.raises(DataError, match=r"^nowhere does not exist"):
        from_any("data", "nowhere")


def test_a_table_is_scored_with_columns_of_any_name(tmp_path: Path) -> None:
    frame = pd.DataFrame({"text_pl": ["Kot jest tu."], "sys_a": ["Kot."], "sys_b": ["Kot jest tu."]})
    frame.to_csv(tmp_path / "shop.csv", index=False)
    columns = {"reference": "text_pl", "system.old": "sys_a", "system.new": "sys_b"}
    for data in (frame, tmp_path / "shop.csv"):
        scores = tertium.evaluate(data, ["chrf"], columns=columns).scores
        assert scores["system"].tolist() == ["old", "new"]
        assert scores["score"].tolist()[1] == 100
    with pytest.raises(UsageError, match=r"^columns: no column is named 'systm\.a'"):
        tertium.evaluate(frame, ["chrf"], columns={"systm.a": "sys_a"})
    with pytest.raises(UsageError, match=r"^data is a set, whose columns have their names\n  try: without columns="):
        tertium.evaluate(tertium.open_set(frame, columns=columns), ["chrf"], columns=columns)


def test_columns_are_named_by_keywords_and_lists_are_columns_themselves(tmp_path: Path) -> None:
    FRAME.to_csv(tmp_path / "out.csv", index=False)
    named = {"hypothesis": "mt", "reference": "ref"}
    for data in (FRAME, tmp_path / "out.csv"):
        opened = from_any("data", data, named=named, languages=("en", "de"))
        assert (opened.outputs, opened.languages) == ({"mt": ("Hund.",)}, ("en", "de"))
    lists = from_any("data", None, named={"hypothesis": ["Hund."], "reference": ["Ein Hund."]})
    assert (lists.outputs, lists.references) == ({"system": ("Hund.",)}, {"ref": ("Ein Hund.",)})
    with pytest.raises(ArgumentError, match=r"^data can't be None"):
        from_any("data", None)
