"""Files written whole or not at all, strict JSON, and UTF-8 with errors that name the place."""

from tertium.files.text import BOM, check_text, read_bytes, read_lines, read_text
from tertium.files.values import read_json, read_toml, sha256, strict_json
from tertium.files.whole import check_free, check_new, whole_folder, write_bytes, write_text

__all__ = [
    "BOM",
    "check_free",
    "check_new",
    "check_text",
    "read_bytes",
    "read_json",
    "read_lines",
    "read_text",
    "read_toml",
    "sha256",
    "strict_json",
    "whole_folder",
    "write_bytes",
    "write_text",
]
