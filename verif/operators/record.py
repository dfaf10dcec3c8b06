"""Values as records of core terms: NaN, infinity and sign beside an exact real part."""

from __future__ import annotations

from dataclasses import dataclass

from verif.formats.context import Context
from verif.formats.encode import overflow_bounds
from verif.formats.format import Format, Threshold
from verif.formats.value import Value
from verif.ir import build as b
from verif.ir import nodes as n


@dataclass(frozen=True, slots=True)
class Record:
    """A value: ``real`` is 0 where ``nan`` or ``inf``; ``negative`` is the sign, also of a zero."""

    nan: n.Bool
    inf: n.Bool
    negative: n.Bool
    real: n.Num

    @property
    def finite(self) -> n.Bool:
        """Neither NaN nor an infinity."""
        return b.not_(b.or_(self.nan, self.inf))

    @property
    def zero(self) -> n.Bool:
        """A zero of either sign."""
        return b.and_(self.finite, b.eq(self.real, b.ZERO))


def of_code(fmt: Format, code: n.Num) -> Record:
    """The value of a code of ``fmt``."""
    return Record(
        b.test("nan", fmt, code),
        b.test("inf", fmt, code),
        b.test("negative", fmt, code),
        b.decode(fmt, code),
    )


def of_real(real: n.Num) -> Record:
    """A real number; zero is +0."""
    return Record(b.FALSE, b.FALSE, b.lt(real, b.ZERO), real)


def of_value(value: Value) -> Record:
    """A constant."""
    real = b.const(value.exact) if value.exact is not None else b.ZERO
    return Record(
        b.truth(value.is_nan), b.truth(value.kind == "inf"), b.truth(value.sign < 0), real
    )


def choose(condition: n.Bool, yes: Record, no: Record) -> Record:
    """``yes`` where the condition holds, else ``no``."""
    return Record(
        b.if_bool(condition, yes.nan, no.nan),
        b.if_bool(condition, yes.inf, no.inf),
        b.if_bool(condition, yes.negative, no.negative),
        b.if_num(condition, yes.real, no.real),
    )


def iff(x: n.Bool, y: n.Bool) -> n.Bool:
    """Both or neither."""
    return b.if_bool(x, y, b.not_(y))


def equal(x: Record, y: Record) -> n.Bool:
    """IEEE ``==``: false with NaN, zeros are equal (IEEE 754-2019, 5.11)."""
    infinite = b.and_(x.inf, y.inf, iff(x.negative, y.negative))
    return b.or_(infinite, b.and_(x.finite, y.finite, b.eq(x.real, y.real)))


def less(x: Record, y: Record, or_equal: bool) -> n.Bool:
    """IEEE ``<`` or ``<=``: false with NaN, infinities at the ends."""
    finite = b.and_(x.finite, y.finite, b.compare("le" if or_equal else "lt", x.real, y.real))
    number = b.and_(b.not_(x.nan), b.not_(y.nan))
    low = b.and_(x.inf, x.negative, b.not_(b.and_(y.inf, y.negative)))
    high = b.and_(y.inf, b.not_(y.negative), b.not_(b.and_(x.inf, b.not_(x.negative))))
    apart = b.and_(number, b.or_(low, high))
    equals = b.and_(x.inf, y.inf, iff(x.negative, y.negative)) if or_equal else b.FALSE
    return b.or_(finite, apart, equals)


def same(x: Record, y: Record) -> n.Bool:
    """Equal class, value and sign of zero; there is one NaN."""
    signs = iff(x.negative, y.negative)
    infinite = b.and_(x.inf, y.inf, signs)
    unsigned = b.or_(signs, b.not_(b.eq(x.real, b.ZERO)))
    finite = b.and_(x.finite, y.finite, b.eq(x.real, y.real), unsigned)
    return b.or_(b.and_(x.nan, y.nan), infinite, finite)


def round_to(fmt: Format, context: Context, x: Record) -> n.Num:
    """The code that ``x`` rounds to; where the policy is ``error``, see ``forbidden``."""
    return b.round_(fmt, context.total, x.nan, x.inf, x.negative, x.real)


def forbidden(fmt: Format, context: Context, x: Record) -> list[tuple[str, n.Bool]]:
    """The inputs that the policies ``error`` of a context rule out, each with its name."""
    low, high = overflow_bounds(fmt, context.mode)
    above = _crosses(high, x.real) if high is not None else b.FALSE
    below = b.not_(_crosses(low, x.real)) if low is not None else b.FALSE
    negative = b.lt(x.real, b.ZERO)
    found: list[tuple[str, n.Bool]] = []
    if context.on_nan == "error":
        found.append(("NaN", x.nan))
    if context.on_inf == "error":
        inf = x.inf if fmt.signed else b.and_(x.inf, b.not_(x.negative))
        found.append(("an infinity", inf))
    if context.overflow == "error":
        beyond = b.or_(above, below) if fmt.signed else above
        found.append(("overflow", b.and_(x.finite, beyond)))
    if context.on_negative == "error" and not fmt.signed:
        finite = b.and_(negative, below if fmt.zero is not None else b.TRUE)
        found.append(("a negative number", b.or_(b.and_(x.inf, x.negative), finite)))
    if context.on_zero == "error" and fmt.zero is None:
        zero = b.eq(x.real, b.ZERO)
        if not fmt.signed:
            zero = b.or_(zero, b.and_(below, b.not_(negative)))
        from_nan = x.nan if context.on_nan == "zero" else b.FALSE
        found.append(("zero", b.or_(b.and_(x.finite, zero), from_nan)))
    return [(name, condition) for name, condition in found if condition is not b.FALSE]


def _crosses(t: Threshold, x: n.Num) -> n.Bool:
    """Whether ``x`` rounds above a threshold."""
    at = b.const(t.at)
    return b.le(at, x) if t.up else b.lt(at, x)
