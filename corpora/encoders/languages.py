"""The languages that the models behind the encoders were trained for, as ISO 639-1 codes where there is one."""

from __future__ import annotations

from typing import Final

USE_LANGUAGES: Final = frozenset(
    {"ar", "de", "en", "es", "fr", "it", "ja", "ko", "nl", "pl", "pt", "ru", "th", "tr", "zh"}
)

_SHARED: Final = (
    "af am ar as az be bg bn bs ca cs cy da de el en eo es et eu fa fi fr fy ga gd gl gu ha he hi hr hu hy id is it ja"
    " jv ka kk km kn ko ku ky la lo lt lv mg mk ml mn mr ms my nb ne nl nn no or pa pl pt ro ru si sk sl so sq sr su sv"
    " sw ta te th tl tr ug uk ur uz vi xh yi zh"
)
XLM_R_LANGUAGES: Final = frozenset(f"{_SHARED} br om ps sa sd".split())
"""Of XLM-R (Conneau et al. 2020), from which e5 and BGE-m3 start; its no is nb and nn too."""

LABSE_LANGUAGES: Final = frozenset(
    f"{_SHARED} bo ceb co haw hmn ht ig lb mi mt ny rw sm sn st tg tk tt wo yo zu".split()
)
"""Of LaBSE (Feng et al. 2022)."""
