"""Draw how well tests and bounds hold 5 %: `python benchmarks/calibration.py --json | python benchmarks/figure.py`.

The SVG on stdout is docs/calibration.svg; grey is where a rate at 5 % should be.
"""

from __future__ import annotations

import json
import sys
from html import escape
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

LEFT, TOP, ROW, WIDTH, FOOT = 190, 64, 22, 420, 46
KEPT: Final = (3.5, 6.0)
"""Rates in percent that are as good as 5."""


class Panel(NamedTuple):
    """A block of rows.

    Attributes:
        title: stands above it.
        kinds: figure to color and label; each is a dot in every row.
        highest: percentage at the right end.
        step: between two percentages of the scale.
    """

    title: str
    kinds: Mapping[str, tuple[str, str]]
    highest: int
    step: int

    def x(self, percent: float) -> float:
        """Return the x coordinate of a percentage; what lies beyond the end is drawn there."""
        return LEFT + min(percent, self.highest) * WIDTH / self.highest


TESTS: Final = Panel(
    "How often a test at 5 % rejects systems that differ by chance only",
    {"reject_at_5": ("#1b6ca8", "drawn by document"), "reject_at_5_by_segment": ("#c8553d", "drawn by segment")},
    50,
    5,
)
GATES: Final = Panel(
    "How often 95 % bounds are wrong about a candidate that is worse by exactly the margin",
    {"false_pass": ("#c8553d", "it passes"), "false_fail": ("#1b6ca8", "it fails")},
    10,
    1,
)


def text(left: float, top: float, content: str, anchor: str = "start") -> str:
    """Return a text element."""
    return f'<text x="{left:.1f}" y="{top:.1f}" text-anchor="{anchor}">{escape(content)}</text>'


def height(rows: int) -> int:
    """Return the height of a panel."""
    return TOP + ROW * rows + FOOT


def draw_panel(panel: Panel, rows: Mapping[str, Mapping[str, float]], top: int) -> Iterator[str]:
    """Yield the elements of a panel: a row per name, a dot per kind."""
    first, bottom = top + TOP, top + TOP + ROW * len(rows)
    low, high = map(panel.x, KEPT)
    yield f'<path d="M{low:.1f} {first - 8}H{high:.1f}V{bottom}H{low:.1f}Z" fill="#ddd"/>'
    yield text(10, top + 22, panel.title)
    for i, (color, label) in enumerate(panel.kinds.values()):
        yield f'<circle cx="{16 + i * 170}" cy="{top + 40}" r="5" fill="{color}"/>'
        yield text(26 + i * 170, top + 44, label)
    for percent in range(0, panel.highest + 1, panel.step):
        yield f'<path d="M{panel.x(percent):.1f} {first - 8}V{bottom}" stroke="#bbb" stroke-width=".5"/>'
        yield text(panel.x(percent), bottom + 18, f"{percent} %", "middle")
    for i, (name, rates) in enumerate(rows.items()):
        middle = first + ROW * i + ROW / 2
        yield text(LEFT - 12, middle + 4, name, "end")
        for kind, (color, _) in panel.kinds.items():
            if kind in rates:
                yield f'<circle cx="{panel.x(rates[kind]):.1f}" cy="{middle}" r="5" fill="{color}"/>'


def draw(tests: Mapping[str, Mapping[str, float]], gates: Mapping[str, Mapping[str, float]]) -> str:
    """Return the figure: tests by set and metric, then gates by number of documents and metric, and suites."""
    top = height(len(tests))
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {LEFT + WIDTH + 30} {top + height(len(gates))}">',
            "<style>text{font:13px sans-serif;fill:#222}</style>",
            '<rect width="100%" height="100%" fill="#fff"/>',
            *draw_panel(TESTS, tests, 0),
            *draw_panel(GATES, gates, top),
            "</svg>",
        ]
    )


def read(lines: Iterable[str]) -> tuple[dict[str, dict[str, float]], dict[str, dict[str, float]]]:
    """Return the rows of both panels, name to figure to percentage, from figures as JSON lines."""
    tests: dict[str, dict[str, float]] = {}
    gates: dict[str, dict[str, float]] = {}
    for line in lines:
        figure = json.loads(line)
        match figure["name"].split("/"):
            case ["calibration", "gate", count, metric, kind]:
                gates.setdefault(f"{count} documents, {metric}", {})[kind] = figure["value"]
            case ["calibration", "suite", count, kind]:
                gates.setdefault(f"suite of {count} sets", {})[kind] = figure["value"]
            case ["calibration", name, metric, kind]:
                tests.setdefault(f"{name}, {metric}", {})[kind] = figure["value"]
    return tests, gates


if __name__ == "__main__":
    print(draw(*read(sys.stdin)))
