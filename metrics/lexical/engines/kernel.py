"""The compiled kernel as an engine: sacreBLEU's integers, many times faster.

Its sources lie in metrics/lexical/kernel. It is an optional extension: where no compiler was at hand, or for options
and texts that it doesn't take, sacreBLEU counts.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from itertools import chain
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np

from tertium.executor import Serial, lasting_threads, own_threads
from tertium.limits import MAX_KERNEL_TER_WORDS
from tertium.metrics.lexical.engine import BleuOptions, ChrfOptions, TerOptions
from tertium.metrics.lexical.engines import sacrebleu

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from typing import TypeAlias

    from numpy.typing import NDArray

    from tertium.executor import Executor
    from tertium.metrics.base import Counts
    from tertium.metrics.lexical.engine import Options, References, RowCounter

    Prepare: TypeAlias = "Callable[[str], str] | None"

EXTENSION: Final = "tertium.metrics.lexical._kernel"
BLEU, CHRF, TER = range(3)
"""Metrics by number, as in counts.h."""
TOKENIZERS: Final = {"none": 0, "char": 1, "13a": 2, "zh": 3, "intl": 4}
"""Tokenizers that the kernel has, by number, as in tokenize.h."""
MAX_ORDERS: Final = 8
"""The longest n-grams that it counts, as in ngrams.h."""
MAX_REFERENCES: Final = 64
"""The most references of a segment, as in counts.h; sacreBLEU counts segments that have more."""
PART: Final = 1024
"""Segments that are bound together: enough to share a table, few enough that an interrupt doesn't wait."""


class Kernel:
    """Counts with tertium's own extension in C."""

    name = "kernel"

    @property
    def version(self) -> str:
        """Of the interface between the two files: the counts are the same in every version."""
        return "1"

    def available(self) -> bool:
        """Whether the extension was built for this Python."""
        try:
            _extension()
        except ImportError:
            return False
        return True

    def supports(self, options: Options) -> bool:
        """Every option, but n-grams of more than `MAX_ORDERS` characters or words."""
        return not isinstance(options, ChrfOptions) or max(options.char_order, options.word_order) <= MAX_ORDERS

    def longest(self, references: int) -> int:
        """The kernel's own limit, or sacreBLEU's where that counts."""
        return MAX_KERNEL_TER_WORDS if references <= MAX_REFERENCES else sacrebleu.ENGINE.longest(references)

    def bind(self, options: Options, references: References) -> RowCounter:
        """Prepare the references; see `Engine.bind`."""
        form = _form(options)
        starts = range(0, len(references), PART)
        executor = _executor(len(starts))
        parts = list(executor.map(lambda i: _Part(form, options, references[i : i + PART]), starts))

        def count_rows(hypotheses: Sequence[str]) -> Counts:
            texts = [hypotheses[i : i + PART] for i in starts]
            rows = list(executor.map(lambda i: parts[i].count(texts[i]), range(len(parts))))
            return np.concatenate(rows) if rows else np.empty((0, form.width))

        return count_rows


ENGINE: Final = Kernel()


class _Form(NamedTuple):
    """A metric's options as the kernel takes them.

    Attributes:
        width: number of counts of a segment.
        arguments: of the extension's `bind`, after the references.
        prepare: what is done to a text in Python before, letter case and tokenizers that are sacreBLEU's own; or None.
    """

    width: int
    arguments: tuple[Any, ...]
    prepare: Prepare


class _Part:
    """A range of segments with prepared references."""

    def __init__(self, form: _Form, options: Options, references: References) -> None:
        self._form, self._options, self._references = form, options, references
        prepared = _prepared_tuples(references, form.prepare)
        if isinstance(options, TerOptions):  # sacreBLEU tokenizes TER's references twice, which can differ from once
            prepared = _prepared_tuples(prepared, form.prepare)
        self._bound = _extension().bind(tuple(prepared), *form.arguments)

    def count(self, hypotheses: Sequence[str]) -> Counts:
        """Return the rows of the hypotheses of these segments."""
        prepared = _prepared(hypotheses, self._form.prepare)
        counted = _extension().count(self._bound, tuple(prepared))
        rows: NDArray[np.float64] = np.frombuffer(counted, np.int64).reshape(-1, self._form.width).astype(np.float64)
        if isinstance(self._options, TerOptions):
            rows[:, 1] /= list(map(len, self._references))  # the mean reference length
        for i in map(int, np.flatnonzero(rows[:, 0] < 0)):  # beyond one of the kernel's limits
            rows[i] = sacrebleu.ENGINE.bind(self._options, [self._references[i]])([hypotheses[i]])[0]
        return rows


def _executor(parts: int) -> Executor:
    """Return an executor for so many parts: the kernel counts without the interpreter's lock."""
    workers = own_threads()
    return lasting_threads(workers) if min(parts, workers) > 1 else Serial()


def _extension() -> Any:
    return import_module(EXTENSION)


def _form(options: Options) -> _Form:
    if isinstance(options, BleuOptions):
        return _bleu_form(options)
    if isinstance(options, ChrfOptions):
        orders = (options.char_order, options.word_order)
        choice = (options.beta, options.whitespace, options.eps_smoothing)
        return _Form(3 * sum(orders), (CHRF, 0, None, *orders, *choice), str.lower if options.lowercase else None)
    prepare: Prepare = None if options.case_sensitive else str.lower
    if options.normalized or options.no_punct:
        prepare = sacrebleu.preparation(options)
    return _Form(2, (TER, 0, None, 0, 0, 0, False, False), prepare)


def _bleu_form(options: BleuOptions) -> _Form:
    number = TOKENIZERS.get(options.tokenize)
    prepare: Prepare = str.lower if options.lowercase else None
    if number is None:
        number, prepare = TOKENIZERS["none"], sacrebleu.preparation(options)  # it tokenizes, and joins with spaces
    classes = _unicode_classes() if options.tokenize == "intl" else None
    return _Form(10, (BLEU, number, classes, 0, 0, 0, False, False), prepare)


def _prepared(texts: Sequence[str], prepare: Prepare) -> Sequence[str]:
    """Return the prepared texts."""
    if prepare is None:
        return texts
    if prepare is str.lower:  # which is no slower than to look up whether a text occurred before
        return [*map(str.lower, texts)]
    return [*map(_by_text(texts, prepare).__getitem__, texts)]


def _prepared_tuples(references: References, prepare: Prepare) -> References:
    if prepare is None:
        return references
    by_text = _by_text(chain.from_iterable(references), prepare)
    return [tuple(map(by_text.__getitem__, of_segment)) for of_segment in references]


def _by_text(texts: Iterable[str], prepare: Callable[[str], str]) -> dict[str, str]:
    """Return each distinct text's prepared one: a tokenizer may take its time."""
    distinct = list(dict.fromkeys(texts))
    return dict(zip(distinct, map(prepare, distinct), strict=True))


@cache
def _unicode_classes() -> bytes:
    """Return one byte per code point: numbers 1, punctuation 2, symbols 4.

    They are asked of the package that sacreBLEU's tokenizer ``intl`` uses: its Unicode version is what counts.
    """
    import regex

    characters = "".join(map(chr, range(0x110000)))
    classes = np.zeros(len(characters), np.uint8)
    for number, category in ((1, "N"), (2, "P"), (4, "S")):
        for match in regex.finditer(rf"\p{{{category}}}+", characters):
            classes[match.start() : match.end()] = number
    return classes.tobytes()
