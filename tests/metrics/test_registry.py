"""Metrics by name, and metrics of other distributions, really installed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tertium.errors import MetricError, UsageError
from tertium.metrics import registry
from tertium.metrics.base import setting
from tertium.metrics.registry import label, label_of, load, measures, names, origin, register
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tertium.metrics.base import Metric

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
    assert answer["warnings"] == [
        "metric 'broken' of tertium-broken 1.0 (tertium_broken:Broken) can't be loaded: RuntimeError: its model is gone"
    ]


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
        if isinstance(self.made, BaseException):
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
        "metric 'broken' of somewhere:broken can't be loaded: ImportError: no module",
    ]
    assert found["ter"] is registry.classes()["ter"]


@dataclass(frozen=True, slots=True)
class Juror:
    """A metric with options that hold texts."""

    name = "juror"

    prompt: str = "fluent"
    scale: str = ""
    limit: int | None = 3
    key: str = setting("", secret=True)


@pytest.fixture(scope="module", autouse=True)
def juror() -> Iterator[None]:
    """Register a metric for the tests of this file."""
    names()
    register(Juror)  # type: ignore[type-var]  # it has all that a spec needs
    yield
    del registry._registered["juror"]


TEXTS = st.text() | st.text(",\"\\':= \n\r\t\x85\u2028a")


def loaded(spec: str) -> object:
    return load(spec)  # a Juror is no Metric for a type checker


@given(TEXTS, TEXTS)
@example('Is it "fluent", or not?', "a=b:c, d\nnew line")
@example('"', ",")
@example('\\",key=x', "\udc80")
def test_every_text_survives_from_text_to_metric_to_label_to_metric(prompt: str, scale: str) -> None:
    metric = Juror(prompt, scale)
    spec = label(metric)  # type: ignore[arg-type]
    assert loaded(spec) == metric
    assert label(load(spec)) == spec == label_of(spec)
    assert len(spec.splitlines()) <= 1
    spec.encode()


@given(st.text(st.characters(exclude_characters=",", exclude_categories=["Cs"])).filter(lambda text: text[:1] != '"'))
def test_a_value_without_commas_stands_as_it_is(text: str) -> None:
    metric = load(f"juror:prompt={text}")
    assert isinstance(metric, Juror)
    assert metric.prompt == text
    if text.isprintable() and text != "fluent":
        assert label(metric) == f"juror:prompt={text}"


def test_quotes_hold_commas_quotes_and_line_breaks() -> None:
    assert loaded('juror:prompt="a, \\"b\\"\\n\n",scale=x') == Juror('a, "b"\n\n', "x")
    assert loaded("juror:scale=x,,prompt=5'4\",") == Juror("5'4\"", "x")
    assert loaded("juror:limit=None") == Juror(limit=None)
    assert label(load("juror:limit=None")) == "juror:limit=None"


@pytest.mark.parametrize("written", ['"a, b', '"a"b', '"a\\', r'"\q"', '"'])
def test_a_quote_that_is_not_closed_is_refused(written: str) -> None:
    with pytest.raises(UsageError, match=r"option 'prompt' of metric 'juror' begins with a quote .*\n  try: prompt="):
        load(f"juror:scale=x,prompt={written},limit=4")


def test_no_message_quotes_a_secret_option() -> None:
    for spec in ("juror:key=sk-1,sk-2", "juror:key=sk-1,limit=many", 'juror:key="sk-1', "juror:key=sk-1,prompts=x"):
        with pytest.raises(UsageError) as caught:
            load(spec)
        assert "sk-" not in str(caught.value)


def test_a_plug_in_that_is_not_asked_for_is_not_imported(monkeypatch: pytest.MonkeyPatch) -> None:
    points = [Point("zz", SystemExit(0)), Point("yy", type("Loud", (), {"name": "loud"}))]
    monkeypatch.setattr(registry, "entry_points", lambda group: points if group else [])
    monkeypatch.setattr(registry, "_registered", dict(registry._registered))
    monkeypatch.setattr(registry, "classes", registry.classes.__wrapped__)
    assert load("ter").name == "ter"
    with pytest.raises(MetricError, match=r"metric 'zz' of somewhere:zz can't be loaded: SystemExit: 0\n  try: "):
        load("zz")
    with pytest.warns(UserWarning, match="metric 'zz' of somewhere:zz can't be loaded"):
        assert load("loud").name == "loud", "an entry point may be called otherwise than its metric"


@pytest.mark.parametrize("made", [object(), type("NoName", (), {}), type("Odd", (), {"name": "a,b"}), len])
def test_what_has_no_name_is_a_warning(monkeypatch: pytest.MonkeyPatch, made: object) -> None:
    monkeypatch.setattr(registry, "entry_points", lambda group: [Point("zz", made)] if group else [])
    with pytest.warns(UserWarning, match="metric 'zz' of somewhere:zz is left out: it is no class with a name"):
        registry.classes.__wrapped__()


def test_no_other_module_takes_a_name_of_ours() -> None:
    ours = registry.classes()["ter"]
    with pytest.warns(UserWarning, match=r"metric 'ter' of .*test_registry is left out: the name is taken"):
        register(cast("type[Metric]", type("Ter", (), {"name": "ter", "__module__": __name__})))
    assert registry.classes()["ter"] is type(load("ter")) is ours


def test_our_metrics_come_from_no_other_distribution() -> None:
    assert {origin(metric) for metric in registry.classes().values()} == {""}


def test_what_a_metric_measures_is_a_sentence_and_nothing_is_said_of_what_is_not_there() -> None:
    assert measures("numbers").startswith("Numbers lost, changed or added")
    assert measures("chrf++") == measures("chrf")
    assert [measures(spec) for spec in ("absent", "bleu:no=1")] == ["", ""]
