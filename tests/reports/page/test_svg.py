"""SVG as text is escaped."""

from __future__ import annotations

from tertium.reports.page.svg import chart_element, element, path_data, text_element


def test_attributes_and_texts_are_escaped_and_numbers_short() -> None:
    assert (
        element("a", class_="x", text_anchor='"<', x=1.0, y=1 / 3)
        == '<a class="x" text-anchor="&quot;&lt;" x="1" y="0.33"/>'
    )
    assert text_element("<b>", 1, 2.5) == '<text x="1" y="2.5">&lt;b&gt;</text>'
    assert chart_element(10.0, 20.0, [element("g")], title="a & b").startswith(
        '<svg viewBox="0 0 10 20" role="img" aria-label="a &amp; b" class="chart"><g/>'
    )
    assert path_data([(0.0, 1.0), (2.5, 3.125)]) == "M0 1L2.5 3.12"
