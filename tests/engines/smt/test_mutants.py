"""Small changes of the encoding, one at a time: each is noticed by some question.

A mutant is noticed where the encoded term disagrees with the reference on a sample (``check``),
where a witness does not replay (``replay``), or where a claim that is known to hold is refuted or
one that is known to fail is proved (``verdict``).
"""

from __future__ import annotations
import __future__

import inspect
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.run.solvers import properties
from verif.algebra import lazy, real, z3_backend
from verif.engines.smt import check_encoding, encode, ordering
from verif.engines.smt.solvers import Z3
from verif.engines.solver import Budget
from verif.formats import fixed_circuit, float_circuit, posit_circuit, search_circuit
from verif.run.ask import query_of
from verif.run.replay import Disagreement, replay

BUDGET = Budget(50_000_000, 20.0)

SPEC = """
format S : float { layout = "s eee mm"; bias = 3; inf = "s 111 00"; nan = "s 111 mm"; }
format A : float { layout = "s ee m"; bias = 1; nan = "s 11 1"; overflow = saturate; }
format Z : float { layout = "eee"; bias = 3; zero = none; subnormals = false; nan = "111"; }
format B : float { layout = "s eeeeee"; bias = 31; subnormals = false; }
format P = posit(6, 1);
format X = fixed(5, 2);
format T : table { bits = 3; values = [-3, -1, 0, 1, 2, 7/2, 5, 9]; }

property ties_differ { given x : S; cover round(A, x, RNE) != round(A, x, RNA) and x < 0; }
property nearest_float {
  given x : S; given y : A; assume is_finite(x) and abs(x) <= 4 and is_finite(y);
  prove abs(x - round(A, x, RNE)) <= abs(x - y);
}
property ties_to_even {
  given x : S; assume is_finite(x) and abs(x) <= 4;
  let y = round(A, x, RNE);
  prove forall z in A where is_finite(z) and abs(x - z) == abs(x - y) and z != y :
    unsigned(bits(encode(A, x, RNE)))  mod 2 == 0;
}
property up_is_above { given x : S; assume abs(x) <= 4; prove round(A, x, RTP) >= x; }
property down_is_below { given x : S; assume abs(x) <= 4; prove round(A, x, RTN) <= x; }
property to_zero { given x : S; assume is_finite(x); prove abs(round(A, x, RTZ)) <= abs(x); }
property tight {
  given x : S; assume x < 4 and x > 0 and round(A, x, RTZ) < x;
  prove next_up(round(A, x, RTZ)) > x;
}
property saturates { given x : S; assume x > 4 and is_finite(x); prove round(A, x, RNE) == 4; }
property odd_where_inexact {
  given x : S; assume abs(x) < 4 and round(A, x, RTO) != x;
  prove unsigned(bits(encode(A, x, RTO))) mod 2 == 1;
}
property round_trip { given x : S; assume is_finite(x); prove same(round(S, x, RNE), x); }
property sum_below {
  given x : S; given y : S; assume is_finite(x) and is_finite(y) and abs(x + y) <= 8;
  let s = add(S, x, y, RTN);
  prove s <= x + y and next_up(s) > x + y;
}
property product_nearest {
  given x : A; given y : A; given z : A;
  assume is_finite(x) and is_finite(y) and is_finite(z) and abs(x * y) <= 4;
  prove abs(mul(A, x, y, RNE) - x * y) <= abs(z - x * y);
}
property quotient {
  given x : S; given y : S;
  assume is_finite(x) and is_finite(y) and y != 0 and abs(x / y) <= 8;
  prove abs(div(S, x, y, RTZ)) <= abs(x / y) and abs(div(S, x, y, RTP) - x / y) <= 2;
}
property inexact_quotient {
  given x : S; given y : S; assume is_finite(x) and is_finite(y) and x > 0 and y > 0;
  prove div(S, x, y, RTP) >= x / y;
}
property exact_quotient {
  given x : S; given y : S; assume is_finite(x) and is_finite(y) and y != 0 and x != 0;
  let q = div(S, x, y, RTZ);
  prove is_finite(q) and q * y == x implies div(S, x, y, RTP) == q;
}
property close_quotient {
  given n : int where 1 <= n and n <= 127; assume n >= 2; prove round(S, 16 / n, RTP) >= 16 / n;
}
property close_root {
  given n : int where 1 <= n and n <= 1100; prove round(S, sqrt(n) / 8, RTP) >= sqrt(n) / 8;
}
property root {
  given x : S; assume is_finite(x) and x > 0;
  let r = sqrt(S, x, RTN);
  prove r * r <= x and next_up(r) * next_up(r) > x;
}
property far_apart {
  given x : B; given y : B; given z : B;
  prove (x + y > x) == (y > 0);
  prove (x + y < x + z) == (y < z);
}
property far_sum {
  given x : B;
  given y : B;
  assume abs(x + y) < 8;
  prove add(B, x, y, RTP) >= x + y;
}
property cancels { given x : S; given y : S; prove sub(S, x, y, RNE) == 0 implies x == y; }
property signs { given x : S; given y : S; prove x * y < 0 implies (x < 0) != (y < 0); }
property limits {
  given x : S;
  cover x == -14;
  cover 14 <= x;
  cover x < -12;
  cover 12 <= x < 14;
  prove abs(x) < 14;
}
property ranges {
  given n : int where -5 <= n and n <= 6;
  prove n * n != 36 or n == 6;
  cover n == -5;
}
property natural { given n : int where 0 <= n and n <= 5; prove n * n * n mod 11 != 2; }
property zeroless {
  given x : S;
  given y : S;
  assume 0 < x <= y and y <= 8;
  prove round(Z, x, RNE) <= round(Z, y, RNE);
}
property zeroless_trip { given x : Z; assume not is_nan(x); prove round(Z, x, RNE) == x; }
property table_trip { given x : T; prove same(round(T, x, RNE), x); }
property table_down { given x : T; prove same(round(T, x, RTN), x); }
property table_nearest {
  given x : S; given y : T; assume is_finite(x) and -3 <= x <= 9;
  prove abs(x - round(T, x, RN)) <= abs(x - y);
}
property fixed_nearest {
  given x : S; given y : X; assume is_finite(x) and -4 <= x <= 3;
  prove abs(x - round(X, x, RNE)) <= abs(x - y);
}
property fixed_up { given x : F16; assume -4 <= x <= 3; prove round(X, x, RTP) >= x; }
property fixed_trip { given x : X; prove same(round(X, x, RNE), x); }
property fixed_ends { given x : S; assume x >= 4 and is_finite(x); prove round(X, x, RNE) == 15/4; }
property fixed_ties { given x : S; cover round(X, x, RNE) != round(X, x, RNA) and abs(x) < 3; }
property posit_trip { given x : P; prove same(round(P, x, RNE), x); }
property posit_product {
  given x : P; given y : P; assume not is_nan(x) and not is_nan(y);
  prove x * y != 0 implies mul(P, x, y, RNE) != 0;
  prove abs(mul(P, x, y, RTZ)) <= abs(x * y);
}
property posit_above {
  given x : F16;
  assume is_finite(x) and abs(x) < 100;
  prove round(P, x, RTP) >= x;
}
property posit_tight {
  given x : S; assume is_finite(x) and x > 0; prove next_up(round(P, x, RTZ)) > x;
}
property posit_ties { given x : S; cover round(P, x, RNE) != round(P, x, RNA) and x > 0; }
property division {
  given a : int where -40 <= a and a <= 40; given b : int where 1 <= b and b <= 7;
  prove (a div b) * b + a mod b == a and 0 <= a mod b < b;
}
property bit_strings {
  given a : bits(5); given k : bits(2);
  prove unsigned(bit_and(a, bits(5, 21))) + unsigned(bit_or(a, bits(5, 21))) == unsigned(a) + 21;
  prove unsigned(a >> unsigned(k)) == unsigned(a) div 2 ** unsigned(k);
}
property shifts {
  given a : int where -9 <= a and a <= 9; given k : int where 0 <= k and k <= 6;
  prove a >> k == floor(a / 2 ** k) and (a << k) >> k == a;
}
property exponents {
  given x : S; assume is_finite(x) and x != 0;
  prove 2 ** exponent(x) <= abs(x) < 2 ** (exponent(x) + 1);
}
property quotient_exponents {
  given x : S; given y : A; assume is_finite(x) and is_finite(y) and x != 0 and y != 0;
  prove 2 ** exponent(x / y) <= abs(x / y) < 2 ** (exponent(x / y) + 1);
}
property folds {
  given x : S; assume is_finite(x);
  prove max(x * i for i in 0..<40) >= x and min(x * i for i in 0..<40) <= 0;
  prove sum(x * i for i in 0..<40) == 780 * x;
}
property quantified { given x : S; prove forall i in 0..<40 : x != i; }
property choices { given x : S; assume is_finite(x); prove (if x < 0 then -x else x) == abs(x); }
"""

