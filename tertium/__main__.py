"""`python -m tertium`, and the command `tertium`."""

import sys


def start() -> int:
    """Run the command line; Ctrl-C while it is still being imported is one line too."""
    try:
        from tertium.cli import main
    except KeyboardInterrupt:
        sys.stderr.write("tertium: interrupted\n")
        return 130
    return main()


if __name__ == "__main__":
    sys.exit(start())
