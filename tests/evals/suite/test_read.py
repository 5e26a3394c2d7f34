"""tertium.toml is read whole, and what is wrong in it is said in two lines: where, and what to write instead."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tertium.errors import UsageError
from tertium.evals.policy import Rule
from tertium.evals.suite.project import ProjectRule, ProjectSet, ProjectSystem, Release
from tertium.evals.suite.read import parse, read
from tests.evals.suite.making import NOT_WORSE, table

WHOLE = """
schema = "tertium/1"

[sets.news-en-de]
articles = "articles/"
languages = ["en", "de"]
role = "reference"
[sets.wmt21-de-en]
path = "sets/wmt21-de-en"
tier = "should"

[systems.baseline]
file = "outputs/{set}.base.txt"
[systems.candidate]
file = "outputs/{set}.{system}.txt"
alignment = "realign"

[metrics]
use = ["chrf", "bleu"]
[metrics.sets]
wmt21-de-en = ["comet"]
[metrics.languages]
de = ["numbers"]

[[rule]]
kind = "non-inferior"
metric = "chrf"
margin = 0.5
[[rule]]
kind = "required"
metric = "numbers"
sets = ["news-en-de"]

[release]
candidate = "candidate"
baseline = "baseline"
confidence = 0.9
budget = 1

[reports]
page = "report/index.html"
junit = "report/gate.xml"
"""


def test_a_whole_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "tertium.toml").write_text(WHOLE, encoding="utf-8")
    project = read(tmp_path)
    assert project == read(tmp_path / "tertium.toml")
    assert project.folder == tmp_path
    assert project.sets == (
        ProjectSet("news-en-de", "articles", "articles/", ("en", "de"), "reference"),
        ProjectSet("wmt21-de-en", "path", "sets/wmt21-de-en", tier="should"),
    )
    assert project.systems[1] == ProjectSystem("candidate", "outputs/{set}.{system}.txt", {"alignment": "realign"})
    assert project.metrics_of(project.sets[0], "de") == ("chrf", "bleu", "numbers")
    assert project.rules == (
        ProjectRule(Rule("non-inferior", "chrf", margin=0.5)),
        ProjectRule(Rule("required", "numbers"), ("news-en-de",)),
    )
    assert project.release == Release("candidate", "baseline", 0.9, 1)
    assert (project.outputs.page, project.outputs.junit, project.outputs.work) == (
        *("report/index.html", "report/gate.xml"),
        "work",
    )


def test_what_is_left_out_has_its_default() -> None:
    bare = parse({"schema": "tertium/1", "sets": {"a": {"path": "a"}}}, Path("p/tertium.toml"))
    assert (bare.release, bare.rules, bare.systems) == (Release(), (), ())
    assert bare.sets[0].tier == "must"


def test_what_is_said_of_runs_and_where_they_are_kept_is_read() -> None:
    said = {"systems": {"a": {"file": "a", "model": "m"}}, "meta": {"beam": "4"}, "reports": {"history": "h"}}
    project = parse({"schema": "tertium/1", "sets": {"a": {"path": "a"}}, **said}, Path("p/tertium.toml"))
    assert project.systems == (ProjectSystem("a", "a", model="m"),)
    assert (project.meta, project.outputs.history) == ({"beam": "4"}, "h")


def test_line_files_are_a_set() -> None:
    files = {"source": "t.en", "reference": "t.de", "documents": "t.docs"}
    project = parse({"schema": "tertium/1", "sets": {"talks": files}}, Path("p/tertium.toml"))
    options = {"reference": "t.de", "documents": "t.docs"}
    assert project.sets == (ProjectSet("talks", "source", "t.en", options=options),)


def test_a_file_that_is_not_there_says_what_makes_one(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"does not exist\n  try: tertium init"):
        read(tmp_path)


def broken(**changes: Any) -> dict[str, Any]:
    return {**table({"a": "must"}), **changes}


RELEASE = table({"a": "must"})["release"]


@pytest.mark.parametrize(
    ("wrong", "message", "hint"),
    [
        (broken(schema="tertium/2"), "is not of schema", 'schema = "tertium/1"'),
        (broken(stes={}), "nothing is called 'stes'", "sets"),
        (broken(sets={}), "has no sets", "[sets.NAME]"),
        (broken(sets=[1]), "sets can't be [1]", "a table"),
        (broken(sets={"a": {"pat": "x"}}), "sets.a: nothing is called 'pat'", "path"),
        (broken(sets={"a": {}}), "doesn't say where its texts are", "one of path"),
        (broken(sets={"a": {"path": "x", "hub": "y"}}), "says twice where its texts are", "one of path"),
        (broken(sets={"a": {"path": "x", "pairs": "y"}}), "pairs is about articles, and this is path", "articles"),
        (broken(sets={"a": {"path": "x", "reference": "y"}}), "reference is about source", "source"),
        (broken(sets={"a": {"articles": "x"}}), "doesn't say its languages", '["en", "de"]'),
        (broken(sets={"a": {"path": 1}}), "sets.a.path can't be 1", "a text"),
        (broken(sets={"a": {"path": "x", "tier": "may"}}), "sets.a.tier can't be 'may'", "must, should"),
        (broken(sets={"a": {"path": "x", "languages": ["en"]}}), "languages can't be ['en']", '["en", "de"]'),
        (
            broken(sets={"a": {"path": "x", "languages": ["en", "spanish"]}}),
            "languages: 'spanish' is no language code",
            "es",
        ),
        (broken(systems={"new": {"file": "{sets}.txt"}}), "systems.new.file: nothing is called {sets}", "{set}"),
        (broken(sets={"a/b": {"path": "x"}}), "'a/b' can't be part of a file's name", "letters"),
        (broken(sets={"..": {"path": "x"}}), "'..' can't be part of a file's name", "letters"),
        (broken(systems={"new": {"alignment": "realign"}}), "systems.new.alignment is of a file", 'file = "outputs'),
        (broken(systems={}, release={"candidate": "new"}), "nothing is called 'new'", "[systems.new], without file"),
        (broken(systems={"new": {"file": "x", "model": 1}}), "systems.new.model can't be 1", "a text"),
        (broken(systems={"new": {"file": "x", "model": "x" * 3000}}), "'model' is too long", "2000"),
        (broken(meta={"beam": 4}), "meta.beam can't be 4", "a text"),
        (broken(meta={"api_key": "4"}), "tertium.toml: 'api_key' looks like a secret", "leave it out"),
        (broken(reports={"history": "work/history/.."}), "reports.history can't be 'work'", 'history = "history"'),
        (broken(reports={"history": "."}), "reports.history can't be '.'", 'history = "history"'),
        (broken(systems={"new": {"file": "x", "fle": "y"}}), "nothing is called 'fle'", "file"),
        (broken(metrics={"use": "chrf"}), "metrics.use can't be 'chrf'", "a list"),
        (broken(metrics={"sets": {"b": ["chrf"]}}), "metrics.sets: nothing is called 'b'", "a"),
        (broken(rule={}), "rule is no list", "[[rule]]"),
        (broken(rule=[{**NOT_WORSE, "sets": ["b"]}]), "rule 1: sets: nothing is called 'b'", "a"),
        (broken(rule=[{**NOT_WORSE, "kind": "better"}]), "no kind of rule is named 'better'", "superior"),
        (broken(rule=["x"]), "no kind of rule is named 'x'", "superior"),
        (broken(release={**RELEASE, "candidate": "nwe"}), "release.candidate: nothing is called 'nwe'", "new"),
        (broken(release={}), "has rules, and nothing that they judge", "candidate"),
        (broken(release={"candidate": "new"}), "there is none", "baseline"),
        (broken(release={**RELEASE, "baseline": "new"}), "the same system", "two systems"),
        (broken(release={**RELEASE, "confidence": 0.5}), "confidence can't be 0.5", "0.95"),
        (broken(release={**RELEASE, "confidence": 0.7}), "confidence can't be 0.7", "0.75 or more"),
        (broken(release={**RELEASE, "confidence": 1}), "confidence can't be 1", "0.95"),
        (broken(release={**RELEASE, "budget": -1}), "budget can't be -1", "0 or more"),
        (broken(release={**RELEASE, "budget": 0.5}), "budget can't be 0.5", "a whole number"),
        (broken(release={**RELEASE, "samples": 3}), "release: 3 samples are too few", "100 or more"),
        (broken(release={**RELEASE, "seed": -1}), "seed", "12345"),
        (broken(reports={"work": "./"}), "reports.work can't be the project's own folder", 'work = "work"'),
        (broken(reports={"work": "."}, sets={"a": {"path": "x"}}), "the project's own folder", 'work = "work"'),
        (broken(sets={"a": {"path": "work/sets/a"}}), "sets.a lies in the work folder work", "another work folder"),
        (broken(reports={"json": "./tertium.toml"}), "reports.json can't be './tertium.toml'", "report/json"),
        (broken(reports={"pgae": "x"}), "reports: nothing is called 'pgae'", "page"),
        (broken(reports={"page": 1}), "reports.page can't be 1", "a text"),
    ],
)
def test_what_is_wrong_is_said_in_two_lines(wrong: dict[str, Any], message: str, hint: str) -> None:
    with pytest.raises(UsageError) as error:
        parse(wrong, Path("p/tertium.toml"))
    first, second = str(error.value).splitlines()
    assert message in first
    assert second.startswith("  try: ")
    assert hint in second


def test_a_folder_is_no_place_for_a_report(tmp_path: Path) -> None:
    (tmp_path / "sets").mkdir()
    for key, file in (("page", "sets/index.html"), ("junit", "sets/junit.xml"), ("summary", "sets/summary.md")):
        with pytest.raises(UsageError) as error:
            parse(broken(reports={key: "sets"}), tmp_path / "tertium.toml")
        first, second = str(error.value).splitlines()
        assert first.endswith(f"reports.{key} is a folder: 'sets'")
        assert second == f'  try: {key} = "{file}"'
    assert parse(broken(reports={"page": "sets/index.html"}), tmp_path / "tertium.toml").outputs.page


def test_the_lowest_confidence_is_taken() -> None:
    assert parse(broken(release={**RELEASE, "confidence": 0.75}), Path("t")).release.confidence == 0.75


def test_a_system_without_file_is_one_that_the_sets_bring_along() -> None:
    project = parse(broken(systems={"base": {}, "new": {"model": "m"}}), Path("tertium.toml"))
    assert project.systems == (ProjectSystem("base"), ProjectSystem("new", model="m"))
    assert project.systems[0].path(Path(), "news") is None


SMALL = {"schema": "tertium/1", "sets": {"a": {"path": "sets/a"}}, "metrics": {"use": ["chrf"]}}


def test_a_system_that_is_run_has_its_kind_and_options() -> None:
    systems = {
        "one": {"command": ["./x", "{target_language}"], "batch": 5, "model": "m-1"},
        "two": {"openai": "m", "base_url": "http://127.0.0.1:1/v1", "context": 3},
        "three": {"kind": "command", "run": ["cat"]},
    }
    project = parse({**SMALL, "systems": systems, "translate": {"money": 5, "concurrency": 2}}, Path("t.toml"))
    one, two, three = project.systems
    assert (one.kind, one.model, one.arguments) == ("command", "m-1", {"run": ["./x", "{target_language}"], "batch": 5})
    assert two.arguments == {"model": "m", "base_url": "http://127.0.0.1:1/v1", "context": 3}
    assert (three.kind, three.arguments) == ("command", {"run": ["cat"]})
    assert (project.spending.money, project.spending.tokens, project.spending.concurrency) == (5.0, None, 2)


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"systems": {"a": {"command": ["x"], "bach": 5}}}, "nothing is called 'bach'\n  try: batch"),
        ({"systems": {"a": {"kind": "comand"}}}, "no kind of system is named 'comand'"),
        ({"systems": {"a": {"comand": ["x"]}}}, "nothing is called 'comand'\n  try: command"),
        ({"translate": {"money": -1}}, "translate.money can't be -1"),
        ({"translate": {"concurrency": 0}}, "translate.concurrency can't be 0"),
        ({"translate": {"mony": 1}}, "nothing is called 'mony'\n  try: money"),
    ],
)
def test_what_is_wrong_with_a_system_that_is_run(wrong: dict[str, Any], message: str) -> None:
    with pytest.raises(UsageError) as error:
        parse({**SMALL, **wrong}, Path("t.toml"))
    assert message in str(error.value)
