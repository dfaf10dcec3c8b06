"""Choosing properties by name: ``-k "round_trip and not E5M2"``."""

from __future__ import annotations

import re


class SelectionError(ValueError):
    """A ``-k`` expression that cannot be read."""


def matches(expression: str, text: str) -> bool:
    """Whether ``text`` contains what the expression asks for.

    Words are looked for as substrings, ignoring case; ``and``, ``or``, ``not`` and parentheses
    combine them, as in pytest.
    """
    tokens = re.findall(r"[()]|[^\s()]+", expression)
    result, rest = _or(tokens, text.lower())
    if rest:
        raise SelectionError(f"cannot read '{' '.join(rest)}' in '{expression}'")
    return result


def _or(tokens: list[str], text: str) -> tuple[bool, list[str]]:
    result, tokens = _and(tokens, text)
    while tokens and tokens[0] == "or":
        other, tokens = _and(tokens[1:], text)
        result = result or other
    return result, tokens


def _and(tokens: list[str], text: str) -> tuple[bool, list[str]]:
    result, tokens = _not(tokens, text)
    while tokens and tokens[0] == "and":
        other, tokens = _not(tokens[1:], text)
        result = result and other
    return result, tokens


def _not(tokens: list[str], text: str) -> tuple[bool, list[str]]:
    if not tokens:
        raise SelectionError("a word is missing")
    if tokens[0] == "not":
        result, tokens = _not(tokens[1:], text)
        return not result, tokens
    if tokens[0] == "(":
        result, tokens = _or(tokens[1:], text)
        if not tokens or tokens[0] != ")":
            raise SelectionError("a ')' is missing")
        return result, tokens[1:]
    if tokens[0] in ("and", "or", ")"):
        raise SelectionError(f"'{tokens[0]}' is not a word to look for")
    return tokens[0].lower() in text, tokens[1:]
