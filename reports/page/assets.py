"""The page's own files: templates, scripts and the style, and the policy that allows nothing else."""

from __future__ import annotations

import base64
import hashlib
import math
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from jinja2 import Environment, FunctionLoader, StrictUndefined

from tertium.reports.page.packing import minify
from tertium.terminal import reveal

if TYPE_CHECKING:
    from jinja2 import Template

SCRIPTS: Final = (
    "data.js",
    "names.js",
    "texts.js",
    "diff.js",
    "state.js",
    "systems.js",
    "findings.js",
    "tables.js",
    "definitions.js",
    "heatmap.js",
    "pair.js",
    "order.js",
    "filters.js",
    "list.js",
    "marks.js",
    "context.js",
    "export.js",
    "detail.js",
    "keys.js",
    "start.js",
)
"""The parts of the page's one script, in the order in which they need each other."""

STYLES: Final = ("page.css", "explorer.css")
"""The parts of a run's page's style; other pages share the first."""


def script() -> str:
    """Return the page's one script."""
    return "".join(minify(_read_asset(name)) for name in SCRIPTS)


def style(*names: str) -> str:
    """Return these style sheets as one; by default that of a run's page."""
    return "".join(minify(_read_asset(name)) for name in names or STYLES)


def template(name: str = "page.html") -> Template:
    """Return the template of a whole page."""
    return _environment().get_template(name)


def policy(script: str, style: str) -> str:
    """Return the Content-Security-Policy: this script or none, this style, and nothing from anywhere."""
    scripts = f"script-src '{_hash(script)}'; " if script else ""
    return f"default-src 'none'; {scripts}style-src '{_hash(style)}'; base-uri 'none'; form-action 'none'"


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def _read_asset(name: str) -> str:
    return (files("tertium.reports.page") / name).read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FunctionLoader(_read_asset),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,  # a chapter's last line ends before the page goes on
    )
    environment.filters["visible"] = reveal
    environment.filters["raw"] = _all_digits
    return environment


def _all_digits(number: float | None) -> str:
    """Return a number with all its digits for a cell's data-value; nothing where there is none."""
    return "" if number is None or not math.isfinite(number) else repr(number)
