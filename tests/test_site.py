"""The documentation builds as a site without a warning, and every link in it leads somewhere, anchors too."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.util import find_spec
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote, urlsplit

import pytest
import typer.main
from lxml import html

import tertium
from tertium.cli import parser
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.docs
MISSING = [name for name in ("sphinx", "myst_parser", "furo") if not find_spec(name)]
LOADED = ("//script/@src", "//img/@src", "//link[@rel='stylesheet' or @rel='icon']/@href")


class Page(NamedTuple):
    """A page of the site: where it links, what can be linked to, what a browser loads for it, what it says."""

    links: list[str]
    anchors: set[str]
    loaded: list[str]
    text: str


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> dict[Path, Page]:
    """Build the site as `make docs` does and return its pages."""
    if MISSING:
        pytest.skip(f"needs the extra docs: {', '.join(MISSING)} not installed")
    folder = tmp_path_factory.mktemp("site")
    words = ["-m", "sphinx", "-W", "--keep-going", "-q", "-b", "html", "-d", str(folder / "doctrees")]
    built = subprocess.run(
        [sys.executable, *words, str(ROOT / "docs"), str(folder / "html")],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "default"},
    )
    assert built.returncode == 0, built.stderr
    return {path.resolve(): page(path) for path in (folder / "html").rglob("*.html")}


def page(path: Path) -> Page:
    tree = html.parse(str(path), html.HTMLParser(encoding="utf-8"))
    ids = {*tree.xpath("//@id"), *tree.xpath("//a/@name")}
    loaded = [address for query in LOADED for address in tree.xpath(query)]
    return Page(tree.xpath("//a/@href"), ids, loaded, tree.getroot().text_content())


def of(site: dict[Path, Page], ending: str) -> Page:
    (found,) = [page for path, page in site.items() if path.as_posix().endswith(ending)]
    return found


def test_every_link_and_every_anchor_leads_somewhere(site: dict[Path, Page]) -> None:
    lost = []
    for path, page in site.items():
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme:
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            if not target.is_file() or (parts.fragment and unquote(parts.fragment) not in anchors(site, target)):
                lost.append(f"{path.name}: {link}")
    assert not lost


def anchors(site: dict[Path, Page], target: Path) -> set[str]:
    return site[target].anchors if target in site else set()


def test_a_browser_loads_nothing_from_elsewhere(site: dict[Path, Page]) -> None:
    addresses = {address for page in site.values() for address in page.loaded}
    assert not [address for address in addresses if urlsplit(address).netloc]


def test_the_references_have_every_command_and_every_public_name(site: dict[Path, Page]) -> None:
    commands = typer.main.get_command(parser()).commands  # type: ignore[attr-defined]
    assert len(commands) > 20
    sections = of(site, "reference/commands.html").text
    for name in commands:
        assert f"tertium {name}" in sections
    names = of(site, "reference/python.html").anchors
    assert {f"tertium.{name}" for name in tertium.__all__} <= names
