"""The documentation as a site: `make docs`. Everything it needs is here or installed; nothing is fetched."""

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE / "extensions")]

project = "tertium"
author = "The tertium authors"
copyright = "the tertium authors, Apache-2.0"  # noqa: A001 - Sphinx's name
extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon", "reference"]

myst_enable_extensions = ["deflist"]
myst_heading_anchors = 4  # as GitHub makes them, so that a link works there and here
source_suffix = {".md": "markdown"}
exclude_patterns = ["extensions"]
suppress_warnings = ["misc.highlighting_failure"]  # blocks of TOML and JSON have "…" where something is left out

autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_preserve_defaults = True
napoleon_google_docstring = True
napoleon_numpy_docstring = False
napoleon_use_ivar = True  # else attributes of docstrings and of dataclasses would be described twice
add_module_names = False
python_maximum_signature_line_length = 88

html_theme = "furo"
html_title = "tertium"
html_copy_source = False
html_show_sphinx = False
html_theme_options = {"navigation_with_keys": True}
