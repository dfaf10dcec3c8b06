"""What is wrong with a file of weights, where, and what to do next."""

from __future__ import annotations


class WeightsError(Exception):
    """A file or tensor that cannot be taken; ``where`` is its place, ``hint`` the next step."""

    def __init__(self, where: str, what: str, hint: str) -> None:
        super().__init__(f"{where}: {what}")
        self.where = where
        self.what = what
        self.hint = hint


class OptionError(Exception):
    """An option has no meaning, or does not fit the files."""
