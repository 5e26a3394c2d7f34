"""Files written whole or not at all, strict JSON, and UTF-8 with errors that name the place."""

from tertium.files.line_pieces import LineFile
from tertium.files.row_groups import GroupedTable, write_row_groups
from tertium.files.shapes import check_shape
from tertium.files.tables import check_columns, read_parquet, write_parquet
from tertium.files.text import BOM, bom_note, check_text, read_bytes, read_lines, read_text
from tertium.files.values import json_pieces, parse_toml, read_json, read_toml, sha256, strict_json
from tertium.files.whole import (
    append_text,
    check_free,
    check_new,
    recover,
    recover_all,
    whole_folder,
    write_bytes,
    write_pieces,
    write_text,
)

__all__ = [
    "BOM",
    "GroupedTable",
    "LineFile",
    "append_text",
    "bom_note",
    "check_columns",
    "check_free",
    "check_new",
    "check_shape",
    "check_text",
    "json_pieces",
    "parse_toml",
    "read_bytes",
    "read_json",
    "read_lines",
    "read_parquet",
    "read_text",
    "read_toml",
    "recover",
    "recover_all",
    "sha256",
    "strict_json",
    "whole_folder",
    "write_bytes",
    "write_parquet",
    "write_pieces",
    "write_row_groups",
    "write_text",
]
