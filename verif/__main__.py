"""``python -m verif`` is the same as ``verif``."""

from __future__ import annotations

import sys

from verif.cli.start import start

if __name__ == "__main__":
    sys.exit(start())
