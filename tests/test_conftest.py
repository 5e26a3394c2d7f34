"""Where CI promises that something is there, a test that needs it can't be skipped."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(("promised", "code"), [("", 0), ("shared", 1), ("other", 0)])
def test_a_skip_is_a_failure_where_it_is_promised_away(tmp_path: Path, promised: str, code: int) -> None:
    (tmp_path / "conftest.py").write_text("from tests.conftest import *\n", encoding="utf-8")
    test = "import pytest\n@pytest.mark.shared\ndef test_x():\n    pytest.skip('not here')\n"
    (tmp_path / "test_x.py").write_text(test, encoding="utf-8")
    words = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-W", "ignore", str(tmp_path)]
    env = {**os.environ, "PYTHONPATH": str(ROOT), "TERTIUM_NO_SKIP": promised}
    done = subprocess.run(words, cwd=tmp_path, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == code, done.stdout
