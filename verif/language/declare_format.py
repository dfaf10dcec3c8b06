"""Format items to formats: the fields of each family, ``cases`` elaborated to a table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any

from verif.base.bits import Pattern
from verif.base.errors import did_you_mean
from verif.base.exact import TooLarge
from verif.formats.context import CHOICES
from verif.formats.fixed import Fixed, Integer
from verif.formats.float_ import Float
from verif.formats.format import Format, FormatError
from verif.formats.posit import Posit
from verif.formats.table import TIES, Table
from verif.formats.value import Value
from verif.ir import build as b
from verif.ir import nodes as n
from verif.language import ast
from verif.language.elaborator import Elaborator
from verif.language.problem import fail
from verif.language.rounding_calls import policies
from verif.language.scope import Local
from verif.language.terms import (
    ArrayTerm,
    BoolTerm,
    NumTerm,
    Term,
    TextTerm,
    describe,
)
from verif.operators.record import Record

MAX_TABLE_BITS = 16


class Fields:
    """The fields of a format item, each read at most once; what is left over is an error."""

    def __init__(self, e: Elaborator, item: ast.Format) -> None:
        self.e = e
        self.item = item
        self.left: dict[str, ast.Expr] = {}
        for field in item.fields:
            if field.name in self.left:
                fail("E301", f"'{field.name}' is given twice", field.span)
            self.left[field.name] = field.value
        self.spans = {f.name: f.value.span for f in item.fields}
        self.known: list[str] = []

    def take(self, name: str, required: str = "") -> ast.Expr | None:
        """The expression of a field; ``required`` is the hint where it is missing."""
        self.known.append(name)
        value = self.left.pop(name, None)
        if value is None and required:
            fail("E301", f"'{name}' is missing", self.item.span, required)
        return value

    def whole(self, name: str, low: int, high: int, default: int | None = None) -> int:
        """An integer field."""
        value = self.take(name, "" if default is not None else f"{name} = ...;")
        if value is None:
            assert default is not None
            return default
        return self.e.constant_int(value, f"'{name}'", low, high)

    def flag(self, name: str, default: bool) -> bool:
        """A ``true`` or ``false`` field."""
        value = self.take(name)
        if value is None:
            return default
        term = self.e.expr(value)
        if not isinstance(term, BoolTerm) or not isinstance(term.node, n.Truth):
            fail("E301", f"'{name}' is true or false", value.span)
        return term.node.value

    def patterns(self, name: str) -> tuple[Pattern, ...]:
        """A field of one pattern, a list of patterns, or ``none``."""
        value = self.take(name)
        if value is None or (isinstance(value, ast.Name) and value.name == "none"):
            return ()
        items = value.items if isinstance(value, ast.ListExpr) else (value,)
        return tuple(pattern(item) for item in items)

    def word(self, name: str, choices: Sequence[str], default: str) -> str:
        """A field that is one of a few words."""
        value = self.take(name)
        if value is None:
            return default
        if not isinstance(value, ast.Name) or value.name not in choices:
            fail("E301", f"'{name}' is one of {', '.join(choices)}", value.span)
        return value.name

    def common(self) -> dict[str, Any]:
        """What every family has: ``source`` and default policies."""
        source = self.take("source")
        if source is not None and not isinstance(source, ast.Text):
            fail("E301", "'source' is a string", source.span)
        said = {name: value for name in CHOICES if (value := self.take(name)) is not None}
        return {"source": source.value if source else "", "policies": policies(said)}

    def finish(self) -> None:
        """No field is left unread."""
        for name in self.left:
            hint = did_you_mean(name, self.known) or f"known fields: {', '.join(self.known)}"
            span = self.spans[name]
            fail("E301", f"a {self.item.family} format has no field '{name}'", span, hint)


def pattern(node: ast.Expr) -> Pattern:
    """A bit pattern from a string."""
    if not isinstance(node, ast.Text):
        fail("E301", 'a bit pattern such as "s 1111 111" is needed', node.span)
    try:
        return Pattern(node.value)
    except ValueError as error:
        fail("E301", str(error), node.span)


def declare(e: Elaborator, item: ast.Format, name: str) -> Format:
    """The format that an item defines; ``e`` knows the values of its parameters."""
    if item.family not in FAMILIES:
        hint = did_you_mean(item.family, FAMILIES) or f"families: {', '.join(FAMILIES)}"
        fail("E301", f"there is no family '{item.family}'", item.span, hint)
    if item.family != "cases":
        if item.arguments:
            fail("E301", f"the family '{item.family}' takes no arguments", item.span)
        if item.cases:
            fail("E301", "only a 'cases' format has cases", item.cases[0].span)
    fields = Fields(e, item)
    try:
        fmt = FAMILIES[item.family](fields, name)
        fields.finish()
        fmt.context()
        return fmt
    except FormatError as error:
        fail("E301", str(error), fields.spans.get(error.field, item.span))
    except TooLarge as error:
        fail("E301", str(error), item.span)


def _float(fields: Fields, name: str) -> Format:
    value = fields.take("layout", 'layout = "s eeee mmm";')
    assert value is not None
    layout = pattern(value)
    zero = fields.take("zero")
    if zero is not None and not (isinstance(zero, ast.Name) and zero.name == "none"):
        fail("E301", "'zero' can only be none", zero.span)
    nan_code = fields.take("canonical_nan")
    return Float(
        name,
        layout.width,
        layout,
        fields.whole("bias", -(1 << 20), 1 << 20),
        fields.flag("subnormals", True),
        zero is None,
        fields.patterns("inf"),
        fields.patterns("nan"),
        None
        if nan_code is None
        else fields.e.constant_int(nan_code, "'canonical_nan'", 0, (1 << layout.width) - 1),
        **fields.common(),
    )


def _integer(fields: Fields, name: str) -> Format:
    bits, signed = fields.whole("bits", 0, 1 << 20), fields.flag("signed", True)
    return Integer(name, bits, 0, signed, **fields.common())


def _fixed(fields: Fields, name: str) -> Format:
    bits, signed = fields.whole("bits", 0, 1 << 20), fields.flag("signed", True)
    fraction = fields.whole("fraction_bits", -(1 << 20), 1 << 20)
    return Fixed(name, bits, fraction, signed, **fields.common())


def _posit(fields: Fields, name: str) -> Format:
    bits, es = fields.whole("bits", 0, 1 << 20), fields.whole("es", 0, 1 << 20)
    return Posit(name, bits, es, **fields.common())


def _table(fields: Fields, name: str) -> Format:
    bits = fields.whole("bits", 1, MAX_TABLE_BITS)
    listed = fields.take("values", "values = [ ... ];")
    assert listed is not None
    term = fields.e.expr(listed)
    if not isinstance(term, ArrayTerm):
        fail("E301", "'values' is a list", listed.span)
    spans = listed.items if isinstance(listed, ast.ListExpr) else (listed,) * len(term.items)
    values = tuple(
        constant_value(fields.e, item, place) for item, place in zip(term.items, spans, strict=True)
    )
    return Table(name, bits, values, *_table_rules(fields), **fields.common())


def _table_rules(fields: Fields) -> tuple[Any, Fraction | None]:
    ties = fields.word("ties", TIES, "even")
    bound = fields.take("overflow_at")
    return ties, None if bound is None else fields.e.constant(bound, "'overflow_at'")


def constant_value(e: Elaborator, term: Term, place: ast.Expr) -> Value:
    """The constant value of a term."""
    if isinstance(term, TextTerm | BoolTerm):
        fail("E201", f"a value is needed here, not {describe(term)}", place.span)
    record = e.as_record(term, place.span)
    parts = (record.nan, record.inf, record.negative, record.real)
    if not all(isinstance(p, n.Truth | n.Const) for p in parts):
        fail("E204", "a code's value must be constant", place.span)
    return _value(record)


def _value(record: Record) -> Value:
    assert isinstance(record.real, n.Const)
    sign = -1 if record.negative is b.TRUE else 1
    if record.nan is b.TRUE:
        return Value("nan", 1, None)
    if record.inf is b.TRUE:
        return Value("inf", sign, None)
    return Value("finite", sign, record.real.value)


def _cases(fields: Fields, name: str) -> Format:
    """The first matching pattern gives a code its value; letters stand for their bits."""
    e, item = fields.e, fields.item
    if len(item.arguments) != 1:
        fail("E301", "the number of bits is missing", item.span, "cases(8)")
    bits = e.constant_int(item.arguments[0], "the number of bits", 1, MAX_TABLE_BITS)
    patterns = []
    for case in item.cases:
        p = pattern(case.pattern)
        if p.width != bits:
            fail("E301", f"a pattern of {bits} bits is needed, not {p.width}", case.pattern.span)
        patterns.append(p)
    values: list[Value] = []
    reached: set[int] = set()
    for code in range(1 << bits):
        i = next((i for i, p in enumerate(patterns) if p.matches(code)), None)
        if i is None:
            shown = format(code, f"0{bits}b")
            fail("E303", f"no pattern covers the code 0b{shown}", item.span)
        reached.add(i)
        values.append(_case_value(e, item.cases[i], patterns[i], code))
    for i, case in enumerate(item.cases):
        if i not in reached:
            fail("E302", "this pattern is never reached", case.pattern.span, "an earlier one wins")
    extra: dict[str, Any] = fields.common()
    ties, overflow_at = _table_rules(fields)
    return Table(name, bits, tuple(values), ties, overflow_at, tuple(patterns), **extra)


def _case_value(e: Elaborator, case: ast.Case, p: Pattern, code: int) -> Value:
    names = {f.name: Local(NumTerm(b.const(f.of(code)), True)) for f in p.fields}
    with e.naming(names), e.collecting() as hazards:
        value = constant_value(e, e.expr(case.value), case.value)
    if hazards:
        reason = hazards[0].reason
        fail("E402", f"undefined: {reason}, for the code 0b{code:0{p.width}b}", hazards[0].span)
    return value


FAMILIES: dict[str, Callable[[Fields, str], Format]] = {
    "float": _float,
    "integer": _integer,
    "fixed": _fixed,
    "posit": _posit,
    "table": _table,
    "cases": _cases,
}
