"""The kernel gives sacreBLEU's integers: on every character, on hostile texts, at its limits, and on published sets."""

from __future__ import annotations

import os
import sys
import time
from itertools import islice, product
from typing import TYPE_CHECKING

import numpy as np
import pytest

from tertium.corpora.readers import wmt
from tertium.metrics.lexical.engine import BleuOptions, ChrfOptions, TerOptions
from tertium.metrics.lexical.engines import kernel, sacrebleu
from tertium.metrics.lexical.engines.kernel import ENGINE
from tests.fuzz import lexical

if TYPE_CHECKING:
    from pathlib import Path

    from tertium.metrics.lexical.engine import Options, References

pytestmark = [
    pytest.mark.kernel,
    pytest.mark.skipif(not ENGINE.available(), reason="the kernel wasn't built: pip found no compiler"),
]

SECONDS = float(os.environ.get("TERTIUM_FUZZ_SECONDS", "0"))
SEED = int(os.environ.get("TERTIUM_FUZZ_SEED", "0"))
FUZZED = 2000
"""Fuzzed segments of a plain run."""
CHRF = ChrfOptions(6, 0, 2, lowercase=False, whitespace=False, eps_smoothing=False)
CHRF_WORDS = ChrfOptions(6, 2, 2, lowercase=False, whitespace=False, eps_smoothing=False)
TER = TerOptions(normalized=False, no_punct=False, asian_support=False, case_sensitive=False)
ALL = (BleuOptions("13a", lowercase=False), CHRF, CHRF_WORDS, TER)
SETS = ("wmt21-en-de", "wmt21-de-en", "wmt22-cs-uk", "wmt22-en-zh", "wmt23-zh-en", "flores-en-de")


def assert_equal(options: Options, references: References, hypotheses: list[str]) -> None:
    rows = ENGINE.bind(options, references)(hypotheses)
    expected = sacrebleu.ENGINE.bind(options, references)(hypotheses)
    different = np.flatnonzero((rows != expected).any(axis=1))
    assert rows.shape == expected.shape
    assert not different.size, (options, references[different[0]], hypotheses[different[0]])


@pytest.mark.parametrize("tokenize", kernel.TOKENIZERS)
def test_every_character_is_tokenized_alike_between_letters_digits_and_marks(tokenize: str) -> None:
    options = BleuOptions(tokenize, lowercase=False)
    # All classes of characters but those of intl lie below U+10000, and sacreBLEU needs a minute for the others.
    step = 1 if tokenize == "intl" else 61
    characters = [*map(chr, range(0x10000)), *map(chr, range(0x10000, 0x110000, step))]
    for start in range(0, len(characters), 4096):
        line = "".join(f"a{c}1{c}{c}. {c}" for c in characters[start : start + 4096])
        assert_equal(options, [(line,)], [line[1:]])


@pytest.mark.parametrize("tokenize", ["zh", "13a"])
def test_stops_dashes_and_chinese_characters_are_split_alike_at_both_ends_of_a_text(tokenize: str) -> None:
    options = BleuOptions(tokenize, lowercase=False)
    texts = ["".join(characters) for n in range(5) for characters in product(".-5a中 \n&\u3000", repeat=n)]
    assert_equal(options, [(" ".join(texts),)], ["a"])
    assert_equal(options, [(text, f"{text} 5.") for text in texts], texts)


@pytest.mark.fuzz
def test_fuzzed_segments_are_counted_alike() -> None:
    end = time.monotonic() + SECONDS
    done = 0
    for case in lexical.cases(SEED):
        different = lexical.differing(case, ENGINE, sacrebleu.ENGINE)
        assert not different, (case.options, case.references[different[0]], case.hypotheses[different[0]])
        done += len(case.hypotheses)
        if done >= FUZZED and time.monotonic() > end:
            break
    sys.stdout.write(f"\n{done} fuzzed segments, 0 counted differently\n")


