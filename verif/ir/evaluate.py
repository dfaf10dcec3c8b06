"""Reference evaluation: what every node of the core means, on exact rationals.

This is the trusted base. Values are ``bool`` and ``Fraction``, or ``Surd`` below a root and
``Enclosed`` below an elementary function.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from typing import Any, cast

from verif.base.exact import TooLarge, floor_log2, pow2
from verif.base.surd import NotExact, Real, compare, sign, sqrt
from verif.formats.encode import encode
from verif.formats.value import Input
from verif.ir import nodes as n

Scalar = Real | bool
Environment = Mapping[Any, int | Fraction]
"""Values of free variables: of an ``n.Var`` an ``int``, of an ``n.RealVar`` a ``Fraction`` too. The
keys are not typed, as a mapping from ``n.Var`` alone is an environment as well."""


def evaluate(root: n.Node, environment: Environment) -> Scalar:
    """The value of ``root`` where every free variable has a value.

    Raises ``NotExact`` where an irrational number has no exact form or a comparison of such stays
    open, and ``TooLarge`` where a number would not fit in memory, unless the value does not hang on
    it; and ``KeyError`` for a variable without a value.
    """
    return evaluate_all([root], environment)[0]


def evaluate_all(roots: Sequence[n.Node], environment: Environment) -> list[Scalar]:
    """The values of several nodes, sharing the work on common subterms."""
    return Evaluation(roots).at(environment)


class Evaluation:
    """Several nodes that are evaluated again and again, in an order that is found once."""

    def __init__(self, roots: Sequence[n.Node]) -> None:
        self.roots = tuple(roots)
        order = list(_free_postorder(self.roots))
        self._constants = {id(x): x.value for x in order if isinstance(x, n.Const | n.Truth)}
        rest = (x for x in order if not isinstance(x, n.Const | n.Truth))
        self._order = [(x, [id(c) for c in x.children()]) for x in rest]

    def at(self, environment: Environment) -> list[Scalar]:
        """The values where the free variables have these; raises as ``evaluate`` does."""
        values: dict[int, Scalar | Open] = dict(self._constants)
        some_open = False
        for node, children in self._order:
            try:
                match node:
                    case n.Var() | n.RealVar():
                        values[id(node)] = Fraction(environment[node])
                    case n.Fold() | n.ForAll():
                        values[id(node)] = _bound(node, environment)
                    case _:
                        known = [values[c] for c in children]
                        given = _without_open(node, known) if some_open else known
                        values[id(node)] = (
                            given
                            if isinstance(given, Open)
                            else apply(node, cast(list[Scalar], given))
                        )
            except (NotExact, TooLarge) as error:
                values[id(node)] = Open(error)
                some_open = True
        found = [values[id(r)] for r in self.roots]
        for value in found:
            if isinstance(value, Open):
                raise value.error
        return cast(list[Scalar], found)


@dataclass(frozen=True, slots=True)
class Open:
    """A value that could not be computed, and why. It matters only where the result hangs on it."""

    error: NotExact | TooLarge


def _without_open(node: n.Node, known: Sequence[Scalar | Open]) -> list[Scalar] | Open:
    """The arguments of a node, where those that stay open do not matter; else one that is open."""
    open_ = [x for x in known if isinstance(x, Open)]
    match node:
        case n.And() | n.Or() if isinstance(node, n.Or) in known:
            return [isinstance(node, n.Or)]
        case n.IfNum() | n.IfBool() if isinstance(known[0], bool):
            chosen = known[1] if known[0] else known[2]
            return chosen if isinstance(chosen, Open) else [known[0], chosen, chosen]
    return open_[0] if open_ else cast(list[Scalar], list(known))


def _free_postorder(roots: Sequence[n.Node]) -> Iterator[n.Node]:
    """Subterms first, not descending below binders."""
    seen: set[int] = set()
    stack: list[tuple[n.Node, bool]] = [(r, False) for r in roots]
    while stack:
        node, expanded = stack.pop()
        if expanded:
            yield node
        elif id(node) not in seen:
            seen.add(id(node))
            stack.append((node, True))
            if not isinstance(node, n.Fold | n.ForAll):
                stack.extend((c, False) for c in node.children())


def assignments(variables: Sequence[n.Var]) -> Iterator[dict[n.Var, int]]:
    """Every assignment to ``variables``, the last one varying fastest."""
    ranges = [range(v.low, v.high + 1) for v in variables]
    for choice in product(*ranges):
        yield dict(zip(variables, choice, strict=True))


def _bound(node: n.Fold | n.ForAll, environment: Environment) -> Scalar:
    """A fold or a quantifier, one assignment at a time."""
    outer = dict(environment)
    if isinstance(node, n.ForAll):
        claim = Evaluation([node.body])
        return all(claim.at(outer | inner)[0] for inner in assignments(node.binders))
    terms = Evaluation([node.where, node.body])
    total: Real | None = None
    for inner in assignments(node.binders):
        where, value = terms.at(outer | inner)
        if not where:
            continue
        item = cast(Real, value)
        if total is None:
            total = item
        elif node.op == "sum":
            total = total + item
        elif (compare(item, total) < 0) == (node.op == "min"):
            total = item
    return Fraction(0) if total is None else total


def apply(node: n.Node, arguments: Sequence[Scalar]) -> Scalar:
    """The value of ``node`` from the values of its children."""
    match node:
        case n.Const() | n.Truth():
            return node.value
        case n.Decode():
            return node.format.decode(_int(arguments[0])).exact or Fraction(0)
        case n.Ordinal():
            code = _int(arguments[0])
            finite = node.format.decode(code).kind == "finite"
            return Fraction(node.format.ordinal(code) if finite else 0)
        case n.AtOrdinal():
            fmt = node.format
            return Fraction(fmt.code_of(min(max(_int(arguments[0]), fmt.kmin), fmt.kmax)))
        case n.Test():
            return _test(node, _int(arguments[0]))
        case n.Round():
            nan, inf, negative, real = arguments
            x = Input(cast(Real, real), bool(negative), bool(nan), bool(inf))
            return Fraction(encode(node.format, x, node.context))
        case n.Unary():
            return _unary(node.op, cast(Real, arguments[0]))
        case n.Binary():
            return _binary(node.op, cast(Real, arguments[0]), cast(Real, arguments[1]))
        case n.Function():
            from verif.oracle.reals import value  # loads arb, which few specs need

            return value(node.name, [cast(Real, x) for x in arguments])
        case n.Compare():
            order = compare(cast(Real, arguments[0]), cast(Real, arguments[1]))
            return {"lt": order < 0, "le": order <= 0, "eq": order == 0}[node.op]
        case n.Not():
            return not arguments[0]
        case n.And():
            return all(arguments)
        case n.Or():
            return any(arguments)
        case n.IfNum() | n.IfBool():
            return arguments[1] if arguments[0] else arguments[2]
        case _:
            raise TypeError(f"{type(node).__name__} has no value of its own")


def _int(x: Scalar) -> int:
    if isinstance(x, Fraction) and x.denominator == 1:
        return x.numerator
    raise ValueError(f"an integer is needed, not {x}")


def _test(node: n.Test, code: int) -> bool:
    value = node.format.decode(code)
    match node.op:
        case "nan":
            return value.is_nan
        case "inf":
            return value.kind == "inf"
        case "negative":
            return value.sign < 0


def _unary(op: n.UnaryOp, x: Real) -> Real:
    size: Real = -x if sign(x) < 0 else x
    match op:
        case "neg":
            return -x
        case "abs":
            return size
        case "floor":
            return Fraction(x.__floor__())
        case "pow2":
            return pow2(_int(x))
        case "exponent":
            return Fraction(floor_log2(size)) if sign(x) else Fraction(0)
        case "significand":
            return size / pow2(floor_log2(size)) if sign(x) else Fraction(0)
        case "sqrt":
            return sqrt(x) if sign(x) > 0 else Fraction(0)


def _binary(op: n.BinaryOp, x: Real, y: Real) -> Real:
    match op:
        case "add":
            return x + y
        case "sub":
            return x - y
        case "mul":
            return x * y
        case "div":
            return x / y if sign(y) else Fraction(0)
        case "min":
            return x if compare(x, y) <= 0 else y
        case "max":
            return x if compare(x, y) >= 0 else y
        case "and":
            return Fraction(_int(x) & _int(y))
        case "or":
            return Fraction(_int(x) | _int(y))
        case "xor":
            return Fraction(_int(x) ^ _int(y))
