"""Array conversions: NumPy arrays to codes and back, equal to the reference bit for bit."""

from verif.arrays.decode import decode_array
from verif.arrays.encode import encode_array

__all__ = ["decode_array", "encode_array"]
