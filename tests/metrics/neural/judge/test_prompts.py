"""The prompts: words with a version, whose hash changes with every letter."""

from __future__ import annotations

import json
import re

import pytest

from tertium.metrics.neural.judge.judgements import judgement
from tertium.metrics.neural.judge.prompts import FOLDER, PROTOCOLS, ProtocolName, prompt


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
