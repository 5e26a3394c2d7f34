"""Builds the counting kernel, an optional extension in C; all else about the package stands in pyproject.toml."""

import sysconfig
from pathlib import Path

from setuptools import Extension, setup
from setuptools.command.bdist_wheel import bdist_wheel
from setuptools.command.build_ext import build_ext

FREE_THREADED = bool(sysconfig.get_config_var("Py_GIL_DISABLED"))
SOURCES = ["counts", "memory", "module", "ngrams", "ter", "tokenize", "vocabulary"]
FOLDER = "metrics/lexical/kernel"
# No fused multiply-add: chrF's comparison of references must round as Python does.
OPTIONS = {"msvc": ["/O2", "/std:c11", "/fp:precise"]}
USUAL_OPTIONS = ["-O3", "-std=c11", "-ffp-contract=off"]


class BuildKernel(build_ext):
    """Compiles with the options of the compiler that is here."""

    def build_extension(self, ext: Extension) -> None:
        """Compile the extension; a failure is a warning, since it is optional."""
        ext.extra_compile_args = OPTIONS.get(self.compiler.compiler_type, USUAL_OPTIONS)
        super().build_extension(ext)


class Wheel(bdist_wheel):
    """A wheel that claims a platform only where it holds the kernel."""

    def get_tag(self) -> tuple[str, str, str]:
        """Return the tag of what was built; without a kernel the wheel is for any Python and platform."""
        kernels = self.get_finalized_command("build_ext").get_outputs()
        if not all(Path(kernel).is_file() for kernel in kernels):
            self.root_is_pure = True
            return ("py3", "none", "any")
        return super().get_tag()


setup(
    cmdclass={"build_ext": BuildKernel, "bdist_wheel": Wheel},
    ext_modules=[
        Extension(
            "tertium.metrics.lexical._kernel",
            [f"{FOLDER}/{name}.c" for name in SOURCES],
            depends=sorted(map(str, Path(FOLDER).glob("*.h"))),
            # One build for every Python from 3.10 on, but for free-threaded ones: they can't load it.
            define_macros=[] if FREE_THREADED else [("Py_LIMITED_API", "0x030A0000")],
            py_limited_api=not FREE_THREADED,
            optional=True,  # without a compiler sacreBLEU counts
        )
    ],
    options={} if FREE_THREADED else {"bdist_wheel": {"py_limited_api": "cp310"}},
)
