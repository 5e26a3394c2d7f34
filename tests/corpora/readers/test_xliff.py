"""XLIFF 1.2 and 2.0, as other tools write them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tertium.corpora.readers import Languages, open_set, xliff
from tests.corpora.making import assert_refused, write

if TYPE_CHECKING:
    from pathlib import Path

XLIFF_1 = """<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
<file original="app/menu.html" source-language="en-GB" target-language="de" datatype="html"><header/><body>
<group><trans-unit id="7"><source>Open <g id="1">file</g><x id="2"/></source><target>Datei öffnen</target>
<alt-trans match-quality="80"><target>Öffnen</target></alt-trans></trans-unit></group>
<trans-unit id="8"><source>Close</source></trans-unit></body></file></xliff>"""

XLIFF_2 = """<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="en" trgLang="fr">
<file id="f1"><unit id="u1"><segment id="a"><source>One.</source><target>Un.</target></segment>
<ignorable><source> </source></ignorable>
<segment><source>Two <pc id="1">big</pc>.</source></segment></unit></file></xliff>"""


@pytest.mark.parametrize(
    ("name", "claimed"), [("a.xlf", True), ("a.xliff", True), ("a.xlf.gz", True), ("a.xml", False)]
)
def test_a_file_is_claimed_by_its_name(name: str, claimed: bool, tmp_path: Path) -> None:  # noqa: FBT001
    assert xliff.claims(tmp_path / name) is claimed


def test_an_xliff_1_of_another_tool(tmp_path: Path) -> None:
    data = open_set(write(tmp_path / "menu.xlf", XLIFF_1))
    assert data.ids == ("7", "8")
    assert data.sources == ("Open file", "Close")
    assert dict(data.references) == {"ref": ("Datei öffnen", None)}
    assert (data.languages, data.documents[0].id) == (("en", "de"), "app/menu.html")


def test_an_xliff_2_with_two_segments_in_a_unit(tmp_path: Path) -> None:
    data = open_set(write(tmp_path / "menu.xliff", XLIFF_2))
    assert data.ids == ("u1.1", "u1.2")
    assert (data.sources, data.references["ref"]) == (("One.", "Two big."), ("Un.", None))


@pytest.mark.parametrize(
    ("source", "target", "languages"),
    [
        ("en_US", "zh_CN", ("en", "zh")),
        ("en-US", "zh-TW", ("en", "zh")),
        ("eng", "zho_Hans", ("en", "zh")),
        ("iw", "und", ("he", None)),
        ("en-US", "en_gb", ("en-US", "en-GB")),
    ],
)
def test_an_xliff_names_its_languages_with_hyphens_or_underscores(
    source: str, target: str, languages: Languages, tmp_path: Path
) -> None:
    text = XLIFF_1.replace('"en-GB"', f'"{source}"').replace('"de"', f'"{target}"')
    assert open_set(write(tmp_path / "menu.xlf", text)).languages == languages
    assert open_set(tmp_path / "menu.xlf", ("de", "fr_CA")).languages == ("de", "fr_CA")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<tmx/>", "is not XLIFF 1.2 or 2.0\n  try: <xliff version="),
        ('<xliff version="3.0"/>', "is not XLIFF 1.2 or 2.0"),
        (
            '<xliff version="1.2"><file original="d"><body/></file></xliff>',
            "has no translation units\n  try: <trans-unit>",
        ),
        ('<xliff version="2.0"><file id="d"/></xliff>', "has no translation units"),
    ],
)
def test_a_broken_file_is_an_error_that_names_the_place(text: str, message: str, tmp_path: Path) -> None:
    assert_refused(write(tmp_path / "a.xlf", text), message)