def test_long_segments_and_repeated_texts_are_counted_alike() -> None:
    words = [f"w{i % 97}" for i in range(3000)]
    shuffled = [words[i * 7 % 3000] for i in range(3000)]
    for options in ALL[:3]:
        assert_equal(options, [(" ".join(words), "x " * 500)], [" ".join(shuffled)])
    assert_equal(TER, [(" ".join(words[:150]),)], [" ".join(shuffled[:140])])


@pytest.mark.parametrize("words", [1, 2, 3, 7])
def test_the_beam_reaches_the_end_of_texts_of_any_two_lengths(words: int) -> None:
    short = " ".join("abcdefg"[:words])
    for longer in (
        *range(24, 27),
        *range(48, 53),
        *range(98, 103),
        48 * words,
        50 * words,
        51 * words,
        120 * words + 1,
    ):
        long = " ".join("gfedcbaxyz"[i % 10] for i in range(longer))
        assert_equal(TER, [(long,), (short,)], [short, long])


@pytest.mark.parametrize(
    ("reference", "hypothesis"),
    [
        ("ab" * 9_000, "ba" * 30_000),
        ("a" * 16_383, "a" * 40_000),  # the longest that a narrow index takes
        ("a" * 16_384, "a" * 40_000),
        ("a" * 10, "a" * 100_000),
        ("".join(map(chr, range(0x4E00, 0x4E00 + 1022))), "".join(map(chr, range(0x4E02, 0x4E00 + 1024)))),
        ("".join(map(chr, range(0x4E00, 0x4E00 + 1023))), "".join(map(chr, range(0x4E02, 0x4E00 + 1024)))),
        ("".join(map(chr, range(0x4E00, 0x4E00 + 9000))), "".join(map(chr, range(0x4E02, 0x4E00 + 9000)))),
    ],
    ids=["two letters", "16383", "16384", "short", "1022 characters", "1023 characters", "9000 characters"],
)
def test_both_widths_of_the_index_count_alike_at_their_limit(reference: str, hypothesis: str) -> None:
    assert_equal(CHRF, [(reference, reference[:40])], [hypothesis])


def test_more_distinct_words_than_fit_into_narrow_keys_are_counted_alike() -> None:
    line = " ".join(f"w{i}" for i in range(70_000))
    assert_equal(BleuOptions("none", lowercase=False), [(line, "w1 w2")], [f"{line} w9 w10 w11"])


def test_words_that_differ_in_one_character_or_in_length_are_told_apart() -> None:
    letters = ("\x00", "a", "\xff", "\u0100", "\ud800", "𝒳")
    words = ["".join(("ab" * 6)[:length]) for length in range(1, 13)]  # eight characters below 256 have a code
    words += [f"{word[:i]}{letter}{word[i + 1 :]}" for word in words for i in range(len(word)) for letter in letters]
    line, other = " ".join(words), " ".join(reversed(words))
    for start in range(len(words)):
        assert_equal(BleuOptions("none", lowercase=False), [(line, "a")], [" ".join(words[start : start + 5])])
    assert_equal(BleuOptions("none", lowercase=False), [(" ".join(words[::2]), other)], [line])
    assert_equal(TER, [(" ".join(words[:60:2]),)], [" ".join(words[:60])])


@pytest.mark.parametrize("distinct", [2, 126, 127, 200, 254, 255])
def test_n_grams_that_fill_a_whole_key_are_counted_alike(distinct: int) -> None:
    text = "".join(map(chr, range(0x4E00, 0x4E00 + distinct))) * 2  # eight characters of eight bits from 127 on
    options = ChrfOptions(8, 0, 2, lowercase=False, whitespace=False, eps_smoothing=False)
    assert_equal(options, [(text, text[5:40])], [text[3:]])
    assert_equal(options, [(text,)], [text])


