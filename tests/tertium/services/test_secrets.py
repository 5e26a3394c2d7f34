"""Secrets of the environment are taken out of what others say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tertium.services.secrets import without_known

if TYPE_CHECKING:
    import pytest


def test_values_of_keys_and_passwords_are_taken_out_and_others_are_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-a-secret-of-this-test\n")
    monkeypatch.setenv("db_password", "a-long-password-of-this-test")
    monkeypatch.setenv("SHORT_KEY", "local")
    monkeypatch.setenv("MODEL_NAME", "a-model-with-a-long-name")
    text = "sk-a-secret-of-this-test a-long-password-of-this-test local a-model-with-a-long-name"
    assert without_known(text) == "*** *** local a-model-with-a-long-name"
