"""Apertium from Debian, by command: its line mode loses final full stops, and a comparison finds it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.tertium.answering import outcome

MODES = Path("/usr/share/apertium/modes")

pytestmark = pytest.mark.skipif(
    not (shutil.which("apertium") and (MODES / "eng-spa.mode").exists()),
    reason="needs Debian's apertium and apertium-eng-spa",
)

SUBJECTS = {"The house": "La casa", "The table": "La mesa", "The church": "La iglesia", "The door": "La puerta"}
STATES = {"big": "grande", "green": "verde", "strong": "fuerte", "important": "importante", "free": "libre"}
PLACES = {"in the city": "en la ciudad", "in Spain": "en España", "in the mountain": "en la montaña"}


def sentences() -> list[tuple[str, str]]:
    return [
        (f"{subject} is {state} {place}.", f"{SUBJECTS[subject]} es {STATES[state]} {PLACES[place]}.")
        for subject in SUBJECTS
        for state in STATES
        for place in PLACES
    ]


def test_line_mode_is_worse_because_of_its_full_stops(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [f"d{i // 3}\t{source}\t{reference}" for i, (source, reference) in enumerate(sentences())]
    text = "\n".join(["document\tsource\treference", *rows, ""])
    (tmp_path / "s.tsv").write_text(text, encoding="utf-8")
    build = ["build", f"{tmp_path}/s.tsv", "--from", "en", "--to", "es", "-o", f"{tmp_path}/set"]
    assert outcome(capsys, *build)[0] == 0
    whole, lines = "apertium -u -n eng-spa", "apertium -u -n -f line eng-spa"
    systems = ["--system", f'whole=command:run="{whole}"', "--system", f'lines=command:run="{lines}"']
    code, _, err = outcome(capsys, "translate", f"{tmp_path}/set", *systems, "-o", f"{tmp_path}/new")
    assert code == 0, err
    assert outcome(capsys, "score", f"{tmp_path}/new", "-m", "bleu", "-m", "chrf", "-o", f"{tmp_path}/run")[0] == 0
    code, out, _ = outcome(capsys, "compare", f"{tmp_path}/run", "--baseline", "whole", "--json")
    assert code == 0
    differences = {
        each["metric"]: each for each in json.loads(out)["differences"] if each["metric"] in {"bleu", "chrf"}
    }
    assert len(differences) == 2
    for each in differences.values():
        assert each["system"] == "lines"
        assert each["delta"] < 0, each
        assert each["p"] < 0.01
