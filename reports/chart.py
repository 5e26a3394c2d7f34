"""One chart as SVG, PNG or PDF; the same input gives the same bytes."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias, get_args

from tertium.errors import UsageError
from tertium.reports.formats.text import crop

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

FileKind: TypeAlias = Literal["svg", "png", "pdf"]

STYLE: Final = {  # settings of matplotlib
    "axes.edgecolor": "#8c9097",
    "axes.spines.right": False,
    "axes.spines.top": False,
    "figure.dpi": 150,
    "font.size": 9,
    "grid.color": "#e2e2dd",
    "pdf.fonttype": 42,  # TrueType: text in a PDF stays text, and publishers accept it
    "svg.fonttype": "none",  # text in an SVG stays text
    "svg.hashsalt": "tertium",  # ids of elements are the same in every process
}


@dataclass(frozen=True, slots=True, eq=False)
class Chart:
    """A drawn chart; a notebook shows it.

    Attributes:
        name: the name of a file for it, without a suffix.
        figure: matplotlib's figure, for changes of one's own.
    """

    name: str
    figure: Figure

    def render(self, kind: FileKind = "svg") -> bytes:
        """Return the bytes of a file; UsageError for an unknown kind.

        A PDF holds its fonts (TrueType), an SVG has its text as text. A chart that was drawn for a width is as wide as
        that, any other as its drawing.
        """
        import matplotlib as mpl

        if kind not in get_args(FileKind):
            raise UsageError(f"a chart can't be {kind!r}", hint=", ".join(get_args(FileKind)))
        # Dates and versions would make every file different.
        metadata = {"svg": {"Date": None}, "pdf": {"CreationDate": None}, "png": {"Software": None}}
        out = io.BytesIO()
        with mpl.rc_context(STYLE):  # type: ignore[arg-type]  # its keys are a long Literal
            edges = None if self.figure.get_layout_engine() else "tight"
            self.figure.savefig(out, format=kind, metadata=metadata[kind], bbox_inches=edges)
        return out.getvalue()

    def _repr_svg_(self) -> str:
        return self.render().decode()


@dataclass(frozen=True, slots=True)
class Size:
    """How large a chart is drawn.

    Attributes:
        width: inches; None for as much as the chart takes.
    """

    width: float | None = None

    @property
    def is_narrow(self) -> bool:
        """Whether the chart stands in one column of a page."""
        return self.width is not None and self.width < NARROW

    @property
    def letters(self) -> int:
        """Characters of a name."""
        return 18 if self.is_narrow else 28

    @property
    def title_letters(self) -> int:
        """Characters of a title."""
        return 90 if self.width is None else max(int(self.width * 14), 12)

    @property
    def style(self) -> dict[str, Any]:
        """Matplotlib's settings: type is as large as it must be to be read in print."""
        return STYLE if self.width is None else STYLE | {"font.size": self.points, "figure.dpi": 300}

    @property
    def points(self) -> int:
        """The size of type."""
        return 9 if self.width is None else 7 if self.is_narrow else 8


NARROW: Final = 4.5
"""Inches under which a chart stands in one column."""

FREE: Final = Size()


def empty_axes(width: float, height: float, size: Size = FREE) -> Axes:
    """Return the axes of an empty chart; width and height are in inches. No state of pyplot is touched.

    Args:
        width: as the chart wants it.
        height: likewise, whatever the width becomes.
        size: says another width.
    """
    try:
        import matplotlib as mpl
        from matplotlib.figure import Figure
    except ModuleNotFoundError as error:
        raise UsageError("matplotlib is not installed", hint="pip install 'tertium[plot]'") from error
    with mpl.rc_context(size.style):  # type: ignore[arg-type]  # as above
        layout: Any = "constrained" if size.width else None  # everything lies within the width
        axes: Axes = Figure(figsize=(size.width or width, height), layout=layout).add_subplot()
        axes.set_axisbelow(True)  # the grid lies below the data
        return axes


def finish_chart(name: str, axes: Axes, title: str, size: Size = FREE) -> Chart:
    """Return the chart of these axes with a title."""
    from matplotlib.figure import Figure

    points = 11 if size.width is None else size.points + 1
    text = crop(title, size.title_letters)
    axes.set_title(text, loc="left", fontsize=points, fontweight="bold", parse_math=False)
    figure = axes.get_figure()
    if not isinstance(figure, Figure):
        raise TypeError(figure)
    return Chart(name, figure)


def palette() -> Any:
    """Return a colour map from worse (orange) through grey to better (blue), which colour-blind readers can tell."""
    from matplotlib.colors import LinearSegmentedColormap

    return LinearSegmentedColormap.from_list("tertium", ["#c65a38", "#f6c2b0", "#f3f3f1", "#a8cdf0", "#1f6db5"])
