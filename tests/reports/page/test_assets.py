"""The page's own files: one script, one style, and a policy that allows nothing else."""

from __future__ import annotations

import base64
import hashlib

import pytest

from tertium.reports.page.assets import policy, script, style, template


def test_the_policy_pins_script_and_style_by_their_hashes() -> None:
    directives = policy("a", "b")
    assert directives.startswith("default-src 'none'; script-src 'sha256-")
    assert f"style-src 'sha256-{base64.b64encode(hashlib.sha256(b'b').digest()).decode()}'" in directives


def test_a_page_without_a_script_allows_none() -> None:
    assert policy("", "b").startswith("default-src 'none'; style-src 'sha256-")


def test_script_and_style_cannot_end_their_element() -> None:
    assert "</script" not in script()
    assert "</style" not in style()
    assert style().startswith(style("page.css"))
    assert style("page.css", "suite.css").startswith(style("page.css"))
    assert script().startswith('"use strict";')


def test_the_template_refuses_what_it_is_not_given() -> None:
    with pytest.raises(Exception, match="undefined"):
        template().render()
    with pytest.raises(Exception, match="undefined"):
        template("suite.html").render()
