"""A second meaning of the language: the syntax tree evaluated on one input at a time.

It shares the parser, the formats' ``decode`` and nothing else with the package: no core terms, no
hazards, no guards. What has no meaning raises ``Undefined`` where evaluation comes upon it.
Written for small specs; what it lacks raises ``KeyError``, ``AttributeError`` or ``TypeError``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import product
from math import isqrt
from typing import Any

from tests.slow_rounding import Refused, Root, order, rounder
from verif.formats.context import Policies
from verif.formats.format import Format
from verif.formats.value import NAN, Value, finite, infinity
from verif.language import ast
from verif.language.library import Library

MODES = ("RNE", "RNA", "RN", "RTZ", "RTP", "RTN", "RTO")
WINDOW = range(-12, 13)
"""What an integer without a width goes through; wider than any bounds of the specs tested."""


class Undefined(Exception):
    """A partial term was reached where it has no meaning."""


@dataclass(frozen=True)
class Datum:
    """A code with its value in view; with ``bare`` a code as bits."""

    fmt: Format
    code: int
    bare: bool = False


@dataclass(frozen=True)
class Bits:
    """A bit string."""

    width: int
    number: int


@dataclass(frozen=True)
class Rounding:
    """A mode with policies."""

    mode: str
    policies: Policies


Env = Mapping[str, Any]


@dataclass
class Outcome:
    """What an obligation comes to over all inputs; places are where witnesses lie."""

    undefined: list[Any] = field(default_factory=list)
    hits: list[Any] = field(default_factory=list)
    inputs: int = 0


class Interpreter:
    """The definitions of one file."""

    def __init__(self, library: Library, file: str) -> None:
        self.library = library
        self.formats: dict[str, Format] = {}
        items = library.loaded.files[file].tree.items
        self.items = {i.name: i for i in items if not isinstance(i, ast.Use)}

    # --- properties ---------------------------------------------------------------------------

    def judge(self, item: ast.Property) -> tuple[int, list[tuple[str, Outcome]]]:
        """How many inputs satisfy all assumptions, and the outcome of each obligation in order."""
        goals = [c for c in item.body if isinstance(c, ast.Prove | ast.Cover)]
        outcomes = [Outcome() for _ in goals]
        satisfying = 0
        givens = [c for c in item.body if isinstance(c, ast.Given)]
        for env, names in self.inputs(givens, {}, ()):
            satisfying += self._one(item, env, place(names, env), outcomes)
        return satisfying, [
            (type(g).__name__.lower(), o) for g, o in zip(goals, outcomes, strict=True)
        ]

    def inputs(
        self, givens: Sequence[ast.Given], env: Env, names: tuple[str, ...]
    ) -> Iterator[tuple[Env, tuple[str, ...]]]:
        """Every input; a number that its ``where`` refuses is left out at once."""
        if not givens:
            yield env, names
            return
        given, rest = givens[0], givens[1:]
        kind = self.type(given.type, env)
        for choice in product(self.members(kind), repeat=len(given.names)):
            inner = {**env, **dict(zip(given.names, choice, strict=True))}
            if kind in ("int", "nat") and given.where is not None:
                try:
                    if not self.eval(given.where, inner):
                        continue
                except Undefined:
                    pass
            yield from self.inputs(rest, inner, (*names, *given.names))

    def _one(self, item: ast.Property, env: Env, at: Any, outcomes: list[Outcome]) -> bool:
        """One input: whether it satisfies the assumptions; notes what obligations come to."""
        scope = {}
        alive, undefined, index = True, False, -1
        for clause in item.body:
            if isinstance(clause, ast.Prove | ast.Cover):
                index += 1
                self._goal(clause, scope, at, outcomes[index], alive, undefined)
            elif isinstance(clause, ast.Given):
                scope |= {name: env[name] for name in clause.names}
            try:
                if not alive or undefined:
                    continue
                if isinstance(clause, ast.Given) and clause.where is not None:
                    alive = self.eval(clause.where, scope)
                elif isinstance(clause, ast.Assume):
                    alive = self.eval(clause.condition, scope)
                elif isinstance(clause, ast.Let):
                    self.let(clause, scope)
            except Undefined:
                undefined = True
        return alive and not undefined

    def _goal(
        self,
        goal: ast.Prove | ast.Cover,
        scope: Env,
        at: Any,
        outcome: Outcome,
        alive: bool,
        undefined: bool,
    ) -> None:
        if undefined:
            outcome.undefined.append(at)
        if undefined or not alive:
            return
        prove = isinstance(goal, ast.Prove)
        try:
            if self.eval(goal.claim if prove else goal.condition, scope) != prove:
                outcome.hits.append(at)
        except Undefined:
            outcome.undefined.append(at)

    def let(self, clause: ast.Let, scope: dict[str, Any]) -> None:
        """Bind names in ``scope``."""
        value = self.eval(clause.value, scope)
        if clause.type is not None:
            value = fit(value, self.type(clause.type, scope))
        values = [value] if len(clause.names) == 1 else list(value)
        scope |= dict(zip(clause.names, values, strict=True))

    # --- types --------------------------------------------------------------------------------

    def type(self, node: ast.Type, env: Env) -> Any:
        """A type: a word, a ``Format``, or a tuple that begins with a word."""
        match node:
            case ast.ArrayType():
                return "array", self.type(node.element, env), int(self.eval(node.length, env))
            case ast.TupleType():
                return "tuple", *(self.type(kind, env) for _, kind in node.fields)
            case ast.TypeName(name="bits", arguments=(width,)):
                return "bits", int(self.eval(width, env))
            case ast.TypeName(name="code", arguments=(inner,)):
                return "code", self.eval(inner, env)
            case ast.TypeName(name=name, arguments=()) if name in WORDS:
                return name
            case ast.TypeName(name=name, arguments=arguments):
                return self.format(name, arguments, env)
        raise TypeError(node)

    def format(self, name: str, arguments: Sequence[ast.Expr], env: Env) -> Format:
        """A format by name and arguments."""
        if name in env:
            return env[name]
        values = ", ".join(str(self.eval(a, env)) for a in arguments)
        text = f"{name}({values})" if values else name
        if text not in self.formats:
            self.formats[text] = self.library.format(text)
        return self.formats[text]

    def members(self, kind: Any) -> Sequence[Any]:
        """The values of a type."""
        match kind:
            case Format():
                return [Datum(kind, c) for c in range(1 << kind.bits)]
            case "code", fmt:
                return [Datum(fmt, c, True) for c in range(1 << fmt.bits)]
            case "bits", width:
                return [Bits(width, i) for i in range(1 << width)]
            case "array", element, length:
                return list(product(self.members(element), repeat=length))
            case "bool":
                return [False, True]
            case "int" | "nat":
                return [Fraction(i) for i in WINDOW if kind == "int" or i >= 0]
        raise TypeError(kind)

    def choices(self, binders: Sequence[ast.Binder], env: Env) -> Iterator[Env]:
        """The scopes that binders give."""
        if not binders:
            yield env
            return
        binder = binders[0]
        if isinstance(binder.domain, ast.Range):
            ends = (whole(self.eval(e, env)) for e in (binder.domain.low, binder.domain.high))
            values: Sequence[Any] = [Fraction(i) for i in range(*ends)]
        else:
            values = self.members(self.type(binder.domain, env))
        for value in values:
            inner = {**env, binder.name: value}
            if binder.where is None or self.eval(binder.where, inner):
                yield from self.choices(binders[1:], inner)

    # --- expressions --------------------------------------------------------------------------

    def eval(self, node: ast.Expr, env: Env) -> Any:
        """The value of an expression."""
        match node:
            case ast.Number(value=value) | ast.Truth(value=value) | ast.Text(value=value):
                return value
            case ast.Name(name=name):
                return self.name(name, env)
            case ast.Unary(operator="not"):
                return not self.eval(node.operand, env)
            case ast.Unary(operator="-", operand=ast.Number(value=0, text=text)) if "." in text:
                return finite(Fraction(0), True)
            case ast.Unary():
                return self.unary(node.operator, self.eval(node.operand, env))
            case ast.Binary(operator="and"):
                return self.eval(node.left, env) and self.eval(node.right, env)
            case ast.Binary(operator="or"):
                return self.eval(node.left, env) or self.eval(node.right, env)
            case ast.Binary(operator="implies"):
                return not self.eval(node.left, env) or self.eval(node.right, env)
            case ast.Binary():
                return binary(node.operator, self.eval(node.left, env), self.eval(node.right, env))
            case ast.Comparison():
                return self.comparison(node, env)
            case ast.Conditional():
                return self.eval(node.yes if self.eval(node.condition, env) else node.no, env)
            case ast.Quantified():
                found = [self.eval(node.body, e) for e in self.choices(node.binders, env)]
                return all(found) if node.kind == "forall" else any(found)
            case ast.Fold():
                scopes = list(self.choices(node.binders, env))
                return fold(node.function, [self.eval(node.body, e) for e in scopes])
            case ast.Index():
                items, i = self.eval(node.object, env), whole(self.eval(node.index, env))
                need(0 <= i < len(items))
                return items[i]
            case ast.Slice():
                bits = self.eval(node.object, env)
                high, low = (int(self.eval(e, env)) for e in (node.high, node.low))
                return Bits(high - low + 1, bits.number >> low & ((1 << (high - low + 1)) - 1))
            case ast.TupleExpr() | ast.ListExpr():
                return tuple(self.eval(item, env) for item in node.items)
            case ast.Member(name="bits"):
                return Fraction(self.eval(node.object, env).bits)
            case ast.Call(function=ast.Name(name=name)):
                return self.call(name, node, env)
        raise TypeError(node)

    def name(self, name: str, env: Env) -> Any:
        """What a bare name stands for."""
        if name in env:
            return env[name]
        if name in ("inf", "nan"):
            return NAN if name == "nan" else infinity(1)
        if name in MODES:
            return Rounding(name, Policies())
        if name in ("int", "nat"):
            return name
        item = self.items.get(name)
        if isinstance(item, ast.Constant):
            return self.eval(item.value, {})
        if isinstance(item, ast.Rounding):
            said = {f.name: f.value.name for f in item.fields}  # type: ignore[attr-defined]
            return Rounding(said.pop("mode"), Policies(**said))  # type: ignore[arg-type]
        return self.format(name, (), env)

    def unary(self, operator: str, x: Any) -> Any:
        """A sign before a number or a literal value."""
        if isinstance(x, Value):
            return x if operator == "+" else Value(x.kind, -x.sign, x.exact and -x.exact)
        return real(x) if operator == "+" else -real(x)

    def comparison(self, node: ast.Comparison, env: Env) -> bool:
        """A comparison or a chain, from left to right."""
        left = self.eval(node.operands[0], env)
        right = self.eval(node.operands[1], env)
        if not compare(node.operators[0], left, right):
            return False
        if len(node.operands) == 2:
            return True
        return compare(node.operators[1], right, self.eval(node.operands[2], env))

    def call(self, name: str, node: ast.Call, env: Env) -> Any:
        """A call of a function, an operator or a format."""
        item = self.items.get(name)
        if isinstance(item, ast.Operator):
            return self.operator(item, [self.eval(a, env) for a in node.arguments])
        first = self.eval(node.arguments[0], env)
        rounds = name in OPERATORS and (name not in FUNCTIONS or isinstance(first, Format))
        if rounds:
            arguments = [self.eval(a, env) for a in node.arguments[1:]]
            said = {x.name: word(x.value) for x in node.named}
            context = arguments.pop()
            policies = Policies(**said).over(context.policies)  # type: ignore[arg-type]
            exact = OPERATORS[name](*map(as_value, arguments), context.mode)
            return round_to(first, exact, context.mode, policies, name == "encode")
        if name in FUNCTIONS:
            rest = [self.eval(a, env) for a in node.arguments[1:]]
            named = [self.eval(x.value, env) for x in node.named]
            return FUNCTIONS[name](first, *rest, *named)
        return self.format(name, node.arguments, env)

    def operator(self, item: ast.Operator, arguments: Sequence[Any]) -> Any:
        """A call of a spec's operator."""
        scope: dict[str, Any] = {}
        for parameter, value in zip(item.parameters, arguments, strict=True):
            scope[parameter.name] = fit(value, self.type(parameter.type, scope))
        for clause in item.body:
            match clause:
                case ast.Requires():
                    need(self.eval(clause.condition, scope))
                case ast.Let():
                    self.let(clause, scope)
                case ast.Return():
                    return fit(self.eval(clause.value, scope), self.type(item.result, scope))
        raise TypeError(item)


