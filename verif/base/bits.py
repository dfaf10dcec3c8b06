"""Bit patterns such as ``"s 1111 mmm"``: fixed bits and named fields, high bit first."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True, slots=True)
class BitField:
    """A run of bits with one name; ``low`` is the position of its lowest bit."""

    name: str
    low: int
    width: int

    def of(self, code: int) -> int:
        """The field's bits of ``code`` as a non-negative integer."""
        return (code >> self.low) & ((1 << self.width) - 1)

    def text(self, code: int) -> str:
        """The field's bits of ``code``, high bit first."""
        return format(self.of(code), f"0{self.width}b")


@dataclass(frozen=True)
class Pattern:
    """A bit pattern: ``0`` and ``1`` are fixed, a letter names a field, blanks only separate.

    Raises ``ValueError`` for other characters, an empty pattern, or a letter whose bits are
    not next to each other.
    """

    text: str

    def __post_init__(self) -> None:
        for character in self.bits:
            if character not in "01" and not (character.isascii() and character.isalpha()):
                raise ValueError(f"'{character}' is neither 0, 1 nor a letter")
        if not self.bits:
            raise ValueError("the pattern is empty")
        letters = [f.name for f in self.fields]
        for name in letters:
            if letters.count(name) > 1:
                raise ValueError(f"the bits of field '{name}' are not next to each other")

    @cached_property
    def bits(self) -> str:
        """The characters without the blanks that separate groups."""
        return "".join(self.text.split())

    @property
    def width(self) -> int:
        """How many bits the pattern has."""
        return len(self.bits)

    @cached_property
    def mask(self) -> int:
        """A one for every fixed bit."""
        return int("".join("1" if c in "01" else "0" for c in self.bits), 2)

    @cached_property
    def value(self) -> int:
        """The fixed bits, with zeros in the fields."""
        return int("".join(c if c in "01" else "0" for c in self.bits), 2)

    @cached_property
    def fields(self) -> tuple[BitField, ...]:
        """The named fields, high to low; a run of equal letters is one field."""
        found: list[BitField] = []
        start = 0
        for i in range(1, self.width + 1):
            if i == self.width or self.bits[i] != self.bits[start]:
                if self.bits[start] not in "01":
                    found.append(BitField(self.bits[start], self.width - i, i - start))
                start = i
        return tuple(found)

    def matches(self, code: int) -> bool:
        """Whether the fixed bits of ``code`` are those of the pattern."""
        return code & self.mask == self.value

    def codes(self) -> list[int]:
        """Every code that matches, in increasing order."""
        free = [i for i in range(self.width) if not self.mask >> i & 1]
        return [
            self.value | sum((n >> j & 1) << i for j, i in enumerate(free))
            for n in range(1 << len(free))
        ]
