"""Circuits of formats over the algebra: a code to its value and back, for any backend.

Wide formats work by arithmetic on their fields, and so do narrow ones where a backend has no
cheap tables; other formats of at most ``TABLE_BITS`` bits decode through tables, and round by a
search or in a backend's own way.
"""

from __future__ import annotations

from verif.algebra.backend import Backend, Unsupported
from verif.algebra.integer import BoolRaw, Int, land, lnot, select
from verif.algebra.lazy import Number, backend_of
from verif.algebra.real import Real
from verif.formats import fixed_circuit, float_circuit, posit_circuit
from verif.formats.context import Context
from verif.formats.fixed import Fixed
from verif.formats.float_ import Float
from verif.formats.format import Format
from verif.formats.policy_circuit import Outcomes, code_or_refuse, outcomes
from verif.formats.posit import Posit
from verif.formats.search_circuit import search
from verif.formats.table_circuit import DecodeTable, decode_table

TABLE_BITS = 16
"""Formats up to this wide may be read through tables of all codes."""

SEARCH_BITS = 12
"""Formats up to this wide may be rounded to by a search over all boundaries."""

ARITHMETIC_BITS = 10
"""Floats and fixed-point formats up to this wide are read through tables of arrays."""

POSIT_BITS = 12
"""The same for posits: their tables are faster by half, but take seconds to make at 16 bits."""


def arithmetic(fmt: Format, backend: Backend) -> bool:
    """Whether ``fmt`` is read and rounded by arithmetic on its fields."""
    match fmt:
        case Posit():
            return backend.floating or fmt.bits > POSIT_BITS
        case Float() if not float_circuit.supported(fmt):
            return False
        case Fixed() | Float():
            return backend.floating or fmt.bits > ARITHMETIC_BITS
    return False


def value(fmt: Format, code: Int) -> Real:
    """The value of a finite code; 0 for other codes."""
    if not arithmetic(fmt, code.backend):
        return _table(fmt).value(code)
    match fmt:
        case Float():
            return float_circuit.unpack(fmt, code)
        case Posit():
            return posit_circuit.unpack(fmt, code)
    return fixed_circuit.unpack(_fixed(fmt), code)


def ordinal(fmt: Format, code: Int) -> Int:
    """The ordinal of a finite code; 0 for other codes."""
    if not arithmetic(fmt, code.backend):
        return code.take(_table(fmt).ordinals)
    match fmt:
        case Float():
            return float_circuit.ordinal(fmt, code)
        case Posit():
            return posit_circuit.ordinal(fmt, code)
    return fixed_circuit.ordinal(_fixed(fmt), code)


def at_ordinal(fmt: Format, k: Int) -> Int:
    """The code of an ordinal, of the nearest one where the format has no such ordinal."""
    k = k.max(k.const(fmt.kmin)).min(k.const(fmt.kmax))
    if not arithmetic(fmt, k.backend):
        return (k - k.const(fmt.kmin)).take(_table(fmt).codes)
    match fmt:
        case Float():
            return float_circuit.at_ordinal(fmt, k)
        case Posit():
            return posit_circuit.at_ordinal(fmt, k)
    return fixed_circuit.at_ordinal(_fixed(fmt), k)


def test(op: str, fmt: Format, code: Int) -> BoolRaw:
    """Whether a code is ``nan``, is ``inf`` or has a ``negative`` sign."""
    if not arithmetic(fmt, code.backend):
        found = code.take(_table(fmt).tests[op])
        return found.eq(found.const(1))
    match fmt:
        case Float():
            return float_circuit.test(op, fmt, code)
        case Posit():
            return posit_circuit.test(op, fmt, code)
    return fixed_circuit.sign_bit(_fixed(fmt), code) if op == "negative" else False


def _fixed(fmt: Format) -> Fixed:
    assert isinstance(fmt, Fixed), "only these are left to arithmetic"
    return fmt


def _table(fmt: Format) -> DecodeTable:
    if fmt.bits > TABLE_BITS:
        raise Unsupported(f"codes of {fmt.name} are too wide for a table")
    return decode_table(fmt)


def precision(fmt: Format) -> int:
    """How many significant bits of a number the arithmetic rounding looks at."""
    match fmt:
        case Float():
            return float_circuit.precision(fmt)
        case Posit():
            return posit_circuit.precision(fmt)
    return fixed_circuit.precision(_fixed(fmt))


def rounded(
    fmt: Format, context: Context, nan: BoolRaw, inf: BoolRaw, negative: BoolRaw, number: Number
) -> Int:
    """The code a value rounds to: by arithmetic, else by a search over the boundaries."""
    out = outcomes(fmt, context)
    code, real = _pack(fmt, context, out, number)
    backend = real.backend

    def put(code: Int, where: BoolRaw, choice: int | None, what: str) -> Int:
        if where is False:
            return code
        return select(backend, where, code.const(code_or_refuse(choice, what)), code)

    zero = real.is_zero()
    positive = lnot(backend, negative)
    code = put(code, zero, out.zero[0], "zero")
    if out.zero[0] != out.zero[1]:
        code = put(code, land(backend, zero, negative), out.zero[1], "a negative zero")
    code = put(code, land(backend, inf, positive), out.infinity[0], "an infinity")
    code = put(code, land(backend, inf, negative), out.infinity[1], "a negative infinity")
    return put(code, nan, out.nan, "NaN")


def _pack(fmt: Format, context: Context, out: Outcomes, number: Number) -> tuple[Int, Real]:
    """The code of a finite non-zero number, and a real with the same zeros."""
    if not arithmetic(fmt, backend_of(number)):
        if fmt.bits > SEARCH_BITS:
            raise Unsupported(f"rounding to {fmt.name}, too wide for a search")
        return search(fmt, context).code(number)
    real = number.odd(precision(fmt))
    match fmt:
        case Float():
            return float_circuit.pack(fmt, context, out, real), real
        case Posit():
            return posit_circuit.pack(fmt, context, real), real
    return fixed_circuit.pack(_fixed(fmt), context, out, real), real
