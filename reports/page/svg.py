"""SVG as text: attributes and contents are escaped; colours are left to the style sheet."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def element(name: str, *children: str, **attributes: object) -> str:
    """Return an element.

    Args:
        name: of the element.
        children: elements as text; texts go through `text_element`, which escapes them.
        attributes: ``class_`` becomes class and ``text_anchor`` text-anchor; floats are given two decimals.
    """
    pairs = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(_attribute(value))}"' for key, value in attributes.items()
    )
    content = "".join(children)
    return f"<{name}{pairs}>{content}</{name}>" if content else f"<{name}{pairs}/>"


def text_element(content: str, x: float, y: float, **attributes: object) -> str:
    """Return a text element; the content is escaped."""
    return element("text", escape(content), x=x, y=y, **attributes)


def chart_element(width: float, height: float, parts: Iterable[str], *, title: str) -> str:
    """Return a chart that fills the width of its place; the title is read aloud but not drawn."""
    return element(
        "svg",
        *parts,
        viewBox=f"0 0 {_attribute(width)} {_attribute(height)}",
        role="img",
        aria_label=title,
        class_="chart",
    )


def path_data(points: Iterable[tuple[float, float]]) -> str:
    """Return the attribute ``d`` of a path through points."""
    return "M" + "L".join(f"{_attribute(x)} {_attribute(y)}" for x, y in points)


def _attribute(value: object) -> str:
    # A hundredth of a pixel is finer than anybody sees, and pages have many thousands of numbers.
    return f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
