"""Lean files of what was proved: statements that mirror a spec, and proofs that close them."""
