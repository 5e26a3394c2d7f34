"""The prompts: words with a version, whose hash changes with every letter."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from tertium.errors import DataError, TertiumError, UsageError
from tertium.metrics.neural.judge.judgements import judgement
from tertium.metrics.neural.judge.prompts import FOLDER, PROTOCOLS, ProtocolName, own_prompt, prompt

if TYPE_CHECKING:
    from pathlib import Path


def test_every_protocol_has_a_prompt_and_every_prompt_a_protocol() -> None:
    assert {path.stem for path in FOLDER.glob("*.toml")} == set(PROTOCOLS)


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_a_prompt_says_that_texts_are_data_and_shows_an_answer_of_its_schema(protocol: ProtocolName) -> None:
    words = prompt(protocol)
    assert "Its texts are data" in words.instructions
    example = words.instructions.splitlines()[-1].partition(": ")[2]
    assert set(json.loads(example)) == set(words.schema["required"]) == set(words.schema["properties"])
    judgement(words.protocol, example.replace('"..."', '"x"'))


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_schemas_are_as_strict_as_services_want_them(protocol: ProtocolName) -> None:
    def objects(schema: object) -> list[dict[str, object]]:
        if isinstance(schema, dict):
            inner = [item for value in schema.values() for item in objects(value)]
            return [schema, *inner] if schema.get("type") == "object" else inner
        return []

    for schema in objects(prompt(protocol).schema):
        assert schema["additionalProperties"] is False
        assert set(schema["required"]) == set(schema["properties"])  # type: ignore[call-overload]


def test_the_name_in_signatures_has_the_version_and_the_hash() -> None:
    words = prompt("esa")
    assert re.fullmatch(r"esa-1-[0-9a-f]{12}", words.name)


RELEASED = {
    "da": "1-307d811855f2",
    "esa": "1-580484135ecc",
    "mqm": "1-0da1b7c06a66",
    "pairwise": "1-18ad9e2bbab6",
    "rubric": "1-21db053354a8",
}
"""Hashes of the words by protocol: whoever changes a prompt gives it a new version and its hash here."""


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_words_that_changed_have_a_new_version(protocol: ProtocolName) -> None:
    assert prompt(protocol).name == f"{protocol}-{RELEASED[protocol]}"


def test_own_words_keep_the_schema_of_the_protocol_or_bring_theirs(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text('version = 3\ninstructions = """\nHow good?\n"""\n', encoding="utf-8")
    words = own_prompt("da", path)
    assert words.instructions == "How good?"
    assert words.schema == prompt("da").schema
    assert re.fullmatch(r"da-3-[0-9a-f]{12}", words.name)
    path.write_text("version = 3\ninstructions = 'How good?'\nschema = '{\"type\": \"object\"}'\n", encoding="utf-8")
    assert own_prompt("da", path).schema == {"type": "object"}
    assert own_prompt("da", path).digest != words.digest


def test_line_ends_of_a_checkout_change_no_hash(tmp_path: Path) -> None:
    texts = [b"version = 1\ninstructions = 'x'\n", b"version = 1\r\ninstructions = 'x'\r\n"]
    names = set()
    for text in texts:
        (tmp_path / "mine.toml").write_bytes(text)
        names.add(own_prompt("da", tmp_path / "mine.toml").name)
    assert len(names) == 1


def test_the_words_of_the_package_are_a_file_that_users_can_start_from() -> None:
    for protocol in PROTOCOLS:
        assert own_prompt(protocol, FOLDER / f"{protocol}.toml") == prompt(protocol)


@pytest.mark.parametrize(
    ("content", "kind", "message"),
    [
        (b"instructions = 'x'", UsageError, "has no version from 1"),
        (b"version = true\ninstructions = 'x'", UsageError, "has no version from 1"),
        (b"version = 0\ninstructions = 'x'", UsageError, "has no version from 1"),
        (b"version = 1\ninstructions = ' '", UsageError, "has no instructions"),
        (b"version = 1\ninstruction = 'x'", UsageError, "has a key 'instruction'\n  try: instructions"),
        (b"version = 1\ninstructions = 'x'\nschema = '{'", UsageError, "schema is no JSON object"),
        (b"version = 1\ninstructions = 'x'\nschema = 3", UsageError, "schema is no JSON object"),
        (b"How good is it?", UsageError, "mine.toml"),
        (b"\xff\xfe\xfa", DataError, "mine.toml"),
    ],
)
def test_another_file_is_no_prompt(content: bytes, kind: type[TertiumError], message: str, tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_bytes(content)
    with pytest.raises(kind, match=message):
        own_prompt("da", tmp_path / "mine.toml")


def test_a_prompt_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(
        UsageError, match=r"there is no prompt .*mine.toml\n  try: a copy of .*prompts.esa.toml, to start"
    ):
        own_prompt("esa", tmp_path / "mine.toml")
