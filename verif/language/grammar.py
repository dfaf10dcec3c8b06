"""The grammar of specs as tables: the scanner and the LALR automaton read from ``spec.lark``.

Lark builds the automaton; the tables are driven here (``parser.py``), because recovery after an
error needs the stacks, and because skipping unit reductions makes reading twice as fast.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lark import Lark

GRAMMAR_FILE = Path(__file__).with_name("spec.lark")
START = "file"
END = "$END"  # the terminal that follows the last token
BAD = "BAD"  # the terminal of text that no token begins with; no rule takes it


@dataclass(frozen=True, slots=True)
class Rule:
    """A production as the automaton needs it.

    ``action`` names the builder's method; it is empty for a run of repeated symbols, and for a
    unit production that hands its only child on (then ``unit`` is true). ``flatten`` says that a
    run is among the children.
    """

    origin: str
    size: int
    action: str
    unit: bool
    flatten: bool


Actions = dict[str, "int | Rule"]


@dataclass(frozen=True, slots=True)
class Grammar:
    """The tables: ``actions[state][symbol]`` is a state to go to or a rule to reduce by."""

    scanner: re.Pattern[str]
    ignored: frozenset[str]
    words: dict[str, str]
    actions: dict[int, Actions]
    start: int
    end: int


def load_lark(**options: Any) -> Lark:
    """The grammar in Lark's own form; tests ask for other parsers and for strictness."""
    from lark import Lark

    settings: dict[str, Any] = {"start": START, "maybe_placeholders": False, **options}
    return Lark(GRAMMAR_FILE.read_text(encoding="utf-8"), **settings)


@functools.cache
def grammar() -> Grammar:
    """The tables: read from the file that holds them, or built if that is of another grammar."""
    from verif.language.tables import load

    text = GRAMMAR_FILE.read_text(encoding="utf-8")
    return load(text) or build()


def build() -> Grammar:
    """The tables, built by Lark from the grammar."""
    from lark.lexer import Lexer, LexerState
    from lark.parsers.lalr_analysis import Shift

    class NoLexer(Lexer):
        """Stands in for Lark's lexer, which would check the terminals for collisions anew."""

        def __init__(self, conf: object) -> None:
            """Take nothing from the configuration."""

        def lex(self, lexer_state: LexerState, parser_state: Any) -> Any:
            """Give no token."""
            return iter(())

    lark = load_lark(parser="lalr", lexer=NoLexer)
    conf = lark.parse_interactive("").parser_state.parse_conf
    rules: dict[int, Rule] = {}

    def convert(kind: object, target: Any) -> int | Rule:
        if kind is Shift:
            return int(target)
        if id(target) not in rules:
            rules[id(target)] = _rule(target)
        return rules[id(target)]

    actions: dict[int, Actions] = {
        int(state): {str(symbol): convert(*action) for symbol, action in row.items()}
        for state, row in conf.states.items()
    }
    return Grammar(
        scanner=_scanner(lark),
        ignored=frozenset(lark.ignore_tokens),
        words={t.name: t.pattern.value for t in lark.terminals if t.pattern.type == "str"},
        actions=actions,
        start=int(conf.start_state),
        end=int(conf.end_state),
    )


def _rule(rule: Any) -> Rule:
    """A production in our form."""
    origin = str(rule.origin.name)
    size = len(rule.expansion)
    unit = size == 1 and bool(rule.options.expand1) and not rule.alias
    action = "" if unit or origin.startswith("_") else str(rule.alias or origin)
    flatten = any(str(symbol.name).startswith("_") for symbol in rule.expansion)
    return Rule(origin, size, action, unit, flatten)


def _scanner(lark: Lark) -> re.Pattern[str]:
    """One pattern for all terminals: regular expressions first, then literals, longest first.

    What no terminal matches is taken by the last group: a broken string up to its end, ``&&``,
    ``||`` or a single character.
    """
    terminals = sorted(
        lark.terminals, key=lambda t: (t.pattern.type == "str", -len(t.pattern.value), t.name)
    )
    parts = [f"(?P<{t.name}>{t.pattern.to_regexp()})" for t in terminals]
    parts.append(rf'(?P<{BAD}>"(?:\\.|[^"\\\r\n])*"?|&&|\|\||.)')
    return re.compile("|".join(parts), re.DOTALL)
