"""How elaboration gives up on a clause: with one diagnostic, or for want of a split."""

from __future__ import annotations

from typing import NoReturn

from verif.base.errors import Diagnostic
from verif.base.source import Span
from verif.ir import nodes as n


class Problem(Exception):
    """A clause or an item that means nothing; carries the diagnostic."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(str(diagnostic))
        self.diagnostic = diagnostic


class NeedsConstant(Exception):
    """A width, length or range end depends on this variable: elaborate once per value."""

    def __init__(self, variable: n.Var, what: str, span: Span) -> None:
        super().__init__(f"{what} depends on {variable.name}")
        self.variable = variable
        self.what = what
        self.span = span


class Obstacle(Exception):
    """A property that is well formed but that no engine here can be asked; says why."""


def fail(code: str, message: str, span: Span, hint: str = "") -> NoReturn:
    """Raise ``Problem``."""
    raise Problem(Diagnostic(code, message, span, hint))
