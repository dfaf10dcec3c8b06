"""Which formats have a Lean file, and which file that is."""

from __future__ import annotations

from verif.formats.float_ import Float
from verif.formats.format import Format
from verif.lean.export.floats import lean_float
from verif.lean.export.formats.float_file import float_file
from verif.lean.export.formats.text import FormatFile


class NoLeanFormat(Exception):
    """A format that Lean's library has no way to describe; the message says what it has."""


def format_file(fmt: Format) -> FormatFile:
    """The Lean file of a format. Raises ``NoLeanFormat``."""
    if isinstance(fmt, Float):
        found = lean_float(fmt)
        if found is not None:
            return float_file(fmt, found)
    raise NoLeanFormat(fmt.name)
