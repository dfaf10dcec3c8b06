"""Reading a spec: text to syntax tree, with every syntax error it can find."""

from __future__ import annotations

import re

from verif.base.errors import Diagnostic, SpecError
from verif.base.source import Source, Span
from verif.language import ast
from verif.language.automaton import Automaton
from verif.language.build import Builder
from verif.language.depth import check_depth, too_deep
from verif.language.grammar import END, grammar
from verif.language.messages import CLAUSE_WORDS, ITEM_WORDS, View, begins_item, explain
from verif.language.tokens import Token, tokenise

MAX_CHARACTERS = 1_000_000
MAX_ERRORS = 20
MAX_STACK = 4_000  # symbols waiting on the automaton's stack; about a thousand open brackets

# What str.splitlines takes for the end of a line, besides "\n" and "\r\n".
_ODD_BREAK = re.compile("\r(?!\n)|[\v\f\x1c-\x1e\x85\u2028\u2029]")
_OPEN_END = frozenset({"SEMICOLON", "RBRACE", "LBRACE"})


def parse(source: Source) -> ast.File:
    """The syntax tree of a spec; raises ``SpecError`` with all that is wrong in it."""
    _check_text(source)
    reader = _Reader(source)
    tree = reader.read()
    problems = reader.problems
    if tree is not None and not problems:
        problems = check_depth(tree, reader.tokens)
    if problems or tree is None:
        first = sorted(problems, key=lambda d: (d.span.line, d.span.column))[:MAX_ERRORS]
        raise SpecError(first, {source.file: source})
    return tree


def _check_text(source: Source) -> None:
    """Refuse text that is not a spec at all."""
    text = source.text
    if len(text) > MAX_CHARACTERS:
        message = f"the file is too large: {len(text)} characters, at most {MAX_CHARACTERS}"
        raise _refusal(source, "E001", message, 0)
    if "\0" in text:
        message = "the file is not text: it contains a zero character"
        raise _refusal(source, "E001", message, text.index("\0"))
    odd = _ODD_BREAK.search(text)
    if odd:
        code = f"U+{ord(odd.group()):04X}"
        message = f"unexpected line break {code}"
        hint = "end lines with a line feed, or carriage return and line feed"
        raise _refusal(source, "E002", message, odd.start(), hint)


def _refusal(source: Source, code: str, message: str, position: int, hint: str = "") -> SpecError:
    """An error about one character."""
    before = (source.text[:position] + "x").splitlines()
    line, column = len(before), len(before[-1])
    span = Span(source.file, line, column, line, column + 1)
    return SpecError([Diagnostic(code, message, span, hint)], {source.file: source})


class _Reader:
    """Drives the automaton over the tokens of one file, and goes on after errors."""

    def __init__(self, source: Source) -> None:
        self._file = source.file
        self.tokens = tokenise(source)
        self._builder = Builder(source.file)
        self._automaton = Automaton(grammar(), self._builder)
        self._errors: list[Diagnostic] = []

    @property
    def problems(self) -> list[Diagnostic]:
        """What was found: errors of syntax, and what the builder refused."""
        return self._errors + self._builder.problems

    def read(self) -> ast.File | None:
        """The tree, or nothing when the text could not be read to its end."""
        automaton, tokens = self._automaton, self.tokens
        states, feed = automaton.states, automaton.feed
        index = 0
        while index < len(tokens):
            token = tokens[index]
            fits = feed(token)
            if fits and len(states) <= MAX_STACK:
                index += 1
                continue
            if fits:
                self._note_depth(token)
                index = self._resume(index + 1)
            else:
                index = self._recover(index)
            if token.type == END or len(self._errors) >= MAX_ERRORS:
                return None
        tree = automaton.values[-1]
        return tree if isinstance(tree, ast.File) else None

    def _note_depth(self, token: Token) -> None:
        """Note that more is open than the automaton will hold."""
        self._errors.append(too_deep(token.span(self._file)))

    def _recover(self, index: int) -> int:
        """Note the error at a token; the index of the token to go on with."""
        automaton, tokens = self._automaton, self.tokens
        accepts = automaton.accepts()
        view = View(self._file, tokens, index, accepts, automaton.open_bracket())
        self._errors.append(explain(view))
        token = tokens[index]
        if token.type == END:
            return index
        missing = "SEMICOLON" in accepts and _ends_clause(token)
        if missing and automaton.feed(_semicolon(tokens[index - 1])):
            return index
        return self._resume(index)

    def _resume(self, index: int) -> int:
        """Cut the automaton back, and find the next token that can begin something."""
        automaton, tokens = self._automaton, self.tokens
        before = len(automaton.states)
        inside = automaton.cut_back()
        dropped = len(automaton.states) < before
        if not inside:
            return self._next_item(index if dropped else index + 1)
        token = tokens[index]
        if self._begins_item(index):
            return self._close_body(index)
        if not dropped and not _stops(token):
            index += 1
        following = self._next_clause(index, dropped)
        if self._begins_item(following):
            return self._close_body(following)
        return following

    def _close_body(self, index: int) -> int:
        """An item begins inside a body: take the body for closed."""
        token = self.tokens[index]
        closing = Token("RBRACE", "}", token.line, token.column, token.column, False)
        if not self._automaton.feed(closing):
            return self._next_item(index + 1)
        return index

    def _begins_item(self, index: int) -> bool:
        """Whether an item can be taken to begin at a token, whatever is still open."""
        return begins_item(self.tokens, index)

    def _next_item(self, index: int) -> int:
        """The first token from ``index`` on that begins an item."""
        tokens = self.tokens
        while tokens[index].type != END:
            if self._begins_item(index):
                return index
            if tokens[index].type in ITEM_WORDS and tokens[index - 1].type in _OPEN_END:
                return index
            index += 1
        return index

    def _next_clause(self, index: int, dropped: bool) -> int:
        """The first token from ``index`` on that can follow a clause of the body."""
        tokens = self.tokens
        depth, moved = 0, dropped
        while tokens[index].type != END:
            token = tokens[index]
            if token.type == "LBRACE":
                depth += 1
            elif token.type == "RBRACE":
                if depth == 0:
                    return index
                depth -= 1
            elif token.type == "SEMICOLON" and depth == 0:
                return index + 1
            elif self._begins_item(index) or (token.first and token.type in CLAUSE_WORDS and moved):
                return index
            moved = True
            index += 1
        return index


def _semicolon(after: Token) -> Token:
    """The semicolon that was left out."""
    return Token("SEMICOLON", ";", after.line, after.end_column, after.end_column, False)


def _ends_clause(token: Token) -> bool:
    """Whether the clause before the token is over, though its semicolon is missing."""
    return token.first or token.type == "RBRACE" or token.type in CLAUSE_WORDS


def _stops(token: Token) -> bool:
    """Whether recovery may stop at the token it began with."""
    return token.type in {"SEMICOLON", "RBRACE", END}