WORDS = ("bool", "int", "nat", "real", "value", "format", "rounding")


# --- values -------------------------------------------------------------------------------------


def need(condition: bool) -> None:
    """What has to hold for a term to have a meaning."""
    if not condition:
        raise Undefined


def as_value(x: Any) -> Any:
    """A number or a datum as a ``Value``; roots stay."""
    if isinstance(x, Datum) and not x.bare:
        return x.fmt.decode(x.code)
    if isinstance(x, Value | Root):
        return x
    if isinstance(x, Fraction):
        return finite(x)
    raise TypeError(x)


def real(x: Any) -> Any:
    """A real number."""
    if isinstance(x, Root):
        return x
    value = as_value(x)
    need(value.exact is not None)
    return value.exact


def whole(x: Any) -> int:
    """An integer."""
    number = real(x)
    need(number.denominator == 1)
    return int(number)


def fit(x: Any, kind: Any) -> Any:
    """``x`` as a type, whose value it must be."""
    match kind:
        case "real":
            return real(x)
        case "int" | "nat":
            need(kind == "int" or real(x) >= 0)
            return Fraction(whole(x))
        case Format() if not (isinstance(x, Datum) and x.fmt == kind):
            code = code_of(as_value(x), kind)
            need(code is not None)
            return Datum(kind, code)
        case "code", fmt if isinstance(x, Bits | Fraction):
            return FUNCTIONS["code"](fmt, x)
        case "array", element, _:
            return tuple(fit(item, element) for item in x)
        case "tuple", *kinds:
            return tuple(fit(item, part) for item, part in zip(x, kinds, strict=True))
    return x


