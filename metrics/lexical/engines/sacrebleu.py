"""sacreBLEU (Post 2018) as an engine: the definition of every count.

The one place that touches its private counting, pinned by tests of agreement with `corpus_score`.
"""

from __future__ import annotations

from dataclasses import asdict
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from tertium.errors import UsageError
from tertium.limits import MAX_TER_WORDS
from tertium.metrics.lexical.engine import BleuOptions, ChrfOptions

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tertium.metrics.base import Counts
    from tertium.metrics.lexical.engine import Options, References, RowCounter


class SacreBleu:
    """Counts with the installed sacreBLEU, in Python, one segment after the other."""

    name = "sacrebleu"

    @property
    def version(self) -> str:
        """Of the installed package."""
        return version("sacrebleu")

    def available(self) -> bool:
        """Always: the package is a dependency."""
        return True

    def supports(self, options: Options) -> bool:  # noqa: ARG002 - the protocol's
        """Every option is its own."""
        return True

    def longest(self, references: int) -> int:  # noqa: ARG002 - the protocol's
        """One limit for any number of references."""
        return MAX_TER_WORDS

    def bind(self, options: Options, references: References) -> RowCounter:
        """Prepare the references; see `Engine.bind`."""
        metric = _metric(options, _streams(references))

        def count_rows(hypotheses: Sequence[str]) -> Counts:
            rows = metric._extract_corpus_statistics(hypotheses, None)  # noqa: SLF001 - no public way to the rows
            return np.array(rows, dtype=np.float64).reshape(len(hypotheses), -1)  # 2-d without segments too

        return count_rows


ENGINE: Final = SacreBleu()


def preparation(options: Options) -> Callable[[str], str]:
    """Return the function that brings a text into letter case and tokens, joined with spaces.

    Raises:
        UsageError: as `Engine.bind`.
    """
    prepare: Callable[[str], str] = _metric(options, None)._preprocess_segment  # noqa: SLF001 - no public way to it
    return prepare


def _metric(options: Options, streams: Any) -> Any:
    """Return sacreBLEU's metric, which keeps its references tokenized and counted."""
    if isinstance(options, BleuOptions):
        return _bleu(options, streams)
    if isinstance(options, ChrfOptions):
        from sacrebleu.metrics.chrf import CHRF

        return CHRF(**asdict(options), references=streams)
    from sacrebleu.metrics.ter import TER

    return TER(**asdict(options), references=streams)


def _bleu(options: BleuOptions, streams: Any) -> Any:
    from sacrebleu.metrics.bleu import BLEU

    try:
        # force: no warning on stderr about texts that look tokenized
        return BLEU(**asdict(options), force=True, references=streams)
    except (RuntimeError, ImportError, OSError, SystemExit) as error:  # it exits where a download is broken
        raise _refusal(options.tokenize, error) from error


def _refusal(tokenize: str, error: BaseException) -> UsageError:
    """Return the error for a tokenizer that doesn't load: what is missing and how to get it."""
    from sacrebleu.tokenizers.tokenizer_spm import SPM_MODELS

    reason = next((line.strip() for line in str(error).splitlines() if line.strip()), type(error).__name__)
    hint = f"pip install 'tertium[{tokenize[:2]}]'"  # ja-mecab and ko-mecab need the extras ja and ko
    if tokenize in SPM_MODELS:
        hint = "pip install 'tertium[spm]'"
        if find_spec("sentencepiece") is None:
            reason = "sentencepiece is not installed"
        else:
            url = SPM_MODELS[tokenize]["url"]
            reason = f"its model can't be fetched ({reason})"
            hint = f"{url} as {model_folder() / url.rpartition('/')[2]}"
    return UsageError(f"BLEU's tokenizer {tokenize!r} doesn't load: {reason}", hint=hint)


def model_folder() -> Path:
    """Return where sacreBLEU looks for models: $SACREBLEU/models."""
    from sacrebleu.utils import SACREBLEU_DIR

    return Path(SACREBLEU_DIR) / "models"


def _streams(references: References) -> Any:
    """Return one list per reference, as sacreBLEU takes them; None (which its types leave out) for a missing one."""
    width = max(map(len, references))
    return [[segment[i] if i < len(segment) else None for segment in references] for i in range(width)]
