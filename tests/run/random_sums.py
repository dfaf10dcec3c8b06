"""Random properties over a few lanes of small types, as text."""

from __future__ import annotations

import random
from collections.abc import Sequence

COMMON = """
format A : float { layout = "s ee m"; bias = 1; nan = "s 11 1"; }
format T : table { bits = 3; values = [-2, -1/3, -0.0, 0, 1/2, 3, inf, nan]; ties = zero; }
op square(x : real) -> real { return x * x; }
op least(x : real, y : real) -> real { requires y != 0; let z = x / y; return min(z, 2); }
op many(n : int) -> int { return count(1 < 2 for l in 0..<n); }
"""

BITS = {
    "int(2)": 2,
    "uint(2)": 2,
    "int(3)": 3,
    "uint(1)": 1,
    "bool": 1,
    "fixed(3, 1)": 3,
    "E2M1": 4,
    "A": 4,
    "T": 3,
    "bits(2)": 2,
    "(a : int(2), b : uint(1))": 3,
    "uint(1)[2]": 2,
}

ELEMENTS = {
    "bool": "(if {x} then 1 else 0)",
    "T": "(if is_nan({x}) or is_inf({x}) then 1 else {x})",
    "bits(2)": "unsigned({x})",
    "(a : int(2), b : uint(1))": "({x}.a - {x}.b)",
    "uint(1)[2]": "({x}[0] + 2 * {x}[1])",
}
"""The element ``x`` as a number; where none is said it is one, or has none where it is NaN."""

INDEX = ("i", "2 * i - 3", "i * i", "i / 2 + 1", "(i - 1) * (i - 1) * i", "square(i)", "i + 0 * i")

Arrays = Sequence[tuple[str, str]]
"""Names of arrays with the types of their lanes."""


def random_property(r: random.Random) -> str:
    """A property over arrays of K lanes; so few lanes that each K can be gone through."""
    arrays = [(f"x{i}", r.choice(list(BITS))) for i in range(r.choice([1, 1, 2]))]
    wide = r.random() < 0.1
    size = sum(BITS[t] for _, t in arrays) + 3 * wide
    most = 6 if size == 1 else 4 if size <= 3 else 3 if size <= 5 else 2 if size <= 8 else 1
    lines = [f"  given K : {_length(r)} and K <= {most};"]
    if wide:
        lines.insert(0, "  given N : nat where 2 <= N and N <= 3;")
        arrays.append(("y", "int(N)"))
    lines += [f"  given {name} : {kind}[K];" for name, kind in arrays]
    arrays = [(x, t) for x, t in arrays if r.random() < 0.9] or arrays
    if r.random() < 0.06:
        lines.append("  given L : nat where L <= 2;\n  given z : uint(1)[L];")
        lines.append("  assume sum(z[l] for l in 0..<L) <= sum(1 for i in 0..<K);")
    scalar = r.choice(["", "", "", "int(3)", "real"])
    if scalar:
        lines.append(f"  given s : {scalar};")
    if scalar == "real" and r.random() < 0.5:
        lines.append(f"  assume {r.choice(['s * s == 4', '2 * s == 5', 's >= 1 and s <= 3'])};")
    lines += [f"  assume {_claim(r, arrays)};" for _ in range(r.choice([0, 0, 1, 1, 2]))]
    if r.random() < 0.1:
        lines.append(f"  let t : {r.choice(['int(3)', 'nat', 'A'])} = {_sum(r, arrays)};")
        lines.append(f"  assume t <= {_sum(r, arrays)};")
    prefixes = r.random() < 0.4
    if prefixes:
        number = r.choice(INDEX) if r.random() < 0.2 else _number(r, arrays, 2)
        lines.append(f"  let part = prefix_sums({number} for i in 0..<K);")
    extra = " + s" if scalar and r.random() < 0.7 else ""
    for _ in range(2):
        if prefixes and r.random() < 0.6:
            lines.append(f"  {_of_prefixes(r, arrays, extra)};")
        elif extra:
            lines.append(f"  prove {_sum(r, arrays)}{extra} <= {_sum(r, arrays)} + 3;")
        else:
            lines.append(f"  {r.choice(['prove', 'prove', 'cover'])} {_claim(r, arrays)};")
    if r.random() < 0.15:
        lines.append(f"  assume {'N == 3' if wide else _claim(r, arrays)};")
    return COMMON + "\n".join(["property p {", *lines, "}"])


def _length(r: random.Random) -> str:
    kind = r.random()
    if kind < 0.85:
        return f"nat where {r.choice([0, 1])} <= K"
    return f"int where {r.choice([0, 0, 1, -1])} <= K" if kind < 0.95 else "nat where -2 <= K"


