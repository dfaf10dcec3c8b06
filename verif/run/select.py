"""Choosing properties by name: ``-k "round_trip and not E5M2"``."""

from __future__ import annotations

import re

_TOKEN = re.compile(r"[()]|(?:\[[^\[\]]*\]|[^\s()])+")
"""A parenthesis or a word; a word holds its brackets with what is in them: ``p[posit(8, 2)]``."""


class SelectionError(ValueError):
    """A ``-k`` expression that cannot be read."""


def matches(expression: str, text: str) -> bool:
    """Whether ``text`` contains what the expression asks for.

    Words are looked for as substrings, ignoring case; ``and``, ``or``, ``not`` and parentheses
    combine them, as in pytest. A pair of brackets, with all there is between them, is a part of a
    word.
    """
    tokens = _TOKEN.findall(expression)
    reader = _Reader(expression, tokens, text.lower())
    result = reader.either()
    if reader.rest:
        extra = reader.rest[0]
        missing = "a '('" if extra == ")" else "'and' or 'or'"
        raise reader.error(f"{missing} is missing before '{extra}'")
    return result


class _Reader:
    """Reads an expression from left to right; ``rest`` are the tokens that are left."""

    def __init__(self, expression: str, tokens: list[str], text: str) -> None:
        self.rest = tokens
        self._expression = expression
        self._text = text
        self._last = ""

    def either(self) -> bool:
        """Terms joined by ``or``."""
        result = self._both()
        while self.rest and self.rest[0] == "or":
            self._take()
            other = self._both()
            result = result or other
        return result

    def error(self, message: str) -> SelectionError:
        """What is wrong, with the whole expression."""
        return SelectionError(f"cannot read '{self._expression}': {message}")

    def _both(self) -> bool:
        result = self._one()
        while self.rest and self.rest[0] == "and":
            self._take()
            other = self._one()
            result = result and other
        return result

    def _one(self) -> bool:
        if not self.rest or self.rest[0] in ("and", "or", ")"):
            place = f" after '{self._last}'" if self._last else ""
            found = f", before '{self.rest[0]}'" if self.rest else ""
            raise self.error(f"a word to look for is missing{place}{found}")
        token = self._take()
        if token == "not":
            return not self._one()
        if token == "(":
            result = self.either()
            if not self.rest or self.rest[0] != ")":
                place = f"before '{self.rest[0]}'" if self.rest else "at the end"
                missing = "'and', 'or' or a ')'" if self.rest else "a ')'"
                raise self.error(f"{missing} is missing {place}")
            self._take()
            return result
        return token.lower() in self._text

    def _take(self) -> str:
        self._last = self.rest.pop(0)
        return self._last
