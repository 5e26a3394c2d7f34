"""Parquet files."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pyarrow.parquet as pq
import pytest

from tertium.corpora.writers import parquet
from tertium.errors import DataError
from tests.corpora.making import RICH

if TYPE_CHECKING:
    from pathlib import Path


def test_texts_are_strings_and_the_confidence_is_a_number(tmp_path: Path) -> None:
    assert parquet.write(RICH, tmp_path / "a.parquet") == ()
    schema = pq.read_schema(tmp_path / "a.parquet")
    types = {field.name: str(field.type) for field in schema}
    assert types.pop("confidence") == "double"
    assert set(types.values()) == {"string"}


def test_a_name_with_a_zero_character_is_refused() -> None:
    with pytest.raises(DataError, match=r"invalid column name 'system\.a\\x00'\n  try: another name"):
        parquet.parquet_bytes(replace(RICH, outputs={"a\0": ("1", "2", "3")}))
