"""Who may import whom: text flows one way, rooms stand on the rooms below them, nobody imports the front door."""

from __future__ import annotations

import subprocess
import sys
from functools import cache
from typing import TYPE_CHECKING

import pytest

from tests.conftest import ROOT
from tests.import_graph import (
    Graph,
    cycles,
    empty_rooms,
    floor_of,
    forbidden,
    import_graph,
    is_inside,
    upward,
    without_a_room,
)

if TYPE_CHECKING:
    from pathlib import Path

GROUND = {
    "tertium.errors",
    "tertium.arguments",
    "tertium.calls",
    "tertium.containment",
    "tertium.limits",
    "tertium.files",
    "tertium.modules",
    "tertium.notebook",
    "tertium.terminal",
    "tertium.untrusted",
    "tertium.executor",
    "tertium.cache",
    "tertium.version",
    "tertium.deprecation",
}
ALLOWED: dict[str, set[str]] = {
    "tertium.errors": set(),
    **{
        name: {"tertium.errors", "tertium.limits", "tertium.files", "tertium.terminal"}
        for name in GROUND - {"tertium.errors"}
    },
    "tertium.cluster": GROUND,
    "tertium.services": GROUND,
    "tertium.corpora.text": {"tertium.errors"},
    "tertium.corpora": GROUND,
    "tertium.metrics": GROUND
    | {"tertium.services"}
    | {f"tertium.corpora.{name}" for name in ("types", "text", "encoders", "alignment")},
    "tertium.evals": GROUND
    | {f"tertium.corpora.{name}" for name in ("types", "text", "store", "row_groups", "validation", "outputs")}
    | {f"tertium.metrics.{name}" for name in ("base", "registry", "function", "function_code")}
    | {"tertium.services"},
    "tertium.reports": GROUND
    | {f"tertium.corpora.{name}" for name in ("types", "text")}
    | {"tertium.evals.types", "tertium.evals.results"},
}
"""Layer to what it may import beside itself. Commands, cli and the front door aren't here: they may import all."""

ROOMS: dict[str, tuple[tuple[str, ...], ...]] = {
    "tertium.corpora": (
        ("text",),
        (
            "types",
            "columns",
            "named_columns",
            "fingerprint",
            "markup",
            "validation",
            "store",
            "set_writer",
            "row_groups",
            "stored_column",
            "constructors",
        ),
        ("encoders",),
        ("alignment",),
        ("resegmentation",),
        ("readers",),  # below outputs, which are read from files of lines
        ("writers",),  # some write what the reader of the same format defines
        ("outputs",),
        ("cleaning",),
        ("pairing",),
        ("building",),
    ),
    "tertium.metrics": (
        ("base", "registry", "excess", "function", "function_code"),
        ("lexical",),
        ("checks",),
        ("instructions",),  # they are checks too, of documents and of what was asked
        ("neural",),  # ridge weighs chrF and the length model of the checks
        ("catalogue",),
    ),
    "tertium.evals": (
        ("accessors", "reported"),
        ("results",),
        ("inspection",),
        (".",),
        ("challenge",),
        ("scores",),
        ("systems",),  # a project's file names them
        ("judges",),
        ("suite",),
        ("human",),
    ),
    "tertium.reports": (
        ("table",),
        ("formats",),
        # what sections are written with
        (
            "collapses",
            "warnings",
            "warning_kinds",
            "definitions",
            "decisions",
            "measures",
            "provenance",
            "evidence",
            "section",
        ),
        ("sections",),
        ("page", "summary", "comment", "chart", "plots", "junit", "objects", "history", "history_chart", "model_index"),
        ("paper", "pivots", "briefing"),
        ("suite",),
    ),
}
"""Package to its rooms from the ground up: a room imports itself and rooms below; "." is all modules beside them."""


@cache
def house() -> Graph:
    return import_graph(ROOT)


def test_no_module_imports_itself_by_way_of_others() -> None:
    assert cycles(house()) == []


def test_layers_import_what_the_table_allows() -> None:
    assert forbidden(house(), ALLOWED) == []


def test_no_room_imports_a_room_above_it() -> None:
    assert upward(house(), ROOMS) == []


def test_every_module_belongs_to_a_room_and_every_room_is_there() -> None:
    assert without_a_room(house(), ROOMS) == []
    assert empty_rooms(house(), ROOMS) == []


def test_the_floor_plan_names_every_room() -> None:
    plan = (ROOT / "docs" / "design.md").read_text(encoding="utf-8").partition("## The rooms")[2].partition("\n## ")[0]
    rooms = {
        f"{package.removeprefix('tertium.')}/{name}/"
        for package in ROOMS
        for name in {target.split(".")[2] for target in house() if target.startswith(f"{package}.")}
        if any(target.startswith(f"{package}.{name}.") for target in house())
    }
    rows = {line.split("|")[1].strip().strip("`") for line in plan.splitlines() if line.startswith("| `")}
    assert rooms <= rows


def test_nobody_imports_the_front_door_and_only_the_front_door_imports_commands() -> None:
    front = {"tertium", "tertium.__main__", "tertium.cli", "tertium.pytest_plugin"}  # the last is the door for pytest
    for name, targets in house().items():
        if name not in front:
            assert not targets & front, name
            assert is_inside(name, ["tertium.commands"]) or not any(is_inside(t, ["tertium.commands"]) for t in targets)


# The tests of these tests: trees made up for the purpose, each with one thing wrong.


def tree(folder: Path, texts: dict[str, str]) -> Graph:
    """Write modules, by their paths without a suffix, and return their graph."""
    for name, text in texts.items():
        path = folder / f"{name}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return import_graph(folder)


