"""The Lean file of an accumulator's width for one row of weights: enough, and no bit too many.

The weights are packed into one number of two's complement entries with an offset, because Lean is
slow on long lists and fast on large numbers. Lean's kernel evaluates the sums of the positive and
of the negative ones; ``Verif.Packed`` does the rest: every intermediate sum, in every order and
tree of additions, for all inputs of the range.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import fill

SHOWN = 8
"""How many of the weights the docstring lists."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of integer weights and the range of its inputs, ``low`` to ``high``, with 0 in it."""

    weights: tuple[int, ...]
    low: int
    high: int

    def __post_init__(self) -> None:
        if not self.low <= 0 <= self.high:
            raise ValueError(
                f"inputs from {self.low} to {self.high} leave out 0, which an accumulator begins "
                "at: give a range that contains 0"
            )
        if not self.weights:
            raise ValueError("a row without weights has no accumulator: give at least one weight")

    @property
    def positive(self) -> int:
        """The sum of the positive weights."""
        return sum(w for w in self.weights if w > 0)

    @property
    def negative(self) -> int:
        """The sum of the magnitudes of the negative weights."""
        return -sum(w for w in self.weights if w < 0)

    @property
    def max(self) -> int:
        """The largest sum, which some inputs reach."""
        return self.high * self.positive - self.low * self.negative

    @property
    def min(self) -> int:
        """The least sum, which some inputs reach."""
        return self.low * self.positive - self.high * self.negative

    @property
    def width(self) -> int:
        """The least width P: ``-2**(P-1) <= min`` and ``max <= 2**(P-1) - 1``."""
        return max(self.max, -self.min - 1).bit_length() + 1

    @property
    def entry(self) -> int:
        """The bits of one packed weight, two's complement."""
        return max(max(w, -w - 1).bit_length() for w in self.weights) + 1

    @property
    def packed(self) -> int:
        """The weights plus ``2**(entry - 1)``, each in ``entry`` bits, the first one lowest."""
        offset = 1 << (self.entry - 1)
        digits = "".join(f"{w + offset:0{self.entry}b}" for w in reversed(self.weights))
        return int(digits, 2)


def accumulator_file(name: str, weights: Sequence[int], low: int, high: int) -> str:
    """The text of ``Export/NAME.lean`` for a row of weights and inputs from ``low`` to ``high``.

    Raises ``ValueError`` where the row is empty, the range leaves out 0, or ``name`` is no name of
    a Lean module.
    """
    if not (name.isascii() and name.isidentifier() and name[0].isupper()):
        raise ValueError(
            f"{name!r} is no name for a Lean module: give letters, digits and '_', a capital first"
        )
    row = Row(tuple(weights), low, high)
    return file_text(name, row, row.width)


def file_text(name: str, row: Row, width: int) -> str:
    """The file that says that ``width`` bits are the least; Lean accepts it where that is true."""
    bits = "1 bit" if width == 1 else f"{width} bits"
    inputs = f"inputs from {row.low} to {row.high}"
    shown = ", ".join(map(str, row.weights[:SHOWN]))
    more = ", ..." if len(row.weights) > SHOWN else ""
    arguments = f"{row.high} {-row.low} {row.positive} {row.negative} positive negative"
    theorems = [
        _HEAD.format(name=name, summary=_wrapped(_summary(row, inputs, bits))),
        _doc(
            f"The weights, {row.entry} bits each, with {1 << (row.entry - 1)} added; the first one "
            "is lowest."
        )
        + f"def packed : Nat :=\n  0x{row.packed:x}",
        _doc(f"The {len(row.weights)} weights {shown}{more}, the last one first.")
        + f"def row : List Int := weights {row.entry} packed {len(row.weights)}",
        _doc("The positive weights add up to this.")
        + f"theorem positive : posSum row = {row.positive} := by\n"
        "  rw [row, posSum_weights]; decide +kernel",
        _doc("The magnitudes of the negative weights add up to this.")
        + f"theorem negative : negSum row = {row.negative} := by\n"
        "  rw [row, negSum_weights]; decide +kernel",
        _doc("The L1 norm of the weights.")
        + f"theorem norm : l1 row = {row.positive + row.negative} := by\n"
        "  rw [l1_eq, positive, negative]",
        _doc(
            f"**{bits} {'is' if width == 1 else 'are'} enough**: for all {inputs}, every value of "
            "every tree of additions, whose leaves are the products in any order, is at least "
            f"`-2^({width}-1)` and at most `2^({width}-1) - 1`."
        )
        + f"theorem safe : ∀ x, InRange {row.high} {-row.low} x → ∀ t : Tree,\n"
        "    t.leaves.Perm (products row x) →\n"
        f"    t.AllWithin (2 ^ ({width} - 1)) (2 ^ ({width} - 1) - 1) :=\n"
        f"  width_suffices row {width} {arguments} (by decide) (by decide)",
    ]
    if width > 1:
        theorems.append(
            _doc(
                f"**One bit less is not**: for some {inputs}, as many as weights, the sum does not "
                f"fit {width - 1} bits, two's complement."
            )
            + f"theorem minimal : ∃ x, InRange {row.high} {-row.low} x ∧ x.length = row.length ∧\n"
            f"    ¬Fits {width - 1} (dot row x) :=\n"
            f"  width_fails row {width - 1} {arguments} (by decide)"
        )
    return "\n\n".join([*theorems, f"end Export.{name}\n"])


def _summary(row: Row, inputs: str, bits: str) -> str:
    count = f"{len(row.weights)} weight{'s' * (len(row.weights) > 1)}"
    return (
        f"For {count} and {inputs}, an accumulator of {bits} holds every intermediate sum in every "
        f"order and tree of additions, and no narrower one does. Sums reach from {row.min} to "
        f"{row.max}."
    )


def _doc(text: str) -> str:
    return _wrapped(f"/-- {text} -/") + "\n"


def _wrapped(text: str) -> str:
    return fill(text, 108, break_long_words=False, break_on_hyphens=False)


_HEAD = """module

public import Verif.Packed

/-!
# The accumulator of one row of weights

{summary}
-/

@[expose] public section
noncomputable section
namespace Export.{name}
open Verif"""
