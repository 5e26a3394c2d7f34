"""WMT's SGML until 2020."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tertium.corpora.readers import open_set, sgm
from tests.corpora.making import assert_refused, write

if TYPE_CHECKING:
    from pathlib import Path

SGM = {
    "small-src.en.sgm": """<srcset setid="s" srclang="any"><DOC docid="d1" genre="news" origlang="en">
<hl><seg id="1">Rain &amp; wind</seg></hl><p><SEG id="2"> It rains. </SEG></p></DOC></srcset>""",
    "small-ref.de.sgm": """<refset setid="s" srclang="any" trglang="de"><doc sysid="ref" docid="d1">
<seg id="1">Regen &amp; Wind</seg><seg id="2">Es regnet.</seg></doc></refset>""",
    "small-x.sgm": """<tstset setid="s" srclang="any" trglang="de"><doc sysid="sysX" docid="d1">
<seg id="2">Regnet.<seg id="1">Regen</seg></doc></tstset>""",
}


def test_a_folder_of_sgm_files(tmp_path: Path) -> None:
    for name, text in SGM.items():
        write(tmp_path / name, text)
    assert sgm.claims(tmp_path)
    data = open_set(tmp_path, ("en", None))
    assert data.sources == ("Rain & wind", "It rains.")
    assert (dict(data.references), dict(data.outputs)) == (
        {"ref": ("Regen & Wind", "Es regnet.")},
        {"sysX": ("Regen", "Regnet.")},
    )
    assert data.languages == ("en", "de")


@pytest.mark.parametrize(("name", "claimed"), [("a.sgm", True), ("a.sgml", True), ("a.sgm.gz", True), ("a.xml", False)])
def test_a_file_is_claimed_by_its_name(name: str, claimed: bool, tmp_path: Path) -> None:  # noqa: FBT001
    assert sgm.claims(tmp_path / name) is claimed


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<refset></refset>", "a.sgm has no segments\n  try: <doc> elements with <seg> elements"),
        ('<refset><seg id="1">a</seg></refset>', "a segment is outside a document\n  try: <seg> within <doc"),
    ],
)
def test_a_broken_file_is_an_error_that_names_the_place(text: str, message: str, tmp_path: Path) -> None:
    assert_refused(write(tmp_path / "a.sgm", text), message)
