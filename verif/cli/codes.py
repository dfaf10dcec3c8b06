"""Exit codes of the command line, spelt here as the record's module takes long to import."""

from __future__ import annotations

OK = 0
USAGE = 2
OPEN = 3
INTERNAL = 4
INTERRUPTED = 130
BROKEN_PIPE = 141
