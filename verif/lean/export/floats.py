"""Float formats as the Lean library describes them: ``Verif.Format``, a few numbers."""

from __future__ import annotations

from dataclasses import dataclass

from verif.formats.float_ import Float
from verif.formats.format import Format
from verif.lean.export.names import format_name


@dataclass(frozen=True, slots=True)
class LeanFloat:
    """The fields of a ``Verif.Format``, under a name that Lean can read.

    ``top`` is the largest finite magnitude code, and ``nan_code`` what an overflow to NaN gives, 0
    where there is no NaN.
    """

    name: str
    exponent_bits: int
    fraction_bits: int
    bias: int
    signed: bool
    subnormals: bool
    has_zero: bool
    negative_zero: bool
    top: int
    infinity: bool
    nan_code: int

    @property
    def names(self) -> tuple[str, str]:
        """What its definition gives names to."""
        return self.name, f"{self.name}_wellFormed"

    @property
    def definition(self) -> str:
        """Its definition and the proof that it is well formed, as Lean text."""
        yes = {True: "true", False: "false"}
        return (
            f"/-- The format {self.name} as the spec defines it. -/\n"
            f"def {self.name} : Format :=\n"
            f"  {{ exponentBits := {self.exponent_bits}, fractionBits := {self.fraction_bits}, "
            f"bias := {self.bias},\n"
            f"    signed := {yes[self.signed]}, subnormals := {yes[self.subnormals]}, "
            f"hasZero := {yes[self.has_zero]},\n"
            f"    negativeZero := {yes[self.negative_zero]}, top := {self.top:#x}, "
            f"infinity := {yes[self.infinity]},\n"
            f"    nanCode := {self.nan_code:#x} }}\n\n"
            f"/-- {self.name} is well formed. -/\n"
            f"theorem {self.names[1]} : {self.name}.WellFormed := "
            f"⟨by decide, by decide, by decide⟩\n"
        )


def lean_float(fmt: Format) -> LeanFloat | None:
    """The format as Lean has it; ``None`` for formats that are none of that kind.

    Lean's codes are a sign bit on top of magnitude codes: up to ``top`` they are finite, then one
    infinity if there is one, and all others are NaN; where there is no negative zero, the sign bit
    on its own is a NaN.
    """
    if not isinstance(fmt, Float):
        return None
    half, top = 1 << fmt.magnitude_bits, fmt.kmax
    if fmt.signed and not _mirrored(fmt, half, top):
        return None
    infinities = {fmt.inf_code(negative) for negative in (False, fmt.signed)} - {None}
    expected = {top + 1, half + top + 1} if fmt.signed else {top + 1}
    if infinities and (infinities != expected or fmt.infinities != len(expected)):
        return None
    return LeanFloat(
        name=format_name(fmt),
        exponent_bits=fmt.exponent_bits,
        fraction_bits=fmt.significand_bits,
        bias=fmt.bias,
        signed=fmt.signed,
        subnormals=fmt.subnormals,
        has_zero=fmt.has_zero,
        negative_zero=not fmt.signed or _finite(fmt, half),
        top=top,
        infinity=bool(infinities),
        nan_code=fmt.canonical_nan or 0,
    )


def _mirrored(fmt: Float, half: int, top: int) -> bool:
    """Whether the largest finite magnitude is the same for both signs."""
    return _finite(fmt, half + top) and (top + 1 == half or not _finite(fmt, half + top + 1))


def _finite(fmt: Float, code: int) -> bool:
    return fmt.decode(code).kind == "finite"
