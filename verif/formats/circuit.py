"""Circuits of formats over the algebra: a code to its value and back, for any backend.

Wide floats and fixed point work by arithmetic on their fields; other formats of at most
``TABLE_BITS`` bits decode through tables, and their rounding is a backend's own business.
"""

from __future__ import annotations

from verif.algebra.backend import Backend, Unsupported
from verif.algebra.integer import BoolRaw, Int, land, lnot, select
from verif.algebra.lazy import Number, backend_of
from verif.algebra.real import Real
from verif.formats import fixed_circuit, float_circuit
from verif.formats.context import Context
from verif.formats.fixed import Fixed
from verif.formats.float_ import Float
from verif.formats.format import Format
from verif.formats.policy_circuit import Outcomes, code_or_refuse, outcomes
from verif.formats.search_circuit import search
from verif.formats.table_circuit import DecodeTable, decode_table

TABLE_BITS = 16
"""Formats up to this wide may be read through tables of all codes."""

SEARCH_BITS = 12
"""Formats up to this wide may be rounded to by a search over all boundaries."""

ARITHMETIC_BITS = 10
"""Floats and fixed-point formats wider than this are read by arithmetic, not through tables."""


def arithmetic(fmt: Format, backend: Backend) -> bool:
    """Whether ``fmt`` is read and rounded by arithmetic on its fields."""
    if fmt.bits <= ARITHMETIC_BITS and not backend.floating:
        return False
    return isinstance(fmt, Fixed) or (isinstance(fmt, Float) and float_circuit.supported(fmt))


def value(fmt: Format, code: Int) -> Real:
    """The value of a finite code; 0 for other codes."""
    if arithmetic(fmt, code.backend):
        if isinstance(fmt, Float):
            return float_circuit.unpack(fmt, code)
        assert isinstance(fmt, Fixed)
        return fixed_circuit.unpack(fmt, code)
    return _table(fmt).value(code)


def ordinal(fmt: Format, code: Int) -> Int:
    """The ordinal of a finite code; 0 for other codes."""
    if arithmetic(fmt, code.backend):
        if isinstance(fmt, Float):
            return float_circuit.ordinal(fmt, code)
        assert isinstance(fmt, Fixed)
        return fixed_circuit.ordinal(fmt, code)
    return code.take(_table(fmt).ordinals)


def at_ordinal(fmt: Format, k: Int) -> Int:
    """The code of an ordinal, of the nearest one where the format has no such ordinal."""
    k = k.max(k.const(fmt.kmin)).min(k.const(fmt.kmax))
    if arithmetic(fmt, k.backend):
        if isinstance(fmt, Float):
            return float_circuit.at_ordinal(fmt, k)
        assert isinstance(fmt, Fixed)
        return fixed_circuit.at_ordinal(fmt, k)
    return (k - k.const(fmt.kmin)).take(_table(fmt).codes)


def test(op: str, fmt: Format, code: Int) -> BoolRaw:
    """Whether a code is ``nan``, is ``inf`` or has a ``negative`` sign."""
    if arithmetic(fmt, code.backend):
        if isinstance(fmt, Float):
            return float_circuit.test(op, fmt, code)
        assert isinstance(fmt, Fixed)
        return fixed_circuit.sign_bit(fmt, code) if op == "negative" else False
    found = code.take(_table(fmt).tests[op])
    return found.eq(found.const(1))


def _table(fmt: Format) -> DecodeTable:
    if fmt.bits > TABLE_BITS:
        raise Unsupported(f"codes of {fmt.name} are too wide for a table")
    return decode_table(fmt)


def precision(fmt: Format) -> int:
    """How many significant bits of a number the arithmetic rounding looks at."""
    if isinstance(fmt, Float):
        return float_circuit.precision(fmt)
    assert isinstance(fmt, Fixed)
    return fixed_circuit.precision(fmt)


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
    if isinstance(fmt, Float):
        return float_circuit.pack(fmt, context, out, real), real
    assert isinstance(fmt, Fixed)
    return fixed_circuit.pack(fmt, context, out, real), real
