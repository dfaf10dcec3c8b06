"""Changes of a claim: only those that do not follow from it.

A claim with ``<`` made ``<=``, a larger bound or a dropped conjunct holds wherever the claim does;
such a mutant can never be killed and says nothing. So a claim is only made stronger, or other,
while the values inside it - the subject - are changed like any value. A ``cover`` says that
something can happen; that something else can happen too is no gap, so there only the values change.
"""

from __future__ import annotations

from fractions import Fraction

from verif.language import ast
from verif.mutate import changes
from verif.mutate.values import Values

SIZE = 1 << 12
"""Exponents up to which constants are computed."""


def cover_changes(values: Values, node: ast.Expr) -> None:
    """The changes of the values in a ``cover``."""
    match node:
        case ast.Binary(operator="and" | "or" | "implies"):
            cover_changes(values, node.left)
            cover_changes(values, node.right)
        case ast.Unary(operator="not"):
            cover_changes(values, node.operand)
        case ast.Comparison(operands=operands):
            for operand in operands:
                if constant(operand) is None:
                    values.value(operand)
        case ast.Call(function=ast.Name(name="fits"), arguments=(subject, _)):
            values.value(subject)
        case _:
            values.value(node)


def claim_changes(values: Values, node: ast.Expr, holds: bool = True) -> None:
    """The changes of a claim; ``holds`` is false where it stands below a negation."""
    match node:
        case ast.Binary(operator="and" | "or" as operator):
            if (operator == "or") is holds:
                other = "and" if operator == "or" else "or"
                values.between(node.left, node.right, operator, other, "comparison")
            claim_changes(values, node.left, holds)
            claim_changes(values, node.right, holds)
        case ast.Binary(operator="implies"):
            if holds:
                values.only(node, node.right, "comparison")
            claim_changes(values, node.left, not holds)
            with values.given(node.left):
                claim_changes(values, node.right, holds)
        case ast.Unary(operator="not"):
            values.only(node, node.operand, "comparison")
            claim_changes(values, node.operand, not holds)
        case ast.Conditional():
            values.value(node.condition)
            claim_changes(values, node.yes, holds)
            claim_changes(values, node.no, holds)
        case ast.Quantified():
            with values.below(node.binders):
                claim_changes(values, node.body, holds)
        case ast.Comparison():
            _comparison(values, node, holds)
        case ast.Call(function=ast.Name(name="fits"), arguments=(subject, target)):
            values.value(subject)
            _width(values, target, holds)
        case ast.Call(function=ast.Name(name=name), arguments=arguments):
            if name not in ("same", *_TESTS):
                values.value(node)
            else:
                for argument in arguments:
                    values.value(argument)
        case _:
            values.value(node)


_TESTS = ("is_nan", "is_inf", "is_zero", "is_normal", "is_subnormal", "is_finite")


def _comparison(values: Values, node: ast.Comparison, holds: bool) -> None:
    stronger = changes.STRICTER if holds else changes.LOOSER
    operands = node.operands
    for operator, left, right in zip(node.operators, operands, operands[1:], strict=False):
        for new in (stronger.get(operator), changes.OTHER[operator]):
            if new is not None:
                values.between(left, right, operator, new, "comparison")
    for i, operand in enumerate(operands):
        if constant(operand) is not None:
            _bound(values, node, i, holds)
        elif _smaller(node, i) is holds and (inner := absolute(operand)) is not None:
            # Without `abs` this side is not larger, and the claim holds as before.
            with values.inside(operand):
                values.value(inner)
        else:
            values.value(operand)


def _bound(values: Values, node: ast.Comparison, i: int, holds: bool) -> None:
    """A constant side: its numbers change only so that the claim gets stronger, or other."""
    operator = node.operators[i - 1] if i else node.operators[0]
    rises = not _smaller(node, i)  # the growth of this side makes the claim weaker
    side = node.operands[i]
    before = constant(side)
    with values.inside(side):
        for number in _numbers(side):
            for new in changes.numbers(number.text, int(number.value)):
                after = constant(side, (number, Fraction(int(new, 0))))
                if before is None or after is None or after == before:
                    continue
                weaker = ((after > before) == rises) == holds
                if operator in ("==", "!=") or not weaker:
                    values.emit(
                        number, new, "clamp" if operator not in ("==", "!=") else "off by one"
                    )


def _smaller(node: ast.Comparison, i: int) -> bool | None:
    """Whether an operand is claimed to be the smaller one; ``None`` for ``==`` and ``!=``."""
    operator = node.operators[i - 1] if i else node.operators[0]
    return None if operator in ("==", "!=") else (operator in ("<", "<=")) is (i == 0)


def absolute(node: ast.Expr) -> ast.Expr | None:
    """The argument of ``abs(...)``."""
    match node:
        case ast.Call(function=ast.Name(name="abs"), arguments=(argument,)):
            return argument
        case _:
            return None


def _width(values: Values, target: ast.Expr, holds: bool) -> None:
    """The type that a value fits: only a narrower one is a stronger claim."""
    if not isinstance(target, ast.Call):
        return
    for argument in target.arguments:
        if isinstance(argument, ast.Number) and argument.value.denominator == 1:
            new = int(argument.value) + (-1 if holds else 1)
            values.emit(argument, str(new), "off by one")


def _numbers(node: ast.Expr) -> list[ast.Number]:
    match node:
        case ast.Number() if node.value.denominator == 1 and "." not in node.text:
            return [node]
        case ast.Unary():
            return _numbers(node.operand)
        case ast.Binary():
            return [*_numbers(node.left), *_numbers(node.right)]
        case _:
            return []


def constant(node: ast.Expr, instead: tuple[ast.Number, Fraction] | None = None) -> Fraction | None:
    """The value of arithmetic on literals, one of them replaced; ``None`` for anything else."""
    match node:
        case ast.Number():
            return instead[1] if instead is not None and node is instead[0] else node.value
        case ast.Unary(operator="-" | "+"):
            value = constant(node.operand, instead)
            return value if value is None or node.operator == "+" else -value
        case ast.Binary():
            left, right = constant(node.left, instead), constant(node.right, instead)
            return None if left is None or right is None else _apply(node.operator, left, right)
        case _:
            return None


def _apply(operator: str, left: Fraction, right: Fraction) -> Fraction | None:
    match operator:
        case "+":
            return left + right
        case "-":
            return left - right
        case "*":
            return left * right
        case "/":
            return left / right if right else None
        case "**" if right.denominator == 1 and abs(right) <= SIZE and (left or right > 0):
            return left ** int(right)
        case _:
            return None
