"""What is said of a run is kept with it, shown, and holds no secret."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from tertium.errors import DataError, UsageError
from tertium.evals import store
from tertium.evals.description import SCHEMA, Description, from_json
from tests.evals.making import run_of

if TYPE_CHECKING:
    from pathlib import Path

FULL = Description(("v1", "nightly"), "beam 5", "opus-mt en-de", "0123abc-dirty", {"decoder": "beam-5"}, "1a2b")


def test_entries_are_what_is_said_in_order_and_nothing_empty() -> None:
    assert FULL.entries() == [
        ("tags", "v1, nightly"),
        ("note", "beam 5"),
        ("model", "opus-mt en-de"),
        ("commit", "0123abc-dirty"),
        ("decoder", "beam-5"),
        ("made from run", "1a2b"),
    ]
    assert Description().entries() == []
    assert not Description()


def test_a_description_comes_back_from_its_json() -> None:
    assert from_json(FULL.to_json()) == FULL
    assert from_json(None) == Description()


def test_it_is_stored_in_the_manifest_and_changes_no_score(tmp_path: Path) -> None:
    run = run_of({"a": [1.0, 2.0]})
    store.save(replace(run, description=FULL), tmp_path / "run")
    assert store.load(tmp_path / "run").description == FULL
    assert store.manifest_of(tmp_path / "run")["description"]["schema"] == SCHEMA
    store.save(run, tmp_path / "plain")
    assert "description" not in store.manifest_of(tmp_path / "plain")
    assert (tmp_path / "plain" / "scores.parquet").read_bytes() == (tmp_path / "run" / "scores.parquet").read_bytes()


@pytest.mark.parametrize("value", [{"schema": "tertium.description/2"}, "text", {"schema": SCHEMA, "tags": 1}])
def test_a_later_or_damaged_description_is_an_error_of_two_lines(value: object) -> None:
    with pytest.raises(DataError, match=r"the run's description is .*\n  try: "):
        from_json(value)


def test_an_unknown_key_of_the_same_schema_is_damage() -> None:
    with pytest.raises(DataError, match="is damaged"):
        from_json({"schema": SCHEMA, "colour": "red"})


@pytest.mark.parametrize(
    "value",
    [
        "hf_" + "a" * 30,
        "ghp_" + "B" * 36,
        "github_pat_" + "x1" * 12,
        "glpat-" + "q" * 20,
        "sk-" + "z" * 40,
        "AKIA" + "A" * 16,
        "xoxb-" + "1" * 12,
        "AIza" + "c" * 35,
        "eyJhbGciOiJI.eyJzdWIiOiIx.abc",
        "-----BEGIN RSA " + "PRIVATE KEY-----",
        "https://user:hunter2@localhost/repository",
    ],
)
def test_what_looks_like_a_secret_is_refused_and_not_quoted(value: str) -> None:
    places: tuple[dict[str, Any], ...] = (
        {"note": f"with {value}"},
        {"tags": (value,)},
        {"model": value},
        {"meta": {"endpoint": value}},
    )
    for place in places:
        with pytest.raises(UsageError, match="looks like a secret") as caught:
            Description(**place)
        assert value not in str(caught.value)


@pytest.mark.parametrize("key", ["token", "HF_TOKEN", "api_key", "api-key", "apikey", "db.password", "secrets"])
def test_a_key_that_names_a_secret_is_refused(key: str) -> None:
    with pytest.raises(UsageError, match="looks like a secret") as caught:
        Description(meta={key: "hunter2"})
    assert "hunter2" not in str(caught.value)


@pytest.mark.parametrize("key", ["tokenizer", "tokens_per_second", "keyboard", "monkey", "max_tokens_out"])
def test_a_key_that_only_resembles_one_is_taken(key: str) -> None:
    assert Description(meta={key: "1"}).meta == {key: "1"}


def test_texts_that_no_line_can_show_and_texts_without_end_are_refused() -> None:
    broken_texts: tuple[dict[str, Any], ...] = (
        {"note": "\x1b[31m"},
        {"note": "x" * 3000},
        {"meta": {"": "x"}},
        {"meta": {"a\nb": "x"}},
    )
    for broken in broken_texts:
        with pytest.raises(UsageError):
            Description(**broken)
    with pytest.raises(UsageError):
        Description(meta={"a": 1})  # type: ignore[dict-item]  # as above


def test_a_tag_that_is_given_twice_counts_once() -> None:
    assert Description(("a", "b", "a")).tags == ("a", "b")
