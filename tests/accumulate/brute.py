"""Definitions to hold the package against: every input, every order, by going through them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations, permutations, product


def partial_sums(weights: Sequence[int], factors: Iterable[int]) -> set[int]:
    """All that an accumulator can hold that begins at 0 and adds the terms one by one: every
    prefix of every order of every input."""
    found = {0}
    for inputs in product(tuple(factors), repeat=len(weights)):
        terms = [w * x for w, x in zip(weights, inputs, strict=True)]
        for order in permutations(terms):
            total = 0
            for term in order:
                total += term
                found.add(total)
    return found


def finished_sums(weights: Sequence[int], factors: Iterable[int]) -> set[int]:
    """The finished sums of every input."""
    return {
        sum(w * x for w, x in zip(weights, inputs, strict=True))
        for inputs in product(tuple(factors), repeat=len(weights))
    }


def subset_sums(values: Sequence[int]) -> set[int]:
    """The sums of some of the values."""
    return {sum(some) for n in range(len(values) + 1) for some in combinations(values, n)}


def fits(value: int, bits: int) -> bool:
    """Whether a two's complement accumulator of ``bits`` bits holds a value."""
    return -(1 << (bits - 1)) <= value < 1 << (bits - 1)


def least_width(values: Iterable[int]) -> int:
    """The least width that holds all values, by trying one after the other."""
    known = list(values)
    bits = 1
    while not all(fits(v, bits) for v in known):
        bits += 1
    return bits
