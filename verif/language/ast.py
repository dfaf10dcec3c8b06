"""The syntax tree of a spec: frozen dataclasses, each with the span it was read from."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from verif.base.source import Span


@dataclass(frozen=True, slots=True)
class Node:
    """Anything in the tree; ``span`` is where it stands in the file."""

    span: Span


# --- expressions ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Expr(Node):
    """An expression."""


@dataclass(frozen=True, slots=True)
class Number(Expr):
    """An exact literal; ``text`` keeps the spelling, so that ``0.0`` differs from ``0``."""

    value: Fraction
    text: str


@dataclass(frozen=True, slots=True)
class Truth(Expr):
    """``true`` or ``false``."""

    value: bool


@dataclass(frozen=True, slots=True)
class Text(Expr):
    """A string literal: a bit pattern, a path or a citation; ``value`` is without quotes."""

    value: str


@dataclass(frozen=True, slots=True)
class Name(Expr):
    """A name: variable, constant, format, rounding context, class (``nan``) or fact."""

    name: str


@dataclass(frozen=True, slots=True)
class Member(Expr):
    """``object.name``: a format's fact, a tuple's field, or a name of an imported module."""

    object: Expr
    name: str


@dataclass(frozen=True, slots=True)
class Call(Expr):
    """``function(arguments, name = value)``; also format instances such as ``posit(8, 2)``."""

    function: Expr
    arguments: tuple[Expr, ...]
    named: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class Named(Node):
    """A named argument of a call."""

    name: str
    value: Expr


@dataclass(frozen=True, slots=True)
class Fold(Expr):
    """``function(body for i in ..., ...)``: sum, prefix_sums, min, max, count or mean."""

    function: str
    body: Expr
    binders: tuple[Binder, ...]


@dataclass(frozen=True, slots=True)
class Quantified(Expr):
    """``forall`` or ``exists`` over one or more binders."""

    kind: str
    binders: tuple[Binder, ...]
    body: Expr


@dataclass(frozen=True, slots=True)
class Binder(Node):
    """``i in lo..<hi`` or ``x in E4M3``, with an optional ``where`` guard."""

    name: str
    domain: Range | Type
    where: Expr | None


@dataclass(frozen=True, slots=True)
class Range(Node):
    """The half-open range ``low..<high`` of integers."""

    low: Expr
    high: Expr


@dataclass(frozen=True, slots=True)
class Index(Expr):
    """``array[index]``."""

    object: Expr
    index: Expr


@dataclass(frozen=True, slots=True)
class Slice(Expr):
    """``bits[high:low]``, both ends included."""

    object: Expr
    high: Expr
    low: Expr


@dataclass(frozen=True, slots=True)
class Unary(Expr):
    """``-x``, ``+x`` or ``not x``."""

    operator: str
    operand: Expr


@dataclass(frozen=True, slots=True)
class Binary(Expr):
    """``+ - * / ** << >> div mod tdiv and or implies``."""

    operator: str
    left: Expr
    right: Expr


@dataclass(frozen=True, slots=True)
class Comparison(Expr):
    """``a < b`` or a chain ``a < b <= c``: one operator fewer than operands."""

    operators: tuple[str, ...]
    operands: tuple[Expr, ...]


@dataclass(frozen=True, slots=True)
class Conditional(Expr):
    """``if condition then yes else no``."""

    condition: Expr
    yes: Expr
    no: Expr


@dataclass(frozen=True, slots=True)
class TupleExpr(Expr):
    """``(a, b)``: two or more items."""

    items: tuple[Expr, ...]


@dataclass(frozen=True, slots=True)
class ListExpr(Expr):
    """``[a, b, c]``: the entries of a code table, or an array."""

    items: tuple[Expr, ...]


# --- types ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Type(Node):
    """A type as written."""


@dataclass(frozen=True, slots=True)
class TypeName(Type):
    """``real``, ``E4M3``, ``m.E4M3``, ``int(8)``, ``code(F)``: a name and arguments."""

    name: str
    arguments: tuple[Expr, ...]


@dataclass(frozen=True, slots=True)
class ArrayType(Type):
    """``element[length]``."""

    element: Type
    length: Expr


@dataclass(frozen=True, slots=True)
class TupleType(Type):
    """``(hi : F, lo : F)``."""

    fields: tuple[tuple[str, Type], ...]


# --- clauses ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Clause(Node):
    """A clause of a property or an operator."""


@dataclass(frozen=True, slots=True)
class Given(Clause):
    """``given x, y : T where condition;``"""

    names: tuple[str, ...]
    type: Type
    where: Expr | None


@dataclass(frozen=True, slots=True)
class Assume(Clause):
    """``assume condition;``"""

    condition: Expr


@dataclass(frozen=True, slots=True)
class Let(Clause):
    """``let x = e;``, ``let x : T = e;`` or ``let (a, b) = e;``"""

    names: tuple[str, ...]
    type: Type | None
    value: Expr


@dataclass(frozen=True, slots=True)
class Prove(Clause):
    """``prove claim;``"""

    claim: Expr


@dataclass(frozen=True, slots=True)
class Cover(Clause):
    """``cover condition;``"""

    condition: Expr


@dataclass(frozen=True, slots=True)
class Expect(Clause):
    """``expect refuted;``"""

    verdict: str


@dataclass(frozen=True, slots=True)
class Engine(Clause):
    """``engine NAME;``: ask for one engine."""

    name: str


@dataclass(frozen=True, slots=True)
class Budget(Clause):
    """``budget long;`` or ``budget 4;``: a word or digits."""

    amount: str


@dataclass(frozen=True, slots=True)
class Using(Clause):
    """``using NAME(arguments);``: what a lemma says of some terms."""

    lemma: Name | Member
    arguments: tuple[Expr, ...]
    named: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class Requires(Clause):
    """``requires condition;`` of an operator."""

    condition: Expr


@dataclass(frozen=True, slots=True)
class Return(Clause):
    """``return value;``, the last clause of an operator."""

    value: Expr


# --- items ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Item(Node):
    """A top-level item of a file."""


@dataclass(frozen=True, slots=True)
class Use(Item):
    """``use "path.arith" as m;``; ``alias`` is empty without ``as``."""

    path: str
    alias: str


@dataclass(frozen=True, slots=True)
class Parameter(Node):
    """``name : type`` of an operator or of a parametrised format."""

    name: str
    type: Type


@dataclass(frozen=True, slots=True)
class Field(Node):
    """``name = value;`` in a format, a rounding context or a kernel."""

    name: str
    value: Expr


@dataclass(frozen=True, slots=True)
class Case(Node):
    """``"pattern" = value;`` of a ``cases`` format."""

    pattern: Text
    value: Expr


@dataclass(frozen=True, slots=True)
class Check(Node):
    """``check condition;``: a fact about a format."""

    condition: Expr


@dataclass(frozen=True, slots=True)
class Format(Item):
    """``format NAME(parameters) : family(arguments) { ... }``."""

    name: str
    parameters: tuple[Parameter, ...]
    family: str
    arguments: tuple[Expr, ...]
    fields: tuple[Field, ...]
    cases: tuple[Case, ...]
    checks: tuple[Check, ...]


@dataclass(frozen=True, slots=True)
class Alias(Item):
    """``format NAME = posit(8, 2) { check ...; }``: a name for an instance, with checks."""

    name: str
    target: TypeName
    checks: tuple[Check, ...]


@dataclass(frozen=True, slots=True)
class Rounding(Item):
    """``rounding NAME { mode = RNE; overflow = saturate; }``."""

    name: str
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Constant(Item):
    """``const NAME = value;``: an exact constant of the file."""

    name: str
    value: Expr


@dataclass(frozen=True, slots=True)
class Operator(Item):
    """``op NAME(parameters) -> type { clauses }``."""

    name: str
    parameters: tuple[Parameter, ...]
    result: Type
    body: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class Template(Node):
    """``NAME in {choices}`` or ``NAME in lo..<hi`` after a property's or kernel's ``for``."""

    name: str
    choices: tuple[Expr, ...] | Range


@dataclass(frozen=True, slots=True)
class Property(Item):
    """``property NAME for F in {...} { clauses }``, or ``lemma NAME ...``, which others may use."""

    name: str
    templates: tuple[Template, ...]
    body: tuple[Clause, ...]
    lemma: bool = False


@dataclass(frozen=True, slots=True)
class Kernel(Item):
    """``kernel NAME for F in {...} implements operator(...) { fields }``."""

    name: str
    templates: tuple[Template, ...]
    operator: Expr
    fields: tuple[Field, ...]
    expect: Expect | None


@dataclass(frozen=True, slots=True)
class File(Node):
    """A whole file; ``edition`` is 1 unless the file says otherwise."""

    edition: int
    items: tuple[Item, ...]
