"""The pictures of docs/gallery.md and of the README, from a run: `python examples/gallery.py RUN [FOLDER]`.

Charts come from `tertium plot`, screenshots from the page in headless Chromium (see tests/reports/browsing.py for what
that needs). FOLDER is docs/gallery without a second argument.
"""

from __future__ import annotations

import base64
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tertium.cli import main as tertium
from tests.reports.browsing import Browser

WIDTH, HEIGHT = 1280, 900
VIEWS = (
    ("page", "", "#leaderboard", False),
    ("page-dark", "", "#documents", True),
    ("segments", "#a=southwind&b=northwind&warning=numbers%3A+number+changed", "#segments", False),
)
"""File, what is chosen in the page, which section is seen, whether dark."""


def shoot(page: Path, folder: Path) -> None:
    """Write a screenshot of each view."""
    browser = Browser()
    for name, chosen, section, dark in VIEWS:
        browser.open(page, anchor=chosen, dark=dark)
        browser.js("document.querySelector(arguments[0]).scrollIntoView()", section)
        top = (
            0
            if section == "#leaderboard"
            else browser.js("return scrollY + document.querySelector('nav').offsetHeight")
        )
        clip = {"x": 0, "y": top, "width": WIDTH, "height": HEIGHT, "scale": 1}
        shot = browser.driver.execute_cdp_cmd("Page.captureScreenshot", {"captureBeyondViewport": True, "clip": clip})
        (folder / f"{name}.png").write_bytes(base64.b64decode(shot["data"]))
    browser.close()


def main() -> None:
    """Draw everything."""
    run, *wanted = sys.argv[1:]
    folder = Path(wanted[0] if wanted else Path(__file__).parents[1] / "docs" / "gallery")
    folder.mkdir(parents=True, exist_ok=True)
    tertium(["plot", run, "-o", str(folder), "--overwrite"])
    with tempfile.TemporaryDirectory() as place:
        page = Path(place) / "page.html"
        tertium(["report", run, "--format", "html", "-o", str(page)])
        shoot(page, folder)


if __name__ == "__main__":
    main()
