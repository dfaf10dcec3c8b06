"""What a run has to say beside its verdicts."""

from __future__ import annotations

from collections.abc import Callable

Warn = Callable[[str], None]
"""Told what went wrong beside the verdicts."""


class Warnings:
    """Passes texts on, and knows them."""

    def __init__(self, warn: Warn) -> None:
        self._warn = warn
        self._said: set[str] = set()

    def __call__(self, text: str) -> None:
        self._said.add(text)
        self._warn(text)

    def once(self, text: str) -> None:
        """Pass a text on that several workers may have, unless it was."""
        if text not in self._said:
            self(text)

    def kept(self) -> list[str]:
        """A new list, which texts are added to from now on: in a worker process, where somebody
        else is to pass them on."""
        texts: list[str] = []
        self._warn = texts.append
        return texts
