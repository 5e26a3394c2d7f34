"""`python -m tertium`, and the command `tertium`."""

import gc
import os
import sys
from contextlib import suppress
from typing import Final

from tertium import interruption

YOUNG: Final = 100_000
"""Objects between two searches for garbage. Most of what a command makes lives until its end, and to look at it after
every 700 objects, as Python does, takes a twelfth of its time; after every 50,000, a fiftieth."""


def start() -> int:
    """Run the command line and return its exit code; a signal, however often it comes, is one line and its code.

    A process that has run code of plug-ins ends here, with that code: what they have registered for the interpreter's
    end could end it with another one, and a thread of theirs could keep it from ending.
    """
    interruption.catch()
    gc.set_threshold(YOUNG)
    try:
        from tertium.cli import main

        code = main()
        interruption.release()
    except KeyboardInterrupt as error:  # while the command line is imported, or once more
        code = interruption.report(error)
    registry = sys.modules.get("tertium.metrics.registry")
    if registry and registry.plug_ins:
        _end(code)
    gc.freeze()  # or all that is in memory would be searched for garbage before it is given back, a tenth of the time
    return code


def _end(code: int) -> None:
    """End the process at once."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError, OSError, ValueError):  # it was closed
            stream.flush()
    os._exit(code)


if __name__ == "__main__":
    sys.exit(start())
