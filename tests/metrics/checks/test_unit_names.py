"""The tables of units name the same units."""

from __future__ import annotations

import re

import pytest

from tertium.metrics.checks.unit_names import SAME, SIZES, STEMS


def test_every_unit_with_a_size_has_names() -> None:
    for kind, sizes in SIZES.items():
        assert set(sizes) == set(STEMS[kind])


def test_units_that_may_be_the_same_have_names() -> None:
    units = {unit for kind in STEMS.values() for unit in kind}
    assert all(pair <= units for pair in SAME)


@pytest.mark.parametrize(
    ("kind", "unit", "names"),
    [
        ("currency", "dollar", "$ dollars Dólares долларов 美元 ドル 달러 דולר دولار डॉलर ดอลลาร์"),
        ("currency", "yen", "yen 円 иен 엔"),
        ("length", "kilometre", 'km Kilometern кілометрів 公里 キロ 킬로미터 ק"מ كيلومتر किलोमीटर'),
        ("length", "mile", "miles Meilen миль 英里 マイル 마일 מייל ميل मील mérföldre"),
        ("share", "per cent", "% ％ Prozent процентов パーセント אחוז درصد प्रतिशत százalék"),
    ],
)
def test_names_in_many_languages_are_known(kind: str, unit: str, names: str) -> None:
    pattern = re.compile(STEMS[kind][unit], re.IGNORECASE)
    assert [name for name in names.split() if not pattern.match(name)] == []
