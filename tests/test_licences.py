"""No licence of the core asks more than naming its authors."""

from __future__ import annotations

from email.message import Message
from typing import TYPE_CHECKING

import pytest

from tests import licences

if TYPE_CHECKING:
    from importlib.metadata import PackageMetadata


@pytest.mark.parametrize(
    ("text", "permissive"),
    [
        ("MIT", True),
        ("BSD-3-Clause AND 0BSD AND MIT", True),
        ("MPL-1.1 OR GPL-2.0-only OR LGPL-2.1-or-later", True),
        ("The BSD 2-Clause License", True),
        ("GPL-3.0-only", False),
        ("MIT AND GPL-3.0-only", False),
        ("GNU Lesser General Public License v3 (LGPLv3)", False),
        ("CC-BY-NC-4.0 OR GPL-2.0", False),
        ("", False),
        ("Proprietary", False),
    ],
)
def test_a_licence_is_permissive_if_one_of_its_choices_is(text: str, permissive: bool) -> None:  # noqa: FBT001
    assert licences.is_permissive(text) is permissive


def test_the_expression_counts_before_the_classifier_and_the_text() -> None:
    def metadata(**fields: str) -> PackageMetadata:
        message = Message()
        for name, value in fields.items():
            message[name.replace("_", "-")] = value
        return message  # type: ignore[return-value]

    assert licences.licence(metadata(License="MIT\nand its text")) == "MIT"
    classifier = "License :: OSI Approved :: MIT License"
    assert licences.licence(metadata(License="x", Classifier=classifier)) == "MIT License"
    assert licences.licence(metadata(License_Expression="ISC", Classifier=classifier)) == "ISC"
    assert licences.licence(metadata()) == ""


def test_what_only_an_extra_needs_is_not_the_core() -> None:
    requires = {"a": ["b>1", "c; extra == 'more'", "d; python_version < '3'"], "b": ["A"]}
    assert licences.core("A", requires.get) == ["a", "b"]


def test_the_core_is_permissive(capsys: pytest.CaptureFixture[str]) -> None:
    assert licences.main() == 0
    assert "sacrebleu: Apache-2.0\n" in capsys.readouterr().out


def test_a_package_of_the_core_under_the_gpl_fails(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(licences, "licence", lambda _: "GPL-3.0-only")
    monkeypatch.setattr(licences, "core", lambda *_: ["sacrebleu", "not-installed"])
    assert licences.main() == 1
    assert capsys.readouterr().err == "no permissive licence: sacrebleu, not-installed\n"
