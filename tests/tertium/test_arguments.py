"""Whatever a public function is given, it works or ends in two lines that name the argument."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import partial
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pytest

import tertium
from tertium import arguments
from tertium.corpora.types import Document, EvalSet
from tertium.errors import UsageError
from tertium.evals.human.ratings import Human

if TYPE_CHECKING:
    from collections.abc import Callable


class Hostile:
    """Raises from all that a check might ask of it."""

    def _fail(self: object, *_: object) -> Any:
        raise AttributeError("from inside")

    __repr__ = __str__ = __iter__ = __len__ = __eq__ = __bool__ = __getattr__ = __float__ = __fspath__ = _fail
    __hash__ = None  # type: ignore[assignment]


class HostileText(str):
    """A text with the same habits."""

    __slots__ = ()
    __repr__ = __str__ = __iter__ = __len__ = __eq__ = Hostile._fail
    __hash__ = str.__hash__


VALUES: dict[str, Callable[[], Any]] = {
    "None": lambda: None,
    "a number": lambda: 5,
    "a fraction": lambda: 1.5,
    "nan": lambda: float("nan"),
    "a long number": lambda: 10**5000,
    "a truth value": lambda: True,
    "bytes": lambda: b"x",
    "a text": lambda: "nonsense",
    "an empty text": lambda: "",
    "a text with a null": lambda: "a\0b",
    "an object": object,
    "a type": lambda: int,
    "a function": lambda: len,
    "a path": lambda: Path("nowhere"),
    "an empty list": list,
    "a list of numbers": lambda: [1, 2],
    "a list of None": lambda: [None],
    "a list of lists": lambda: [[], ["a"]],
    "a mapping": lambda: {"a": 1},
    "a mapping of numbers": lambda: {5: 5},
    "a set": lambda: {"chrf"},
    "a generator": lambda: (i for i in range(2)),
    "an array": lambda: np.array([1.0, 2.0]),
    "a table of arrays": lambda: np.zeros((2, 2)),
    "a Series": lambda: pd.Series(["a", None], index=["x", "x"]),
    "a DataFrame": lambda: pd.DataFrame({"a": [1]}),
    "a hostile object": Hostile,
    "a list of hostile objects": lambda: [Hostile()],
    "a mapping of hostile objects": lambda: {"x": Hostile()},
    "a column of hostile objects": lambda: {"x": [Hostile(), "b", "c"]},
    "a column of numbers": lambda: {"x": ["a", Decimal("nan"), 3]},
    "a column of hostile texts": lambda: {"x": [HostileText("eins"), "b", "c"]},
}
DATA = EvalSet(
    "s",
    ("1", "2", "3"),
    (Document("d", 0, 3),),
    ("a", "b", "c"),
    {"r": ("eins", "zwei", "drei")},
    {"x": ("eins", "zwo", "drei"), "y": ("ein", "zwei", "frei")},
    ("en", "de"),
)


def valid(folder: Path) -> dict[str, tuple[Callable[..., Any], dict[str, Any], dict[str, Any]]]:
    """Return by name each public function, its arguments by position, and those by name."""
    run = tertium.evaluate(DATA, "chrf")
    human = Human("h", {name: np.array([1.0, 2.0, 3.0]) for name in run.systems})
    policy = folder / "policy.toml"
    policy.write_text('schema = "tertium.policy/1"\n[[rule]]\nkind = "required"\nmetric = "chrf"\n', encoding="utf-8")
    few = tertium.Resampling(samples=100)
    ratings = folder / "ratings.tsv"
    rows = [f"{system}\t{i}\t{40 + 10 * i}\n" for system in ("x", "y") for i in (1, 2, 3)]
    ratings.write_text("system\tsegment\tda\n" + "".join(rows), encoding="utf-8")
    pairs = folder / "pairs.tsv"
    pairs.write_text("reference\tgood\tbad\na\ta\tb\na\ta\tb\n", encoding="utf-8")
    frame = pd.DataFrame({"mt": ["a"], "ref": ["b"], "src": ["c"], "n": [1], "d": ["x"], "g": ["y"]})
    tertium.save_set(DATA, folder / "set")
    tertium.save_run(run, folder / "run")
    tests = {"metrics": ["chrf"], "resampling": few}
    of_set = {field: getattr(DATA, field) for field in ("name", "ids", "documents", "sources", "references", "outputs")}
    more = {"languages": ("en", "de"), "confidence": (1, 1, 1), "provenance": {}}
    plan = {"source": "en", "target": "de", "role": "hypothesis", "called": "web", "encoder": "lexical"}
    settings = {"samples": 100, "seed": 1, "cluster": "document", "level": 0.9, "test": "moses"}
    scoring = {"executor": None, "progress": len, "time_limit": 60.0}
    return {
        "EvalSet": (EvalSet, of_set, more),
        "EvalSet.with_outputs": (DATA.with_outputs, {"outputs": {"z": ["a", "b", "c"]}}, {}),
        "EvalSet.with_systems": (DATA.with_systems, {"names": ["x"]}, {}),
        "EvalSet.with_references": (DATA.with_references, {"names": ["r"]}, {}),
        "Plan": (tertium.Plan, plan, {"overrides": None, "user_pairs": None, "workers": 1, "pair_by": "text"}),
        "Resampling": (tertium.Resampling, settings, {}),
        "add_ratings": (tertium.add_ratings, {"run": run, "file": ratings}, {"column": "da", "per_rater": False}),
        "attach": (tertium.attach, {"data": DATA, "outputs": {"z": ["ei", "zw", "dr"]}, "alignment": "aligned"}, {}),
        "build": (tertium.build, {"folder": folder, "plan": tertium.Plan("en", "de")}, {"name": "n"}),
        "challenge": (
            tertium.challenge,
            {"data": pairs, "metrics": ["chrf"]},
            {
                "systems": {"ours": ["a", "b"]},
                "better": None,
                "lower_is_better": None,
                "languages": ("en", "de"),
                "level": 0.9,
                "progress": len,
            },
        ),
        "compare": (tertium.compare, {"first": run}, {"baseline": "x", **tests}),
        "compare others": (tertium.compare, {"first": run, "others": run}, tests),
        "concat": (tertium.concat, {"runs": run}, {"metrics": ["chrf"]}),
        "concat others": (tertium.concat, {"runs": run, "others": run}, {}),
        "evaluate": (tertium.evaluate, {"data": DATA, "metrics": ["chrf"]}, scoring),
        "evaluate a frame": (
            partial(tertium.evaluate, frame, "chrf"),
            {},
            {"hypothesis": "mt", "reference": "ref", "source": "src", "id": "n", "document": "d", "domain": "g"},
        ),
        "evaluate lists": (
            partial(tertium.evaluate, hypothesis=["a"]),
            {},
            {"reference": ["b"], "metrics": "chrf", "id": ["1"], "languages": ("en", "de")},
        ),
        "human": (tertium.human, {"file": ratings, "data": DATA}, {"rule": "two-way", "level": 0.95}),
        "import_scores": (
            tertium.import_scores,
            {"files": {"DA": ratings}, "data": run},
            {"columns": {"score": "da"}, "higher_is_better": "DA"},
        ),
        "gate": (
            tertium.gate,
            {"candidate": run, "baseline": run, "policy": tertium.read_policy(policy)},
            {"system": "x", "baseline_system": "y"},
        ),
        "inspect": (tertium.inspect, {"data": DATA}, {}),
        "judge_check": (tertium.judge_check, {"judge": "chrf"}, {"demetr": None, "limit": 1, "progress": None}),
        "meta": (tertium.meta, {"run": run, "human": human}, {**tests, "all_segments": False}),
        "metric": (
            tertium.metric,
            {"function": lambda hypothesis: len(hypothesis)},  # noqa: PLW0108 - `len` has another signature
            {"name": "characters", "higher_is_better": None, "unit": "characters"},
        ),
        "metrics": (tertium.metrics, {}, {}),
        "EvalSet.from_pandas": (
            EvalSet.from_pandas,
            {"frame": pd.DataFrame({"mt": ["a"], "ref": ["b"], "src": ["c"]})},
            {"hypothesis": "mt", "reference": "ref", "source": "src", "languages": ("en", "de"), "name": "n"},
        ),
        "EvalSet.from_dict": (
            EvalSet.from_dict,
            {"columns": {"mt": ["a"], "ref": ["b"], "n": [1], "d": ["x"], "g": ["y"], "s": ["z"]}},
            {"hypothesis": "mt", "reference": "ref", "id": "n", "document": "d", "domain": "g", "system": "s"},
        ),
        "EvalSet.from_dataset": (EvalSet.from_dataset, {"dataset": None}, {}),
        "EvalSet.from_lists": (
            EvalSet.from_lists,
            {"hypotheses": ["a"], "references": ["b"], "sources": ["c"]},
            {"ids": ["1"], "documents": ["d"], "domains": ["g"], "languages": ("en", "de"), "name": "n"},
        ),
        "open_run": (tertium.open_run, {"folder": folder / "run"}, {}),
        "open_set": (
            tertium.open_set,
            {"path": folder / "set", "languages": (None, None), "columns": None},
            {"keep_bom": False},
        ),
        "open_set of a frame": (partial(tertium.open_set, frame), {}, {"hypothesis": "mt", "reference": ["ref"]}),
        "rank": (tertium.rank, {"first": run}, {**tests, "adjust": "none"}),
        "rank others": (tertium.rank, {"first": run, "others": run}, tests),
        "read_policy": (tertium.read_policy, {"path": policy}, {}),
        "history": (tertium.history, {"folder": folder}, {"metrics": None, "systems": None}),
        "runs": (tertium.runs, {"folder": folder}, {}),
        "save_run": (tertium.save_run, {"run": run, "folder": folder / "run"}, {"overwrite": True}),
        "translate": (
            tertium.translate,
            {"data": DATA, "systems": {"z": lambda texts: [text.upper() for text in texts]}},
            {"answers": None, "money": 1.0, "tokens": 1000, "requests": 10, "concurrency": 2},
        ),
        "save_set": (tertium.save_set, {"data": DATA, "folder": folder / "set"}, {"overwrite": True}),
    }


SOUND = {"a text", "a text with a null", "an empty text", "a path", "an empty list", "a number", "a fraction"}
"""Values of the right type for some arguments: their errors are about what they say, such as an unknown name."""


def test_every_public_function_is_called_here(tmp_path: Path) -> None:
    called = {name.split(".")[0].split(" ")[0] for name in valid(tmp_path)}
    assert set(tertium.__all__) - called == {"Run", "TertiumError"}, "these two are returned, and not called"


def problem(call: Callable[[], Any], name: str, kind: str) -> str:
    """Return what is wrong with how a call with a wrong argument ends; empty for a result or a good error."""
    try:
        call()
    except tertium.TertiumError as error:
        first, *rest = str(error).splitlines()
        if len(rest) != 1 or not rest[0].startswith("  try: "):
            return f"no two lines: {error}"
        message = re.sub("[- ]", "_", str(error))
        named = (name.rstrip("s"), name.replace("theses", "thesis"))
        is_named = any(text in message for text in named) or re.match("system '[ax]'", first)
        return "" if is_named or kind in SOUND else f"doesn't name it: {error}"
    except Exception as error:  # noqa: BLE001 - what must not be
        return type(error).__name__
    return ""


@pytest.mark.filterwarnings("ignore")
def test_a_wrong_argument_is_named_in_two_lines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    problems = []
    for function, (call, positional, keywords) in valid(tmp_path).items():
        given = {name: value for name, value in keywords.items() if value is not None}
        for name in (*positional, *keywords):
            for kind, make in VALUES.items():
                if (name, kind) == ("progress", "a type"):  # is called, and what it raises is the caller's wish
                    continue
                if (name, kind) == ("runs", "a Series"):  # of texts, which are paths
                    continue
                if (function, name, kind) == ("human", "data", "None"):  # the file itself may have the texts
                    continue
                changed = {**positional, **given, name: make()}
                by_position = [changed.pop(key) for key in positional]
                if reason := problem(partial(call, *by_position, **changed), name, kind):
                    problems.append(f"{function}({name}={kind}): {reason}")
    assert problems == []


def test_a_value_is_shown_without_its_own_code() -> None:
    assert arguments.shown(Hostile()) == "of type Hostile"
    assert arguments.shown(HostileText("a")) == "of type HostileText"
    assert arguments.shown(10**5000) == "of type int"
    assert arguments.shown("a" * 100) == repr("a" * 40)
    assert [arguments.shown(value) for value in (None, int, 5, b"x")] == ["None", "a type", "5", "b'x'"]


@pytest.mark.parametrize(
    ("metrics", "message"),
    [
        (None, "metrics can't be None"),
        (5, "metrics can't be 5"),
        (b"chrf", "metrics can't be b'chrf'"),
        ({"chrf": 1}, "metrics can't be of type dict"),
        ({"chrf"}, "metrics can't be of type set"),
        (["chrf", None], "metrics: an item can't be None"),
        ([5], "metrics: an item can't be 5"),
    ],
)
def test_metrics_are_a_list_of_specs_and_metrics(metrics: Any, message: str) -> None:
    with pytest.raises(UsageError) as refusal:
        tertium.evaluate(DATA, metrics)
    assert str(refusal.value) == f'{message}\n  try: a list of metrics: ["chrf", "bleu"]'


def test_a_truth_value_is_no_number_and_numpy_has_some() -> None:
    assert not arguments.is_of(True, int)  # noqa: FBT003
    assert arguments.is_of(True, bool)  # noqa: FBT003
    assert tertium.Resampling(samples=np.int64(200), level=np.float64(0.9)).samples == 200  # type: ignore[arg-type]


def test_overwriting_takes_true_or_false_and_no_text(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"^overwrite can't be 'no'\n  try: True or False"):
        tertium.save_set(DATA, tmp_path / "s", overwrite="no")  # type: ignore[arg-type]


def test_a_list_without_an_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(arguments, "MAX_ITEMS", 100)
    with pytest.raises(UsageError, match=r"^names has 100 items or more\n  try: a list"):
        arguments.listed("names", count(), "a list")
    assert arguments.listed("names", iter("ab"), "a list") == ("a", "b")
