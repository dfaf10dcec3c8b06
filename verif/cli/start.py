"""Where the ``verif`` command begins: nothing is imported before an interruption is caught."""

from __future__ import annotations

import sys


def start() -> int:
    """Run the command line; the exit code. Ctrl-C while it is being imported is an ending, too."""
    try:
        from verif.cli.main import main

        return main()
    except KeyboardInterrupt:
        if sys.stderr is not None:
            sys.stderr.write("exit 130: interrupted\n")
        return 130
