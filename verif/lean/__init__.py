"""Lean: a toolchain, the files it checks, and an audit of what it accepted."""
