"""A campaign goes out to pearmut, is answered there by a script, and what comes back is imported and compared."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tertium.cli import main
from tertium.corpora import store
from tests.evals.human.campaign_sets import small_set
from tests.evals.human.pearmut_here import add, pearmut_python, served
from tests.tertium.answering import answer

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SCORES = {"good": 90, "fair": 70, "poor": 30}


@pytest.fixture
def run(tmp_path: Path) -> Path:
    store.save(small_set(), tmp_path / "set")
    words = ("score", str(tmp_path / "set"), "-m", "chrf", "-m", "numbers", "-o", str(tmp_path / "run"), "-q")
    assert main(list(words)) == 0
    return tmp_path / "run"


def answered(item: dict[str, Any], user: int) -> dict[str, Any]:
    """Return what an attentive annotator says of an item: scores by system, a point more from the second one.

    The last character of `fair` is a minor error; what is marked already stays, with a category as MQM needs.
    """
    annotation: dict[str, Any] = {}
    for name, text in item["tgt"].items():
        spans = [mark | {"category": "Accuracy/Mistranslation"} for mark in item.get("error_spans", {}).get(name, [])]
        last = len(text.encode("utf-16-le")) // 2 - 1
        if name == "fair":
            spans.append({"start_i": last, "end_i": last, "severity": "minor", "category": "Style/Awkward style"})
        altered = name in item.get("validation", {})
        if altered:
            spans = [{"start_i": 0, "end_i": last, "severity": "major", "category": "Accuracy/Mistranslation"}]
        annotation[name] = {"score": 0 if altered else SCORES[name] + user, "error_spans": spans}
    return annotation


def rate(ask: Callable[..., Any], campaign: str, user: str, number: int, *, scores: bool) -> int:
    """Answer all documents of an annotator as pearmut's page does, and return how many there were."""
    for count in range(1000):
        shown = ask("get-next-item", campaign_id=campaign, user_id=user)
        if shown["status"] == "goodbye":
            return count
        annotation = [answered(item, number) for item in shown["payload"]]
        if not scores:
            assert shown["info"]["sliders"] == []
            nothing: dict[str, Any] = {"score": None, "sliders": {}}
            annotation = [{name: rated | nothing for name, rated in item.items()} for item in annotation]
        payload = {"annotation": annotation, "actions": [{"time": 1.0}, {"time": 2.0}], "item": shown["payload"]}
        checks = [True for item in shown["payload"] if "validation" in item]
        payload |= {"validations": checks} if checks else {}
        assert ask("log-response", campaign_id=campaign, user_id=user, item_i=shown["info"]["item_i"], payload=payload)
    pytest.fail("pearmut shows documents without end")


@pytest.mark.pearmut
def test_campaigns_are_loaded_by_pearmut_answered_there_imported_and_compared(
    run: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    python, folder = pearmut_python(), tmp_path / "pearmut"
    folder.mkdir()
    for protocol in ("esa", "cesa", "mqm"):
        words = ("--size", "6", "--annotators", "3", "--each", "2", "--attention", "1", "--protocol", protocol)
        prefill = ("--prefill", "numbers") if protocol == "mqm" else ()
        file = tmp_path / f"{protocol}.json"
        assert main(["campaign", str(run), *words, *prefill, "-o", str(file), "-q"]) == 0
    add(python, folder, *(tmp_path / f"{protocol}.json" for protocol in ("esa", "cesa", "mqm")))
    with served(python, folder) as ask:
        for protocol, sheets in (("esa", 3), ("cesa", 1), ("mqm", 3)):
            name = f"small-{protocol}"
            users = json.loads((folder / "data/progress" / f"{name}.json").read_text(encoding="utf-8"))
            assert len(users) == 3
            shown = [
                rate(ask, name, user, number, scores=protocol != "mqm") for number, user in enumerate(users, start=1)
            ]
            assert sum(shown) == 6 * 2 * sheets + 3  # six documents, two people each, an attention item for each person

    for protocol in ("esa", "cesa"):
        log = folder / "data/annotations" / f"small-{protocol}.jsonl"
        for beside in (["--set", str(run)], []):  # the set, or the texts that the log holds
            result = answer(capsys, "human", str(log), *beside)
            assert "skipped 3 tutorial or attention checks" in result["warnings"]
            means = {item["system"]: item["mean"] for item in result["systems"]}
            # each of three people rates as many documents: a point, two and three more
            assert means == pytest.approx({name: score + 2 for name, score in SCORES.items()})
            assert {item["ratings"] for item in result["systems"]} == {6 * 3 * 2}
            assert {item["documents"] for item in result["pairs"]} == {6}

    log = folder / "data/annotations/small-esa.jsonl"
    scored = tmp_path / "scored"
    assert main(["score", str(tmp_path / "set"), "-m", "chrf", "--human", str(log), "-o", str(scored), "-q"]) == 0
    comparison = answer(capsys, "compare", str(scored), "-m", "pearmut", "--baseline", "poor")
    deltas = {item["system"]: (item["delta"], item["segments"]) for item in comparison["differences"]}
    assert deltas == {"good": (60, 18), "fair": (40, 18)}

    log = folder / "data/annotations/small-mqm.jsonl"
    result = answer(capsys, "human", str(log), "--set", str(run))
    assert "raters saw spans of numbers" in " ".join(result["warnings"])
    means = {item["system"]: item["mean"] for item in result["systems"]}
    # what the check of numbers had marked in `poor` stands; `fair` has a minor error in each output
    tasks = json.loads((tmp_path / "mqm.json").read_text(encoding="utf-8"))["data"]
    items = [item for task in tasks for document in task for item in document if "poor" in item.get("error_spans", {})]
    points = sum(5 if mark["severity"] == "major" else 1 for item in items for mark in item["error_spans"]["poor"])
    assert points > len(items) == 36
    assert means == pytest.approx({"good": 0, "fair": -1, "poor": -points / len(items)})
