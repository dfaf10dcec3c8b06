"""Which formats have a Lean file, and which file that is."""

from __future__ import annotations

from verif.formats.float_ import Float
from verif.formats.format import Format
from verif.formats.posit import Posit
from verif.lean.export.floats import lean_float
from verif.lean.export.formats import hif8_file, posit_file
from verif.lean.export.formats.float_file import float_file
from verif.lean.export.formats.text import FormatFile


class NoLeanFormat(Exception):
    """A format that Lean's library has no way to describe; the message says what it has."""


def format_file(fmt: Format) -> FormatFile:
    """The Lean file of a format. Raises ``NoLeanFormat``."""
    match fmt:
        case Float() if (found := lean_float(fmt)) is not None:
            return float_file(fmt, found)
        case Posit() if fmt.bits <= posit_file.TABLE_BITS:
            return posit_file.posit_file(fmt)
        case _ if fmt.key == hif8_file.KEY:
            return hif8_file.hif8_file(fmt)
    raise NoLeanFormat(
        f"the Lean library does not describe {fmt.name}: it has binary floats whose finite codes "
        "are the same for both signs, HiF8 as shipped, and posits of up to "
        f"{posit_file.TABLE_BITS} bits"
    )
