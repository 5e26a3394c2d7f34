"""Our own examples of refusals, chatter, and clean translations that look like them: benchmarks/behaviour.tsv."""

from __future__ import annotations

from benchmarks.behaviour import EXAMPLES as PATH
from benchmarks.behaviour import Example, examples

__all__ = ["EXAMPLES", "Example"]

EXAMPLES = examples(PATH)
