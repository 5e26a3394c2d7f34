"""Challenge sets of a few lines, and files of every format that is read."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING

from tertium.evals.challenge.pairs import ChallengeSet, ContrastivePair

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

NUMBERS = ContrastivePair(
    "Es waren 12 Hunde.",
    ("There were 12 dogs.",),
    "There were 12 dogs.",
    "There were 21 dogs.",
    ("number",),
    "critical",
)
ARTICLE = ContrastivePair(
    "Der Hund schläft.", ("The dog sleeps.",), "The dog is asleep.", "A dog is asleep.", ("article",), "minor"
)
EQUAL = ContrastivePair("Ja.", ("Yes.",), "Yes.", "Yes.", ("article", "nothing"), "minor")


def made(*pairs: ContrastivePair) -> ChallengeSet:
    """Return a set of these pairs, by default of the three above, each a cluster of its own."""
    return ChallengeSet("made", pairs or (NUMBERS, ARTICLE, EQUAL))


def write_table(path: Path, rows: Sequence[Sequence[str]]) -> Path:
    """Write rows of cells between tabs, packed where the name ends in .gz."""
    path.parent.mkdir(parents=True, exist_ok=True)
    content = "".join("\t".join(row) + "\n" for row in rows).encode()
    path.write_bytes(gzip.compress(content) if path.suffix == ".gz" else content)
    return path


def write_lines(path: Path, lines: Sequence[str]) -> Path:
    """Write a text a line."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


DEMETR = ["type", "severity", "id", "lang", "data_source", "applied", "source", "reference", "unperturbed", "perturbed"]


def demetr_table(folder: Path) -> Path:
    """Write a table as DEMETR's: one error found, one that wasn't planted, one reference, one pair of equal texts."""
    texts = ("Ja, er kam.", "Yes, he came.", "Yes, he did come.")
    rows = [
        ["critical_id8_negation", "critical", "7", "de", "WMT", "1", *texts, "Yes, he didn't come."],
        ["minor_id15_case", "minor", "7", "de", "WMT", "0", *texts, texts[2]],
        ["base_id35_reference", "base", "7", "de", "WMT", "1", *texts, texts[1]],
        ["minor_id32_first_lower", "minor", "8", "xx?", "WMT", "1", *texts, texts[2]],
    ]
    return write_table(folder / "items.tsv.gz", [DEMETR, *rows])


def demetr_json(folder: Path) -> Path:
    """Write a file as DEMETR's authors do."""
    keys = ("src_sent", "eng_sent", "mt_sent", "pert_sent")
    row = dict(zip(keys, ("Oui.", "Yes.", "Yes!", "No!"), strict=True))
    row |= {"id": 3, "lang_tag": "french", "pert_check": True, "severity": "critical", "pert_id": 8}  # type: ignore[dict-item]
    row["pert_name"] = "critical_id8_negation"
    file = folder / "dataset" / "critical_id8_negation.json"
    file.parent.mkdir(parents=True)
    file.write_text(json.dumps([row, row | {"pert_check": False}]), encoding="utf-8")
    return file


def mslc(folder: Path, name: str = "mslc-x-ja-zh_CN") -> Path:
    """Write a set of two hypotheses a source with the scores of a metric, as a table; return its folder."""
    items = [["line", "document", "segment", "domain", "source", "reference", "hyp-1", "hyp-2"]]
    items += [[str(i), "doc", str(i), "news", f"原文{i}", f"译文{i}。", "译译译译", f"译文{i}"] for i in (1, 2, 3)]
    scores = [["line", "system", "MetricX-25", "Half"]]
    scores += [[str(i), f"hyp-{n}", str(-n * i), "" if i == 3 else "0.5"] for n in (1, 2) for i in (1, 2, 3)]
    write_table(folder / name / "items.tsv.gz", items)
    write_table(folder / name / "scores.tsv", scores)
    return folder / name


