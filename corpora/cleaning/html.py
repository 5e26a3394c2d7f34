"""The text of a web page, by trafilatura."""

from __future__ import annotations

from tertium.errors import DataError


def extract(page: str) -> str:
    """Return the main text of a web page, one paragraph per line with empty lines between; "" where there is none.

    Comments and tables' frames are left out; headings, lists and quotations stay.
    """
    import trafilatura

    if not page.strip():
        return ""
    try:
        text = trafilatura.extract(page, include_comments=False, include_tables=True, deduplicate=False)
    except (ValueError, RecursionError) as error:
        raise DataError(f"a web page can't be read: {error}", hint="save it again") from error
    return "\n\n".join((text or "").split("\n"))
