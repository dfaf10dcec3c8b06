"""Changes inside a value: modes, calls, arithmetic, numbers, guards."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from verif.language import ast
from verif.mutate import changes
from verif.mutate.mutant import Around, Kind, Mutant, Places, Where


@dataclass
class Values:
    """Collects the mutants of one item."""

    file: str
    places: Places
    where: Where
    item: str
    found: list[Mutant] = field(default_factory=list)
    around: Around | None = None
    before: tuple[str, ...] = ()

    # --- edits --------------------------------------------------------------------------------

    def emit(self, node: ast.Node, new: str, kind: Kind) -> None:
        """The text of a node replaced."""
        self.replace(*self.places.range(node.span), new, kind)

    def replace(self, start: int, end: int, new: str, kind: Kind) -> None:
        """A range of the text replaced."""
        old = self.places.text[start:end]
        line, column = self.places.place(start)
        self.found.append(
            Mutant(
                self.file,
                line,
                column,
                start,
                end,
                old,
                new,
                kind,
                self.where,
                self.item,
                self.around,
            )
        )

    def between(self, left: ast.Node, right: ast.Node, old: str, new: str, kind: Kind) -> None:
        """An operator between two operands replaced."""
        start = self.places.range(left.span)[1]
        gap = self.places.text[start : self.places.range(right.span)[0]]
        at = start + gap.index(old)
        self.replace(at, at + len(old), new, kind)

    def only(self, node: ast.Node, part: ast.Node, kind: Kind) -> None:
        """A node replaced by one of its parts, which keeps the node's brackets."""
        text = self.places.of(part.span)
        bracketed = self.places.of(node.span).startswith("(") and not text.startswith("(")
        self.emit(node, f"({text})" if bracketed else text, kind)

    def negate(self, node: ast.Expr) -> None:
        """The value with the other sign."""
        with self.inside(node):
            self.emit(node, f"-({self.places.of(node.span)})", "sign")

    @contextmanager
    def inside(self, node: ast.Expr) -> Iterator[None]:
        """Edits below this node change its value, unless a wider one is known already."""
        before = self.around
        if before is None:
            self.around = Around(*self.places.range(node.span), self.before)
        try:
            yield
        finally:
            self.around = before

    @contextmanager
    def below(self, binders: tuple[ast.Binder, ...]) -> Iterator[None]:
        """Edits in the body of a fold: what they change has no name outside of it."""
        text = ", ".join(self.places.of(b.span) for b in binders)
        with self._after(f"forall {text} : "):
            yield

    @contextmanager
    def given(self, condition: ast.Expr) -> Iterator[None]:
        """Edits on the right of ``implies``, which matter where the left side holds."""
        with self._after(f"({self.places.of(condition.span)}) implies "):
            yield

    @contextmanager
    def _after(self, text: str) -> Iterator[None]:
        before = self.around, self.before
        self.around, self.before = None, (*self.before, text)
        try:
            yield
        finally:
            self.around, self.before = before

    # --- values -------------------------------------------------------------------------------

    def value(self, node: ast.Expr) -> None:
        """The changes of a value and of all that is inside it."""
        with self.inside(node):
            self._value(node)

    def _value(self, node: ast.Expr) -> None:
        match node:
            case ast.Name():
                for mode, kind in changes.MODES.get(node.name, ()):
                    self.emit(node, mode, kind)
                if node.name in ("nan", "inf"):
                    self.emit(node, "0" if node.name == "nan" else "nan", "nan")
            case ast.Member(object=ast.Name()):
                if node.name in changes.MEMBERS:
                    text = f"{self.places.of(node.object.span)}.{changes.MEMBERS[node.name]}"
                    self.emit(node, text, "clamp")
            case ast.Number():
                self.number(node, "off by one")
            case ast.Unary():
                self._unary(node)
            case ast.Binary():
                self._binary(node)
            case ast.Comparison():
                self._comparison(node)
            case ast.Call():
                self._call(node)
            case ast.Conditional():
                self._value(node.condition)
                for part in (node.yes, node.no):
                    self.only(node, part, "clamp")
                    self._value(part)
            case ast.Fold() | ast.Quantified():
                with self.below(node.binders):
                    self.value(node.body)
            case ast.Index():
                self._value(node.object)
                self._value(node.index)
            case ast.Slice():
                self._value(node.object)
                self._value(node.high)
                self._value(node.low)
            case ast.TupleExpr() | ast.ListExpr():
                for item in node.items:
                    self._value(item)
            case _:
                pass

    def number(self, node: ast.Expr, kind: Kind) -> None:
        """A literal integer one up and one down; a long decimal slightly off."""
        if not isinstance(node, ast.Number):
            return
        if node.value.denominator == 1 and "." not in node.text:
            for new in changes.numbers(node.text, int(node.value)):
                self.emit(node, new, kind)
        elif (near := changes.nearby(node.text)) is not None:
            self.emit(node, near, kind)

    def _unary(self, node: ast.Unary) -> None:
        kind: Kind = "comparison" if node.operator == "not" else "sign"
        self.only(node, node.operand, kind)
        self._value(node.operand)

    def _binary(self, node: ast.Binary) -> None:
        left, right, operator = node.left, node.right, node.operator
        match operator:
            case "+":
                sticky: Kind = "sticky" if _power(right) else "arithmetic"
                self.between(left, right, "+", "-", "arithmetic")
                self.only(node, left, sticky)
                self.only(node, right, "arithmetic")
            case "-":
                self.between(left, right, "-", "+", "arithmetic")
                self.only(node, left, "arithmetic")
            case "*":
                self.between(left, right, "*", "+", "arithmetic")
                self.only(node, left, "arithmetic")
                self.only(node, right, "arithmetic")
            case "/":
                self.between(left, right, "/", "*", "arithmetic")
            case "<<" | ">>":
                other = ">>" if operator == "<<" else "<<"
                self.between(left, right, operator, other, "shift")
            case "div" | "mod":
                other = "mod" if operator == "div" else "div"
                self.between(left, right, operator, other, "arithmetic")
            case "and" | "or":
                other = "or" if operator == "and" else "and"
                self.between(left, right, operator, other, "comparison")
            case _:
                pass
        if operator in ("<<", ">>", "**"):
            self._value(left)
            self._exponent(right)
        else:
            self._value(left)
            self._value(right)

    def _exponent(self, node: ast.Expr) -> None:
        """What a power or a shift goes by: a literal moves by one, any other has one added."""
        inner = node.operand if isinstance(node, ast.Unary) else node
        if isinstance(inner, ast.Number):
            self.number(inner, "shift")
            if isinstance(node, ast.Unary):
                self.only(node, inner, "sign")
            return
        self.emit(node, f"({self.places.of(node.span)} + 1)", "shift")
        self._value(node)

    def _comparison(self, node: ast.Comparison) -> None:
        pairs = zip(node.operators, node.operands, node.operands[1:], strict=False)
        for operator, left, right in pairs:
            new = (changes.STRICTER | changes.LOOSER).get(operator)
            for other in (new, changes.OTHER[operator]):
                if other is not None:
                    self.between(left, right, operator, other, "comparison")
        for operand in node.operands:
            self._value(operand)

    def _call(self, node: ast.Call) -> None:
        name = node.function.name if isinstance(node.function, ast.Name) else ""
        arguments = node.arguments
        if name in changes.FUNCTIONS:
            new, kind = changes.FUNCTIONS[name]
            self.emit(node.function, new, kind)
        if name == "abs" and len(arguments) == 1:
            self.only(node, arguments[0], "sign")
        if name == "sign" and len(arguments) == 1:
            self.emit(node, "1", "sign")
        if name == "neg" and len(arguments) == 3:
            self.only(node, arguments[1], "sign")
        if name in ("min", "max") and len(arguments) == 2:
            for argument in arguments:
                self.only(node, argument, "clamp")
        if name in ("sub", "div") and len(arguments) == 4:
            self._swap(arguments[1], arguments[2])
        if name == "fma" and len(arguments) == 5:
            f, x, y, _, mode = (self.places.of(a.span) for a in arguments)
            self.emit(node, f"mul({f}, {x}, {y}, {mode})", "arithmetic")
        for argument in arguments:
            self._value(argument)
        for named in node.named:
            self.policy(named)
            if named.name not in changes.POLICIES:
                self._value(named.value)

    def _swap(self, left: ast.Expr, right: ast.Expr) -> None:
        start, end = self.places.range(left.span)
        second, last = self.places.range(right.span)
        text = self.places.text
        swapped = text[second:last] + text[end:second] + text[start:end]
        self.replace(start, last, swapped, "arithmetic")

    def policy(self, said: ast.Field | ast.Named) -> None:
        """A policy that says something else."""
        word = said.value.name if isinstance(said.value, ast.Name) else ""
        if isinstance(said.value, ast.Truth):
            word = str(said.value.value).lower()
        for new in changes.POLICIES.get(said.name, {}).get(word, ()):
            self.emit(said.value, new, changes.policy_kind(said.name))


def _power(node: ast.Expr) -> bool:
    """Whether a term is a power of a constant, as half a unit or a sticky term is written."""
    return isinstance(node, ast.Binary) and node.operator == "**"
