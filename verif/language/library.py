"""A library: loaded files with their names resolved, and everything they define, elaborated."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, NoReturn

from verif.base.errors import Diagnostic, SpecError, did_you_mean
from verif.base.source import Source, Span
from verif.formats.context import Mode, Policies
from verif.formats.format import Format
from verif.formats.value import NAN, infinity
from verif.ir import build as b
from verif.language import ast
from verif.language.builtins import FUNCTIONS, MODE_NAMES, ROUNDING_OPERATORS
from verif.language.declare_format import declare
from verif.language.elaborator import Elaborator
from verif.language.facts import FACTS, fact
from verif.language.loader import Loaded
from verif.language.parser import parse
from verif.language.problem import NeedsConstant, Problem, fail
from verif.language.rounding_calls import policies
from verif.language.scope import Global, Local, Names
from verif.language.terms import FormatTerm, NumTerm, RoundingTerm, Term, TupleTerm, ValueTerm
from verif.language.typing_ import fit, resolve
from verif.operators.record import of_value

if TYPE_CHECKING:
    from verif.language.lemmas import Instance

_BEFORE = "const it = "  # makes an item of a format's name


class Library:
    """Names and formats of all loaded files; the part of elaboration that spans files."""

    def __init__(self, loaded: Loaded) -> None:
        self.loaded = loaded
        self.names = Names(loaded)
        if self.names.problems:
            raise SpecError(self.names.problems, loaded.sources)
        self._formats: dict[tuple[str, str, tuple[Fraction, ...]], Format] = {}
        self._constants: dict[tuple[str, str], Term] = {}
        self._busy: list[tuple[str, str]] = []
        self.lemmas: dict[str, Instance] = {}
        """The lemmas that were used so far, by their ids."""
        self.uses: dict[tuple[str, str], Span] = {}
        """Where one property, by its id, uses a lemma, by its."""

    # --- names in expressions -----------------------------------------------------------------

    def name(self, e: Elaborator, node: ast.Name) -> Term:
        """The term that a bare name stands for."""
        local = e.local.get(node.name)
        if local is not None:
            return local.term
        if e.facts is not None:
            value = fact(e.facts, node.name)
            if value is not None:
                return NumTerm(b.const(value), value.denominator == 1)
        if node.name == "inf":
            return ValueTerm(of_value(infinity(1)))
        if node.name == "nan":
            return ValueTerm(of_value(NAN))
        if node.name in MODE_NAMES:
            return RoundingTerm(Mode[node.name], Policies())
        found = self.names.find(e.file, node.name)
        if found is None:
            self.unknown(e, node.name, node.span)
        return self.definition(e, found, node.span)

    def definition(self, e: Elaborator, found: Global, span: Span) -> Term:
        """The term of a global definition named without arguments."""
        match found.item:
            case ast.Format() | ast.Alias():
                return FormatTerm(self.instance(e, found, (), span))
            case ast.Constant():
                return self._constant(found, span)
            case ast.Rounding():
                return self._rounding(found.item)
            case ast.Operator() as item:
                fail("E202", f"'{item.name}' is an operator and needs arguments", span)
            case ast.Property() as item:
                hint = f"a lemma is used by a clause of its own: using {item.name}(...);"
                fail("E202", f"'{item.name}' is a lemma and has no value", span, hint)

    def member(self, e: Elaborator, node: ast.Member) -> Term:
        """``m.name``, ``E4M3.max`` or ``pair.low``."""
        if isinstance(node.object, ast.Name):
            module = self.module(e, node.object.name)
            if module is not None:
                found = module.get(node.name)
                if found is None:
                    self.unknown(e, node.name, node.span, module)
                return self.definition(e, found, node.span)
        target = e.expr(node.object)
        if isinstance(target, FormatTerm):
            value = fact(target.format, node.name)
            if value is None:
                hint = did_you_mean(node.name, FACTS) or f"facts: {', '.join(FACTS)}"
                message = f"{target.format.name} has no fact '{node.name}'"
                fail("E101", message, node.span, hint)
            return NumTerm(b.const(value), value.denominator == 1)
        if isinstance(target, TupleTerm) and node.name in target.names:
            return target.items[target.names.index(node.name)]
        hint = did_you_mean(node.name, target.names) if isinstance(target, TupleTerm) else ""
        fail("E101", f"there is no '.{node.name}' here", node.span, hint)

    def module(self, e: Elaborator, name: str) -> Mapping[str, Global] | None:
        """The definitions behind ``use ... as name``, unless a local name hides them."""
        return None if name in e.local else self.names.files[e.file].modules.get(name)

    def unknown(
        self, e: Elaborator, name: str, span: Span, among: Mapping[str, object] | None = None
    ) -> NoReturn:
        """Raise the error for a name that nothing defines."""
        if among is not None:
            fail("E101", f"unknown name '{name}'", span, did_you_mean(name, among))
        hint = self.names.suggest(e.file, name, e.local)
        if name in FACTS:
            hint = f"outside a check write a fact as E4M3.{name}"
        if name in (*FUNCTIONS, *ROUNDING_OPERATORS):
            hint = f"'{name}' is a function: call it"
        fail("E101", f"unknown name '{name}'", span, hint)

    def names_format(self, e: Elaborator, node: ast.Expr) -> bool:
        """Whether an expression is written as a format: a name or an instance."""
        function = node.function if isinstance(node, ast.Call) else node
        if isinstance(function, ast.Member) and isinstance(function.object, ast.Name):
            module = self.module(e, function.object.name)
            found = module.get(function.name) if module is not None else None
        elif isinstance(function, ast.Name):
            local = e.local.get(function.name)
            if local is not None:
                return isinstance(local.term, FormatTerm)
            found = self.names.find(e.file, function.name)
        else:
            return False
        return found is not None and isinstance(found.item, ast.Format | ast.Alias)

    # --- formats ------------------------------------------------------------------------------

    def format_named(self, e: Elaborator, node: ast.TypeName) -> Format:
        """The format that a type writes."""
        module, _, name = node.name.rpartition(".")
        local = e.local.get(name)
        if local is not None and not module and isinstance(local.term, FormatTerm):
            return local.term.format
        if module:
            table = self.module(e, module)
            if table is None:
                fail("E101", f"unknown module '{module}'", node.span)
            found = table.get(name)
        else:
            found = self.names.find(e.file, name)
        if found is None or not isinstance(found.item, ast.Format | ast.Alias):
            hint = self.names.suggest(e.file, name, e.local)
            fail("E103", f"unknown format '{node.name}'", node.span, hint)
        return self.instance(e, found, node.arguments, node.span)

    def instance(
        self, e: Elaborator, found: Global, arguments: Sequence[ast.Expr], span: Span
    ) -> Format:
        """The format of an item for its arguments; one object for each instance."""
        item = found.item
        if isinstance(item, ast.Alias):
            if arguments:
                fail("E203", f"'{item.name}' takes no arguments", span)
            own = Elaborator(self, found.file)

            def meant() -> Format:
                fmt = self.format_named(own, item.target)
                own.no_hazards()
                return fmt

            return self._guarded(found, span, meant)
        assert isinstance(item, ast.Format)
        if len(arguments) != len(item.parameters):
            wanted = ", ".join(p.name for p in item.parameters)
            message = f"'{item.name}' takes {len(item.parameters)} arguments, not {len(arguments)}"
            fail("E203", message, span, f"{item.name}({wanted})" if wanted else "")
        values = tuple(e.constant(a, "an argument of a format") for a in arguments)
        key = (found.file, item.name, values)
        if key not in self._formats:
            inner = Elaborator(self, found.file)
            for parameter, value in zip(item.parameters, values, strict=True):
                term = NumTerm(b.const(value), value.denominator == 1)
                fitted = fit(inner, term, resolve(inner, parameter.type), span)
                inner.local[parameter.name] = Local(fitted)
            inner.no_hazards()
            shown = f"{item.name}({', '.join(map(str, values))})" if values else item.name

            def make() -> Format:
                try:
                    made = declare(inner, item, shown)
                except Problem as problem:
                    if values and problem.diagnostic.code == "E301":
                        d = problem.diagnostic
                        fail("E301", f"{shown}: {d.message}", span, d.hint)
                    raise
                inner.no_hazards()
                return made

            self._formats[key] = self._guarded(found, span, make)
        return self._formats[key]

    def elaborated(self) -> list[tuple[str, Format]]:
        """The formats and instances met so far, each with the file that defines it."""
        return [(file, fmt) for (file, _, _), fmt in self._formats.items()]

    def _guarded(self, found: Global, span: Span, make: object) -> Format:
        """Run ``make`` unless the definition is already being made."""
        key = (found.file, found.item.name)
        if key in self._busy:
            fail("E102", f"'{found.item.name}' is defined by itself", span)
        self._busy.append(key)
        try:
            assert callable(make)
            result = make()
            assert isinstance(result, Format)
            return result
        finally:
            self._busy.pop()

    # --- constants and rounding contexts ------------------------------------------------------

    def _constant(self, found: Global, span: Span) -> Term:
        item = found.item
        assert isinstance(item, ast.Constant)
        key = (found.file, item.name)
        if key in self._busy:
            fail("E102", f"'{item.name}' is defined by itself", span)
        if key not in self._constants:
            self._busy.append(key)
            try:
                inner = Elaborator(self, found.file)
                term = inner.expr(item.value)
                inner.no_hazards()
                self._constants[key] = term
            finally:
                self._busy.pop()
        return self._constants[key]

    def _rounding(self, item: ast.Rounding) -> RoundingTerm:
        said: dict[str, ast.Expr] = {}
        mode: Mode | None = None
        for field in item.fields:
            if field.name in said or (field.name == "mode" and mode is not None):
                fail("E301", f"'{field.name}' is given twice", field.span)
            if field.name == "mode":
                name = field.value.name if isinstance(field.value, ast.Name) else ""
                if name not in MODE_NAMES:
                    fail("E301", f"a mode is one of {', '.join(MODE_NAMES)}", field.value.span)
                mode = Mode[name]
            else:
                said[field.name] = field.value
        if mode is None:
            fail("E301", f"the rounding '{item.name}' has no mode", item.span, "mode = RNE;")
        return RoundingTerm(mode, policies(said))

    # --- from outside -------------------------------------------------------------------------

    def format(self, text: str) -> Format:
        """The format written ``text``: ``E4M3`` or ``posit(8, 2)``; raises ``SpecError``."""
        source = Source("<format>", f"{_BEFORE}{text};")
        tree = parse(source)
        item = tree.items[0]
        if len(tree.items) > 1 or not isinstance(item, ast.Constant):
            raise SpecError([Diagnostic("E002", f"'{text}' is not one format", item.span)])
        e = Elaborator(self, self._everything())
        try:
            term = e.expr(item.value)
            if not isinstance(term, FormatTerm):
                fail("E103", f"'{text}' is not a format", item.value.span)
            e.no_hazards()
            return term.format
        except Problem as problem:
            d = problem.diagnostic
            code = "E103" if d.code == "E101" else d.code
            message = d.message.replace("unknown name", "unknown format")
            shift = len(_BEFORE)
            place = replace(
                d.span, column=d.span.column - shift, end_column=d.span.end_column - shift
            )
            raise SpecError([Diagnostic(code, message, place, d.hint)]) from None

    def _everything(self) -> str:
        """A pseudo file that sees the prelude and every root file's definitions."""
        key = "<everything>"
        if key not in self.names.files:
            from verif.language.scope import FileNames

            table = FileNames()
            for file in (*self.loaded.prelude, *self.loaded.roots):
                for name, found in self.names.files[file].names.items():
                    table.names.setdefault(name, found)
            self.names.files[key] = table
        return key

    def format_names(self) -> list[str]:
        """The names of all formats without parameters, in order of definition."""
        table = self.names.files[self._everything()].names
        return [
            name
            for name, found in table.items()
            if isinstance(found.item, ast.Alias)
            or (isinstance(found.item, ast.Format) and not found.item.parameters)
        ]


def constant_problem(error: NeedsConstant) -> Diagnostic:
    """The error for a variable where a constant is needed and no split can help."""
    message = f"{error.what} must be constant, and {error.variable.name} varies"
    return Diagnostic("E204", message, error.span)
