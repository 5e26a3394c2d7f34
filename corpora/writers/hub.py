"""A folder that `datasets.load_dataset` opens, and that can be pushed to the Hugging Face hub."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from tertium.corpora.writers.parquet import parquet_bytes
from tertium.errors import counted
from tertium.files import write_bytes, write_text

if TYPE_CHECKING:
    from pathlib import Path

    from tertium.corpora.types import EvalSet

MARKER: Final = "README.md"
FILE: Final = "data/test-00000-of-00001.parquet"


def write(data: EvalSet, path: Path) -> tuple[str, ...]:
    """Write the split `test` and a dataset card; only the provenance is lost."""
    (path / "data").mkdir()
    write_bytes(path / FILE, parquet_bytes(data))
    languages = [language for language in data.languages if language]
    card = [
        "---",
        *([f"language: {json.dumps(languages)}"] if languages else []),
        "task_categories: [translation]",
        "configs:",
        "- config_name: default",
        "  data_files:",
        "  - split: test",
        f"    path: {FILE}",
        "---",
        "",
        f"# {data.name}",
        "",
        f"{counted(len(data), 'segment')} in {counted(len(data.documents), 'document')}. One row per segment;",
        "`reference.*` are translations by people, `system.*` those of systems.",
        "",
    ]
    write_text(path / MARKER, "\n".join(card))
    return ()
