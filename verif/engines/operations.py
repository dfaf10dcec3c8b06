"""The arithmetic nodes of the IR on exact numbers, square roots included."""

from __future__ import annotations

from typing import Any

from verif.algebra.backend import Unsupported
from verif.algebra.integer import lnot
from verif.algebra.lazy import Number, Sum, Surd, add, exact, square_root
from verif.algebra.real import of_int, power_of_two
from verif.base.exact import EXPONENT_LIMIT
from verif.ir import nodes as n


def compare(op: str, x: Number, y: Number) -> Any:
    """``lt``, ``le`` or ``eq``."""
    if isinstance(x, Surd):
        return x.compare(op, y if isinstance(y, Surd) else exact(y))
    if isinstance(y, Surd):  # x < y iff -y < -x
        return (-y).compare(op, -exact(x))
    if isinstance(x, Sum) and not isinstance(y, Sum) and y.dyadic:
        return x.odd(max(1, y.sig.width)).compare(op, y)
    if isinstance(y, Sum) and not isinstance(x, Sum) and x.dyadic:
        return x.compare(op, y.odd(max(1, x.sig.width)))
    return exact(x).compare(op, exact(y))


def choose(condition: Any, x: Number, y: Number) -> Number:
    """``x`` where the condition holds, else ``y``."""
    if isinstance(condition, bool):
        return x if condition else y
    if isinstance(x, Surd):
        return x.choose(condition, y if isinstance(y, Surd) else exact(y))
    if isinstance(y, Surd):
        return y.choose(lnot(y.a.backend, condition), exact(x))
    return exact(x).choose(condition, exact(y))


def unary(op: n.UnaryOp, x: Number) -> Number:
    """``neg abs floor exponent significand sqrt pow2``"""
    if op == "neg":
        return -x
    if isinstance(x, Surd):
        match op:
            case "abs":
                return x.absolute()
            case "floor":
                return of_int(x.floor())
            case "exponent":
                return of_int(x.exponent())
            case "significand":
                return x.significand()
        raise Unsupported(f"{op} of a square root")
    if isinstance(x, Sum) and op == "abs":
        return abs(x)
    real = exact(x)
    match op:
        case "abs":
            return abs(real)
        case "floor":
            return of_int(real.floor())
        case "exponent":
            return of_int(real.exponent())
        case "significand":
            return real.significand()
        case "sqrt":
            return square_root(real)
    power = real.integer()
    if power.magnitude > EXPONENT_LIMIT and power.tightened().magnitude > EXPONENT_LIMIT:
        raise Unsupported("a power of two too large to write out")
    return power_of_two(power)


def binary(op: n.BinaryOp, x: Number, y: Number) -> Number:
    """``add sub mul div min max``"""
    match op:
        case "add" | "sub":
            y = -y if op == "sub" else y
            if isinstance(x, Surd):
                return x.plus(y if isinstance(y, Surd) else exact(y))
            if isinstance(y, Surd):
                return y.plus(exact(x))
            return add(exact(x), exact(y))
        case "mul":
            if isinstance(x, Surd):
                return x.times(y if isinstance(y, Surd) else exact(y))
            if isinstance(y, Surd):
                return y.times(exact(x))
            return exact(x) * exact(y)
        case "div":
            top = exact(y).inverse()
            return x.times(top) if isinstance(x, Surd) else exact(x) * top
        case "min":
            return choose(compare("le", x, y), x, y)
    return choose(compare("le", y, x), x, y)
