"""One chart, as SVG, PNG or PDF: the same input gives the same bytes."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias, get_args

from tertium.errors import UsageError
from tertium.reports.formats.text import cropped

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

FileKind: TypeAlias = Literal["svg", "png", "pdf"]

STYLE: Final = {
    "axes.edgecolor": "#8c9097",
    "axes.spines.right": False,
    "axes.spines.top": False,
    "figure.dpi": 150,
    "font.size": 9,
    "grid.color": "#e2e2dd",
    "pdf.fonttype": 42,
    "svg.fonttype": "none",
    "svg.hashsalt": "tertium",
}


@dataclass(frozen=True, slots=True, eq=False)
class Chart:
    """A finished chart; a notebook shows it.

    Attributes:
        name: for a file, without a suffix.
        figure: matplotlib's, to change what doesn't suit.
    """

    name: str
    figure: Figure

    def render(self, kind: FileKind = "svg") -> bytes:
        """Return the bytes of a file; UsageError for another kind."""
        import matplotlib as mpl

        if kind not in get_args(FileKind):
            raise UsageError(f"a chart can't be {kind!r}", hint=", ".join(get_args(FileKind)))
        undated = {"svg": {"Date": None}, "pdf": {"CreationDate": None}, "png": {"Software": None}}
        out = io.BytesIO()
        with mpl.rc_context(STYLE):  # type: ignore[arg-type]  # its keys are a long Literal
            self.figure.savefig(out, format=kind, metadata=undated[kind], bbox_inches="tight")
        return out.getvalue()

    def _repr_svg_(self) -> str:
        return self.render().decode()


def empty(width: float, height: float) -> Axes:
    """Return an empty chart of so many inches; nothing is kept outside of it."""
    try:
        import matplotlib as mpl
        from matplotlib.figure import Figure
    except ModuleNotFoundError as error:
        raise UsageError("matplotlib is not installed", hint="pip install 'tertium[plot]'") from error
    with mpl.rc_context(STYLE):  # type: ignore[arg-type]  # as above
        axes: Axes = Figure(figsize=(width, height)).add_subplot()
        axes.set_axisbelow(True)
        return axes


def finished(name: str, axes: Axes, title: str) -> Chart:
    """Return the chart with its title above it."""
    from matplotlib.figure import Figure

    axes.set_title(cropped(title, 90), loc="left", fontsize=11, fontweight="bold", parse_math=False)
    figure = axes.get_figure()
    if not isinstance(figure, Figure):
        raise TypeError(figure)
    return Chart(name, figure)


def palette() -> Any:
    """Return colours from worse to better, through grey."""
    from matplotlib.colors import LinearSegmentedColormap

    return LinearSegmentedColormap.from_list("tertium", ["#c65a38", "#f6c2b0", "#f3f3f1", "#a8cdf0", "#1f6db5"])
