"""Claims over arrays of any length, by the sums of what their lanes contribute.

The sums of K lanes are K vectors added up, and sums up to a position and behind it are two such.
Inequalities that hold on every lane, each settled as a question about one lane, hold for all sums;
where Z3 shows that no numbers with these inequalities satisfy a predicate, no arrays of any length
do. Which inequalities are needed is found as one goes: a point that satisfies the predicate is
either reached by lanes taken a whole number of times, which is a witness, or lies outside of what
lanes reach, and then an inequality separates it from them.
docs/explanation/sums.md has the argument.
"""

from __future__ import annotations

import time
from dataclasses import replace
from fractions import Fraction

from msgspec.structs import replace as change

from verif.base.exact import TooLarge
from verif.base.surd import NotExact
from verif.engines.clock import Clock
from verif.engines.engine import NOWHERE, CannotAnswer, Found, Query
from verif.engines.smt.linear import Counts, Facet, Sums, Term, Vector, one_lane
from verif.engines.solver import Budget
from verif.ir import build as b
from verif.ir import nodes as n
from verif.ir.evaluate import evaluate
from verif.properties.lanes import Lanes, runs_of, written_out
from verif.properties.obligation import Case
from verif.results.record import Step
from verif.run.lane_pool import lane_pool
from verif.run.panel import Panel
from verif.run.reached import LEAST_LANES, Reached, smallest
from verif.run.replay import Disagreement, check_on_reference, replay
from verif.run.settle import Asked, Part, settle

RULE = "sums over lanes"

ROUNDS = 60
"""Points that are looked at before a question stays open."""

GUESSES = (3, 12, 30)
"""Rounds at which the lanes known by then are tried, though more inequalities may rule them out."""

SECONDS = 20.0
"""Seconds for one question on the sums."""

LANE_SECONDS = 5.0
"""Seconds for one inequality on one lane, where lanes cannot be gone through."""


def settle_sums(
    case: Case, asked: Asked, panel: Panel, clock: Clock
) -> tuple[Part, Reached | None]:
    """What is known of a predicate over sums, and by which arrays it is reached."""
    lanes = case.lanes
    assert lanes is not None
    started = time.monotonic()
    if isinstance(asked.predicate, n.Truth) and not asked.predicate.value:
        step = Step(question=asked.name, answer="none", engine="interval", logic="intervals")
        return Part(NOWHERE, (step,), confirmed=True), None
    work = _Work(case, lanes, asked, panel, clock)
    part, reached = work.decide()
    steps = tuple(step for _, steps in work.used for step in steps)
    last = Step(
        question="the sums",
        answer="none" if part == "none" else "some" if part == "some" else "open",
        engine="z3",
        version=_version(),
        logic="linear arithmetic",
        rlimit=work.spent,
        seconds=time.monotonic() - started,
        reason="" if part in ("none", "some") else part,
    )
    step = Step(
        question=asked.name,
        answer=last.answer,
        engine="z3",
        logic=RULE,
        seconds=time.monotonic() - started,
        reason=last.reason,
        steps=(*steps, last),
    )
    if part == "none" and panel.confirm:
        missing = change(step, answer="open", reason="no second engine adds up lanes")
        return Part(None, (missing,)), None
    if part == "none":
        return Part(NOWHERE, (step,)), None
    least = None
    if not asked.easy:
        most = LEAST_LANES if reached is None else sum(r.count for r in reached.runs)
        least = smallest(case, asked, most, panel, clock)
    best = least or reached
    if best is None:
        return Part(None, (step,)), None
    found = Found(None, dict(best.witness), minimal=least is not None)
    return Part(found, (change(step, answer="some", reason=""),)), best


