"""Builds the counting kernel, an optional extension in C; all else about the package stands in pyproject.toml."""

import sysconfig

from setuptools import Extension, setup

FREE_THREADED = bool(sysconfig.get_config_var("Py_GIL_DISABLED"))
SOURCES = ["counts", "memory", "module", "ngrams", "ter", "tokenize", "vocabulary"]
FOLDER = "metrics/lexical/kernel"

setup(
    ext_modules=[
        Extension(
            "tertium.metrics.lexical._kernel",
            [f"{FOLDER}/{name}.c" for name in SOURCES],
            # One build for every Python from 3.10 on, but for free-threaded ones: they can't load it.
            define_macros=[] if FREE_THREADED else [("Py_LIMITED_API", "0x030A0000")],
            py_limited_api=not FREE_THREADED,
            # No fused multiply-add: chrF's comparison of references must round as Python does.
            extra_compile_args=["-O3", "-std=c11", "-ffp-contract=off"],
            optional=True,  # without a compiler sacreBLEU counts
        )
    ],
    options={} if FREE_THREADED else {"bdist_wheel": {"py_limited_api": "cp310"}},
)
