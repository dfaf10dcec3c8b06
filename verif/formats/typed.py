"""Numbers as people type them, to what a rounding starts from.

``1.5``, ``1e-3``, ``7/3``, ``0x1.8p3``, ``2**-9``, ``13 * 2^-9``, ``-0.0``, ``inf`` and ``nan``,
all exact. What reports print can be typed back.
"""

from __future__ import annotations

import re
from fractions import Fraction

from verif.base.exact import TooLarge, pow2, power
from verif.formats.value import Input

MAX_DIGITS = 4000

_TOKEN = re.compile(
    r"""\s*(?:
      (?P<hex>0[xX][0-9a-fA-F_]*\.?[0-9a-fA-F_]*(?:[pP][+-]?\d+)?)
    | (?P<bin>0[bB][01_]+)
    | (?P<dec>(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eE][+-]?\d+)?)
    | (?P<op>\*\*|[-+^*/()])
    )""",
    re.VERBOSE,
)


def typed(text: str) -> Input:
    """The input that ``text`` writes; ``ValueError`` where it is no number."""
    body = text.strip()
    negative = body.startswith("-")
    unsigned = body[1:].strip() if body[:1] in ("-", "+") else body
    match unsigned.lower():
        case "inf" | "infinity":
            return Input(negative=negative, inf=True)
        case "nan":
            return Input(negative=negative, nan=True)
    try:
        value = _Reader(body).sum()
    except (ArithmeticError, ValueError) as error:
        reason = f": {error}" if isinstance(error, TooLarge | ZeroDivisionError) else ""
        raise ValueError(f"'{_short(text)}' is not a number{reason}") from None
    return Input(value, value < 0 if value else negative)


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57]}..."


class _Reader:
    """Reads sums and products of numbers and powers from left to right."""

    def __init__(self, text: str) -> None:
        self.tokens: list[tuple[str, str]] = []
        place = 0
        while place < len(text):
            found = _TOKEN.match(text, place)
            if found is None or found.lastgroup is None:
                raise ValueError("no number")
            self.tokens.append((found.lastgroup, found[found.lastgroup]))
            place = found.end()

    def take(self, *wanted: str) -> str:
        """The next operator if it is one of ``wanted``, else an empty string."""
        if self.tokens and self.tokens[0][0] == "op" and self.tokens[0][1] in wanted:
            return self.tokens.pop(0)[1]
        return ""

    def sum(self) -> Fraction:
        """Products with ``+`` and ``-`` between and perhaps before them, up to the end."""
        sign = self.take("-", "+")
        value = -self.product() if sign == "-" else self.product()
        while sign := self.take("+", "-"):
            value += self.product() if sign == "+" else -self.product()
        if self.tokens:
            raise ValueError("something follows the number")
        return value

    def product(self) -> Fraction:
        """Factors with ``*`` and ``/`` between them."""
        value = self.factor()
        while operator := self.take("*", "/"):
            other = self.factor()
            if operator == "/" and not other:
                raise ZeroDivisionError("division by zero")
            value = value * other if operator == "*" else value / other
        return value

    def factor(self) -> Fraction:
        """A number, or a number to an integer power."""
        base = self.number()
        if not self.take("**", "^"):
            return base
        closing = self.take("(")
        minus = self.take("-", "+") == "-"
        exponent = self.number()
        if closing and not self.take(")"):
            raise ValueError("a ')' is missing")
        if exponent.denominator != 1:
            raise ValueError("the exponent is no integer")
        return power(base, -exponent.numerator if minus else exponent.numerator)

    def number(self) -> Fraction:
        """A single number."""
        if not self.tokens or self.tokens[0][0] == "op":
            raise ValueError("a number is missing")
        kind, text = self.tokens.pop(0)
        text = text.replace("_", "").lower()
        if len(text) > MAX_DIGITS:
            raise TooLarge("it has too many digits")
        match kind:
            case "bin":
                return Fraction(int(text[2:], 2))
            case "hex":
                digits, _, exponent = text[2:].partition("p")
                whole, _, rest = digits.partition(".")
                return int(whole + rest, 16) * pow2(int(exponent or 0) - 4 * len(rest))
            case _:
                digits, _, exponent = text.partition("e")
                return Fraction(digits) * power(Fraction(10), int(exponent or 0))
