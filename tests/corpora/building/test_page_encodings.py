"""Pages in another encoding than they declare are named by the build."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tertium.cli import main
from tertium.corpora import store
from tertium.corpora.building.page_encodings import SHOWN, encoding_warnings
from tertium.executor import Serial

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

RU = (
    "Городской совет Остхайма в понедельник решил закрыть бассейн.",
    "Трое депутатов голосовали против, а 12 жителей свистели.",
)
EN = (
    "The council of Ostheim voted on Monday to close the pool.",
    "Three members voted against it, and 12 people whistled.",
)
WARNING = "declares koi8-r, but its text is far likelier in ru if it is read as cp1251: save it as UTF-8"


def write_page(path: Path, lines: tuple[str, ...], label: str, encoding: str) -> None:
    paragraphs = "".join(f"<p>{line}</p>" for line in lines)
    page = f"<html><head><meta charset={label}></head><body><article>{paragraphs}</article></body></html>"
    path.write_bytes(page.encode(encoding))


def build(folder: Path, *more: str) -> int:
    words = ["build", str(folder), "--from", "en", "--to", "ru", "-o", str(folder.parent / "set"), *more]
    return main([*words, "--encoder", "lexical"])


def test_a_build_without_a_pair_names_the_page_and_the_likelier_encoding(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    write_page(folder / "pool.html", EN, "windows-1252", "cp1252")
    write_page(folder / "bad.html", RU, "koi8-r", "cp1251")
    assert build(folder, "-q", "--pair-by", "name") == 3
    what, hint = capsys.readouterr().err.splitlines()
    assert what.endswith(f"; bad.html {WARNING}")
    assert hint.startswith("  try: ")


def test_a_set_with_such_a_page_has_the_warning_as_a_note(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    write_page(folder / "pool.en.html", EN, "utf-8", "utf-8")
    write_page(folder / "pool.ru.html", RU, "windows-1251", "cp1251")
    write_page(folder / "again.html", RU, "koi8-r", "cp1251")
    (folder / "pairs.tsv").write_text("pool.en\tpool.ru\n", encoding="utf-8")
    assert build(folder, "--pairs", str(folder / "pairs.tsv")) == 0
    assert f"again.html {WARNING}" in capsys.readouterr().err
    assert store.load(tmp_path / "set").notes == (f"again.html {WARNING}",)


def test_many_pages_are_counted(tmp_path: Path) -> None:
    names = [f"{i}.html" for i in range(SHOWN + 2)]
    for name in names:
        write_page(tmp_path / name, RU, "koi8-r", "cp1251")
    warnings = encoding_warnings(tmp_path, [*names, "a.txt"], ("en", "ru"), Serial())
    assert len(warnings) == SHOWN + 1
    assert warnings[0] == f"0.html {WARNING}"
    assert warnings[-1] == "pages that are likelier in another encoding too: 2"
    assert encoding_warnings(tmp_path, [], ("en", "ru"), Serial()) == ()
