"""Texts and options for fuzzing the engines of lexical metrics: scripts, marks, controls, entities, damage.

`python -m tests.fuzz.lexical SEED SEGMENTS` counts that many segments with both engines and says how many differ.
"""

from __future__ import annotations

import random
import sys
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from tertium.metrics.lexical.engine import BleuOptions, ChrfOptions, TerOptions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tertium.metrics.lexical.engine import Engine, Options

ALPHABETS = (
    "abc ",
    "the cat sat on a mat. ,-'0123456789",
    "ÄÖüßéñ ",
    "我们是中国人，。！１２ ab1.",
    "アイウエオかきく々ー ",
    "𝒳😀👩‍👩‍👧 a",
    "a\u0301e\u0308 o\u200d\u00a0\u3000",
    "\x00\x1c\x1d\x85\u2028\n\r\t a",
    "\ud800\udfff x",
    "...,,,--12-3.4,5",
    "!\"#$%&'()*+/:;<=>?@[\\]^_`{|}~ ab",
    "ΣςσΑΒ İıIi",
    "一\u2001\u2a6d\u2f81\u2fa1\u3400\u4db5\uff01\uffef٣४½€+№",
    "नमस्ते दुनिया। ",
)
PIECES = (
    "&quot;",
    "&amp;",
    "&lt;",
    "&gt;",
    "&amp;quot;",
    "<skipped>",
    "-\n",
    "1.2",
    "3,4",
    "5-6",
    "(hi)",
    "U.S.",
    "'s",
)


class Case(NamedTuple):
    """Options, and segments of 1 to 4 references and one hypothesis."""

    options: Options
    references: list[tuple[str, ...]]
    hypotheses: list[str]


def text(rng: random.Random, longest: int) -> str:
    """Return a text of up to so many characters or words; one in twenty is empty."""
    if rng.random() < 0.05:
        return ""
    length = rng.randint(1, longest)
    if rng.random() < 0.3:
        return " ".join(rng.choices(("a", "b", "c", "d.", "E"), k=length))
    alphabet = "".join(rng.sample(ALPHABETS, rng.choice((1, 1, 2, 4))))
    characters = rng.choices(alphabet, k=length)
    for _ in range(length // 12):
        characters[rng.randrange(length)] = rng.choice(PIECES)
    return "".join(characters)


def damaged(rng: random.Random, original: str) -> str:
    """Return the text with words moved, lost, doubled or added."""
    words = original.split(" ")
    for _ in range(rng.randrange(4)):
        i, j = rng.randrange(len(words)), rng.randrange(len(words))
        change = rng.randrange(4)
        if change == 0:
            words.insert(j, words.pop(i))
        elif change == 1 and len(words) > 1:
            del words[i]
        elif change == 2:
            words[j:j] = words[i : i + 3]
        else:
            words.insert(i, text(rng, 6))
    return " ".join(words)


def options(rng: random.Random) -> Options:
    """Return options of one of the metrics, all of them possible."""

    def maybe() -> bool:
        return rng.random() < 0.3

    metric = rng.randrange(3)
    if metric == 0:
        return BleuOptions(rng.choice(("13a", "13a", "intl", "zh", "char", "none")), lowercase=maybe())
    if metric == 1:
        orders = rng.choice(((6, 0), (6, 0), (6, 2), (1, 1), (3, 4), (8, 0)))
        return ChrfOptions(*orders, rng.choice((2, 1, 3)), lowercase=maybe(), whitespace=maybe(), eps_smoothing=maybe())
    return TerOptions(normalized=maybe(), no_punct=maybe(), asian_support=maybe(), case_sensitive=maybe())


def cases(seed: int, longest: int = 60, segments: int = 50) -> Iterator[Case]:
    """Yield cases of so many segments, without end."""
    rng = random.Random(seed)  # noqa: S311 - to be repeated, not secret
    while True:
        references, hypotheses = [], []
        for _ in range(segments):
            original = text(rng, longest)
            others = (damaged(rng, original) for _ in range(rng.choice((0, 0, 1, 2, 3))))
            references.append((original, *others))
            hypotheses.append(damaged(rng, original) if rng.random() < 0.9 else text(rng, longest))
        yield Case(options(rng), references, hypotheses)


def differing(case: Case, one: Engine, other: Engine) -> list[int]:
    """Return the segments that two engines count differently."""
    rows, others = (engine.bind(case.options, case.references)(case.hypotheses) for engine in (one, other))
    return [int(i) for i in np.flatnonzero((rows != others).any(axis=1))]


def main(seed: int, total: int) -> int:
    """Count `total` segments of at most 20 characters with both engines; return how many differ."""
    from tertium.metrics.lexical.engines import kernel, sacrebleu

    done = different = 0
    for case in cases(seed, longest=20):
        for i in differing(case, kernel.ENGINE, sacrebleu.ENGINE):
            different += 1
            sys.stdout.write(f"{case.options} {case.references[i]!a} {case.hypotheses[i]!a}\n")
        done += len(case.hypotheses)
        if done >= total:
            break
    sys.stdout.write(f"seed {seed}: {done} segments, {different} counted differently\n")
    return different


if __name__ == "__main__":
    sys.exit(min(main(int(sys.argv[1]), int(sys.argv[2])), 1))
