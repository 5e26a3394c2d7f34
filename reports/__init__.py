"""Reports of a run: tables in many formats, a page, a comment, charts."""
