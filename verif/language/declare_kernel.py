"""Kernel items to bindings: the fields, the operator on operands of its own, the arrays' types."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast, get_args

from verif.base.errors import did_you_mean
from verif.base.source import Source, Span
from verif.formats.format import Format
from verif.ir import nodes as n
from verif.language import ast
from verif.language.elaborator import Elaborator
from verif.language.kernel_operator import Bound, Input, bind
from verif.language.library import Library
from verif.language.problem import fail
from verif.language.scope import Local
from verif.language.settings import expected
from verif.language.terms import (
    CodeTerm,
    DatumTerm,
    FormatTerm,
    NumTerm,
    RoundingTerm,
    Term,
    TupleTerm,
    ValueTerm,
    describe,
)
from verif.language.types import DatumType
from verif.language.typing_ import fit
from verif.properties.binding import Comparison, KernelBinding, Result

FIELDS = ("python", "input", "output", "compare", "samples", "seed")
ARRAYS = ("codes", "float16", "float32", "float64")
FLOATS = {"float16": "F16", "float32": "F32", "float64": "F64"}
MAX_SAMPLES = 1 << 24

_PATH = re.compile(r"(\w+(?:\.\w+)*):(\w+)", re.ASCII)


@dataclass(frozen=True, slots=True)
class _Fields:
    """The fields of a kernel item by name."""

    item: ast.Kernel
    values: dict[str, ast.Expr]

    def word(self, name: str, choices: tuple[str, ...], default: str) -> str:
        """A field that says one of a few words."""
        value = self.values.get(name)
        if value is None:
            return default
        said = value.name if isinstance(value, ast.Name) else ""
        if said not in choices:
            hint = did_you_mean(said, choices)
            fail("E501", f"'{name}' is one of {', '.join(choices)}", value.span, hint)
        return said

    def number(self, e: Elaborator, name: str, default: int, most: int) -> int:
        """A field that says a natural number."""
        value = self.values.get(name)
        return default if value is None else e.constant_int(value, f"'{name}'", 0, most)

    def span(self, name: str) -> Span:
        """Where a field's value stands, or the operator where the field is left out."""
        value = self.values.get(name)
        return self.item.operator.span if value is None else value.span


def declare_kernel(
    library: Library, source: Source, item: ast.Kernel, label: str, names: Mapping[str, Local]
) -> KernelBinding:
    """The kernel instance that an item defines."""
    fields = _fields(item)
    e = Elaborator(library, source.file, names)
    module, function = _callable(fields, item, label, names)
    taken = fields.word("input", ARRAYS, "codes")
    given = fields.word("output", ARRAYS, "codes")
    carrier = _float(e, taken, fields.span("input"))
    with e.collecting() as hazards:
        bound = bind(e, item.operator, Input(taken, carrier, fields.span("input")))
        results = _results(e, bound, given, fields)
    return KernelBinding(
        item.name + label,
        item.span,
        source.excerpt(item.operator.span),
        module,
        function,
        fields.span("python"),
        bound.operands,
        results,
        tuple(dict.fromkeys(hazards)),
        cast(Comparison, fields.word("compare", get_args(Comparison), "codes modulo nan")),
        fields.number(e, "samples", 100_000, MAX_SAMPLES),
        fields.number(e, "seed", 0, (1 << 64) - 1),
        expected(item.expect) if item.expect is not None else None,
    )


def _fields(item: ast.Kernel) -> _Fields:
    found: dict[str, ast.Expr] = {}
    for field in item.fields:
        if field.name not in FIELDS:
            hint = did_you_mean(field.name, FIELDS) or f"fields: {', '.join(FIELDS)}"
            fail("E501", f"a kernel has no field '{field.name}'", field.span, hint)
        if field.name in found:
            fail("E501", f"'{field.name}' is given twice", field.span)
        found[field.name] = field.value
    if "python" not in found:
        hint = 'python = "module:function";'
        fail("E501", f"the kernel '{item.name}' does not say what to run", item.span, hint)
    return _Fields(item, found)


def _callable(
    fields: _Fields, item: ast.Kernel, label: str, names: Mapping[str, Local]
) -> tuple[str, str]:
    """Module and function; ``{F}`` stands for the name of the instance's ``F``."""
    value = fields.values["python"]
    text = value.value if isinstance(value, ast.Text) else ""
    for template in item.templates:
        shown = label[1:-1] if len(item.templates) == 1 else _shown(names[template.name].term)
        text = text.replace(f"{{{template.name}}}", shown)
    found = _PATH.fullmatch(text)
    if found is None:
        hint = 'such as: "package.module:function"'
        fail("E501", f"'{text}' is not \"module:function\"", value.span, hint)
    return found[1], found[2]


def _shown(term: Term) -> str:
    """What a template's name stands for, as text."""
    match term:
        case FormatTerm(format=fmt):
            return fmt.name
        case RoundingTerm(mode=mode):
            return mode.name
        case NumTerm(node=n.Const(value=value)):
            return str(value)
        case _:
            return ""


def _float(e: Elaborator, kind: str, span: Span) -> Format | None:
    """The format of a NumPy float type; ``None`` for codes."""
    return e.format(ast.Name(span, FLOATS[kind])) if kind in FLOATS else None


def _results(e: Elaborator, bound: Bound, given: str, fields: _Fields) -> tuple[Result, ...]:
    term, span = bound.term, fields.span("output")
    target = _float(e, given, span)
    if target is None and bound.decodes:
        hint = "output = float32;"
        fail("E501", "decode gives numbers: say which type they come in", span, hint)
    if not isinstance(term, TupleTerm):
        return (_result(e, "", term, target, span),)
    names = [name or str(i) for i, name in enumerate(term.names)]
    return tuple(
        _result(e, name, item, target, span) for name, item in zip(names, term.items, strict=True)
    )


def _result(e: Elaborator, name: str, term: Term, target: Format | None, span: Span) -> Result:
    if target is not None:
        if isinstance(term, CodeTerm):
            term = DatumTerm(term.format, term.code)
        if not isinstance(term, DatumTerm | NumTerm | ValueTerm):
            fail("E501", f"{describe(term)} does not come as a {target.name}", span)
        term = fit(e, term, DatumType(target), span)
    if isinstance(term, DatumTerm | CodeTerm):
        return Result(name, term.format, term.code, target is not None)
    hint = "say in which type the numbers come: output = float32;"
    fail("E501", f"{describe(term)} has no code", span, hint)
