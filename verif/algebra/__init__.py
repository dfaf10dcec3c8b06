"""Integers with proved bounds and exact reals, over a backend of primitives."""
