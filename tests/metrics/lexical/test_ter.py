"""TER: options, and what is undefined; that it is sacreBLEU's is in test_sacre.py."""

from __future__ import annotations

import math

import numpy as np
import pytest

from tertium.corpora.types import Texts
from tertium.metrics.lexical.ter import ALONE, Ter

TEXTS = Texts(("a",), ("",), (("The cat sat.", "A cat sat down here."),), ("d",), ("de", "en"))


def test_rows_are_edits_and_the_mean_length_of_the_references() -> None:
    rows = Ter().bind(TEXTS)(["the cat sat."]).counts
    assert rows.tolist() == [[0, 4]]
    assert Ter(case_sensitive=True).bind(TEXTS)(["the cat sat."]).counts.tolist() == [[1, 4]]


def test_it_may_exceed_100_and_is_undefined_without_reference_words() -> None:
    assert Ter().score(np.array([6.0, 4])) == pytest.approx(150)
    assert math.isnan(Ter().score(np.array([2.0, 0])))


def test_lower_is_better_and_the_signature_names_every_option() -> None:
    assert Ter().higher_is_better is False
    options = "normalized:False|no_punct:False|asian_support:False|case_sensitive:False"
    assert Ter().signature.startswith(f"ter|{options}|sacrebleu:")


def test_asian_support_alone_is_said_to_change_nothing() -> None:
    texts = Texts(("1",), ("",), (("你好，世界！",),), ("d",))
    alone, none = (Ter(asian_support=alone).bind(texts)(["你好，世界。"]) for alone in (True, False))
    assert (alone.counts.tolist(), none.warnings) == (none.counts.tolist(), ())
    assert alone.warnings == (ALONE,)
    assert Ter(asian_support=True, normalized=True).bind(texts)(["你好，世界。"]).warnings == ()