class _Work:
    """One predicate while its lanes and inequalities are looked for."""

    def __init__(self, case: Case, lanes: Lanes, asked: Asked, panel: Panel, clock: Clock) -> None:
        self.case, self.lanes, self.asked = case, lanes, asked
        self.panel, self.clock = panel, clock
        mentioned = set(n.postorder(asked.predicate))
        sums = [s for s in lanes.sums if s.symbol in mentioned]
        self.prefixes = any(s.prefix for s in sums)
        one = b.ONE
        self.terms: list[n.Num] = [one, *dict.fromkeys(s.term for s in sums if s.term is not one)]
        described = [Term(True, lanes.length)]
        described += [Term(any(s.integer for s in sums if s.term is t)) for t in self.terms[1:]]
        for s in sums:
            j = self.terms.index(s.term)
            if s.prefix:
                described[j] = replace(described[j], prefix=s.symbol)
            else:
                described[j] = replace(described[j], total=s.symbol)
        others = [v.var for v in case.variables]
        self.described = described
        self.sums = Sums(asked.predicate, described, others, self.prefixes, self._budget(SECONDS))
        self.known = lane_pool(lanes.variables, self.terms, panel)
        self.used: list[tuple[Facet, tuple[Step, ...]]] = []

    @property
    def spent(self) -> int:
        """Resource units of Z3."""
        return self.sums.spent

    def _budget(self, seconds: float) -> Budget:
        """For one question to Z3."""
        return self.panel.budget.within(self.clock, seconds)

    def decide(self) -> tuple[str, Reached | None]:
        """``none``, ``some`` with what reaches it, or why it stays open."""
        if self.asked.easy and (reached := self._by_counts()) is not None:
            return "some", reached
        whole = False
        for i in range(ROUNDS):
            self.sums.budget = self._budget(SECONDS)
            if i in GUESSES and (reached := self._by_counts()) is not None:
                return "some", reached
            facets = [f for f, _ in self.known.facets]
            point = self.sums.point(facets, whole)
            if point is None:
                self.used = [self.known.facets[i] for i in self.sums.core]
                return "none", None
            if point == "open":
                return "Z3 gave up on the sums", None
            grown = [self._separate(x) for x in (point.before, point.behind) if any(x)]
            if "stuck" in grown:
                return "an inequality over lanes stays open", None
            if any(grown):
                continue
            if (reached := self._by_counts()) is not None:
                return "some", reached
            if whole:
                return "lanes reach it only in fractions, or not those that were tried", None
            whole = True
        return f"not settled after {ROUNDS} points", None

    def _by_counts(self) -> Reached | None:
        """Lanes among those that are known that reach the predicate."""
        counts = self.sums.counts(self.known.vectors)
        return self._reached(counts) if isinstance(counts, Counts) else None

    # --- inequalities -------------------------------------------------------------------------

    def _separate(self, point: Vector) -> str:
        """Learn an inequality that the point violates (``facet``), or a lane (``lane``)."""
        facet = self.sums.separating([*self.known.vectors, *self.known.limits], point)
        if facet is None:
            return ""
        total: n.Num = b.ZERO
        for c, term in zip(facet, self.terms, strict=True):
            total = b.add(total, b.mul(b.const(c), term))
        violated = b.lt(total, b.ZERO)
        found, steps = self._lane(violated, total, self._told(facet))
        if found is None:
            return "stuck"
        if found.witness is None:
            self.known.facets.append((facet, steps))
            return "facet"
        return "lane" if self.known.add(found.witness) else "stuck"

    def _told(self, facet: Facet) -> str:
        """An inequality in the words of the spec."""
        texts = {s.term: s.text for s in self.lanes.sums}
        parts = [
            f"{'-' if c < 0 else '+'} {'' if abs(c) == 1 else f'{abs(c)} * '}({texts.get(t, '1')})"
            for c, t in zip(facet, self.terms, strict=True)
            if c
        ]
        return f"on every lane 0 <= {' '.join(parts).removeprefix('+ ')}"

    def _lane(
        self, violated: n.Bool, total: n.Num, name: str
    ) -> tuple[Found | None, tuple[Step, ...]]:
        """A lane that violates an inequality, the one that does so most where all are gone through;
        or that there is none."""
        if isinstance(violated, n.Truth):
            if violated.value:
                lane = {v.var: getattr(v.var, "low", 0) for v in self.lanes.variables}
                return Found(None, lane, minimal=False), ()
            return NOWHERE, (Step(question=name, answer="none", engine="interval"),)
        variables = tuple(v.var for v in self.lanes.variables if isinstance(v.var, n.Var))
        reals = tuple(v.var for v in self.lanes.variables if isinstance(v.var, n.RealVar))
        query = Query(variables, (violated,), (total,), reals=reals)
        for engine in self.panel.engines:
            started = time.monotonic()
            try:
                found = engine.run(query, self.clock)
            except CannotAnswer:
                continue
            check_on_reference(engine.name, query, found)
            step = Step(
                question=name,
                answer=found[0].answer,
                engine=engine.name,
                seconds=time.monotonic() - started,
                inputs=query.inputs,
            )
            return found[0], (step,)
        (part,) = settle(query, [Asked(name, violated)], self.panel, self.clock)
        if part.found is not None:
            return part.found, part.steps
        started = time.monotonic()
        reply = one_lane(query, violated, self._budget(LANE_SECONDS))
        if reply.found is None:
            return None, part.steps
        if reply.found.witness is not None:
            replay("z3", query, violated, reply.found)
        step = Step(
            question=name,
            answer=reply.found.answer,
            engine="z3",
            version=_version(),
            logic="mixed arithmetic",
            rlimit=reply.rlimit,
            seconds=time.monotonic() - started,
        )
        return reply.found, (step,)

    # --- witnesses ----------------------------------------------------------------------------

    def _reached(self, counts: Counts) -> Reached | None:
        """The arrays that these counts describe, replayed on the reference; ``None`` where the
        predicate was relaxed and they do not satisfy it."""
        chosen = [
            (lane, count)
            for part in (counts.before, counts.behind)
            for lane, count in zip(self.known.lanes, part, strict=True)
            if count
        ]
        runs = runs_of(count for _, count in chosen)
        written = written_out(
            replace(self.case, claim=self.asked.predicate), runs, sum(counts.before)
        )
        witness: dict[n.AnyVar, int | Fraction] = {}
        others = iter(written.variables)
        names = {v.name: v for v in written.variables}
        for v in self.case.variables:
            witness[v.var] = _number(v.var, counts.others.get(v.var, Fraction(0)))
        for v in others:
            if isinstance(v.var, n.Var) and v.var.low == v.var.high:
                witness[v.var] = v.var.low
        for run, (lane, _) in zip(runs, chosen, strict=True):
            for v in self.lanes.variables:
                witness[names[run.of(v.name)].var] = lane[v.var]
        try:
            holds = evaluate(written.claim, witness)
        except (NotExact, TooLarge):
            return None
        if holds is not True:
            if self.sums.encoder.relaxed:
                return None
            message = "z3 and the reference disagree on the sums of some lanes"
            raise Disagreement(message)
        prefix = sum(counts.before)
        final = written_out(self.case, runs, prefix)
        return Reached(final, {v.var: witness[v.var] for v in final.variables}, runs, prefix)


def _number(v: n.AnyVar, value: Fraction) -> int | Fraction:
    return int(value) if isinstance(v, n.Var) else value


def _version() -> str:
    from verif.engines.smt.solvers import Z3

    return Z3("z3").version
