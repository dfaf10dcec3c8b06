"""Habits from other languages, and what this one writes instead."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from verif.language.tokens import Token

NUMBERS = frozenset({"INT", "DECIMAL", "HEX", "BINARY"})

_ASCII = "only plain ASCII is used outside of strings and comments"

# Text that is no token, and what to write for it.
_SIGNS = {
    "^": "there is no '^': power is **, exclusive or is xor(a, b)",
    "&": "write 'and', or bit_and(a, b)",
    "&&": "write 'and', or bit_and(a, b)",
    "||": "write 'or', or bit_or(a, b)",
    "!": "write 'not'",
    "~": "write 'not', or bit_not(a)",
    "%": "the remainder is a mod b",
    "?": "write if c then a else b",
    "'": 'strings stand in double quotes: "..."',
    "`": 'strings stand in double quotes: "..."',
    "$": "names are made of letters, digits and _",
    "@": "names are made of letters, digits and _",
    "\\": "a line needs no mark to go on",
    "\ufeff": "remove the byte order mark",
}

# Characters that look like, or stand for, something of the language.
_LOOKS = {
    "≤": "<=", "≥": ">=", "≠": "!=", "∀": "forall", "∃": "exists", "∧": "and", "∨": "or",
    "¬": "not", "⇒": "implies", "→": "->", "∈": "in", "×": "*", "·": "*", "⋅": "*", "∗": "*",
    "÷": "/", "−": "-", "–": "-", "—": "-", "…": "..<", "∞": "inf", "²": "**2", "³": "**3",
    "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": '"', "’": '"', "∑": "sum",
    "≪": "<<", "≫": ">>", "√": "sqrt", "⊕": "xor(a, b)", "，": ",", "；": ";", "：": ":",
    "（": "(", "）": ")",
}  # fmt: skip

# Signs that are read as two tokens.
_RANGE = "ranges are half-open: 0..<K"
_COMMENT = "comments start with #; floor division is div"
_EQUAL = "'=' defines, '==' compares"
_SHORTHAND = "there is no assignment: name each value with 'let'"
_PAIRS = {
    "..": _RANGE, "..=": _RANGE, "...": _RANGE, "..<=": _RANGE, "//": _COMMENT, "/*": _COMMENT,
    "=>": "write 'implies', or '>=' to compare", "==>": "write 'implies'",
    "->": "write 'implies'; '->' stands before the result of an op",
    "<>": "write '!='", "===": _EQUAL, "!==": "write '!='", ":=": _EQUAL, "=<": "write '<='",
    "+=": _SHORTHAND, "-=": _SHORTHAND, "*=": _SHORTHAND, "/=": _SHORTHAND,
    ">>>": "a shift is <<, or >> with floor",
}  # fmt: skip

# Words that begin an item or a clause elsewhere.
WORDS = {
    "import": 'write: use "path.arith";',
    "include": 'write: use "path.arith";',
    "from": 'write: use "path.arith";',
    "def": "an operator is written: op name(x : T) -> T { return ...; }",
    "fn": "an operator is written: op name(x : T) -> T { return ...; }",
    "func": "an operator is written: op name(x : T) -> T { return ...; }",
    "function": "an operator is written: op name(x : T) -> T { return ...; }",
    "theorem": "did you mean 'property'?",
    "apply": "did you mean 'using'?",
    "assert": "did you mean 'prove'?",
    "show": "did you mean 'prove'?",
    "var": "did you mean 'given'?",
    "type": "did you mean 'format'?",
    "arithmetic": "did you mean 'arith'?",
}
_CALLS = {"xor": "xor(a, b)", "pow": "a ** b", "rem": "a mod b", "shl": "a << b", "shr": "a >> b"}


def bad_text(text: str, after_operand: bool) -> tuple[str, str]:
    """The message and the hint for text that no token begins with."""
    if text.startswith('"'):
        if len(text) > 1 and text.endswith('"') and not text.endswith('\\"'):
            return "unknown escape in a string", 'only \\" and \\\\ are escapes'
        return "unclosed string", "a string ends on the line it begins on"
    if text == "|":
        hint = "write 'or', or bit_or(a, b)" if after_operand else "write abs(x)"
        return "unexpected '|'", hint
    if text in _SIGNS and text.isascii():
        return f"unexpected '{text}'", _SIGNS[text]
    code = f"U+{ord(text[0]):04X}"
    if text in _LOOKS:
        return f"unexpected character '{text}' ({code})", f"write {_LOOKS[text]}"
    category = unicodedata.category(text[0])
    if category == "Zs":
        return f"unexpected blank {code}", "write an ordinary space"
    if category[0] == "C":
        return f"unexpected invisible character {code}", _SIGNS.get(text, "remove it")
    hint = "names are made of the letters A to Z, digits and _" if text.isalpha() else _ASCII
    return f"unexpected character '{text}' ({code})", "" if text.isascii() else hint


def pair_hint(tokens: Sequence[Token], index: int) -> tuple[str, str, Token] | None:
    """A sign of another language that fell into several tokens: its text, a hint, its start."""
    for first in (index - 1, index, index - 2):
        if first < 0:
            continue
        text = tokens[first].text
        found: tuple[str, str, Token] | None = None
        for place in range(first + 1, min(first + 3, len(tokens))):
            if not tokens[place - 1].touches(tokens[place]):
                break
            text += tokens[place].text
            if text in _PAIRS and place >= index:
                found = (text, _PAIRS[text], tokens[first])
        if found:
            return found
    token = tokens[index]
    if token.text in _PAIRS:
        return token.text, _PAIRS[token.text], token
    return None


def slip_hint(tokens: Sequence[Token], index: int, accepts: frozenset[str]) -> str:
    """A hint about one wrong token, or an empty string."""
    token = tokens[index]
    following = tokens[index + 1] if index + 1 < len(tokens) else token
    if token.type == "EQUAL" and "EQ" in accepts:
        return "compare with '==': '=' only defines"
    if token.type == "EQ" and "EQUAL" in accepts:
        return "define with '=': '==' only compares"
    if token.type == "DOT" and "MINUS" in accepts and following.type in NUMBERS:
        return f"a point needs a digit on both sides: 0.{following.text}"
    if token.type in NUMBERS | {"NAME"} and "STAR" in accepts:
        if token.text in _CALLS:
            return f"write {_CALLS[token.text]}"
        if token.type == "NAME" and tokens[index - 1].type in NUMBERS:
            return "a product needs its sign: a * b"
    if token.type == "LBRACE" and "RANGE" in accepts:
        return "choices stand in braces: for F in {A, B}"
    if token.type == "COMMA" and accepts >= {"SEMICOLON", "WHERE"}:
        return "write one 'given' for each type"
    return ""
