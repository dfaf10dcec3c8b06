"""Solvers: the core as bit-vector terms, and what Z3 and Bitwuzla say of them."""
