"""The LALR automaton: states and values on a stack, fed one token at a time, without recursion."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from verif.language.build import Builder
from verif.language.grammar import END, Grammar, Rule
from verif.language.tokens import Token

OPENING = frozenset({"LBRACE", "LPAR", "LSQB"})
_ITEM = "PROPERTY"  # a state that takes this and the end of the text stands between items
_BODY = ("NAME", "CHECK", "PROVE", "RETURN", "EXPECT")  # with "}": a state between clauses


class Run(list[Any]):
    """Repeated symbols, to be spliced into the production around them."""


class Automaton:
    """Reads tokens into a tree; on an error it can be asked what would fit, and cut back."""

    def __init__(self, tables: Grammar, builder: Builder) -> None:
        self._tables = tables
        self._builder = builder
        self._methods: dict[str, Callable[[list[Any]], Any]] = {}
        self.states: list[int] = [tables.start]
        self.values: list[Any] = []
        self._undo: list[list[int]] = []

    def feed(self, token: Token) -> bool:
        """Take a token; false when it does not fit (only reductions may then have happened)."""
        actions, states, values = self._tables.actions, self.states, self.values
        end = self._tables.end
        kind = token.type
        undo = self._undo
        undo.clear()
        while True:
            target = actions[states[-1]].get(kind)
            if type(target) is int:
                states.append(target)
                values.append(token)
                return True
            if target is None:
                return False
            assert isinstance(target, Rule)
            size = target.size
            if target.unit:
                undo.append([states.pop()])
            elif size:
                undo.append(states[-size:])
                children = values[-size:]
                del states[-size:], values[-size:]
                values.append(self._reduce(target, children))
            else:
                undo.append([])
                values.append(self._reduce(target, []))
            goto = actions[states[-1]][target.origin]
            assert type(goto) is int
            states.append(goto)
            if goto == end and kind == END:
                return True

    def _reduce(self, rule: Rule, children: list[Any]) -> Any:
        """The value of a production."""
        if not rule.action:
            if children and type(children[0]) is Run:
                run: Run = children[0]
                run.extend(children[1:])
                return run
            return Run(children)
        if rule.flatten:
            spliced: list[Any] = []
            for child in children:
                if type(child) is Run:
                    spliced.extend(child)
                else:
                    spliced.append(child)
            children = spliced
        method = self._methods.get(rule.action)
        if method is None:
            method = self._methods[rule.action] = getattr(self._builder, rule.action)
        return method(children)

    def accepts(self) -> frozenset[str]:
        """The terminals that would have fitted in place of the token just refused."""
        states = self.states.copy()
        for popped in reversed(self._undo):
            states.pop()
            states.extend(popped)
        row = self._tables.actions[states[-1]]
        return frozenset(t for t in row if t.isupper() and self._fits(t, states))

    def _fits(self, kind: str, stack: list[int]) -> bool:
        """Whether a terminal can be shifted from a stack, tried on the states alone."""
        actions = self._tables.actions
        keep = len(stack)
        pushed: list[int] = []  # the stack is stack[:keep] + pushed
        while True:
            top = pushed[-1] if pushed else stack[keep - 1]
            target = actions[top].get(kind)
            if target is None:
                return False
            if type(target) is int:
                return True
            assert isinstance(target, Rule)
            drop = min(target.size, len(pushed))
            del pushed[len(pushed) - drop :]
            keep -= target.size - drop
            below = pushed[-1] if pushed else stack[keep - 1]
            goto = actions[below][target.origin]
            assert type(goto) is int
            pushed.append(goto)
            if goto == self._tables.end:
                return kind == END

    def open_bracket(self) -> Token | None:
        """The innermost bracket that is still open."""
        for value in reversed(self.values):
            if type(value) is Token and value.type in OPENING:
                return value
        return None

    def cut_back(self) -> bool:
        """Drop what is unfinished, down to a place between clauses or items.

        True when that is inside a body, false when it is between items.
        """
        while True:
            row = self._tables.actions[self.states[-1]]
            if "RBRACE" in row and any(t in row for t in _BODY):
                return True
            if self._is_item_state(self.states[-1]):
                return False
            self.states.pop()
            self.values.pop()

    def _is_item_state(self, state: int) -> bool:
        row = self._tables.actions[state]
        return END in row and _ITEM in row
