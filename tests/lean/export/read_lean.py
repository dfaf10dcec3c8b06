"""The value of Lean statements over integers, read with Lean's own precedences.

It knows what exports of integer properties are made of, and takes inputs for what is quantified.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

TOKEN = re.compile(
    r"\s+|--[^\n]*\n|(\d+|[A-Za-z_]\w*|:=|\.natAbs|\.toNat|&&&|\|\|\||\^\^\^|[∀∧∨¬→↔≤<=≠+\-*/%():;,])"
)

CHAINS: tuple[tuple[str, ...], ...] = (
    ("≤", "<", "=", "≠"),
    ("|||",),
    ("^^^",),
    ("&&&",),
    ("+", "-"),
    ("*", "/", "%"),
)
BINARY: dict[str, Callable[[int, int], int]] = {
    "≤": lambda x, y: x <= y,
    "<": lambda x, y: x < y,
    "=": lambda x, y: x == y,
    "≠": lambda x, y: x != y,
    "|||": lambda x, y: x | y,
    "^^^": lambda x, y: x ^ y,
    "&&&": lambda x, y: x & y,
    "+": lambda x, y: x + y,
    "-": lambda x, y: x - y,
    "*": lambda x, y: x * y,
    "/": lambda x, y: x // y,  # Euclidean division, for divisors above 0
    "%": lambda x, y: x % y,
}


def value(statement: str, inputs: Mapping[str, int]) -> int:
    """What a statement says where the quantified variables are these."""
    tokens: list[str] = []
    end = 0
    while end < len(statement):
        match = TOKEN.match(statement, end)
        assert match is not None, statement[end:]
        end = match.end()
        if match[1]:
            tokens.append(match[1])
    reader = _Reader(tokens, dict(inputs))
    result = reader.term()
    assert not reader.tokens, reader.tokens
    return result


class _Reader:
    def __init__(self, tokens: list[str], names: dict[str, int]) -> None:
        self.tokens = tokens
        self.names = names

    def take(self, *wanted: str) -> str:
        """The next token if it is one of these, else nothing."""
        return self.tokens.pop(0) if self.tokens and self.tokens[0] in wanted else ""

    def need(self, *wanted: str) -> None:
        for token in wanted:
            assert self.take(token), (token, self.tokens)

    def term(self) -> int:
        if self.take("∀"):
            assert self.tokens.pop(0) in self.names
            self.need(":", "Int", ",")
            return self.term()
        if self.take("let"):
            name = self.tokens.pop(0)
            assert name not in self.names
            self.need(":", "Int", ":=")
            self.names[name] = self.term()
            self.need(";")
            return self.term()
        if self.take("if"):
            condition = self.term()
            self.need("then")
            yes = self.term()
            self.need("else")
            no = self.term()
            return yes if condition else no
        left = self.implication()
        return left == self.implication() if self.take("↔") else left

    def implication(self) -> int:
        left = self.disjunction()
        if not self.take("→"):
            return left
        right = self.term() if self.tokens[0] in ("∀", "let") else self.implication()
        return bool(not left or right)

    def disjunction(self) -> int:
        left = self.conjunction()
        return bool(self.disjunction() | left) if self.take("∨") else left

    def conjunction(self) -> int:
        left = self.negation()
        return bool(self.conjunction() & left) if self.take("∧") else left

    def negation(self) -> int:
        return not self.negation() if self.take("¬") else self.chain(0)

    def chain(self, level: int) -> int:
        if level == len(CHAINS):
            return -self.application() if self.take("-") else self.application()
        left = self.chain(level + 1)
        while operator := self.take(*CHAINS[level]):
            left = BINARY[operator](left, self.chain(level + 1))
        return left

    def application(self) -> int:
        if function := self.take("min", "max"):
            x, y = self.atom(), self.atom()
            return min(x, y) if function == "min" else max(x, y)
        return self.atom()

    def atom(self) -> int:
        token = self.tokens.pop(0)
        if token == "(":
            result = self.term()
            if self.take(":") and not self.take("Nat"):
                self.need("Int")
            self.need(")")
        elif token in ("True", "False"):
            result = token == "True"
        else:
            result = int(token) if token.isdecimal() else self.names[token]
        if self.take(".toNat"):
            return max(result, 0)
        return abs(result) if self.take(".natAbs") else result