def _of_prefixes(r: random.Random, arrays: Arrays, extra: str) -> str:
    right = r.choice(["4", "2 * K", _sum(r, arrays), "3", "j", "K - 1 - j", "2 * j"]) + extra
    left = "part[j]" if r.random() < 0.8 else r.choice(["j", "square(j)", "least(part[j], j)"])
    where = f" where {r.choice(['j > 0', 'part[j] > 0', 'j < K - 1'])}" if r.random() < 0.2 else ""
    test = f"j in 0..<K{where} : {left} {r.choice(['<', '<=', '!=', '>='])} {right}"
    if r.random() < 0.3:
        return f"cover exists {test}"
    if r.random() < 0.2:
        return f"prove {_claim(r, arrays)} implies (forall {test})"
    return f"prove forall {test}"


def _number(r: random.Random, arrays: Arrays, depth: int) -> str:
    kind = r.random()
    if depth == 0 or kind < 0.25:
        if r.random() < 0.25:
            return r.choice(["0", "1", "2", "-1", "3", "1/2"])
        name, lane = r.choice(arrays)
        return ELEMENTS.get(lane, "{x}").format(x=f"{name}[i]")
    a, b = _number(r, arrays, depth - 1), _number(r, arrays, depth - 1)
    kind = r.random()
    if kind < 0.5:
        return f"({a} {r.choice(['+', '-', '*'])} {b})"
    if kind < 0.58:
        return f"abs({a})"
    if kind < 0.66:
        return f"{r.choice(['min', 'max'])}({a}, {b})"
    if kind < 0.76:
        return f"(if {_test(r, arrays, 0)} then {a} else {b})"
    if kind < 0.82:
        return f"(floor({a}) {r.choice(['div', 'mod', 'tdiv'])} {r.choice(['2', '3', '-2', b])})"
    if kind < 0.86:
        return f"round({r.choice(['E2M1', 'A'])}, {a}, {r.choice(['RNE', 'RTZ', 'RTP'])})"
    if kind < 0.9:
        return f"least({a}, {b})" if kind < 0.88 else f"square({a})"
    return f"floor({a} / 2)" if kind < 0.95 else f"({a} / {b})"


def _test(r: random.Random, arrays: Arrays, depth: int) -> str:
    sides = _number(r, arrays, depth), _number(r, arrays, depth)
    return f"{sides[0]} {r.choice(['<', '<=', '==', '!=', '>='])} {sides[1]}"


def _sum(r: random.Random, arrays: Arrays) -> str:
    kind = r.random()
    where = f" where {_test(r, arrays, 1)}" if r.random() < 0.2 else ""
    if kind < 0.5:
        return f"sum({_number(r, arrays, 2)} for i in 0..<K{where})"
    if kind < 0.62:
        return f"count({_test(r, arrays, 1)} for i in 0..<K{where})"
    if kind < 0.7:
        return f"mean({_number(r, arrays, r.choice([0, 1]))} for i in 0..<K{where})"
    if kind < 0.76:
        return f"sum({r.choice(INDEX)} for i in 0..<K)"
    if kind < 0.84:
        one, other = _sum(r, arrays), _sum(r, arrays)
        return r.choice(
            [
                f"min({one}, {other})",
                f"floor({one} / 2)",
                f"wrap(floor({one}), int(2))",
                f"saturate({one}, int(3))",
                f"square({one})",
                f"least({one}, {other})",
                f"exponent({one})",
                f"round(A, {one}, RTZ)",
                f"(if {one} > 0 then {other} else 2)",
                f"sum({one} * c for c in 0..<3)",
                f"(floor({one}) mod {r.choice(['2', 'K', '-3'])})",
            ]
        )
    if kind < 0.87:
        end = r.choice(["(K + 0 * (1 / K))", "max(K, 1)", "(K - 1)", "K * 1"])
        return f"sum({r.choice(['1', _number(r, arrays, 1)])} for i in 0..<{end})"
    if kind < 0.92:
        return r.choice(["K", "K * K", "many(K)", f"len({arrays[0][0]})", "(K div 2)"])
    return r.choice(["0", "1", "2", "3", "5", "-2", "1/2"])


def _claim(r: random.Random, arrays: Arrays) -> str:
    kind = r.random()
    if kind < 0.25:
        quantifier = "forall" if kind < 0.15 else "exists"
        where = f" where {_test(r, arrays, 1)}" if r.random() < 0.15 else ""
        return f"({quantifier} i in 0..<K{where} : {_test(r, arrays, 1)})"
    if kind < 0.35:
        one, other = _claim(r, arrays), _claim(r, arrays)
        join = r.choice(["({} and {})", "({} implies {})", "(not {} or {})", "({} == {})"])
        return join.format(one, other)
    factor, more = r.choice(["", "", "2 * ", "3 * "]), r.choice([0, 0, 1, 2, 4])
    relation = r.choice(["<", "<=", "==", "!=", ">="])
    test = f"{_sum(r, arrays)} {relation} {factor}{_sum(r, arrays)} + {more}"
    return f"({test} or {_sum(r, arrays)} >= 0)" if r.random() < 0.2 else f"({test})"