def spelling(folder: Path) -> Path:
    """Write a set of one hypothesis a source, which is the reference or another spelling; return its folder."""
    items = [["line", "document", "source", "reference", "hyp-1"]]
    items += [["1", "d-s", "Barva.", "Color.", "Color."], ["2", "d-k", "Barva.", "Color.", "Colour."]]
    items += [["3", "d-s", "Ne.", "No.", "Nope."]]
    scores = [["line", "system", "BLEU"], ["1", "hyp-1", "100"], ["2", "hyp-1", "30"], ["3", "hyp-1", "NaN"]]
    write_table(folder / "mslc-b-cs-en" / "items.tsv", items)
    write_table(folder / "mslc-b-cs-en" / "scores.tsv", scores)
    return folder / "mslc-b-cs-en"


def as_submitted(folder: Path) -> Path:
    """Write a set in the layout of the task's repository, with the scores of two metrics; return its folder."""
    place = folder / "challenge-sets" / "1-submitted" / "drift"
    for pair, size in (("en-zh", 2), ("en-ja", 1)):
        write_lines(place / f"drift.{pair}.src.txt", [f"{pair} {i}" for i in range(size)])
        write_lines(place / f"drift.{pair}.meta.txt", [f"news\tdoc-{i}" for i in range(size)])
        for name in ("hyp-1", "hyp-2"):
            write_lines(place / f"drift.{pair}.{name}.txt", [f"{name} {i}" for i in range(size)])
    header = ["doc_id", "segment_id", "source_lang", "target_lang", "set_id", "system_id", "domain_name", "method"]
    header.append("overall")
    rows = [
        ["d", str(i + 1), "en", "zh", "challenge_drift", name, "news", "NaN", str(i + (name == "hyp-2"))]
        for name in ("hyp-1", "hyp-2")
        for i in range(2)
    ]
    returned = folder / "challenge-sets" / "4-to_return" / "drift" / "baseline"
    write_table(returned / "Kiwi.tsv", [header, *rows])
    write_table(returned / "Short.tsv", [header, *rows[:3]])
    return place


def gender_tables(folder: Path) -> Path:
    """Write both parts of MT-GenEval for German, an item each; return the folder of the language."""
    write_table(
        folder / "en-de" / "contextual.tsv.gz",
        [
            ["item", "context_and_source", "correct", "flipped"],
            ["1", "She writes. <sep> The author won.", "Die Autorin gewann.", "Der Autor gewann."],
        ],
    )
    write_table(
        folder / "en-de" / "counterfactual.tsv.gz",
        [
            ["item", "masculine_source", "feminine_source", "masculine_reference", "feminine_reference"],
            ["1", "He is a teacher.", "She is a teacher.", "Er ist Lehrer.", "Sie ist Lehrerin."],
        ],
    )
    return folder / "en-de"


def gender_files(folder: Path) -> Path:
    """Write both parts as MT-GenEval's authors do, for French; return the repository."""
    context = folder / "mt-gender-eval" / "data" / "context"
    stem = "geneval-context-wikiprofessions"
    write_lines(context / f"{stem}-2to1-test.en_fr.en", ["She writes. <sep> The author won."])
    write_lines(context / f"{stem}-original-test.en_fr.fr", ["L'autrice gagna."])
    write_lines(context / f"{stem}-flipped-test.en_fr.fr", ["L'auteur gagna."])
    write_lines(context / f"{stem}-2to1-dev.en_fr.en", ["No test item."])
    sentences = folder / "mt-gender-eval" / "data" / "sentences" / "test"
    for gender, english, french in (("feminine", "She sang.", "Elle chanta."), ("masculine", "He sang.", "Il chanta.")):
        write_lines(sentences / f"geneval-sentences-{gender}-test.en_fr.en", [english])
        write_lines(sentences / f"geneval-sentences-{gender}-test.en_fr.fr", [french])
    return folder / "mt-gender-eval"
