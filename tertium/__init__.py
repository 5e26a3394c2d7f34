"""Evaluation of machine translation, from raw articles to a release verdict.

The handful of functions that a notebook needs; everything behind them is imported on first use::

    data = tertium.build("ARTICLES", tertium.Plan("en", "de"))
    data = tertium.open_set("SET")                      # or any aligned input
    data, warnings = tertium.attach(data, {"ours": texts})   # a system's output; checks the order of its lines
    data = tertium.translate(data, {"new": "command:run=./translate"})   # or any function, or a model behind a server
    tertium.inspect(data)                               # what is wrong with sources and references
    data = tertium.EvalSet.from_pandas(frame, hypothesis=["ours", "theirs"], reference="ref")
    run = tertium.evaluate(data, ["bleu", "chrf"])      # a path, a frame or a Dataset instead of a set will do
    run.scores                                          # a DataFrame
    tertium.save_run(run, "RUN")
    tertium.compare(run, baseline="theirs")             # differences, intervals, p; shown as a table
    run = tertium.import_scores({"MetricX": "x.jsonl"}, run)  # what was computed elsewhere
    run = tertium.add_ratings(run, "mqm.tsv")           # and what people say
"""

from __future__ import annotations

import importlib
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, Final

from tertium.corpora.constructors import register_maker
from tertium.errors import TertiumError
from tertium.methods import register_methods

if TYPE_CHECKING:
    from collections.abc import Callable

    from tertium.corpora.building.build import build
    from tertium.corpora.building.plan import Plan
    from tertium.corpora.outputs.attach import attach
    from tertium.corpora.readers import open_set
    from tertium.corpora.store import save as save_set
    from tertium.corpora.types import EvalSet
    from tertium.evals.challenge.facade import challenge
    from tertium.evals.compare import compare
    from tertium.evals.concat import concat
    from tertium.evals.evaluate import evaluate
    from tertium.evals.gate import gate
    from tertium.evals.history import history
    from tertium.evals.human.facade import add_ratings, human
    from tertium.evals.human.meta_evaluation import meta
    from tertium.evals.inspection.inspect import inspect
    from tertium.evals.judges.facade import judge_check
    from tertium.evals.policy import read as read_policy
    from tertium.evals.rank import rank
    from tertium.evals.results import Resampling
    from tertium.evals.runs import frame as runs
    from tertium.evals.scores.facade import import_scores
    from tertium.evals.store import load as open_run
    from tertium.evals.store import save as save_run
    from tertium.evals.systems.translate import translate
    from tertium.evals.types import Run
    from tertium.metrics.catalogue import frame as metrics
    from tertium.metrics.function import metric

__all__ = [
    "EvalSet",
    "Plan",
    "Resampling",
    "Run",
    "TertiumError",
    "add_ratings",
    "attach",
    "build",
    "challenge",
    "compare",
    "concat",
    "evaluate",
    "gate",
    "history",
    "human",
    "import_scores",
    "inspect",
    "judge_check",
    "meta",
    "metric",
    "metrics",
    "open_run",
    "open_set",
    "rank",
    "read_policy",
    "runs",
    "save_run",
    "save_set",
    "translate",
]

_HOMES: Final = {
    "EvalSet": ("tertium.corpora.types", "EvalSet"),
    "Plan": ("tertium.corpora.building.plan", "Plan"),
    "Resampling": ("tertium.evals.results", "Resampling"),
    "Run": ("tertium.evals.types", "Run"),
    "add_ratings": ("tertium.evals.human.facade", "add_ratings"),
    "attach": ("tertium.corpora.outputs.attach", "attach"),
    "build": ("tertium.corpora.building.build", "build"),
    "challenge": ("tertium.evals.challenge.facade", "challenge"),
    "compare": ("tertium.evals.compare", "compare"),
    "concat": ("tertium.evals.concat", "concat"),
    "evaluate": ("tertium.evals.evaluate", "evaluate"),
    "gate": ("tertium.evals.gate", "gate"),
    "history": ("tertium.evals.history", "history"),
    "human": ("tertium.evals.human.facade", "human"),
    "import_scores": ("tertium.evals.scores.facade", "import_scores"),
    "inspect": ("tertium.evals.inspection.inspect", "inspect"),
    "judge_check": ("tertium.evals.judges.facade", "judge_check"),
    "meta": ("tertium.evals.human.meta_evaluation", "meta"),
    "metric": ("tertium.metrics.function", "metric"),
    "open_run": ("tertium.evals.store", "load"),
    "open_set": ("tertium.corpora.readers", "open_set"),
    "rank": ("tertium.evals.rank", "rank"),
    "read_policy": ("tertium.evals.policy", "read"),
    "runs": ("tertium.evals.runs", "frame"),
    "save_run": ("tertium.evals.store", "save"),
    "save_set": ("tertium.corpora.store", "save"),
    "translate": ("tertium.evals.systems.translate", "translate"),
}


def __getattr__(name: str) -> Any:
    if name == "metrics":  # the package, which is a function too: see its module
        return importlib.import_module("tertium.metrics")
    if name == "__version__":
        return importlib.import_module("tertium.version").version()
    if name not in _HOMES:
        near = get_close_matches(name, __all__, n=1)
        message = f"module 'tertium' has no attribute {name!r}"
        raise AttributeError(f"{message}; did you mean {near[0]!r}?" if near else message)
    module, attribute = _HOMES[name]
    return getattr(importlib.import_module(module), attribute)


def __dir__() -> list[str]:
    """Return the public names, and none of the folders behind them: what a notebook offers after the dot."""
    return sorted(__all__)


register_methods()


def _maker(module: str, name: str) -> Callable[..., EvalSet]:
    """Return the function of a module, which is imported when a set is made."""

    def make(*positional: Any, **named: Any) -> EvalSet:
        maker: Callable[..., EvalSet] = getattr(importlib.import_module(module), name)
        return maker(*positional, **named)

    return make


for _name in ("from_pandas", "from_dict", "from_dataset", "from_lists"):
    register_maker(_name, _maker("tertium.corpora.readers.tabular", _name))
register_maker("from_any", _maker("tertium.corpora.readers.anything", "from_any"))
