"""What a name, a call, a number or a field may be changed to: the tables of the mutations."""

from __future__ import annotations

from verif.mutate.mutant import Kind

MODES: dict[str, tuple[tuple[str, Kind], ...]] = {
    "RNE": (("RTZ", "rounding"), ("RTP", "rounding"), ("RNA", "sticky"), ("RTO", "sticky")),
    "RN": (("RTZ", "rounding"), ("RTO", "sticky")),
    "RNA": (("RNE", "sticky"), ("RTZ", "rounding")),
    "RTZ": (("RNE", "rounding"), ("RTN", "rounding"), ("RTO", "sticky")),
    "RTP": (("RTN", "rounding"), ("RNE", "rounding")),
    "RTN": (("RTP", "rounding"), ("RNE", "rounding")),
    "RTO": (("RTZ", "sticky"), ("RNE", "sticky")),
}
"""Other modes. Where the result loses what lies below the guard bit, the kind is ``sticky``."""

FUNCTIONS: dict[str, tuple[str, Kind]] = {
    "add": ("sub", "arithmetic"),
    "sub": ("add", "arithmetic"),
    "mul": ("add", "arithmetic"),
    "div": ("mul", "arithmetic"),
    "min": ("max", "clamp"),
    "max": ("min", "clamp"),
    "minnum": ("maxnum", "clamp"),
    "maxnum": ("minnum", "clamp"),
    "floor": ("ceil", "rounding"),
    "ceil": ("floor", "rounding"),
    "frac": ("significand", "off by one"),
    "significand": ("frac", "off by one"),
    "signed": ("unsigned", "sign"),
    "unsigned": ("signed", "sign"),
    "xor": ("bit_and", "arithmetic"),
    "bit_and": ("bit_or", "arithmetic"),
    "bit_or": ("bit_and", "arithmetic"),
    "saturate": ("wrap", "saturation"),
    "wrap": ("saturate", "saturation"),
    "next_up": ("next_down", "off by one"),
    "next_down": ("next_up", "off by one"),
}
"""Functions that take the same arguments."""

POLICIES: dict[str, dict[str, tuple[str, ...]]] = {
    "overflow": {"saturate": ("nan", "inf"), "nan": ("saturate",), "inf": ("saturate", "nan")},
    "on_nan": {"nan": ("zero", "max"), "zero": ("max", "nan"), "max": ("zero",)},
    "on_inf": {"nan": ("saturate",), "saturate": ("nan",), "inf": ("saturate", "nan")},
    "on_negative": {"nan": ("saturate",), "saturate": ("nan", "error")},
    "on_zero": {"min": ("nan",), "nan": ("min",)},
    "flush": {"true": ("false",), "false": ("true",)},
    "ties": {"even": ("away", "down"), "away": ("even", "down"), "down": ("even", "away")},
}
"""Words of a format's fields, of a ``rounding`` and of named arguments. ``error`` stays: no claim
can fail because something that had no meaning has one."""

MEMBERS: dict[str, str] = {"max": "min", "min": "max", "min_normal": "min_positive"}
"""Facts of formats that serve as bounds."""

STRICTER: dict[str, str] = {"<=": "<", ">=": ">"}
LOOSER: dict[str, str] = {"<": "<=", ">": ">="}
OTHER: dict[str, str] = {
    "<": ">",
    "<=": ">=",
    ">": "<",
    ">=": "<=",
    "==": "!=",
    "!=": "==",
}
"""Comparisons that are neither weaker nor stronger."""


def policy_kind(field: str) -> Kind:
    """The kind of a change of a policy."""
    return "nan" if field == "on_nan" else "rounding" if field == "ties" else "saturation"


def numbers(text: str, value: int) -> list[str]:
    """The next integer and the one before, written as the literal is; never below zero."""
    found = [value + 1, value - 1] if value > 0 else [value + 1]
    if text[:2].lower() == "0x":
        digits = len(text.replace("_", "")) - 2
        return [f"0x{v:0{digits}X}" for v in found]
    return [str(v) for v in found]


def nearby(text: str) -> str | None:
    """A long decimal with its fifth significant digit changed; short ones are not measured."""
    digits = [i for i, c in enumerate(text) if c.isdigit()]
    while digits and text[digits[0]] == "0":
        digits.pop(0)
    if "." not in text or "e" in text.lower() or len(digits) < 7:
        return None
    i = digits[4]
    return f"{text[:i]}{(int(text[i]) + 1) % 10}{text[i + 1 :]}"


def layouts(text: str) -> list[str]:
    """A float's layout with one exponent bit more or less at the cost of the significand."""
    if "e" not in text or "m" not in text:
        return []
    longer, shorter = text.index("m"), text.rindex("e")
    return [
        f"{text[:longer]}e{text[longer + 1 :]}",
        f"{text[:shorter]}m{text[shorter + 1 :]}",
    ]


def patterns(text: str) -> list[str]:
    """A bit pattern moved to a neighbour: its last bit fixed or flipped, its sign fixed."""
    last = {"0": "1", "1": "0"}.get(text[-1], "1")
    found = [text[:-1] + last]
    if text[0] == "s":
        found.append("0" + text[1:])
    return found


def all_ones(layout: str) -> str:
    """The pattern of the largest magnitude, of either sign."""
    return "".join("1" if c in "em" else c for c in layout)


def flag_kind(field: str) -> Kind:
    """The kind of a change of ``subnormals`` or ``signed``."""
    return "sign" if field == "signed" else "clamp"