@pytest.mark.parametrize(
    "back",
    [
        "from tertium.evals.a import x",
        "import tertium.evals.a",
        "def f():\n    from tertium.evals import a",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from tertium.evals.a import X",
        "class C:\n    @property\n    def p(self):\n        import tertium.evals.a as a",
    ],
    ids=["top", "plain", "lazy", "for types", "in a property"],
)
def test_a_cycle_is_found_wherever_its_import_stands(tmp_path: Path, back: str) -> None:
    chain = {"evals/a": "from tertium.evals import b", "evals/b": "import tertium.evals.c", "evals/c": back}
    assert cycles(tree(tmp_path, chain)) == ["tertium.evals.a → tertium.evals.b → tertium.evals.c → tertium.evals.a"]


def test_two_cycles_are_two_and_a_tree_without_one_has_none(tmp_path: Path) -> None:
    two = {
        "corpora/a": "import tertium.corpora.b",
        "corpora/b": "import tertium.corpora.a",
        "metrics/a": "import tertium.metrics.b\nimport tertium.corpora.a",
        "metrics/b": "import tertium.metrics.a",
    }
    assert [cycle.count("metrics") for cycle in cycles(tree(tmp_path / "two", two))] == [0, 3]
    none = {"corpora/a": "import tertium.corpora.b", "corpora/b": "import json"}
    assert cycles(tree(tmp_path / "none", none)) == []


@pytest.mark.parametrize(
    ("module", "text"),
    [
        ("corpora/text/words", "def f():\n    from tertium.corpora.readers import tsv"),
        ("corpora/types", "from tertium.corpora.building.journal import Journal"),
        ("corpora/cleaning/rules", "from tertium.corpora.building.journal import Journal"),
        ("metrics/base", "from tertium.metrics.lexical import chrf"),
        ("evals/results/verdict", "from tertium.evals.types import Run"),
        ("evals/compare", "from tertium.evals.human import ratings"),
        ("reports/formats/text", "from tertium.reports.page.render import render"),
    ],
)
def test_a_room_that_imports_a_room_above_it_is_found(tmp_path: Path, module: str, text: str) -> None:
    above = ["corpora/readers/tsv", "corpora/building/journal", "metrics/lexical/chrf"]
    above += ["evals/types", "evals/human/ratings", "reports/page/render"]
    offences = upward(tree(tmp_path, {**dict.fromkeys(above, ""), module: text}), ROOMS)
    assert [offence.split()[0] for offence in offences] == ["tertium." + module.replace("/", ".")]


def test_a_room_may_import_itself_and_what_lies_below_and_a_module_without_a_room_anything(tmp_path: Path) -> None:
    texts = {
        "corpora/text/words": "",
        "corpora/building/journal": "from tertium.corpora.building import plan\nfrom tertium.corpora.text import words",
        "corpora/building/plan": "",
        "corpora/flat": "from tertium.corpora.building import plan",
        "corpora/types": "from tertium.corpora import flat",
    }
    assert upward(tree(tmp_path, texts), ROOMS) == []
    assert floor_of("tertium.corpora.flat", ROOMS) is None


@pytest.mark.parametrize(
    ("module", "target"),
    [
        ("reports/table", "metrics/base"),
        ("reports/page/render", "metrics/lexical/chrf"),
        ("reports/table", "evals/compare"),
        ("evals/compare", "metrics/lexical/chrf"),
        ("evals/compare", "corpora/readers/tsv"),
        ("evals/types", "reports/plots"),
        ("evals/types", "tertium/plotting"),
        ("metrics/lexical/chrf", "corpora/store"),
        ("metrics/lexical/chrf", "evals/types"),
        ("corpora/types", "metrics/base"),
        ("corpora/text/words", "tertium/files"),
        ("corpora/types", "tertium/commands/score"),
        ("tertium/files", "corpora/types"),
        ("tertium/errors", "tertium/files"),
    ],
)
def test_an_import_that_a_layer_may_not_have_is_found(tmp_path: Path, module: str, target: str) -> None:
    names = ["tertium." + path.removeprefix("tertium/").replace("/", ".") for path in (module, target)]
    graph = tree(tmp_path, {target: "", module: f"def f():\n    import {names[1]}"})
    assert forbidden(graph, ALLOWED) == [" imports ".join(names)]


def test_the_front_door_is_no_way_around(tmp_path: Path) -> None:
    graph = tree(tmp_path, {"tertium/__init__": "", "evals/compare": "from tertium import evaluate"})
    assert forbidden(graph, ALLOWED) == ["tertium.evals.compare imports tertium"]


def test_a_new_folder_or_module_must_be_given_its_place(tmp_path: Path) -> None:
    graph = tree(tmp_path, {"corpora/text/words": "", "corpora/attic/box": "", "metrics/flat": "", "evals/flat": ""})
    assert without_a_room(graph, ROOMS) == ["tertium.corpora.attic", "tertium.metrics.flat"]
    assert empty_rooms(graph, {"tertium.evals": (("flat",), (".", "gone"))}) == ["tertium.evals.gone"]


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys; from tertium.cli import main; main(['--help']); import tertium;"
        "print([m for m in ('numpy', 'pandas', 'torch', 'pyarrow', 'sacrebleu', 'datasets') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.rstrip().endswith("[]")


def test_all_is_what_can_be_imported() -> None:
    import tertium

    for name in tertium.__all__:
        assert getattr(tertium, name) is not None
    assert sorted(tertium.__all__) == sorted({*tertium._HOMES, "TertiumError", "metrics"})
    with pytest.raises(AttributeError):
        _ = tertium.nothing
