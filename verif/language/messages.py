"""Syntax errors in words: what was found, what would fit, and what was probably meant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from verif.base.errors import Diagnostic, did_you_mean
from verif.base.source import Span
from verif.language.grammar import BAD, END, grammar
from verif.language.mistakes import NUMBERS, WORDS, bad_text, pair_hint, slip_hint
from verif.language.tokens import Token

ITEM_WORDS = frozenset(
    {"ARITH", "USE", "CONST", "FORMAT", "ROUNDING", "OP", "PROPERTY", "LEMMA", "KERNEL"}
)
_CLAUSES = (
    "GIVEN", "ASSUME", "REQUIRES", "LET", "RETURN", "CHECK", "PROVE", "COVER", "EXPECT", "ENGINE",
    "BUDGET", "USING",
)  # fmt: skip
CLAUSE_WORDS = frozenset(_CLAUSES)

_OPERATORS = frozenset(
    {
        "IMPLIES", "OR", "AND", "EQ", "NE", "LT", "LE", "GT", "GE", "SHL", "SHR", "PLUS", "MINUS",
        "STAR", "SLASH", "DIV", "MOD", "TDIV", "POW",
    }
)  # fmt: skip
_AFTER_OPERAND = _OPERATORS | {"LPAR", "LSQB", "DOT"}
_STARTS = frozenset(
    {
        "NAME", "INT", "DECIMAL", "HEX", "BINARY", "STRING", "TRUE", "FALSE", "LPAR", "LSQB",
        "PLUS", "MINUS", "NOT", "IF", "FORALL", "EXISTS", "DIV",
    }
)  # fmt: skip
_PAIRS = {"LPAR": "RPAR", "LSQB": "RSQB", "LBRACE": "RBRACE"}
_CLOSING = frozenset(_PAIRS.values())
_PLAIN = {
    "NAME": "a name", "STRING": "a string", "INT": "a number", END: "the end of the file",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class View:
    """An error as the parser sees it: the refused token, and what would have fitted."""

    file: str
    tokens: Sequence[Token]
    index: int
    accepts: frozenset[str]
    bracket: Token | None

    @property
    def token(self) -> Token:
        """The token that does not fit."""
        return self.tokens[self.index]

    @property
    def previous(self) -> Token | None:
        """The token before it."""
        return self.tokens[self.index - 1] if self.index else None

    @property
    def after_operand(self) -> bool:
        """Whether an expression could have ended before the token."""
        return "STAR" in self.accepts

    @property
    def wants_expression(self) -> bool:
        """Whether an expression, or a part of one, was to begin at the token."""
        return "MINUS" in self.accepts and not self.after_operand

    @property
    def clause_start(self) -> int:
        """The index of the first token of the clause."""
        index = self.index
        while index and self.tokens[index - 1].type not in {"SEMICOLON", "LBRACE", "RBRACE"}:
            index -= 1
        return index

    def at(self, message: str, hint: str = "", first: Token | None = None) -> Diagnostic:
        """A diagnostic at the token, or from ``first`` up to the token."""
        span = self.token.span(self.file)
        if first is not None:
            span = first.span(self.file).to(span)
        return Diagnostic("E002", message, span, hint)


def begins_item(tokens: Sequence[Token], index: int) -> bool:
    """Whether an item can be taken to begin at a token, whatever is still open.

    It begins its line, and a name, a string or a number follows, not a sign such as ``=``.
    """
    token = tokens[index]
    if not token.first or token.type not in ITEM_WORDS:
        return False
    following = tokens[index + 1].text[:1]
    return following.isalnum() or following in {'"', "_"}


def explain(view: View) -> Diagnostic:
    """The diagnostic for a token that does not fit."""
    for rule in (_bad, _number, _closing, _semicolon, _unclosed, _unknown, _misplaced, _keyword):
        found = rule(view)
        if found:
            return found
    return _expected(view)


def _bad(view: View) -> Diagnostic | None:
    """Text that is no token of the language."""
    token = view.token
    if token.type != BAD:
        return None
    message, hint = bad_text(token.text, view.after_operand)
    return view.at(message, hint)


def _number(view: View) -> Diagnostic | None:
    """A number that was read as a number and something else."""
    token, previous = view.token, view.previous
    if previous is None:
        return None
    before = view.tokens[view.index - 2] if view.index > 1 else previous
    if previous.type == "DOT" and token.type != "DOT" and before.type in NUMBERS:
        hint = f"write {before.text}.0 or {before.text}"
        return view.at(f"'{before.text}.' is not a number", hint, before)
    if token.type == END or not previous.touches(token):
        return None
    if previous.type in NUMBERS and (token.type in NUMBERS or token.text[0].isalpha()):
        text = previous.text + token.text
        hint = "numbers look like 12, 1_000, 0.5, 1e-3, 0x7F or 0b1010"
        return view.at(f"'{_short(text)}' is not a number", hint, previous)
    if previous.type in NUMBERS and token.text[0] == "_":
        hint = "an underscore stands between two digits"
        return view.at(f"'{_short(previous.text + token.text)}' is not a number", hint, previous)
    return None


def _closing(view: View) -> Diagnostic | None:
    """A closing bracket where nothing, or another bracket, is open."""
    token, bracket = view.token, view.bracket
    if token.type not in _CLOSING:
        return None
    if bracket is None:
        return view.at(f"unexpected '{token.text}': nothing is open")
    return None


def _semicolon(view: View) -> Diagnostic | None:
    """A clause that was not ended."""
    token, previous = view.token, view.previous
    if "SEMICOLON" not in view.accepts or previous is None:
        return None
    if not (token.first or token.type in {"RBRACE", END} or token.type in CLAUSE_WORDS):
        return None
    place = Span(
        view.file, previous.line, previous.end_column, previous.line, previous.end_column + 1
    )
    hint = slip_hint(view.tokens, view.index, view.accepts)
    item = view.tokens[view.clause_start].type in ITEM_WORDS
    what = "item" if item else "clause"
    return Diagnostic("E002", f"expected ';' after this {what}", place, hint)


def _unclosed(view: View) -> Diagnostic | None:
    """Something ends while a bracket is still open."""
    token, bracket = view.token, view.bracket
    if bracket is None or token.type == BAD:
        return _at_end(view) if token.type == END else None
    ends = token.type in {END, "SEMICOLON"} or token.type in CLAUSE_WORDS | _CLOSING
    begins = begins_item(view.tokens, view.index)
    wanted = _PAIRS[bracket.type]
    if token.type == END or begins or (ends and wanted in view.accepts):
        if bracket.type == "LBRACE" and not (token.type == END or begins):
            return None
        return view.at(f"unclosed '{bracket.text}' opened at line {bracket.line}")
    return None


def _at_end(view: View) -> Diagnostic:
    """The file ends in the middle of something."""
    return view.at(f"the file ends too early: expected {_either(view)}")


def _unknown(view: View) -> Diagnostic | None:
    """A word where a clause or an item begins that is none of those there are."""
    start = view.clause_start
    token = view.tokens[start]
    if token.type != "NAME" or start < view.index - 1:
        return None
    item = "PROPERTY" in view.accepts
    if start == view.index and (item or view.accepts & CLAUSE_WORDS):
        known = _keywords(view.accepts)
    elif start == view.index - 1 and view.accepts == {"EQUAL"} and view.token.type != "EQ":
        known = _keywords(frozenset({"CHECK", "EXPECT"}))
        if not did_you_mean(token.text, known) and token.text not in WORDS:
            return None
    else:
        return None
    kind = "item" if item else "clause"
    hint = WORDS.get(token.text) or did_you_mean(token.text, known)
    span = token.span(view.file)
    message = f"unknown {kind} '{_short(token.text)}'"
    return Diagnostic("E002", message, span, hint or f"expected {_either(view)}")


def _misplaced(view: View) -> Diagnostic | None:
    """A clause in a body that has no such clause, or an item out of place."""
    token = view.token
    at_start = view.clause_start == view.index
    if token.type == "ARITH" and "PROPERTY" in view.accepts:
        return view.at("'arith' can only stand at the start of a file")
    if not at_start or token.type not in CLAUSE_WORDS:
        return None
    if "PROPERTY" in view.accepts:
        message = f"'{token.text}' can't stand outside of an item"
        return view.at(message, "clauses stand between the '{' and '}' of an item")
    if "RBRACE" in view.accepts:
        return view.at(f"'{token.text}' can't stand here: expected {_either(view)}")
    return None


def _keyword(view: View) -> Diagnostic | None:
    """A keyword in place of a name."""
    token = view.token
    if token.text not in _reserved() or "NAME" not in view.accepts:
        return None
    if token.type in {"IF", "FORALL", "EXISTS", "NOT"} and view.wants_expression:
        hint = f"write it in parentheses: ({token.text} ...)"
        return view.at(f"'{token.text}' needs parentheses inside an operator", hint)
    if view.wants_expression and (token.first or token.type in _OPERATORS | {"THEN", "ELSE"}):
        return view.at(f"expected an expression before '{token.text}'")
    return view.at(f"unexpected '{token.text}': it is a keyword and can't be a name")


def _expected(view: View) -> Diagnostic:
    """Whatever is left: what would fit, and what was found."""
    pair = pair_hint(view.tokens, view.index)
    if pair:
        text, hint, first = pair
        return view.at(f"unexpected '{text}'", hint, first)
    hint = slip_hint(view.tokens, view.index, view.accepts)
    if not hint and view.token.type == "NAME":
        hint = did_you_mean(view.token.text, _keywords(view.accepts))
    return view.at(f"expected {_either(view)}, found '{_short(view.token.text)}'", hint)


def _either(view: View) -> str:
    """What would fit, in words: ``';' or an operator``."""
    parts = _groups(view)
    if len(parts) == 1:
        return parts[0]
    return f"{', '.join(parts[:-1])} or {parts[-1]}"


def _groups(view: View) -> list[str]:
    """What would fit, grouped and in words."""
    rest = set(view.accepts)
    parts: list[str] = []
    last: list[str] = []
    previous = view.previous.type if view.previous else ""
    if "PROPERTY" in rest:
        parts.append(f"an item ({_listed(rest & ITEM_WORDS - {'ARITH'})})")
        rest -= ITEM_WORDS | {END}
    elif view.after_operand:
        rest -= _AFTER_OPERAND | {"EQUAL"}
        last.append("an operator")
    elif view.wants_expression:
        parts.append("an expression")
        rest -= _STARTS
    elif "LSQB" in rest:  # after a type, which could go on
        rest -= _AFTER_OPERAND
    elif previous in {"COLON", "ARROW"} and {"NAME", "LPAR"} <= rest:
        parts.append("a type")
        rest -= {"NAME", "LPAR", "FORMAT", "ROUNDING"}
    elif "RBRACE" in rest and "STRING" in rest:
        parts.append("a field, a pattern, 'check'")
        rest -= {"NAME", "STRING", "CHECK"}
    elif "RBRACE" in rest and "NAME" in rest:
        parts.append("a field")
        rest -= {"NAME"}
    clauses = rest & CLAUSE_WORDS
    if len(clauses) > 1:
        parts.append(f"a clause ({_listed(clauses)})")
        rest -= clauses
    words = grammar().words
    parts += sorted(_PLAIN.get(name) or f"'{words.get(name, name)}'" for name in rest)
    return parts + last


def _listed(names: set[str]) -> str:
    """Keywords in the order of the language: ``given, assume or prove``."""
    order = [*sorted(ITEM_WORDS), *_CLAUSES]
    words = [grammar().words[name] for name in order if name in names]
    return f"{', '.join(words[:-1])} or {words[-1]}"


def _keywords(names: frozenset[str]) -> set[str]:
    """The texts of the keywords among some terminals."""
    words = grammar().words
    return {words[name] for name in names if name in words and words[name].isalpha()}


def _reserved() -> set[str]:
    """All keywords."""
    return _keywords(frozenset(grammar().words))


def _short(text: str) -> str:
    """At most thirty characters of a text."""
    return text if len(text) <= 30 else f"{text[:27]}..."