def code_of(x: Value, fmt: Format) -> int | None:
    """The code of a value, or ``None`` where the format has none."""
    if x.is_nan:
        return fmt.canonical_nan
    for code in range(1 << fmt.bits):
        v = fmt.decode(code)
        if (v.kind, v.exact) == (x.kind, x.exact) and (v.exact or v.sign == x.sign):
            return code
    return None


def round_to(fmt: Format, x: Any, mode: str, policies: Policies, bare: bool) -> Datum:
    """A rounded result."""
    try:
        return Datum(fmt, rounder(fmt).code(x, mode, policies), bare)
    except Refused:
        raise Undefined from None


def word(node: ast.Expr) -> Any:
    """What a policy says."""
    return node.value if isinstance(node, ast.Truth) else node.name  # type: ignore[attr-defined]


# --- operators ----------------------------------------------------------------------------------


def compare(operator: str, x: Any, y: Any) -> bool:
    """A comparison."""
    if operator == "!=":
        return not compare("==", x, y)
    if operator in (">", ">="):
        return compare({">": "<", ">=": "<="}[operator], y, x)
    for a, b in ((x, y), (y, x)):
        if isinstance(b, Bits) or (isinstance(b, Datum) and b.bare):
            number = b.number if isinstance(b, Bits) else b.code
            if isinstance(a, Fraction):
                return a == number
            return number == (a.number if isinstance(a, Bits) else a.code)
    if isinstance(x, bool):
        return x == y
    if isinstance(x, tuple):
        return all(compare("==", a, b) for a, b in zip(x, y, strict=True))
    sign = order_of(as_value(x), as_value(y))
    if sign is None:
        return False
    return {"==": sign == 0, "<": sign < 0, "<=": sign <= 0}[operator]