@pytest.mark.parametrize("followers", range(1, 12))
def test_words_with_any_number_of_followers_are_counted_alike(followers: int) -> None:
    line = " ".join(f"the {letter}" for letter in "bdfhjlnprtv"[:followers])
    hypotheses = [f"{before}the {letter}" for letter in "abcdefghijklmnopqrstuvw" for before in ("", "the ")]
    assert_equal(BleuOptions("none", lowercase=False), [(line,)] * len(hypotheses), hypotheses)


def test_orders_up_to_eight_are_its_own_and_longer_ones_are_not() -> None:
    longest = ChrfOptions(8, 8, 2, lowercase=False, whitespace=True, eps_smoothing=True)
    assert_equal(longest, [("the cat sat on the mat", "a cat")], ["the cat sat on mats"])
    assert not ENGINE.supports(ChrfOptions(9, 0, 2, lowercase=False, whitespace=False, eps_smoothing=False))


def test_a_segment_beyond_its_limits_is_counted_by_sacrebleu() -> None:
    references = [tuple(f"the cat {i}" for i in range(65)), ("it rains",)]  # 64 references are its limit
    for options in ALL:
        assert_equal(options, references, ["the cat 3", "it rained"])


def test_tokenizers_of_sacrebleu_are_asked_once_per_distinct_line(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def prepare(line: str) -> str:
        asked.append(line)
        return " ".join(line)

    monkeypatch.setattr(sacrebleu, "preparation", lambda _: prepare)
    rows = ENGINE.bind(BleuOptions("ja-mecab", lowercase=False), [("猫です",), ("猫です",)])(["猫だ", "猫だ"])
    assert rows[:, :3].tolist() == [[2, 3, 1], [2, 3, 1]]
    assert sorted(asked) == ["猫だ", "猫です"]


def test_parts_and_threads_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    case = next(islice(lexical.cases(1, segments=90), 1))
    monkeypatch.setattr(kernel, "PART", 7)
    many = ENGINE.bind(CHRF, case.references)(case.hypotheses)
    monkeypatch.setattr(kernel, "PART", 1000)
    assert np.array_equal(many, ENGINE.bind(CHRF, case.references)(case.hypotheses))


def test_no_segments_are_no_rows() -> None:
    assert [ENGINE.bind(options, [])([]).shape for options in ALL] == [(0, 10), (0, 18), (0, 24), (0, 2)]


def test_wrong_arguments_of_the_extension_are_refused() -> None:
    extension = kernel._extension()
    good = (kernel.CHRF, 0, None, 6, 0, 2, False, False)
    with pytest.raises(TypeError):
        extension.bind((("a", None),), *good)
    with pytest.raises(TypeError):
        extension.bind(("a",), *good)
    with pytest.raises(TypeError):
        extension.bind([("a",)], *good)  # another thread could change a list while it is read
    for bad in ((3, *good[1:]), (0, 9, *good[2:]), (*good[:3], 9, *good[4:]), (0, 4, None, 0, 0, 0, False, False)):
        with pytest.raises(ValueError, match="options out of range"):
            extension.bind((("a",),), *bad)
    bound = extension.bind((("a",),), *good)
    with pytest.raises(ValueError, match="one hypothesis per bound segment"):
        extension.count(bound, ("a", "b"))
    with pytest.raises(TypeError):
        extension.count(bound, (None,))


@pytest.mark.shared
@pytest.mark.parametrize("name", SETS)
def test_all_systems_of_published_sets_are_counted_alike(name: str, shared: Path) -> None:
    data = wmt.read(shared / "data" / name, (None, None))
    tokenize = "zh" if name.endswith("zh") else "13a"
    texts = data.texts(range(0, len(data), 10))  # every tenth segment; benchmarks/speed.py compares all
    for options in (BleuOptions(tokenize, lowercase=False), CHRF_WORDS):
        for hypotheses in data.outputs.values():
            assert_equal(options, list(texts.references), [text or "" for text in hypotheses[::10]])
