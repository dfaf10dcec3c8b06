"""Random properties over a few lanes of small types, as text."""

from __future__ import annotations

import random
from collections.abc import Sequence

BITS = {
    "int(2)": 2,
    "uint(2)": 2,
    "int(3)": 3,
    "uint(1)": 1,
    "bool": 1,
    "fixed(3, 1)": 3,
    "E2M1": 4,
}

Arrays = Sequence[tuple[str, str]]
"""Names of arrays with the types of their lanes."""


def random_property(r: random.Random) -> str:
    """A property over arrays of K lanes; so few lanes that each K can be gone through."""
    arrays = [(f"x{i}", r.choice(list(BITS))) for i in range(r.choice([1, 1, 2]))]
    most = 3 if sum(BITS[t] for _, t in arrays) <= 5 else 2
    lines = [f"  given K : nat where {r.choice([0, 1])} <= K and K <= {most};"]
    lines += [f"  given {name} : {kind}[K];" for name, kind in arrays]
    scalar = r.choice(["", "", "", "int(3)", "real"])
    if scalar:
        lines.append(f"  given s : {scalar};")
    if scalar == "real" and r.random() < 0.5:
        lines.append(f"  assume {r.choice(['s * s == 4', '2 * s == 5', 's >= 1 and s <= 3'])};")
    lines += [f"  assume {_claim(r, arrays)};" for _ in range(r.choice([0, 0, 1, 1, 2]))]
    prefixes = r.random() < 0.4
    if prefixes:
        lines.append(f"  let part = prefix_sums({_number(r, arrays, 2)} for i in 0..<K);")
    extra = " + s" if scalar and r.random() < 0.7 else ""
    for _ in range(2):
        if prefixes and r.random() < 0.6:
            right = r.choice(["4", "2 * K", _sum(r, arrays), "3"]) + extra
            test = f"j in 0..<K : part[j] {r.choice(['<', '<=', '!=', '>='])} {right}"
            lines.append(f"  {r.choice(['prove forall', 'cover exists'])} {test};")
        elif extra:
            lines.append(f"  prove {_sum(r, arrays)}{extra} <= {_sum(r, arrays)} + 3;")
        else:
            lines.append(f"  {r.choice(['prove', 'prove', 'cover'])} {_claim(r, arrays)};")
    return "\n".join(["property p {", *lines, "}"])


def _number(r: random.Random, arrays: Arrays, depth: int) -> str:
    kind = r.random()
    if depth == 0 or kind < 0.25:
        if r.random() < 0.25:
            return r.choice(["0", "1", "2", "-1", "3", "1/2"])
        name, lane = r.choice(arrays)
        return f"(if {name}[i] then 1 else 0)" if lane == "bool" else f"{name}[i]"
    a, b = _number(r, arrays, depth - 1), _number(r, arrays, depth - 1)
    kind = r.random()
    if kind < 0.55:
        return f"({a} {r.choice(['+', '-', '*'])} {b})"
    if kind < 0.65:
        return f"abs({a})"
    if kind < 0.75:
        return f"{r.choice(['min', 'max'])}({a}, {b})"
    if kind < 0.85:
        return f"(if {_test(r, arrays, 0)} then {a} else {b})"
    return f"floor({a} / 2)" if kind < 0.92 else f"({a} / {b})"


def _test(r: random.Random, arrays: Arrays, depth: int) -> str:
    sides = _number(r, arrays, depth), _number(r, arrays, depth)
    return f"{sides[0]} {r.choice(['<', '<=', '==', '!=', '>='])} {sides[1]}"


def _sum(r: random.Random, arrays: Arrays) -> str:
    kind = r.random()
    if kind < 0.6:
        where = f" where {_test(r, arrays, 1)}" if r.random() < 0.2 else ""
        return f"sum({_number(r, arrays, 2)} for i in 0..<K{where})"
    if kind < 0.75:
        return f"count({_test(r, arrays, 1)} for i in 0..<K)"
    if kind < 0.82:
        return f"mean({_number(r, arrays, 1)} for i in 0..<K)"
    return "K" if kind < 0.9 else r.choice(["0", "1", "2", "3", "5", "-2", "1/2"])


def _claim(r: random.Random, arrays: Arrays) -> str:
    kind = r.random()
    if kind < 0.25:
        quantifier = "forall" if kind < 0.15 else "exists"
        return f"({quantifier} i in 0..<K : {_test(r, arrays, 1)})"
    factor, more = r.choice(["", "", "2 * ", "3 * "]), r.choice([0, 0, 1, 2, 4])
    relation = r.choice(["<", "<=", "==", "!=", ">="])
    test = f"{_sum(r, arrays)} {relation} {factor}{_sum(r, arrays)} + {more}"
    return f"({test} or {_sum(r, arrays)} >= 0)" if r.random() < 0.2 else test
