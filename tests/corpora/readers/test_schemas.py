"""Tables of other tools."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tertium.corpora.readers import open_set, schemas
from tertium.errors import DataError
from tests.corpora.making import write

if TYPE_CHECKING:
    from pathlib import Path


def lines(path: Path, *records: dict[str, Any]) -> Path:
    return write(path, "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records))


def sample(number: int, **more: object) -> dict[str, Any]:
    return {
        "doc_id": number,
        "doc": {"translation": {"en": f"One {number}.", "de": f"Eins {number}."}},
        "target": f"Eins {number}.",
        "arguments": [[f"Translate: One {number}.", {"until": ["\n"]}]],
        "resps": [[f" Ein {number}.\n"]],
        "filtered_resps": [f"Ein {number}."],
        "bleu": [f"Eins {number}.", f"Ein {number}."],
        **more,
    }


def test_samples_of_lm_eval(tmp_path: Path) -> None:
    data = open_set(lines(tmp_path / "samples_wmt.jsonl", sample(0), sample(1)))
    assert (data.ids, data.sources, data.languages) == (("0", "1"), ("One 0.", "One 1."), ("en", "de"))
    assert data.references == {"ref": ("Eins 0.", "Eins 1.")}
    assert data.outputs == {"system": ("Ein 0.", "Ein 1.")}


def test_samples_of_lm_eval_with_two_filters_are_refused(tmp_path: Path) -> None:
    path = lines(tmp_path / "s.jsonl", sample(0, filter="strict"), sample(0, filter="flexible"))
    with pytest.raises(DataError, match="once per filter: strict, flexible\n  try: jq"):
        open_set(path)


def test_details_of_lighteval(tmp_path: Path) -> None:
    record = {
        "doc": {"query": "Translate: One.", "choices": ["Eins.", "Ein."], "gold_index": [0, 1], "id": "7"},
        "model_response": {"text": ["Eines."], "text_post_processed": None, "logprobs": []},
        "metric": {"bleu": 3.0},
    }
    data = open_set(lines(tmp_path / "details.jsonl", record))
    assert data.references == {"A": ("Eins.",), "B": ("Ein.",)}
    assert (data.ids, data.outputs) == (("7",), {"system": ("Eines.",)})
    old = {"full_prompt": "…", "example": "One.", "gold": ["Eins."], "predictions": ["Eines."], "metrics": {"bleu": 1}}
    data = open_set(lines(tmp_path / "old.jsonl", old))
    assert (data.references, data.outputs) == ({"A": ("Eins.",)}, {"system": ("Eines.",)})


@pytest.mark.parametrize(
    ("choices", "index"), [(["Eins."], 1), (["Eins."], -1), (["Eins."], None), (None, 0), ([], [0])]
)
def test_an_answer_of_lighteval_that_is_not_there_is_refused(choices: list[str], index: object, tmp_path: Path) -> None:
    record = {"doc": {"choices": choices, "gold_index": index}, "model_response": {"text": ["Eines."]}}
    with pytest.raises(DataError, match=r"x\.jsonl, row 1: doc\.gold_index is .*, and doc\.choices has [01]\n  try: "):
        open_set(lines(tmp_path / "x.jsonl", record))


def test_responses_of_lm_eval_may_stand_in_several_lists_and_a_missing_source_is_noted(tmp_path: Path) -> None:
    doc = {"sentence_eng_Latn": "One.", "sentence_deu_Latn": "Eins."}
    record = {"doc_id": 0, "doc": doc, "target": "Eins.", "filtered_resps": [["Eines."]]}
    data = open_set(lines(tmp_path / "x.jsonl", record))
    assert (data.sources, data.outputs) == (None, {"system": ("Eines.",)})
    assert data.notes == ("x.jsonl: no source is read; --column source=doc.… names it",)
    named = open_set(tmp_path / "x.jsonl", columns={"source": "doc.sentence_eng_Latn"})
    assert named.sources == ("One.",)


def test_json_lines_of_wmt_2025(tmp_path: Path) -> None:
    record = {
        "doc_id": "en-de_DE_#_news_#_a_#_0",
        "domain": "news",
        "src_text": "One.",
        "tgt_text": {"M-2": "Ein.", "refA": "Eins."},
        "scores": {"M-2": [{"human": 88}]},
    }
    data = open_set(lines(tmp_path / "humeval.jsonl", record, {**record, "doc_id": "en-de_DE_#_news_#_b_#_0"}))
    assert (data.languages, data.domains, len(data.documents)) == (("en", "de_DE"), ("news",), 2)
    assert (data.references, data.outputs) == ({"A": ("Eins.",) * 2}, {"M-2": ("Ein.",) * 2})
    blind: dict[str, Any] = {"doc_id": "x", "src_lang": "en", "tgt_lang": "de_DE", "domain": "news", "src_text": "One."}
    blind |= {"refs": {"refA": {"translator": "…", "ref": "Eins."}}, "prompt_instruction": "Translate."}
    data = open_set(lines(tmp_path / "genmt.jsonl", blind))
    assert (data.languages, data.references) == (("en", "de_DE"), {"A": ("Eins.",)})
    with pytest.raises(DataError, match="several language pairs: en-de_DE, en-cs_CZ"):
        open_set(lines(tmp_path / "all.jsonl", blind, {**blind, "doc_id": "y", "tgt_lang": "cs_CZ"}))


def test_scores_of_sacrebleu_are_refused(tmp_path: Path) -> None:
    scores = {"name": "BLEU", "score": 30.1, "signature": "nrefs:1", "verbose_score": "…"}
    with pytest.raises(DataError, match="scores of sacreBLEU and no texts\n  try: the file of outputs"):
        open_set(lines(tmp_path / "a.jsonl", scores))
    with pytest.raises(DataError, match="no array of objects; it looks like scores"):
        open_set(write(tmp_path / "b.json", json.dumps(scores, indent=1)))


def test_any_other_table_is_of_no_tool(tmp_path: Path) -> None:
    assert schemas.recognised(tmp_path, {"source": ["a"], "doc_id": [1]}) is None


def test_texts_by_language_are_source_and_reference_in_any_table(tmp_path: Path) -> None:
    path = lines(tmp_path / "a.jsonl", {"translation": {"en": "One.", "de": "Eins."}, "hypothesis": "Ein."})
    data = open_set(path)
    assert (data.sources, data.references, data.languages) == (("One.",), {"ref": ("Eins.",)}, ("en", "de"))
    assert open_set(path, (None, "en")).sources == ("Eins.",)
    with pytest.raises(DataError, match="has the languages en, de\n  try: --from en --to de"):
        open_set(path, ("en", "fr"))