def order_of(x: Any, y: Any) -> int | None:
    """The sign of ``x - y``; ``None`` with NaN."""
    if isinstance(x, Root) or isinstance(y, Root):
        if isinstance(x, Root) and isinstance(y, Root):
            return (x.square > y.square) - (x.square < y.square)
        root, other = (x, y) if isinstance(x, Root) else (y, x)
        if other.exact is None:
            sign = None if other.is_nan else -other.sign
            return sign if root is x or sign is None else -sign
        sign = order(root, other.exact)
        return sign if root is x else -sign
    if x.is_nan or y.is_nan:
        return None
    keys = [(v.sign if v.kind == "inf" else 0, v.exact or 0) for v in (x, y)]
    return (keys[0] > keys[1]) - (keys[0] < keys[1])


def binary(operator: str, x: Any, y: Any) -> Any:
    """Arithmetic and shifts."""
    if operator in ("<<", ">>"):
        n = whole(y)
        if isinstance(x, Bits):
            need(n >= 0)
            moved = x.number << min(n, 64) if operator == "<<" else x.number >> min(n, 64)
            return Bits(x.width, moved & ((1 << x.width) - 1))
        need(n >= 0)
        i = whole(x)
        return Fraction(i << n if operator == "<<" else i >> n)
    if operator in ("div", "mod", "tdiv"):
        a, d = whole(x), whole(y)
        need(d != 0)
        floor = a // d
        if operator == "tdiv":
            return Fraction(floor + (a % d != 0 and floor < 0))
        return Fraction(floor if operator == "div" else a - d * floor)
    a, b = real(x), real(y)
    match operator:
        case "+":
            return a + b
        case "-":
            return a - b
        case "*":
            return a * b
        case "/":
            need(b != 0)
            return a / b
    need(b.denominator == 1 and (a != 0 or b >= 0))
    return a ** int(b)


