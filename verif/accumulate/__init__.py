"""Accumulator widths of real weights: exact ranges of every dot product of a weight file."""
