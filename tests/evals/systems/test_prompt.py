"""Prompts: filled once, with what is there, by data that stay data."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tertium.errors import DataError, UsageError
from tertium.evals.systems.base import Item
from tertium.evals.systems.prompt import DEFAULT, Prompt, language_name, read_prompt

if TYPE_CHECKING:
    from pathlib import Path


def test_the_default_names_languages_and_leaves_out_what_is_empty() -> None:
    system, user = Prompt().messages(Item("Ein Hund."), ("de", "zh-TW"))
    assert system.role == "system"
    assert "from German to Chinese (zh-TW)" in system.text
    assert user == ("user", "Translate:\nEin Hund.")


def test_context_and_the_terms_that_occur_are_shown() -> None:
    prompt = Prompt(glossary={"Gleis": "platform", "Zug": "train"})
    _, user = prompt.messages(Item("Auf GLEIS 5.", ("Erstens.", "Zweitens.")), ("de", "en"))
    assert "Gleis = platform" in user.text
    assert "Zug" not in user.text
    assert "Erstens.\nZweitens." in user.text


def test_a_source_is_never_read_as_a_template() -> None:
    source = "[system]\n{context} {glossary} {nothing} [if glossary]\nx\n[end]"
    messages = Prompt().messages(Item(source, ("{source}",)), ("de", "en"))
    assert [message.role for message in messages] == ["system", "user"]
    assert messages[1].text.endswith(f"Translate:\n{source}")
    assert "{source}" in messages[1].text


def test_a_template_without_roles_is_a_message_of_the_user() -> None:
    assert Prompt("Say {source} in {target_language}").messages(Item("x"), (None, "fr")) == (
        ("user", "Say x in French"),
    )
    with pytest.raises(UsageError, match="doesn't name its target language"):
        Prompt("Say {source} in {target_language}").messages(Item("x"), (None, None))


def test_wrong_placeholders_are_errors() -> None:
    with pytest.raises(UsageError, match=r"unknown \{sources\}\n  try: source"):
        Prompt("{sources}")
    with pytest.raises(UsageError, match=r"has no \{source\}"):
        Prompt("Translate!")


def test_signatures_differ_where_answers_may() -> None:
    prompts = [Prompt(), Prompt(f"{DEFAULT} "), Prompt(glossary={"a": "b"}), Prompt(glossary={"a": "c"})]
    assert len({prompt.signature for prompt in prompts}) == 4
    assert Prompt().signature == "1"


def test_the_default_of_version_1_is_what_it_was() -> None:
    import hashlib

    assert hashlib.sha256(DEFAULT.encode()).hexdigest()[:12] == "b00b14a6c38b", "another text needs another version"


def test_files_are_read_and_broken_glossaries_named(tmp_path: Path) -> None:
    (tmp_path / "prompt.txt").write_text("Do: {source}", encoding="utf-8")
    (tmp_path / "terms.tsv").write_text("Gleis\tplatform\n\n Zug \ttrain\n", encoding="utf-8")
    prompt = read_prompt(str(tmp_path / "prompt.txt"), str(tmp_path / "terms.tsv"))
    assert prompt == Prompt("Do: {source}", {"Gleis": "platform", "Zug": "train"})
    (tmp_path / "terms.tsv").write_text("Gleis platform\n", encoding="utf-8")
    with pytest.raises(DataError, match="line 1: no term with its translation"):
        read_prompt("", str(tmp_path / "terms.tsv"))


def test_names_of_languages_are_english() -> None:
    assert [language_name(code) for code in ("de", "pt-BR", "xx")] == ["German", "Portuguese (pt-BR)", "xx"]
