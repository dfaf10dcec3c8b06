"""Published bounds on accumulator widths, for comparison with the exact ones.

All three want the symmetric range ``|sum| <= 2**(P-1) - 1``. Sources: A2Q (Colbert et al., 2023)
and brevitas' tests of it for ``data_type`` and ``l1``, A2Q+ (2024) and brevitas' zero-centred
scaling for ``a2q_plus``. Their logarithms are written as comparisons of integers: the least P with
``P >= a + log2(1 + 2**-a) + 1`` is the least with ``2**(P-1) - 1 >= 2**a``.
"""

from __future__ import annotations

from verif.accumulate.input_range import InputRange
from verif.accumulate.record import Bounds


def symmetric_width(magnitude: int) -> int:
    """The least P with ``magnitude <= 2**(P-1) - 1``."""
    return magnitude.bit_length() + 1


def bounds(length: int, weight_bits: int, max_l1: int, needed: int, inputs: InputRange) -> Bounds:
    """The bounds for channels of ``length`` weights of ``weight_bits`` bits, two's complement.

    ``max_l1`` is the largest L1 norm, ``needed`` the exact width.
    """
    # 2^N for unsigned inputs, where the largest is 2^N - 1; 2^(N-1) for signed ones.
    rounded_up = 1 << (inputs.bits - inputs.signed)
    zero_centred = None
    if inputs.has_zero:
        # l1 * (2^N - 1) <= 2^P - 2, the range of inputs being 2^N - 1 wide.
        spread = max_l1 * (inputs.term_high - inputs.term_low)
        zero_centred = (spread + 1).bit_length()
    return Bounds(
        data_type=symmetric_width(length * rounded_up << (weight_bits - 1)),
        l1=symmetric_width(max_l1 * inputs.magnitude),
        l1_published=symmetric_width(max_l1 * rounded_up),
        a2q_plus=zero_centred,
        a2q_plus_holds=None if zero_centred is None else zero_centred >= needed,
    )