def fold(function: str, items: list[Any]) -> Any:
    """A fold of what its body came to."""
    if function == "count":
        return Fraction(sum(items))
    numbers = [real(x) for x in items]
    match function:
        case "sum":
            return sum(numbers, Fraction(0))
        case "prefix_sums":
            return tuple(sum(numbers[: i + 1], Fraction(0)) for i in range(len(numbers)))
    need(len(numbers) > 0)
    if function == "mean":
        return sum(numbers, Fraction(0)) / len(numbers)
    return min(numbers) if function == "min" else max(numbers)


def add(x: Value, y: Value, mode: str) -> Value:
    """The exact sum (IEEE 754-2019, 6.3 and 7.2)."""
    if x.is_nan or y.is_nan or (x.kind == y.kind == "inf" and x.sign != y.sign):
        return NAN
    if "inf" in (x.kind, y.kind):
        return x if x.kind == "inf" else y
    assert x.exact is not None and y.exact is not None
    total = x.exact + y.exact
    return finite(total, x.sign < 0 if x.sign == y.sign else mode == "RTN")


def mul(x: Value, y: Value, _: str) -> Value:
    """The exact product."""
    sign = x.sign * y.sign
    if x.is_nan or y.is_nan or {(x.kind, x.exact), (y.kind, y.exact)} == {("inf", None), ZERO}:
        return NAN
    if "inf" in (x.kind, y.kind):
        return infinity(sign)
    assert x.exact is not None and y.exact is not None
    return finite(x.exact * y.exact, sign < 0)


def div(x: Value, y: Value, mode: str) -> Value:
    """The exact quotient."""
    sign = x.sign * y.sign
    if x.is_nan or y.is_nan or x.kind == y.kind == "inf" or x.exact == y.exact == 0:
        return NAN
    if x.kind == "inf" or y.exact == 0:
        return infinity(sign)
    if y.kind == "inf":
        return finite(Fraction(0), sign < 0)
    assert x.exact is not None and y.exact is not None
    return finite(x.exact / y.exact, sign < 0)


ZERO = ("finite", Fraction(0))


def sqrt(x: Value, _: str) -> Value | Root:
    """The exact root."""
    if x.is_nan or (x.sign < 0 and x.exact != 0):
        return NAN
    return x if not x.exact else root(x.exact)


def root(x: Fraction) -> Any:
    """The root of a positive number."""
    near = Fraction(isqrt(x.numerator), isqrt(x.denominator))
    return finite(near) if near * near == x else Root(x)


def negate(x: Value) -> Value:
    """``-x``"""
    return Value(x.kind, -x.sign, None if x.exact is None else -x.exact)


def extremum(smallest: bool, numbers_win: bool) -> Callable[[Value, Value, str], Value]:
    """minimum, maximum and their forms that prefer numbers (IEEE 754-2019, 9.6)."""

    def chosen(x: Value, y: Value, _: str) -> Value:
        if x.is_nan or y.is_nan:
            return (y if x.is_nan else x) if numbers_win else NAN
        sign = order_of(x, y) or x.sign - y.sign
        return x if (sign <= 0) == smallest else y

    return chosen


