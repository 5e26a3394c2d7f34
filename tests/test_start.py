"""What each command loads: heavy packages and models only where it needs them, since everybody waits for them."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING, Final

import pytest

from tertium.commands.build import build
from tertium.corpora import store as sets
from tests.conftest import ROOT
from tests.evals.inspection.making import made

if TYPE_CHECKING:
    from pathlib import Path

HEAVY: Final = {
    "pandas": "frames",
    "pyarrow": "Parquet",
    "pyarrow.compute": "Arrow's functions",
    "pyarrow.dataset": "Arrow's folders",
    "numpy": "numbers",
    "scipy": "statistics",
    "matplotlib": "figures",
    "jinja2": "the page",
    "lxml": "XML",
    "trafilatura": "web pages",
    "datasets": "the hub",
    "torch": "COMET",
    "sacrebleu": "its engine",
    "pydantic": "typer's conversions",
    "rich": "typer's other help",
    "py3langid": "the language model",
    "regex": "classes of letters",
    "tertium.corpora.encoders.choice": "sentence vectors",
    "tertium.corpora.alignment.align": "the aligner",
    "tertium.metrics.checks.numbers": "a metric that isn't asked for",
    "tertium.corpora.text.words": "patterns of words",
    "tertium.evals.human.measure": "ratings",
    "tertium.evals.scores.imported": "scores from elsewhere",
    "tertium.evals.results.comparison": "a comparison",
    "tertium.evals.results.meta_evaluation": "a meta-evaluation",
    "statistics": "medians and normal distributions",
    "numpy.ma": "np.unique",
}
"""Modules whose import takes .01 to 3 s, and what for."""
COMMON: Final = {"numpy", "pyarrow"}
TEXTS: Final = COMMON | {"regex"}
"""What looks at texts too: whether outputs are tokenized, and lines of references a system's."""
WORDS: Final = {"tertium.corpora.text.words"}
"""What asks which of a run's metrics are checks."""
COMPARING: Final = {"tertium.evals.results.comparison", "statistics"}
LEXICAL: Final = "-m bleu -m chrf -m chrf++ -m ter"

ALLOWED: Final[dict[str, set[str]]] = {
    "--help": set(),
    "--version": set(),
    "score --help": set(),
    f"score built {LEXICAL} -o new -q": TEXTS,
    "score built -m numbers -o numbers -q": TEXTS | {"tertium.metrics.checks.numbers"},
    "build set -o again -q": TEXTS
    | {
        "py3langid",
        "tertium.metrics.checks.numbers",
        "tertium.corpora.encoders.choice",
        "tertium.corpora.alignment.align",
        "tertium.corpora.text.words",
        "statistics",
        "numpy.ma",
    },
    "report run": TEXTS | WORDS,
    "report run --by set -f csv": TEXTS | WORDS,
    "report run -f html -o page.html": TEXTS | WORDS | COMPARING | {"jinja2", "numpy.ma"},
    "compare run --samples 100": COMMON | COMPARING,
    "rank run --samples 100": TEXTS | COMPARING | {"numpy.ma"},
    "gate run --baseline run --policy policy.toml --system x0 --baseline-system x0": COMMON | {"statistics"},
    "pin run --system x0 -o pin": COMMON,
    "export built -o new.tsv -f tsv": TEXTS,
}
"""Command to the modules of `HEAVY` that it may load."""


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a built set, a run and a policy."""
    place = tmp_path_factory.mktemp("start")
    sets.save(made(), place / "set")
    build(place / "built", place / "set", quiet=True)
    (place / "policy.toml").write_text(
        'schema = "tertium.policy/1"\n[[rule]]\nkind = "required"\nmetric = "chrf"\n', encoding="utf-8"
    )
    loaded(place, f"score built {LEXICAL} -o run -q")
    return place


def loaded(place: Path, words: str) -> set[str]:
    """Return the modules of `HEAVY` that a command loads in a process of its own."""
    code = f"""
import sys
from tertium.cli import main
code = main({words.split()!r})
sys.stderr.write(f"{{code}} " + " ".join(name for name in {list(HEAVY)!r} if name in sys.modules))
"""
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=place, env=environment, capture_output=True, text=True, check=False
    )
    exit_code, *names = done.stderr.splitlines()[-1].split()
    assert exit_code == "0", done.stderr
    return set(names)


@pytest.mark.parametrize("words", ALLOWED)
def test_a_command_loads_only_what_it_needs(place: Path, words: str) -> None:
    assert loaded(place, words) <= ALLOWED[words]
