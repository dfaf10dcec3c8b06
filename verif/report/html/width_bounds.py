"""Published bounds on a layer's width beside the exact one: what knowing the weights saves."""

from __future__ import annotations

from dataclasses import dataclass

from verif.accumulate.record import Layer
from verif.report.html.numbers import counted


@dataclass(frozen=True, slots=True)
class WidthBound:
    """A bound: what it is called, what it has to know, and its bits; ``more`` than the exact width
    takes. ``share`` is its length in the picture, as per cent. ``note`` says what is wrong."""

    name: str
    knows: str
    bits: int
    more: int
    share: str
    note: str = ""


def width_bounds(layer: Layer) -> tuple[WidthBound, ...]:
    """The exact width and the bounds, from what needs to know most to what needs least."""
    b = layer.bounds
    rows = [
        ("exact", "every weight, and the ends of the inputs' range", layer.min_bits, ""),
        ("L1", "the largest L1 norm, and the inputs' largest magnitude", b.l1, ""),
        ("A2Q, as published", "the largest L1 norm, and 2^N for N-bit inputs", b.l1_published, ""),
        ("data type", "the types of weights and inputs, and K", b.data_type, ""),
    ]
    if b.a2q_plus is not None:
        note = "" if b.a2q_plus_holds else "too small: the weights are not centred as it wants"
        knows = "the largest L1 norm, for weights whose sum is 0 before rounding"
        rows.insert(3, ("A2Q+", knows, b.a2q_plus, note))
    most = max(bits for _, _, bits, _ in rows)
    return tuple(
        WidthBound(name, knows, bits, bits - layer.min_bits, f"{100 * bits / most:.2f}", note)
        for name, knows, bits, note in rows
    )


def saving(layer: Layer) -> str:
    """What it is worth to know the weights, in a sentence."""
    b, exact = layer.bounds, layer.min_bits
    start = f"By the types and K = {layer.length:,} alone the accumulator needs {b.data_type} bits"
    l1, whole = b.data_type - b.l1, b.data_type - exact
    if whole < 0:
        return f"{start}, which leaves out the bias: with it {exact} are needed."
    parts = [f"the L1 norm of the weights saves {counted(l1, 'bit')}"] if l1 else []
    parts += [f"their exact range {counted(whole, 'bit')}"] if whole > l1 else []
    if not parts:
        return f"{start}, and no fewer by its weights."
    return f"{start}; {', '.join(parts)}."
