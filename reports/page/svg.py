"""SVG as text: elements whose attributes and contents are escaped, colours left to the style sheet."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def element(name: str, *children: str, **attributes: object) -> str:
    """Return an element; ``class_`` is class, ``text_anchor`` text-anchor; numbers have two decimals at most.

    Children are elements already; texts go through `text`.
    """
    pairs = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(_shown(value))}"' for key, value in attributes.items()
    )
    inner = "".join(children)
    return f"<{name}{pairs}>{inner}</{name}>" if inner else f"<{name}{pairs}/>"


def text(content: str, x: float, y: float, **attributes: object) -> str:
    """Return a text element; the content is escaped."""
    return element("text", escape(content), x=x, y=y, **attributes)


def chart(width: float, height: float, parts: Iterable[str], *, title: str) -> str:
    """Return a chart as wide as its place; the title is read aloud and not drawn."""
    return element(
        "svg",
        *parts,
        viewBox=f"0 0 {_shown(width)} {_shown(height)}",
        role="img",
        aria_label=title,
        class_="chart",
    )


def line(points: Iterable[tuple[float, float]]) -> str:
    """Return the ``d`` of a path through points."""
    return "M" + "L".join(f"{_shown(x)} {_shown(y)}" for x, y in points)


def _shown(value: object) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
