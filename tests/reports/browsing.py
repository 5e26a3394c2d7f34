"""A headless Chromium for the tests: what a page shows, asks for, complains of, and what axe-core says of it."""

from __future__ import annotations

import importlib.util
import json
import shutil
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

CHROMIUM: Final = shutil.which("chromium") or shutil.which("chromium-browser")
DRIVER: Final = shutil.which("chromedriver")
QUIET: Final = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
)

PATIENCE: Final = 300
"""Seconds that a page may take before a test fails."""


def axe_script() -> Path | None:
    """Return axe-core as it lies in a wheel on PyPI; the wheel's own package is not imported."""
    result = importlib.util.find_spec("axe_playwright_python")
    folder = next(iter(result.submodule_search_locations or ()), None) if result else None
    return Path(folder) / "axe.min.js" if folder else None


def lacking() -> str:
    """Return what is missing to run these tests, or nothing."""
    wanted = {
        "chromium (apt-get install chromium)": CHROMIUM,
        "chromedriver (apt-get install chromium-driver)": DRIVER,
        "selenium": importlib.util.find_spec("selenium"),
        "axe-core (pip install --no-deps axe-playwright-python)": axe_script(),
    }
    return ", ".join(name for name, there in wanted.items() if not there)


class Browser:
    """One Chromium for many pages."""

    def __init__(self) -> None:
        from selenium import webdriver
        from selenium.webdriver.chrome.service import Service

        self.profile = tempfile.mkdtemp()
        options = webdriver.ChromeOptions()
        for flag in (*QUIET, f"--user-data-dir={self.profile}"):
            options.add_argument(flag)
        options.binary_location = str(CHROMIUM)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
        self.driver: Chrome = webdriver.Chrome(options=options, service=Service(str(DRIVER)))
        self.driver.set_script_timeout(PATIENCE)

    def open(self, path: Path, *, anchor: str = "", width: int = 1280, dark: bool = False, ready: bool = True) -> float:
        """Open a file and return the seconds until it can be used; logs begin anew."""
        feature = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [feature]})
        size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 500}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        self.driver.get("about:blank")
        self.log("browser")
        self.log("performance")
        start = time.perf_counter()
        self.driver.get(path.as_uri() + anchor)
        if ready:
            self.wait("return document.documentElement.dataset.ready === 'yes'")
        return time.perf_counter() - start

    def close(self) -> None:
        self.driver.quit()
        shutil.rmtree(self.profile, ignore_errors=True)

    def log(self, name: str) -> list[Any]:
        """Return what was logged since the last call."""
        return list(self.driver.get_log(name))  # type: ignore[no-untyped-call]

    def js(self, script: str, *arguments: object) -> Any:
        return self.driver.execute_script(script, *arguments)

    def wait(self, script: str) -> None:
        """Wait until a script returns something true."""
        end = time.monotonic() + PATIENCE
        while not self.js(script):
            assert time.monotonic() < end, f"never: {script}"
            time.sleep(0.01)

    def slowness(self) -> float:
        """Return how many times as long as 25 ms, where limits of time were set, a sort takes here; at least 1."""
        script = (
            "const start = performance.now();"
            "Array.from({length: 1e5}, (_, i) => i * 7919 % 100003).sort((a, b) => a - b);"
            "return performance.now() - start"
        )
        return max(1, min(float(self.js(script)) for _ in range(3)) / 25)

    def set(self, field: str, value: str) -> None:
        """Put a value into a field of this id, as a hand does."""
        kind = "input" if field in {"query", "note"} else "change"
        self.js(
            "const f = document.getElementById(arguments[0]); f.value = arguments[1];"
            "f.dispatchEvent(new Event(arguments[2], {bubbles: true}))",
            field,
            value,
            kind,
        )

    def press(self, key: str, element: str = "list") -> None:
        """Press a key while the element of this id has the focus, as a hand does."""
        self.js(
            "const e = document.getElementById(arguments[1]); e.focus();"
            "e.dispatchEvent(new KeyboardEvent('keydown', {key: arguments[0], bubbles: true, cancelable: true}))",
            key,
            element,
        )

    def download(self, button: str, folder: Path) -> Path:
        """Click the button of this id and return the file that was saved in the folder."""
        self.driver.execute_cdp_cmd(
            "Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(folder), "eventsEnabled": False}
        )
        before = set(folder.iterdir())
        self.js("document.getElementById(arguments[0]).click()", button)
        end = time.monotonic() + PATIENCE
        while not (files := [path for path in folder.iterdir() if path not in before and path.suffix != ".crdownload"]):
            assert time.monotonic() < end, "nothing was saved"
            time.sleep(0.02)
        return files[0]

    def texts(self, selector: str) -> list[str]:
        return [
            str(entry)
            for entry in self.js(f"return [...document.querySelectorAll({selector!r})].map(e => e.textContent)")
        ]

    def complaints(self) -> list[str]:
        """Return what stands in the console since the page was opened, violations of its policy among it."""
        return [str(entry["message"]) for entry in self.log("browser")]

    def requests(self) -> list[str]:
        """Return the addresses that were asked for since the page was opened, the page's own left out."""
        messages = [json.loads(entry["message"])["message"] for entry in self.log("performance")]
        sent = [entry["params"] for entry in messages if entry["method"] == "Network.requestWillBeSent"]
        return [entry["request"]["url"] for entry in sent if entry.get("type") != "Document"]

    def violations(self) -> list[str]:
        """Return axe-core's violations of WCAG 2.0 to 2.2, levels A and AA, with the elements."""
        source = axe_script()
        assert source
        self.js(source.read_text(encoding="utf-8"))
        tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
        result = self.driver.execute_async_script(
            "const done = arguments[1]; const runOnly = {type: 'tag', values: arguments[0]};"
            "axe.run(document, {runOnly, resultTypes: ['violations']})"
            ".then(r => done(r.violations), e => done([{id: String(e), nodes: []}]))",
            tags,
        )
        return [
            f"{entry['id']}: {node['html'][:120]} {node.get('failureSummary', '')}"
            for entry in result
            for node in entry["nodes"]
        ]
