"""Which words of the references two systems have: by the words' frequency, and as sequences of one to four.

As compare-mt does it (Neubig et al. 2019): a word matches where output and reference of one segment have it, each as
often as both do. Frequencies are those in the set's own references.
"""

from __future__ import annotations

from collections import Counter
from itertools import chain
from math import log
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from tertium.corpora.text.graphemes import graphemes
from tertium.corpora.text.scripts import split_by_spacing, starts_unspaced
from tertium.corpora.text.words import runs
from tertium.evals.results.triage import FrequencyBand, NgramMatches

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import TypeAlias

    Words: TypeAlias = Sequence[str]

BANDS: Final = (0, 1, 2, 3, 4, 5, 10, 100, 1000)
"""The least frequency of each band."""
LONGEST: Final = 4
"""Words of a sequence."""
SMOOTHING: Final = 1
"""Added to both numbers of matches, so that one match against none is no infinite advantage."""


def units(text: str) -> list[str]:
    """Return words and numbers in order; of a script without spaces each character."""
    return [unit for run in runs(text) for part in split_by_spacing(run) for unit in _units_of(part)]


def _units_of(part: str) -> list[str]:
    return graphemes(part) if starts_unspaced(part) else [part]


class Compared(NamedTuple):
    """The words of each segment: of its reference, of the system's output, of the baseline's."""

    references: Sequence[Words]
    system: Sequence[Words]
    baseline: Sequence[Words]


def frequency_bands(system: str, compared: Compared, frequencies: Mapping[str, int]) -> Iterator[FrequencyBand]:
    """Yield the bands that have words, rare words first.

    Args:
        system: its name.
        compared: the words, case kept.
        frequencies: how often each word occurs in the references.
    """
    of_system, of_baseline = (_by_band(compared.references, outputs, frequencies) for outputs in compared[1:])
    totals = _counted(chain.from_iterable(compared.references), frequencies)
    for band in range(len(BANDS)):
        if totals[band] or of_system.outputs[band] or of_baseline.outputs[band]:
            yield FrequencyBand(
                system=system,
                band=band_name(band),
                reference_words=int(totals[band]),
                f1=_f1(of_system, band, totals[band]),
                baseline_f1=_f1(of_baseline, band, totals[band]),
                output_words=int(of_system.outputs[band]),
                baseline_output_words=int(of_baseline.outputs[band]),
            )


def band_name(band: int) -> str:
    """Return ``"1"``, ``"5–9"``, ``"1000 or more"``."""
    low = BANDS[band]
    if band + 1 == len(BANDS):
        return f"{low} or more"
    high = BANDS[band + 1] - 1
    return str(low) if low == high else f"{low}–{high}"


class _Matched(NamedTuple):
    """Words that match, and all words of the outputs, by band."""

    matches: Sequence[int]
    outputs: Sequence[int]


def _by_band(references: Sequence[Words], outputs: Sequence[Words], frequencies: Mapping[str, int]) -> _Matched:
    common = (Counter(reference) & Counter(output) for reference, output in zip(references, outputs, strict=True))
    return _Matched(
        _counted(chain.from_iterable(counts.elements() for counts in common), frequencies),
        _counted(chain.from_iterable(outputs), frequencies),
    )


def _counted(words: Iterator[str], frequencies: Mapping[str, int]) -> Sequence[int]:
    """Return the number of words in each band."""
    counts = np.zeros(len(BANDS), dtype=np.int64)
    numbers = np.fromiter((frequencies.get(word, 0) for word in words), dtype=np.int64)
    np.add.at(counts, np.searchsorted(BANDS, numbers, side="right") - 1, 1)
    of_bands: list[int] = counts.tolist()
    return of_bands


def _f1(matched: _Matched, band: int, references: int) -> float:
    """Return 2 m / (outputs + references), which is the harmonic mean of m / outputs and m / references."""
    return 2 * matched.matches[band] / (matched.outputs[band] + references) if references else float("nan")


def ngram_differences(system: str, compared: Compared, shown: int) -> list[NgramMatches]:
    """Return the sequences that the baseline gets right more often, then those of the system, the clearest first.

    A sequence within a longer one that both have as often says nothing of its own, and is left out.

    Args:
        system: its name.
        compared: the words, case kept.
        shown: how many of each.
    """
    ours, theirs = Counter[tuple[str, ...]](), Counter[tuple[str, ...]]()
    for reference, *outputs in zip(*compared, strict=True):
        expected = Counter(_ngrams(reference))
        for matches, output in zip((ours, theirs), outputs, strict=True):
            matches.update(expected & Counter(_ngrams(output)))
    differing = [ngram for ngram in ours.keys() | theirs.keys() if ours[ngram] != theirs[ngram]]
    scores = {ngram: log((ours[ngram] + SMOOTHING) / (theirs[ngram] + SMOOTHING)) for ngram in differing}
    # The words themselves come last: equal runs give equal tables.
    order = sorted(differing, key=lambda ngram: (-abs(scores[ngram]), -len(ngram), ngram))
    rows: list[NgramMatches] = []
    for sign in (-1, 1):
        chosen: list[tuple[str, ...]] = []
        for ngram in (ngram for ngram in order if sign * scores[ngram] > 0):
            if len(chosen) == shown:
                break
            if not any(_is_within(ngram, other) and ours[ngram] == ours[other] for other in chosen):
                chosen.append(ngram)
        rows += [NgramMatches(system, " ".join(ngram), ours[ngram], theirs[ngram], scores[ngram]) for ngram in chosen]
    return rows


def _ngrams(words: Words) -> Iterator[tuple[str, ...]]:
    for size in range(1, LONGEST + 1):
        yield from zip(*(words[i:] for i in range(size)), strict=False)


def _is_within(ngram: tuple[str, ...], other: tuple[str, ...]) -> bool:
    size = len(ngram)
    return any(other[i : i + size] == ngram for i in range(len(other) - size + 1))