OPERATORS: dict[str, Callable[..., Any]] = {
    "add": add,
    "sub": lambda x, y, m: add(x, negate(y), m),
    "mul": mul,
    "div": div,
    "fma": lambda x, y, z, m: add(mul(x, y, m), z, m),
    "sqrt": sqrt,
    "neg": lambda x, m: negate(x),
    "abs": lambda x, m: negate(x) if x.sign < 0 else x,
    "min": extremum(True, False),
    "max": extremum(False, False),
    "minnum": extremum(True, True),
    "maxnum": extremum(False, True),
    "convert": lambda x, m: x,
    "round": lambda x, m: x,
    "encode": lambda x, m: x,
}


# --- functions ----------------------------------------------------------------------------------


def seen(x: Any) -> Value:
    """The value of a datum, a code or a number."""
    return x.fmt.decode(x.code) if isinstance(x, Datum) else as_value(x)


def exponent(x: Any) -> int:
    """``floor(log2 |x|)``"""
    size = abs(real(x))
    need(size != 0)
    e = 0
    while size >= 2:
        size, e = size / 2, e + 1
    while size < 1:
        size, e = size * 2, e - 1
    return e


def subnormal(x: Datum) -> bool:
    """Whether a datum or code is subnormal."""
    v, least = seen(x), x.fmt.min_normal
    return bool(v.exact) and least is not None and abs(v.exact) < least  # type: ignore[arg-type]


def same(x: Any, y: Any) -> bool:
    """``same(a, b)``"""
    if isinstance(x, Bits) or (isinstance(x, Datum) and x.bare):
        return compare("==", x, y)
    a, b = as_value(x), as_value(y)
    if a.is_nan or b.is_nan:
        return a.is_nan and b.is_nan
    return (a.kind, a.exact) == (b.kind, b.exact) and (bool(a.exact) or a.sign == b.sign)


def make_bits(x: Any, number: Any = None) -> Bits:
    """``bits(c)`` and ``bits(n, i)``"""
    if number is None:
        return x if isinstance(x, Bits) else Bits(x.fmt.bits, x.code)
    width, i = whole(x), whole(number)
    need(0 <= i < 1 << width)
    return Bits(width, i)


def make_code(fmt: Format, x: Any) -> Datum:
    """``code(F, i)``"""
    if isinstance(x, Bits):
        return Datum(fmt, x.number, True)
    i = whole(x)
    need(0 <= i < 1 << fmt.bits)
    return Datum(fmt, i, True)


def fits(x: Any, kind: Any) -> bool:
    """``fits(e, T)``"""
    if isinstance(kind, Format):
        return code_of(as_value(x), kind) is not None
    number = real(x)
    return number.denominator == 1 and (kind == "int" or number >= 0)


def wrap(x: Any, fmt: Format) -> Datum:
    """``wrap(e, T)``"""
    return Datum(fmt, whole(x) % (1 << fmt.bits))


def neighbour(x: Datum, up: bool) -> Datum:
    """``next_up(x)`` and ``next_down(x)``, by looking at every value."""
    v = seen(x)
    if v.is_nan:
        return Datum(x.fmt, x.fmt.canonical_nan)  # type: ignore[arg-type]
    other = [(c, x.fmt.decode(c)) for c in range(1 << x.fmt.bits)]
    beyond = [(c, o) for c, o in other if order_of(*((v, o) if up else (o, v))) == -1]
    if not beyond:
        need(v.kind == "inf")
        return x
    _, best = beyond[0]
    for _, o in beyond:
        if order_of(*((o, best) if up else (best, o))) == -1:
            best = o
    equals = [(c, o) for c, o in beyond if order_of(o, best) == 0]
    # Of two zeros that whose sign is the one come from.
    return Datum(x.fmt, min(equals, key=lambda item: (item[1].sign != v.sign, item[0]))[0])


def ulp(fmt: Any, x: Any) -> Fraction:
    """``ulp(F, e)`` of a float."""
    sizes = sorted(abs(v.exact) for v in map(fmt.decode, range(1 << fmt.bits)) if v.exact)
    low = fmt.min_normal if fmt.subnormals else sizes[0]
    number = abs(real(x))
    e = exponent(max(low, min(number, sizes[-1])) if number else low)
    e = max(exponent(low), min(e, exponent(sizes[-1])))
    return Fraction(2) ** (e - fmt.significand_bits)


