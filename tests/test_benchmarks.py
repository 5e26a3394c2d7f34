"""Every benchmark shows its figures in one way."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sacrebleu.metrics.bleu import BLEU
from sacrebleu.tokenizers.tokenizer_13a import Tokenizer13a

from benchmarks import cleaning_forms, inspection, references, speed, speed_counting, speed_peers, speed_process
from benchmarks.result import Result, arguments, f1, show
from benchmarks.sets import languages_of, metric_for, names_languages, open_named
from tertium.metrics.lexical.bleu import Bleu
from tests.corpora.cleaning.making import BODY, HEAD, MORE
from tests.evals.inspection.making import good, made, systems

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tertium.metrics.lexical.engine import References

ROOT = Path(__file__).resolve().parents[1]
FIGURES = [
    Result("align/text+berg/f1", 0.98765, "share", "gold", "use"),
    Result("score/wmt/cpu", 12345.678, "s"),
]


def test_a_table_has_a_row_per_figure(capsys: pytest.CaptureFixture[str]) -> None:
    show(FIGURES, as_json=False)
    rows = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert rows == [["align/text+berg/f1", "0.98765", "share", "use", "gold"], ["score/wmt/cpu", "12345.7", "s"]]


def test_json_is_one_object_a_line_and_unrounded(capsys: pytest.CaptureFixture[str]) -> None:
    show(FIGURES, as_json=True)
    objects = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [list(figure) for figure in objects] == [["name", "value", "unit", "against", "engine"]] * 2
    assert [figure["value"] for figure in objects] == [0.98765, 12345.678]


@pytest.mark.parametrize(
    "name",
    [
        *("agreement", "alignment_forms", "alignment_moved", "calibration", "cleaning_forms", "corpora", "inspection"),
        *("behaviour", "collapse", "consistency", "instructions", "output_limits", "planted"),
        *("pairing_limits", "people_campaigns", "people_coverage", "references", "scale", "speed", "suite"),
    ],
)
def test_a_benchmark_starts_from_any_folder_and_says_what_it_measures(name: str, tmp_path: Path) -> None:
    process = subprocess.run(
        [sys.executable, ROOT / "benchmarks" / f"{name}.py", "--help"],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert f"benchmarks/{name}.py" in process.stdout
    assert "--json" in process.stdout


def test_costs_of_cleaning_are_measured_on_labelled_lines_and_on_strings_of_whole_pages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = [HEAD, BODY, MORE, "Share this article", "Newsletter"]
    labelled, whole = (tmp_path / "boilerplate" / name for name in ("labelled", "whole"))
    for place in (labelled / "labels", labelled / "text", labelled / "html", whole / "text", whole / "html"):
        place.mkdir(parents=True)
    for folder in (labelled, whole):
        (folder / "text" / "page.txt").write_text("\n\n".join(lines), encoding="utf-8")
    (labelled / "labels" / "page.txt").write_text("content\n" * 3 + "boilerplate\n" * 2, encoding="utf-8")
    gold = {"file": "page", "with": [BODY, MORE], "without": lines[3:]}
    (whole / "gold.jsonl").write_text(json.dumps(gold) + "\n", encoding="utf-8")
    page = f"<html><body><article><p>{BODY}</p><p>{MORE}</p></article></body></html>"
    (whole / "html" / "page.html.gz").write_bytes(gzip.compress(page.encode()))
    monkeypatch.setattr(cleaning_forms, "GRID", [cleaning_forms.PRODUCT])
    figures = {figure.name: figure.value for figure in cleaning_forms.measure(tmp_path)}
    assert figures["left-out/whole/f1"] == figures["left-out/labelled/f1"] == 1.0
    assert figures["left-out/whole/f1_of_trafilatura"] == 1.0
    assert "left-out/labelled/f1_of_trafilatura" not in figures, "strings of pages are known of the other set alone"


def write_made_set(data: Path) -> None:
    """Write a set of 60 segments below a folder, of whose two references B is made from a system by half."""
    folder = data / "deeper" / "made-en-de"
    (folder / "systems").mkdir(parents=True)
    evalset = made({"A": good(), "B": [*systems(1)["x0"][:30], *good()[30:]]})
    columns = {"source": evalset.sources, **{f"reference.{name}": texts for name, texts in evalset.references.items()}}
    columns |= {f"systems/{name}": texts for name, texts in evalset.outputs.items()}
    for name, texts in columns.items():
        (folder / f"{name}.txt").write_text("".join(f"{text}\n" for text in texts or ()), encoding="utf-8")


def test_references_are_judged_in_every_set_below_a_folder(tmp_path: Path) -> None:
    write_made_set(tmp_path)
    figures = {figure.name: figure.value for figure in references.measure(tmp_path)}
    assert figures["references/made-en-de/A/derived"] == 0.0
    assert figures["references/made-en-de/B/derived"] == 1.0
    assert figures["references/made-en-de/B/share"] == 0.5
    assert figures["references/made-en-de/false-accusations-2"] > 0  # B isn't known to be made from a system


def test_speed_is_measured_beside_exactness_on_every_set_of_a_folder(tmp_path: Path) -> None:
    write_made_set(tmp_path)
    results = {result.name: result for result in speed.measure(tmp_path / "deeper", ["counting"], [], every=True)}
    for metric in ("bleu", "chrf", "chrf++", "ter"):
        name = f"speed/made-en-de/{metric}"
        assert results[f"{name}/differing"][1:4] == (0, "segments", "of 360")  # 6 systems of 60 segments
        assert results[f"{name}/cpu_ratio"].value > 0
        assert results[f"{name}/sacrebleu_us"].value > 0
    assert (
        "segments 20 apart"
        in {
            result.name: result.against for result in speed.measure(tmp_path / "deeper", ["counting"], [], every=False)
        }["speed/made-en-de/ter/cpu_ratio"]
    )
    with pytest.raises(SystemExit, match="holds no WMT folder"):
        list(speed.measure(tmp_path, ["counting"], [], every=True))


def test_caches_of_tokenizers_are_emptied() -> None:
    tokenizer: Callable[[str], str] = Tokenizer13a()  # type: ignore[no-untyped-call]
    tokenizer("a. b")
    assert Tokenizer13a.__call__.cache_info().currsize
    speed_counting.clear_caches()
    assert not Tokenizer13a.__call__.cache_info().currsize


def test_another_package_is_compared_where_it_is_installed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def exact(hypotheses: Sequence[str], references: References) -> list[float]:
        streams = [list(stream) for stream in zip(*references, strict=True)]
        return [BLEU(force=True).corpus_score(list(hypotheses), streams).score]

    peers = (
        speed_peers.Peer("sacrebleu", "bleu", "set", exact),
        speed_peers.Peer("no-such-package", "bleu", "set", exact),
        speed_peers.Peer("numpy", "chrf", "segment", lambda hypotheses, _: [50.0] * len(hypotheses)),
    )
    monkeypatch.setattr(speed_peers, "PEERS", peers)
    assert speed_peers.missing() == ["no-such-package"]
    write_made_set(tmp_path)
    data = open_named(tmp_path / "deeper" / "made-en-de")
    figures = {figure.name: figure.value for figure in speed_counting.measure(data, "x", every=True)}
    assert figures["speed/x/bleu/sacrebleu/differing"] == 0
    assert figures["speed/x/chrf/numpy/differing"] == 60  # 4 systems, every fourth segment
    assert figures["speed/x/chrf/numpy/max_difference"] == pytest.approx(50, abs=1)


@pytest.mark.slow
def test_whole_commands_are_measured_in_processes_of_their_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_made_set(tmp_path)
    monkeypatch.setattr(speed_process, "REPEATS", 1)
    monkeypatch.setattr(speed_process, "MANY_PAIRS", 100)
    folder = tmp_path / "deeper" / "made-en-de"
    results = speed.measure(folder, ["process", "floor", "growth"], [30, 90], every=False)
    figures = {figure.name: figure for figure in results}
    assert list(figures) == [
        *(f"speed/process/made-en-de/{name}" for name in ("cpu_ratio", "cpu", "sacrebleu_cpu")),
        *(f"speed/floor/{name}" for name in ("score100_cpu_s", "sacrebleu100_cpu_s", "help_ratio")),
        *(f"speed/{kind}" for size in (30, 90) for kind in (f"memory/{size}/mb", f"scaling/{size}/us")),
        *("speed/scaling/30/ratio", "speed/scaling/90/ratio"),
    ]
    assert figures["speed/process/made-en-de/cpu_ratio"].against.endswith("its TER is 10 times that of a sample")
    assert figures["speed/scaling/30/ratio"].value == 1
    assert all(figure.value > 0 for figure in figures.values())
    with pytest.raises(SystemExit, match="No module named"):
        speed_process.cost("-c", "import no_such_module")


def test_inspection_is_measured_on_every_set_and_on_a_large_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_made_set(tmp_path)
    monkeypatch.setattr(inspection, "SEGMENTS", 100)
    figures = {figure.name: figure for figure in inspection.measure(tmp_path)}
    assert list(figures) == [
        *("inspection/made-en-de/seconds", "inspection/made-en-de/speed"),
        *("inspection/large/seconds", "inspection/large/speed"),
    ]
    assert figures["inspection/made-en-de/seconds"].against.startswith("540 texts, ")  # 6 systems, 2 references
    assert figures["inspection/large/seconds"].against.startswith("2300 texts, ")  # 20 systems
    assert all(figure.value > 0 for figure in figures.values())
    with pytest.raises(SystemExit, match="no folder with a source"):
        list(inspection.measure(tmp_path / "none"))


def test_the_path_may_be_left_out_where_there_is_a_default(capsys: pytest.CaptureFixture[str]) -> None:
    assert arguments("about", ROOT).parse_args([]).data == ROOT
    assert arguments("about").parse_args(["set", "--json"]).data == Path("set")
    with pytest.raises(SystemExit):
        arguments("about").parse_args([])
    assert "data" in capsys.readouterr().err


def test_f1_is_the_harmonic_mean_and_0_without_anything_right() -> None:
    assert f1(0.5, 1.0) == pytest.approx(2 / 3)
    assert f1(0.0, 0.0) == 0


def test_a_set_without_languages_takes_those_of_its_folder_and_metrics_follow(tmp_path: Path) -> None:
    folder = tmp_path / "wmt99-en-zh"
    folder.mkdir()
    (folder / "source.txt").write_text("A ferry.\n", encoding="utf-8")
    (folder / "reference.A.txt").write_text("一艘渡轮。\n", encoding="utf-8")
    assert names_languages(folder)
    assert not names_languages(tmp_path / "challenge-wmt25")
    assert languages_of(folder) == open_named(folder).languages == ("en", "zh")
    metric = metric_for("bleu", open_named(folder))
    assert isinstance(metric, Bleu)
    assert metric.tokenize == "zh"
