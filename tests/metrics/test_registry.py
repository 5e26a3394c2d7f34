"""Metrics by name, and metrics of other distributions, really installed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from typing import TYPE_CHECKING

import pytest

from tertium.errors import UsageError
from tertium.metrics import registry
from tertium.metrics.registry import load, names
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

PLUGINS = ROOT / "tests" / "data"

ASK = """
import json, sys, warnings
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    from tertium.corpora.types import Texts
    from tertium.metrics.registry import label, load, names
    found = names()
    metric = load("vowels:vowels=aeiouy") if "vowels" in found else None
answer = {"names": found, "warnings": [str(one.message) for one in caught]}
if metric:
    rows = metric.bind(Texts(("a", "b"), ("", ""), ((), ()), ("d", "d")))(["Why not", "brr"]).counts
    answer |= {"rows": rows.tolist(), "label": label(metric), "signature": metric.signature}
print(json.dumps(answer))
"""


def install(target: Path, plugin: str) -> None:
    """Install a distribution of tests/data with pip, without network: its files are those of an unpacked wheel."""
    folder = PLUGINS / plugin
    (metadata,) = folder.glob("*.dist-info")
    name = metadata.name.removesuffix(".dist-info")
    wheel = target.parent / f"{name}-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as packed:
        for path in sorted(folder.rglob("*")):
            if "__pycache__" not in path.parts:
                packed.write(path, path.relative_to(folder))
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-index", "--no-deps", "--no-compile"]
    subprocess.run([*pip, "--target", str(target), str(wheel)], check=True, capture_output=True, cwd=ROOT)


def asked(target: Path) -> dict[str, object]:
    """Return what a fresh Python says that has `target` on its path."""
    path = f"{target}{os.pathsep}{ROOT}"
    done = subprocess.run(
        [sys.executable, "-c", ASK], check=True, capture_output=True, text=True, env={"PYTHONPATH": path}, cwd=ROOT
    )
    answer: dict[str, object] = json.loads(done.stdout)
    return answer


def test_a_metric_of_another_distribution_is_there_once_installed(tmp_path: Path) -> None:
    install(tmp_path / "site", "plugin")
    answer = asked(tmp_path / "site")
    assert set(answer["names"]) == {*names(), "vowels"}  # type: ignore[call-overload]
    assert answer["warnings"] == []
    assert answer["rows"] == [[2, 6], [0, 3]]
    assert answer["label"] == "vowels:vowels=aeiouy"
    assert answer["signature"] == "vowels|vowels:aeiouy|tertium-vowels:1.0"


def test_a_broken_one_is_a_warning_that_names_it_and_stops_nobody(tmp_path: Path) -> None:
    install(tmp_path / "site", "broken_plugin")
    answer = asked(tmp_path / "site")
    assert answer["names"] == names()
    assert answer["warnings"] == ["metric 'broken' of tertium_broken:Broken can't be loaded: its model is gone"]


def test_an_unknown_metric_names_the_nearest() -> None:
    with pytest.raises(UsageError, match=r"no metric is named 'tre'\n  try: ter"):
        load("tre")


def test_an_unknown_option_names_the_nearest() -> None:
    with pytest.raises(UsageError, match=r"no option 'cased'\n  try: .*case_sensitive"):
        load("ter:cased=true")


@pytest.mark.parametrize("spec", ["chrf:word_order=two", "chrf:lowercase=maybe", "bleu:tokenize=14a", "copied:words="])
def test_a_value_of_the_wrong_type_is_refused(spec: str) -> None:
    with pytest.raises(UsageError, match="can't be"):
        load(spec)


class Point:
    """An entry point as importlib.metadata has them."""

    def __init__(self, name: str, made: object) -> None:
        self.name, self.value, self.made = name, f"somewhere:{name}", made

    def load(self) -> object:
        if isinstance(self.made, Exception):
            raise self.made
        return self.made


def test_a_taken_name_and_a_broken_plug_in_are_warnings(monkeypatch: pytest.MonkeyPatch) -> None:
    class Other:
        name = "ter"

    points = [Point("ter", Other), Point("broken", ImportError("no module")), Point("same", registry.classes()["ter"])]
    monkeypatch.setattr(registry, "entry_points", lambda group: points if group == registry.GROUP else [])
    with pytest.warns(UserWarning, match=r"can't be loaded|left out") as caught:
        found = registry.classes.__wrapped__()
    assert [str(one.message) for one in caught] == [
        "metric 'ter' of somewhere:ter is left out: the name is taken",
        "metric 'broken' of somewhere:broken can't be loaded: no module",
    ]
    assert found["ter"] is registry.classes()["ter"]
