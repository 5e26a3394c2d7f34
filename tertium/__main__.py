"""`python -m tertium`, and the command `tertium`."""

import signal
import sys

INTERRUPTED = 130
"""Exit code after Ctrl-C."""


def start() -> int:
    """Run the command line; Ctrl-C while it is still being imported is one line too."""
    try:
        from tertium.cli import main
    except KeyboardInterrupt:
        sys.stderr.write("tertium: interrupted\n")
        return INTERRUPTED
    code = main()
    if code == INTERRUPTED:  # a second Ctrl-C, while the interpreter ends, would show a traceback
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    return code


if __name__ == "__main__":
    sys.exit(start())
