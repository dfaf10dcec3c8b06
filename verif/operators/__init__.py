"""Primitive operators: exact results with IEEE special cases, then one rounding."""
