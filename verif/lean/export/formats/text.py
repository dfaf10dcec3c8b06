"""Pieces of a Lean file: packed tables, theorems, and the file that they make."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from verif.lean.modules import EXPORTS

WIDTH = 100


@dataclass(frozen=True, slots=True)
class Packed:
    """A table as one number: entry ``i`` in bits ``width * i`` and up; ``width`` is in whole bytes,
    so that entries can be read off the hexadecimal number."""

    entries: tuple[int, ...]
    width: int

    @staticmethod
    def of(entries: Sequence[int], width: int = 0) -> Packed:
        """The table of entries that are not negative, as wide as the largest one needs."""
        largest = max(e.bit_length() for e in entries)
        return Packed(tuple(entries), width or -(-max(largest, 1) // 8) * 8)

    @property
    def number(self) -> int:
        """The number."""
        assert all(0 <= e < 1 << self.width for e in self.entries)
        whole = b"".join(e.to_bytes(self.width // 8, "little") for e in self.entries)
        return int.from_bytes(whole, "little")


@dataclass(frozen=True, slots=True)
class Item:
    """A definition or a theorem of a file, by its name."""

    name: str
    text: str
    proves: bool


@dataclass(frozen=True, slots=True)
class FormatFile:
    """The Lean file of a format: its module, its text, and the names of its theorems."""

    module: str
    text: str
    theorems: tuple[str, ...]

    @property
    def path(self) -> PurePosixPath:
        """Where the file belongs, below the project's folder."""
        return PurePosixPath(*self.module.split(".")).with_suffix(".lean")


def table(name: str, about: str, packed: Packed) -> Item:
    """The definition of a packed table."""
    text = f"{_doc(about)}def {name} : Nat :=\n  {packed.number:#x}\n"
    return Item(name, text, False)


def theorem(name: str, about: str, statement: str, proof: str) -> Item:
    """A theorem; ``statement`` begins with its arguments or its colon, ``proof`` is a term or
    begins with ``by``."""
    begin = " " if proof.startswith("by\n") else "\n  "
    return Item(name, f"{_doc(about)}theorem {name} {statement} :={begin}{proof}\n", True)


def conjunction(proofs: Sequence[str]) -> str:
    """The proof that several claims hold of all ``i`` with ``hi``, each by one of ``proofs``."""
    if len(proofs) == 1:
        return f"fun i hi => {proofs[0]}"
    return "fun i hi => ⟨" + ",\n    ".join(proofs) + "⟩"


def given(name: str, text: str) -> Item:
    """A definition and what is proved with it, written elsewhere."""
    return Item(name, text, True)


def file(name: str, about: str, imports: Sequence[str], items: Sequence[Item]) -> FormatFile:
    """The file of the format that Lean calls ``name``; ``about`` is what a reader sees first."""
    module = f"{EXPORTS}.Formats.{name}"
    parts = [
        "module\n",
        "".join(f"public import {m}\n" for m in imports),
        f"/-!\n# {name}\n\n{about.strip()}\n-/\n",
        f"@[expose] public section\nnoncomputable section\nnamespace {module}\nopen Verif\n",
        *(i.text for i in items),
        f"end {module}\n",
    ]
    names = tuple(f"{module}.{i.name}" for i in items if i.proves)
    return FormatFile(module, "\n".join(parts), names)


def paragraphs(*texts: str) -> str:
    """Texts as paragraphs, filled to the width of a line; none of them ends a comment or begins
    one, whatever a spec says of its format."""
    plain = ["".join(c if c.isprintable() else " " for c in t) for t in texts if t]
    split = [" ".join(t.split()).replace("-/", "- /").replace("/-", "/ -") for t in plain]
    return "\n\n".join(textwrap.fill(t, WIDTH) for t in split)


def _doc(about: str) -> str:
    # What closes the comment stays on the line of the last word.
    words = f"/-- {' '.join(about.split())}\0-/"
    return textwrap.fill(words, WIDTH).replace("\0", " ") + "\n"
