"""Captions with the credit of their picture glued to them."""

from __future__ import annotations

import pytest

from tertium.corpora.cleaning.captions import MAX_CAPTION, is_caption


@pytest.mark.parametrize(
    "line",
    [
        "Das alte Bad in Ostheim steht seit Montag leer. Foto: Marit Olsen",
        "Das alte Bad in Ostheim, aufgenommen von der Straße aus im Mai © Marit Olsen / Kurier",
        "The pool of Ostheim is empty. (Photo: Marit Olsen)",
        "Den gamle hallen i Ostheim er tom. Foto: Privat",
        "Басейн в Остгаймі стоїть порожній. Фото: Марта Олійник",
        "オストハイムのプールは空になった。写真：田中花子",
        "The pool of Ostheim on Sunday. [Marit Olsen/AFP]",
        "奥斯特海姆的老泳池空了。林小梅 摄",
        "奧斯特海姆的老泳池空了。林小梅攝",
    ],
)
def test_a_line_that_ends_in_a_credit_is_a_caption(line: str) -> None:
    assert is_caption(line)


@pytest.mark.parametrize(
    "line",
    [
        "Das Foto zeigt: Das Bad ist leer, und niemand weiß, was daraus wird. Am Montag stimmt der Rat ab.",
        "She held up a photo: the pool in 1950. It was full.",
        "Das alte Bad in Ostheim steht seit Montag leer.",
        "© Marit Olsen",
        "[Marit Olsen/AFP]",
        "The pool is 50 metres long (and/or 25).",
        "The party of the mayor won (CDU/CSU)",
        "Ostheim in photos: The year of the pool",
        "泳池已经空了，这张照片由林小梅于五月拍摄。市议会星期一晚上投票决定关闭泳池。",
        "泳池空了。没有人知道，这部短片是由谁拍摄",
    ],
)
def test_a_sentence_about_a_photo_is_none_nor_is_a_credit_alone(line: str) -> None:
    assert not is_caption(line)


def test_a_paragraph_that_names_its_source_is_none() -> None:
    assert not is_caption("The pool loses water. " * (MAX_CAPTION // 20) + "Source: City of Ostheim")
