"""The settings of a build: wrong ones are refused before any work."""

from __future__ import annotations

import pytest

from tertium.corpora.building.plan import Plan
from tertium.errors import UsageError


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"target": "en"}, "both languages are 'en'\n  try: two languages"),
        ({"role": "source"}, "no role is named 'source'\n  try: hypothesis or reference"),
        ({"pair_by": "luck"}, "pairs can't be decided by 'luck'\n  try: text or name"),
        ({"called": " "}, "invalid name ' '\n  try: --called web"),
        ({"called": "a\nb"}, r"invalid name 'a\\nb'"),
    ],
)
def test_a_plan_that_makes_no_sense_is_refused(options: dict[str, str], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        Plan(**{"source": "en", "target": "de", **options})  # type: ignore[arg-type]


def test_the_encoder_comes_with_a_note_that_says_why() -> None:
    plan = Plan("en", "de", encoder="lexical")
    encoder, note = plan.load_encoder()
    assert (plan.languages, encoder.name) == (("en", "de"), "lexical")
    assert note == "paired and aligned by words, numbers and lengths, as asked"
    encoder, note = Plan("en", "de").load_encoder()
    assert encoder.name == "use"
    assert "use|" in note


@pytest.mark.parametrize(
    ("encoder", "languages", "tries"),
    [
        ("use", ("cs", "uk"), "--encoder e5, or leave --encoder out"),
        ("e5", ("en", "yo"), "--encoder labse, or leave --encoder out"),
        ("labse", ("en", "br"), "--encoder e5, or leave --encoder out"),
        ("use", ("br", "yo"), "--encoder lexical, or leave --encoder out"),
    ],
)
def test_an_encoder_that_does_not_know_a_language_is_refused_at_once(
    encoder: str, languages: tuple[str, str], tries: str
) -> None:
    with pytest.raises(UsageError, match=f"the encoder {encoder} doesn't know .*\n  try: {tries}$"):
        Plan(*languages, encoder=encoder)


def test_an_encoder_of_which_nobody_can_say_what_it_knows_is_not_refused() -> None:
    assert Plan("cs", "uk", encoder="st:some/model").encoder == "st:some/model"
    assert Plan("cs", "uk", encoder="lexical").encoder == "lexical"
    assert Plan("cs", "uk", encoder="e5").encoder == "e5"
