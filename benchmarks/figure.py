"""Draw how often tests reject a true null: `python benchmarks/resampling.py --json | python benchmarks/figure.py`.

The SVG on stdout is docs/calibration.svg; grey is where a test at 5 % should be.
"""

from __future__ import annotations

import json
import sys
from html import escape

LEFT, TOP, ROW, WIDTH, HIGHEST = 190, 64, 30, 420, 40
KINDS = {"reject_at_5": ("#1b6ca8", "drawn by document"), "reject_at_5_by_segment": ("#c8553d", "drawn by segment")}


def x(percent: float) -> float:
    """Return the x coordinate of a percentage."""
    return LEFT + percent * WIDTH / HIGHEST


def text(left: float, top: float, content: str, anchor: str = "start") -> str:
    """Return a text element."""
    return f'<text x="{left:.1f}" y="{top:.1f}" text-anchor="{anchor}">{escape(content)}</text>'


def draw(figures: dict[tuple[str, str], dict[str, float]]) -> str:
    """Return the figure: a row per set and metric, a dot per test."""
    bottom = TOP + ROW * len(figures)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {LEFT + WIDTH + 30} {bottom + 46}">',
        "<style>text{font:13px sans-serif;fill:#222}</style>",
        '<rect width="100%" height="100%" fill="#fff"/>',
        f'<path d="M{x(3.5):.1f} {TOP - 8}H{x(6.5):.1f}V{bottom}H{x(3.5):.1f}Z" fill="#ddd"/>',
        text(10, 22, "How often a test at 5 % rejects systems that differ by chance only"),
    ]
    for i, (color, label) in enumerate(KINDS.values()):
        parts += [f'<circle cx="{16 + i * 170}" cy="40" r="5" fill="{color}"/>', text(26 + i * 170, 44, label)]
    for percent in range(0, HIGHEST + 1, 5):
        parts.append(f'<path d="M{x(percent):.1f} {TOP - 8}V{bottom}" stroke="#bbb" stroke-width=".5"/>')
        parts.append(text(x(percent), bottom + 18, f"{percent} %", "middle"))
    for i, ((name, metric), rates) in enumerate(figures.items()):
        middle = TOP + ROW * i + ROW / 2
        parts.append(text(LEFT - 12, middle + 4, f"{name}, {metric}", "end"))
        parts += [
            f'<circle cx="{x(rates[kind]):.1f}" cy="{middle}" r="5" fill="{color}"/>'
            for kind, (color, _) in KINDS.items()
        ]
    return "\n".join([*parts, "</svg>"])


def main() -> None:
    """Read figures as JSON lines and print the SVG."""
    figures: dict[tuple[str, str], dict[str, float]] = {}
    for line in sys.stdin:
        row = json.loads(line)
        topic, *names = row["name"].split("/")
        if topic == "calibration":
            figures.setdefault((names[0], names[1]), {})[names[2]] = row["value"]
    print(draw(figures))


if __name__ == "__main__":
    main()