def rel_error(x: Any, e: Any) -> Fraction:
    """``rel_error(x, exact = e)``"""
    a, b = real(x), real(e)
    need(b != 0)
    return abs(a - b) / abs(b)


def exact_root(x: Any) -> Any:
    """``sqrt(e)``"""
    number = real(x)
    need(number >= 0)
    found = root(number) if number else finite(number)
    return found if isinstance(found, Root) else found.exact


def bitwise(function: Callable[[int, int], int]) -> Callable[[Bits, Bits], Bits]:
    """An operation on bits of one width."""
    return lambda x, y: Bits(x.width, function(x.number, y.number))


FUNCTIONS: dict[str, Callable[..., Any]] = {
    "is_nan": lambda x: seen(x).is_nan,
    "is_inf": lambda x: seen(x).kind == "inf",
    "is_finite": lambda x: seen(x).exact is not None,
    "is_zero": lambda x: seen(x).exact == 0,
    "is_subnormal": subnormal,
    "is_normal": lambda x: bool(seen(x).exact) and not subnormal(x),
    "sign": lambda x: Fraction(seen(x).sign),
    "exponent": lambda x: Fraction(exponent(x)),
    "significand": lambda x: abs(real(x)) / Fraction(2) ** exponent(x),
    "frac": lambda x: abs(real(x)) / Fraction(2) ** exponent(x) - 1,
    "abs": lambda x: abs(real(x)),
    "min": lambda *x: min([real(i) for i in x]),
    "max": lambda *x: max([real(i) for i in x]),
    "floor": lambda x: Fraction(real(x).__floor__()),
    "ceil": lambda x: Fraction(real(x).__ceil__()),
    "sqrt": exact_root,
    "same": same,
    "fits": fits,
    "wrap": wrap,
    "saturate": lambda x, fmt: max(fmt.min, min(real(x), fmt.max)),
    "rel_error": rel_error,
    "abs_error": lambda x, e: abs(real(x) - real(e)),
    "ulp": ulp,
    "next_up": lambda x: neighbour(x, True),
    "next_down": lambda x: neighbour(x, False),
    "decode": lambda c: Datum(c.fmt, c.code),
    "bits": make_bits,
    "code": make_code,
    "unsigned": lambda x: Fraction(x.number),
    "signed": lambda x: Fraction(x.number - (x.number >> (x.width - 1) << x.width)),
    "concat": lambda x, y: Bits(x.width + y.width, x.number << y.width | y.number),
    "bit_and": bitwise(lambda a, b: a & b),
    "bit_or": bitwise(lambda a, b: a | b),
    "xor": bitwise(lambda a, b: a ^ b),
    "bit_not": lambda x: Bits(x.width, (1 << x.width) - 1 - x.number),
    "field": lambda x, letter: Fraction(x.fmt.field_of[letter].of(x.code)),
    "len": lambda x: Fraction(len(x)),
}


# --- places: which of two inputs is the smaller --------------------------------------------------


def place(names: Sequence[str], env: Env) -> Any:
    """What inputs are ordered by: lanes, magnitudes, codes; and the inputs by name."""
    parts: list[tuple[str, Any, bool]] = []
    for name in names:
        if isinstance(env[name], tuple):
            parts += [(f"{name}[{i}]", item, True) for i, item in enumerate(env[name])]
        else:
            parts.append((name, env[name], False))
    lanes = sum(1 for _, value, lane in parts if lane and raw(value))
    magnitudes = [magnitude(value) for _, value, _ in parts]
    ranks = [(raw(v) < 0, raw(v)) for _, v, _ in parts]
    return (lanes, magnitudes, ranks), {name: raw(value) for name, value, _ in parts}


def raw(x: Any) -> int:
    """The code of a datum, or the number itself."""
    match x:
        case Datum():
            return x.code
        case Bits():
            return x.number
    return int(x)


def magnitude(x: Any) -> tuple[int, Fraction]:
    """Finite magnitudes, then infinities, then NaN."""
    if not isinstance(x, Datum):
        return 0, abs(Fraction(raw(x)))
    v = seen(x)
    return ("finite", "inf", "nan").index("nan" if v.is_nan else v.kind), abs(v.exact or 0)
