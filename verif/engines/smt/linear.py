"""Z3 on sums over lanes: which sums can be reached, and by which lanes.

A lane contributes one vector, the values of its terms; all sums are such vectors added up. Here a
predicate on the sums is asked three ways: whether sums satisfy it that obey given inequalities,
whether some lanes, each taken a whole number of times, reach it, and which inequality holds for all
of some lanes and not for a point.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from fractions import Fraction
from math import gcd, lcm
from typing import Any, Literal

import z3

from verif.engines.engine import NOWHERE, Found, Query
from verif.engines.smt.real_encode import RealEncoder
from verif.engines.solver import Budget, Reply
from verif.formats.fixed import Fixed
from verif.ir import nodes as n

Vector = tuple[Fraction, ...]
"""A value for each term."""

Facet = tuple[int, ...]
"""Integers ``c`` with ``sum of c[j] * term[j] >= 0`` on every lane, and so for every sum."""

FAR = 1 << 40
"""Bound on the coefficients of a separating inequality, where lanes do not bound them."""

SHORTER = 200
"""Milliseconds of each attempt to reach the same with fewer lanes."""

Open = Literal["open"]


@dataclass(frozen=True, slots=True)
class Term:
    """A term of lanes; ``whole`` where it is an integer on each. ``total`` and ``prefix`` are the
    symbols of its sums over all lanes and over those up to a position, where they are asked for."""

    whole: bool
    total: n.RealVar | None = None
    prefix: n.RealVar | None = None


@dataclass(frozen=True, slots=True)
class Point:
    """Sums that satisfy a predicate: up to the position and behind it; and the other variables."""

    before: Vector
    behind: Vector
    others: dict[n.AnyVar, Fraction]


@dataclass(frozen=True, slots=True)
class Counts:
    """How often each lane is taken up to the position and behind it; and the other variables."""

    before: tuple[int, ...]
    behind: tuple[int, ...]
    others: dict[n.AnyVar, Fraction]


class Sums:
    """One predicate over the sums of ``terms``, the first of which is 1 on each lane, and over
    ``others``. Without ``prefixes`` all lanes count as behind the position."""

    def __init__(
        self,
        predicate: n.Bool,
        terms: Sequence[Term],
        others: Sequence[n.AnyVar],
        prefixes: bool,
        budget: Budget,
    ) -> None:
        self.terms, self.prefixes, self.budget, self.spent = terms, prefixes, budget, 0
        self.before = [z3.Real(f"before {j}") for j in range(len(terms))]
        self.behind = [z3.Real(f"behind {j}") for j in range(len(terms))]
        sums: dict[n.RealVar, Any] = {}
        whole = {s for t in terms if t.whole for s in (t.total, t.prefix) if s is not None}
        for term, before, behind in zip(terms, self.before, self.behind, strict=True):
            if term.total is not None:
                sums[term.total] = before + behind if prefixes else behind
            if term.prefix is not None:
                sums[term.prefix] = before
        self.encoder = _Encoder(predicate, sums, whole, others)
        self.formulas = [self.encoder.truth(predicate), *self.encoder.conditions]
        if not prefixes:
            self.formulas += [x == 0 for x in self.before]

    # --- which sums ---------------------------------------------------------------------------

    def point(self, facets: Sequence[Facet], whole: bool = False) -> Point | Open | None:
        """Sums on which every facet is not negative and that satisfy the predicate; ``None`` where
        there are none: then no lanes reach it, and ``core`` has the facets that were needed. With
        ``whole``, sums of integers are integers."""
        solver = self._solver()
        solver.add(*self.formulas)
        self.core: tuple[int, ...] = ()
        if whole:
            for i, (term, *sums) in enumerate(
                zip(self.terms, self.before, self.behind, strict=True)
            ):
                if term.whole:
                    solver.add(
                        *(x == z3.ToReal(z3.Int(f"whole {i} {k}")) for k, x in enumerate(sums))
                    )
        names = [z3.Bool(f"facet {i}") for i in range(len(facets))]
        for facet, name in zip(facets, names, strict=True):
            valid = [_dot(facet, self.behind) >= 0]
            if self.prefixes:
                valid.append(_dot(facet, self.before) >= 0)
            solver.add(z3.Implies(name, z3.And(*valid)))
        model = self._model(solver, names)
        if model == "open":
            return "open"
        if model is None:
            used = {str(name) for name in solver.unsat_core()}
            self.core = tuple(i for i, name in enumerate(names) if str(name) in used)
            return None
        return Point(
            tuple(_value(model, x) for x in self.before),
            tuple(_value(model, x) for x in self.behind),
            self.encoder.others(model),
        )

    # --- by which lanes -----------------------------------------------------------------------

    def counts(self, lanes: Sequence[Vector]) -> Counts | Open | None:
        """How often to take each lane so that the predicate is satisfied, by as few lanes as are
        found soon; ``None`` where these lanes do not reach it."""
        before = [z3.Int(f"taken before {i}") for i in range(len(lanes))]
        behind = [z3.Int(f"taken behind {i}") for i in range(len(lanes))]
        solver = self._solver()
        solver.add(*self.formulas, *(x >= 0 for x in (*before, *behind)))
        for j in range(len(self.terms)):
            for totals, counts in ((self.before, before), (self.behind, behind)):
                weights = [v[j] for v in lanes]
                common = lcm(*(w.denominator for w in weights)) if weights else 1
                whole = z3.Sum(
                    [
                        z3.IntVal(0),
                        *(int(w * common) * c for w, c in zip(weights, counts, strict=True) if w),
                    ]
                )
                solver.add(totals[j] * common == z3.ToReal(whole))
        if not self.prefixes:
            solver.add(*(x == 0 for x in before))
        best = self._model(solver)
        if best is None:
            return None
        if best == "open" or not self.encoder.exact(best):
            return "open"
        taken = z3.Sum([*before, *behind])
        least, most = 0, sum(_whole(best, x) for x in (*before, *behind))
        solver.set("timeout", SHORTER)
        while least < most:
            half = (least + most) // 2
            solver.push()
            solver.add(taken <= half)
            model = self._model(solver)
            if model is None or model == "open" or not self.encoder.exact(model):
                solver.pop()
                least = half + 1
                continue
            best, most = model, sum(_whole(model, x) for x in (*before, *behind))
            solver.pop()
        return Counts(
            tuple(_whole(best, x) for x in before),
            tuple(_whole(best, x) for x in behind),
            self.encoder.others(best),
        )

    # --- which inequality ---------------------------------------------------------------------

    def separating(self, lanes: Sequence[Vector], point: Vector) -> Facet | None:
        """The inequality that all lanes satisfy and the point violates most; ``None`` where the
        point is a sum of lanes taken any number of times, fractions included."""
        optimizer = z3.Optimize()
        optimizer.set("timeout", max(1, int(self.budget.seconds * 1000)))
        weights = [z3.Real(f"c{j}") for j in range(len(self.terms))]
        for lane in lanes:
            optimizer.add(_dot(lane, weights) >= 0)
        inside = [sum((v[j] for v in lanes), Fraction(0)) for j in range(len(self.terms))]
        optimizer.add(
            _dot(inside, weights) <= 1, *(w <= FAR for w in weights), *(w >= -FAR for w in weights)
        )
        optimizer.minimize(_dot(point, weights))
        if optimizer.check() != z3.sat:
            return None
        found = [_value(optimizer.model(), w) for w in weights]
        if sum(c * x for c, x in zip(found, point, strict=True)) >= 0:
            return None
        common = lcm(*(c.denominator for c in found))
        whole = [int(c * common) for c in found]
        return tuple(c // gcd(*whole) for c in whole)

    # --- the solver ---------------------------------------------------------------------------

    def _solver(self) -> Any:
        solver = z3.Solver()
        solver.set("rlimit", self.budget.rlimit)
        solver.set("timeout", max(1, int(self.budget.seconds * 1000)))
        return solver

    def _model(self, solver: Any, assumed: Sequence[Any] = ()) -> Any:
        answer = solver.check(*assumed)
        self.spent += int(solver.statistics().get_key_value("rlimit count"))
        if answer == z3.unsat:
            return None
        return solver.model() if answer == z3.sat else "open"


def one_lane(query: Query, predicate: n.Bool, budget: Budget) -> Reply:
    """A lane that satisfies a predicate on integers, fixed-point codes and reals, or none."""
    encoder = _Encoder(predicate, {}, frozenset(), query.all_variables)
    formula = encoder.truth(predicate)
    solver = z3.Solver()
    solver.set("rlimit", budget.rlimit)
    solver.set("timeout", max(1, int(budget.seconds * 1000)))
    solver.add(*encoder.conditions, formula)
    answer = solver.check()
    spent = int(solver.statistics().get_key_value("rlimit count"))
    if answer == z3.unsat:
        return Reply(NOWHERE, rlimit=spent)
    if answer != z3.sat or encoder.relaxed or not encoder.exact(solver.model()):
        return Reply(None, "no answer on one lane", spent)
    return Reply(Found(None, encoder.others(solver.model()), minimal=False), rlimit=spent)


class _Encoder(RealEncoder):
    """Formulas over sums, and over integers and fixed-point codes as they are."""

    def __init__(
        self,
        predicate: n.Bool,
        sums: Mapping[n.RealVar, Any],
        whole: Set[n.RealVar],
        others: Sequence[n.AnyVar],
    ) -> None:
        reals = tuple(v for v in others if isinstance(v, n.RealVar))
        super().__init__(Query((), (predicate,), (), reals=reals))
        self._codes: dict[n.Var, Any] = {}
        self._whole = whole
        for symbol, term in sums.items():
            self._values[id(symbol)] = term
        for v in others:
            if isinstance(v, n.Var):
                code = z3.Int(f"code {len(self._codes)}")
                self._codes[v] = code
                self._values[id(v)] = z3.ToReal(code)
                self.conditions += [code >= v.low, code <= v.high]
        self._alive += [*sums, *others]

    def exact(self, model: Any) -> bool:
        """Whether the model gives every real a rational value: others are only approximated."""
        values = [model.eval(term, model_completion=True) for term in self.reals.values()]
        return not any(z3.is_algebraic_value(v) for v in values)

    def others(self, model: Any) -> dict[n.AnyVar, Fraction]:
        """The values of the other variables."""
        found: dict[n.AnyVar, Fraction] = {}
        for v, code in self._codes.items():
            found[v] = Fraction(_whole(model, code))
        for r, term in self.reals.items():
            found[r] = _value(model, term)
        return found

    def _of(self, node: n.Node) -> Any:
        if isinstance(node, n.Decode) and isinstance(node.format, Fixed):
            code, fmt = self._values[id(node.code)], node.format
            number = z3.If(code > fmt.kmax, code - (1 << fmt.bits), code)
            step = fmt.value_of(1)
            return number * z3.Q(step.numerator, step.denominator)
        if isinstance(node, n.Unary) and node.op == "floor" and self._is_whole(node.x):
            return self._values[id(node.x)]
        return super()._of(node)

    def _is_whole(self, node: n.Num) -> bool:
        """Whether a number is known to be an integer."""
        match node:
            case n.RealVar():
                return node in self._whole
            case n.Var():
                return True
            case n.Const(value):
                return value.denominator == 1
            case n.Decode(fmt):
                return bool(getattr(fmt, "is_integer", False))
            case n.Binary("add" | "sub" | "mul" | "min" | "max", x, y):
                return self._is_whole(x) and self._is_whole(y)
            case n.Unary("neg" | "abs", x):
                return self._is_whole(x)
            case _:
                return False


def _dot(coefficients: Sequence[Fraction | int], terms: Sequence[Any]) -> Any:
    parts = [
        z3.Q(Fraction(c).numerator, Fraction(c).denominator) * x
        for c, x in zip(coefficients, terms, strict=True)
        if c
    ]
    return z3.Sum([z3.RealVal(0), *parts])


def _value(model: Any, term: Any) -> Fraction:
    value = model.eval(term, model_completion=True)
    if z3.is_algebraic_value(value):
        value = value.approx(60)
    if z3.is_int_value(value):
        return Fraction(value.as_long())
    return Fraction(value.numerator_as_long(), value.denominator_as_long())


def _whole(model: Any, term: Any) -> int:
    return int(model.eval(term, model_completion=True).as_long())