REFUTED = {"limits/prove.1", "quantified/prove.1"}
"""Claims that do not hold; all covers are reached."""


@dataclass(frozen=True)
class Mutant:
    """One piece of source text put in place of another in a function or a method."""

    owner: Any
    name: str
    old: str
    new: str

    def __str__(self) -> str:
        return f"{self.owner.__name__.rpartition('.')[2]}.{self.name}: {self.old} -> {self.new}"

    def apply(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Put the changed function in place."""
        original = inspect.getattr_static(self.owner, self.name)
        text = textwrap.dedent(inspect.getsource(original))
        assert text.count(self.old) == 1, f"{self}: {text.count(self.old)} places"
        code = compile(
            text.replace(self.old, self.new), str(self), "exec",
            __future__.annotations.compiler_flag, dont_inherit=True,
        )  # fmt: skip
        module = inspect.getmodule(original)
        made: dict[str, Any] = {}
        exec(code, vars(module), made)
        monkeypatch.setattr(self.owner, self.name, made[self.name])


Z = z3_backend.Z3Backend
MUTANTS = (
    # The primitives.
    Mutant(z3_backend, "width_of", "(-low - 1).bit_length()) + 1", "(-low - 1).bit_length())"),
    Mutant(z3_backend, "_resized", "z3.SignExt if bits.signed else z3.ZeroExt", "z3.ZeroExt"),
    Mutant(Z, "compare", 'a < b if op == "lt"', 'z3.ULT(a, b) if op == "lt"'),
    Mutant(Z, "compare", "else a <= b", "else a < b"),
    Mutant(Z, "compare", 'z3.ULT(a, b) if op == "lt"', 'z3.ULE(a, b) if op == "lt"'),
    Mutant(Z, "select", "self.term(x, w), self.term(y, w)", "self.term(y, w), self.term(x, w)"),
    Mutant(Z, "absolute", "z3.If(self.negative(x), -t, t)", "t"),
    Mutant(Z, "sub", "self.term(x, w) - self.term(y, w)", "self.term(y, w) - self.term(x, w)"),
    Mutant(Z, "shr", "t = a >> b", "t = z3.LShR(a, b)"),
    Mutant(Z, "shr", "z3.LShR(a, b)", "z3.LShR(a, b + 1)"),
    Mutant(Z, "shl", "<< self.term(n, size)", "<< (self.term(n, size) + 1)"),
    Mutant(Z, "loses", "(self.term(x, size) & below) != 0", "z3.BoolVal(False)"),
    Mutant(Z, "loses", "below = ~(", "below = ("),
    Mutant(Z, "bit_length", "rest != 0, z3.BitVecVal(1, w)", "rest != 0, z3.BitVecVal(0, w)"),
    Mutant(Z, "floordiv", "-a + b - 1", "-a"),
    Mutant(Z, "remainder", "* self.term(quotient, w)", "* (self.term(quotient, w) + 1)"),
    Mutant(Z, "isqrt", "reversed(range(", "reversed(range(1, "),
    Mutant(Z, "take", "z3.If(bit, b, a)", "z3.If(bit, a, b)"),
    Mutant(Z, "bits", '"or": a | b', '"or": a ^ b'),
    Mutant(Z, "variable", "or z3.ULE(term, high)", "or True"),
    Mutant(Z, "variable", "or term >= low", "or term > low"),
    # Floats.
    Mutant(float_circuit, "rounds_up", "rest.eq(half), odd", "rest.eq(half), lnot(backend, odd)"),
    Mutant(float_circuit, "rounds_up", "lor(backend, half.lt(rest)", "lor(backend, half.le(rest)"),
    Mutant(float_circuit, "rounds_up", "inexact, lnot(backend, negative)", "inexact, negative"),
    Mutant(float_circuit, "rounds_up", "inexact, lnot(backend, odd)", "inexact, odd"),
    Mutant(float_circuit, "_magnitude", " | flag(backend, lost)", ""),
    Mutant(float_circuit, "_magnitude", "fmt.bias - 1", "fmt.bias"),
    Mutant(float_circuit, "_magnitude", "k.const(fmt.kmax)", "k.const(fmt.kmax - 1)"),
    Mutant(float_circuit, "_magnitude", "lowest = 1 - fmt.bias", "lowest = 2 - fmt.bias"),
    Mutant(float_circuit, "unpack", "field.max(code.const(1))", "field"),
    Mutant(float_circuit, "unpack", "negative, -sig, sig", "negative, sig, sig"),
    Mutant(
        float_circuit, "unpack", "code.const(0), code.const(1 << m)", "code.const(0), code.const(0)"
    ),
    Mutant(float_circuit, "ordinal", "-magnitude, magnitude", "magnitude, magnitude"),
    Mutant(float_circuit, "pack", "negative, half, zero", "negative, zero, zero"),
    # Fixed point.
    Mutant(fixed_circuit, "_up", "rest.eq(half), odd", "rest.eq(half), lnot(backend, odd)"),
    Mutant(fixed_circuit, "_quarters", "land(real.backend, lost, even)", "False"),
    Mutant(
        fixed_circuit,
        "pack",
        "k.const(fmt.kmax), k.const(fmt.kmin)",
        "k.const(fmt.kmax + 1), k.const(fmt.kmin)",
    ),
    Mutant(fixed_circuit, "ordinal", "code - code.const(1 << fmt.bits)", "code - code.const(0)"),
    # Posits.
    Mutant(posit_circuit, "unpack", "regime << es", "regime << es + 1"),
    Mutant(posit_circuit, "unpack", "run - run.const(1), -run", "run, -run"),
    Mutant(posit_circuit, "_halves", "lor(backend, lost, cut)", "lost"),
    Mutant(posit_circuit, "_halves", "regime, -regime - regime.const(1)", "regime, -regime"),
    Mutant(posit_circuit, "rounds_up", "rest.eq(half), odd", "rest.eq(half), lnot(backend, odd)"),
    Mutant(posit_circuit, "pack", "k.max(k.const(1))", "k"),
    # The search.
    Mutant(search_circuit, "_search", ".le(key)", ".lt(key)"),
    Mutant(search_circuit.Search, "_floating_key", " + flag(size.backend, lost)", ""),
    Mutant(
        search_circuit.Search,
        "_floating_bound",
        "0 if region.closed else 1)",
        "1 if region.closed else 0)",
    ),
    # Reals.
    Mutant(real, "_cut", "kept + flag(sig.backend, land(sig.backend, lost, even))", "kept"),
    Mutant(real, "odd_sum", "y.exp, x.exp", "x.exp, y.exp"),
    Mutant(real.Real, "exponent", "exact = rough - flag(backend, below)", "exact = rough"),
    Mutant(real.Real, "odd", "exact.const(1) - exact)", "exact.const(0))"),
    Mutant(real.Real, "inverse", "-x.exp, size", "x.exp, size"),
    Mutant(lazy, "_root", "exact.const(1) - exact)", "exact.const(0))"),
    Mutant(lazy, "_root", "up = up + parity", "up = up"),
    # Shortcuts.
    Mutant(ordering, "_against", "k.lt(k.const(below)) if exact", "k.le(k.const(below)) if exact"),
    Mutant(ordering, "_before", "k.const(below).le(k) if exact", "k.const(below).lt(k) if exact"),
    Mutant(
        encode,
        "nearer",
        "land(backend, below, against(True, op))",
        "land(backend, below, against(False, op))",
    ),
    Mutant(encode, "nearer", "a.exp + a.exp.const(1)", "a.exp + a.exp.const(0)"),
    Mutant(encode.Encoder, "_bound", 'if node.op == "min"', 'if node.op == "max"'),
    Mutant(encode.Encoder, "_bound", "land(backend, holds,", "lor(backend, holds,"),
)


def questions(folder: Path) -> Iterator[tuple[str, Callable[[], str]]]:
    """Each claim of the spec with what asks Z3 about it and says how it went wrong, if it did."""
    for prop in properties(folder, SPEC):
        for obligation in prop.obligations:
            (case,), ((_, assumption),) = obligation.cases, prop.satisfiable
            query = query_of(obligation, case, assumption)
            name = f"{prop.name}/{obligation.name}"
            some = obligation.kind == "cover" or name in REFUTED
            predicate = query.predicates[1]

            def ask(query: Any = query, predicate: Any = predicate, some: bool = some) -> str:
                reply = Z3("z3").decide(query, predicate, BUDGET)
                if reply.wrong:
                    return "check"
                if reply.found is None:
                    return ""
                try:
                    replay("z3", query, predicate, reply.found)
                except Disagreement:
                    return "replay"
                return "verdict" if reply.found.some != some else ""

            yield name, ask


def test_nothing_is_wrong_without_a_mutant(tmp_path: Path) -> None:
    names = []
    for name, ask in questions(tmp_path):
        assert not ask(), name
        names.append(name)
    assert len(names) >= 50
    assert set(names) >= REFUTED


NEAR = {
    "fixed_circuit": "fixed",
    "posit_circuit": "posit",
    "search_circuit": "table",
    "ordering": "limits",
    "floordiv": "division",
    "variable": "natural",
    "exponent": "quotient_exponents",
    "odd": "close",
    "_root": "close",
    "_bound": "folds",
}
"""The claims to ask first about a mutant, to save time."""


def noticed(folder: Path, mutant: Mutant) -> tuple[str, str]:
    """Which question notices the present encoding, and how."""
    module = mutant.owner.__name__.rpartition(".")[2]
    near = NEAR.get(module, NEAR.get(mutant.name, "nearest"))
    for name, ask in sorted(questions(folder), key=lambda q: not q[0].startswith(near)):
        how = ask()
        if how:
            return name, how
    return "", ""


@pytest.mark.share(12)
@pytest.mark.parametrize("mutant", MUTANTS, ids=str)
def test_mutant(mutant: Mutant, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each is noticed, by the check of samples or without it."""
    mutant.apply(monkeypatch)
    name, how = noticed(tmp_path, mutant)
    print(f"{how}: {name}")
    assert how


@pytest.mark.long
@pytest.mark.parametrize("mutant", MUTANTS, ids=str)
def test_mutant_without_the_check(
    mutant: Mutant, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Were no samples looked at, replays and known verdicts would still notice."""
    monkeypatch.setattr(check_encoding, "SAMPLES", 0)
    mutant.apply(monkeypatch)
    name, how = noticed(tmp_path, mutant)
    print(f"{how}: {name}")
    assert how in ("replay", "verdict")
