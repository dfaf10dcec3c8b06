"""Arrays of any length: sums over their lanes as numbers of their own.

Where an array's length is a number with no end, or with too many values to go through, its elements
have no names. What can be said of such arrays are sums: ``sum``, ``count`` and ``mean`` over
``i in 0..<K``, prefix sums at one position, and ``forall`` and ``exists``, which ask how many lanes
do not, or do, satisfy something. Each distinct term gets a symbol for its sum.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from verif.base.source import Span
from verif.ir import build as b
from verif.ir import nodes as n
from verif.language import ast
from verif.language.closed_form import summed
from verif.language.elaborator import Elaborator
from verif.language.problem import NeedsConstant, Obstacle, fail
from verif.language.scope import Local
from verif.language.terms import BoolTerm, LaneIndexTerm, NumTerm, PrefixTerm, Term
from verif.properties.lanes import Lanes, LaneSum
from verif.properties.obligation import Case, Hazard, Variable


@dataclass
class Sequences:
    """The arrays of a property whose length is the number called ``name``."""

    name: str
    variables: list[Variable] = field(default_factory=list)
    sums: list[LaneSum] = field(default_factory=list)
    position: str = ""
    inside: bool = False
    """Whether a term of a lane is being made."""

    @property
    def length(self) -> n.RealVar:
        """The number of lanes."""
        return b.real_var(self.name)

    @property
    def lanes(self) -> Lanes:
        """What is known of them by now."""
        return Lanes(self.length, tuple(self.variables), tuple(self.sums), self.position)

    @property
    def index(self) -> n.RealVar:
        """The index of any lane, as a number."""
        return b.real_var(f"index below {self.name}")

    def index_number(self, position: bool) -> n.Num:
        """An index as a number: of any lane, or of the last one of a prefix."""
        if not position:
            return self.index
        return b.sub(self.sum_of(b.ONE, True, "1", prefix=True), b.ONE)

    def total(self, term: n.Num, integer: bool, text: str, prefix: bool = False) -> n.Num:
        """The sum of a term: in closed form where it hangs on the index alone."""
        if self.index not in set(n.postorder(term)):
            return self.sum_of(term, integer, text, prefix)
        length = self.sum_of(b.ONE, True, "1", prefix=True) if prefix else self.length
        found = summed(term, self.index, length)
        if found is None:
            raise Obstacle("a sum of other terms of the index than polynomials of it alone")
        return found

    def sum_of(self, term: n.Num, integer: bool, text: str, prefix: bool = False) -> n.RealVar:
        """The symbol of a sum; the same for the same sum."""
        if term is b.ONE and not prefix:
            return self.length
        for known in self.sums:
            if (known.term, known.prefix) == (term, prefix):
                return known.symbol
        kind = "prefix" if prefix else "sum"
        symbol = b.real_var(f"{kind} {len(self.sums) + 1} over {self.name}")
        self.sums.append(LaneSum(symbol, term, prefix, integer, text))
        return symbol


def is_lanes(e: Elaborator, binders: tuple[ast.Binder, ...]) -> bool:
    """Whether binders run over the lanes; other ranges that hang on the length are refused."""
    sequences = e.sequences
    if sequences is None:
        return False
    ends = [x for d in binders if isinstance(d.domain, ast.Range) for x in _ends(d.domain)]
    with e.collecting() as found:
        numbers = [e.number(end).node for end in ends]
    if not any(sequences.length in set(n.postorder(x)) for x in numbers):
        return False
    if len(binders) == 1 and numbers[0] is b.ZERO and numbers[1] is sequences.length:
        e.hazards += found  # of an end as 0 * (1 / K), which nobody elaborates again
        return True
    raise Obstacle(f"lanes are gone through as 'i in 0..<{sequences.name}' only")


def _ends(domain: ast.Range) -> tuple[ast.Expr, ast.Expr]:
    return domain.low, domain.high


def lane_fold(e: Elaborator, node: ast.Fold) -> Term:
    """``sum``, ``count``, ``mean`` and ``prefix_sums`` over the lanes."""
    sequences = e.sequences
    assert sequences is not None
    binder = node.binders[0]
    if node.function not in ("sum", "count", "mean", "prefix_sums"):
        raise Obstacle(f"{node.function} over {sequences.name} values, which may be any number")
    if node.function == "prefix_sums" and binder.where is not None:
        fail("E203", "prefix_sums takes no 'where'", node.span)
    with _lane(e, binder):
        where = b.TRUE if binder.where is None else e.boolean(binder.where)
        with e.guarded(where):
            if node.function == "count":
                value = NumTerm(b.if_num(e.boolean(node.body), b.ONE, b.ZERO), True)
            else:
                value = e.number(node.body)
    term = b.if_num(where, value.node, b.ZERO)
    if sequences.index not in set(n.postorder(term)):
        _lanes_only(e, term, node.span)
    text = _text(e, node.body)
    if node.function == "count":
        text = f"[{text}]"
    if binder.where is not None:
        text = f"[{_text(e, binder.where)}] * {text}"
    if node.function == "prefix_sums":
        return PrefixTerm(term, value.integer, text)
    total = NumTerm(sequences.total(term, value.integer, text), value.integer)
    if node.function != "mean":
        return total
    size = sequences.length
    if binder.where is not None:
        taken = b.if_num(where, b.ONE, b.ZERO)
        _lanes_only(e, taken, node.span)
        size = sequences.sum_of(taken, True, f"[{_text(e, binder.where)}]")
    e.require(b.lt(b.ZERO, size), "the mean of nothing", node.span)
    return NumTerm(b.div(total.node, size), False)


def lane_quantified(e: Elaborator, node: ast.Quantified) -> BoolTerm:
    """``forall`` and ``exists`` over the lanes, by how many lanes there are that count."""
    sequences = e.sequences
    assert sequences is not None
    binder = node.binders[0]
    with _lane(e, binder):
        where = b.TRUE if binder.where is None else e.boolean(binder.where)
        with e.guarded(where):
            body = e.boolean(node.body)
    counted = b.and_(where, b.not_(body) if node.kind == "forall" else body)
    _lanes_only(e, counted, node.span)
    text = f"[{'not ' * (node.kind == 'forall')}({_text(e, node.body)})]"
    many = sequences.sum_of(b.if_num(counted, b.ONE, b.ZERO), True, text)
    none = b.eq(many, b.ZERO)
    return BoolTerm(none if node.kind == "forall" else b.not_(none))


def at_a_position(e: Elaborator, node: ast.Quantified) -> n.Bool:
    """The body of a quantifier over positions, at one of them; where there is none, what the
    quantifier says of nothing."""
    sequences = e.sequences
    assert sequences is not None
    binder = node.binders[0]
    sequences.position = sequences.position or binder.name  # of several claims, the first one's
    with e.naming({binder.name: Local(LaneIndexTerm(True))}):
        some = b.lt(b.ZERO, sequences.sum_of(b.ONE, True, "1", prefix=True))
        with e.guarded(some):
            where = b.TRUE if binder.where is None else e.boolean(binder.where)
            with e.guarded(where):
                body = e.boolean(node.body)
    if node.kind == "forall":
        return b.implies(b.and_(some, where), body)
    return b.and_(some, where, body)


def lane_element(e: Elaborator, element: Term, index: Term) -> Term:
    """``x[i]`` at any lane."""
    if index == LaneIndexTerm(False):
        return element
    if index == LaneIndexTerm(True):
        raise Obstacle("an element at the position of a prefix sum")
    raise Obstacle("an element of an array of unknown length at a place that is not its index")


def prefix_element(e: Elaborator, prefix: PrefixTerm, index: Term) -> Term:
    """``partial[j]`` at the position of a quantifier that is the whole claim."""
    sequences = e.sequences
    assert sequences is not None
    if index != LaneIndexTerm(True):
        raise Obstacle("a prefix sum elsewhere than under a quantifier that is the whole claim")
    total = sequences.total(prefix.term, prefix.integer, prefix.text, prefix=True)
    return NumTerm(total, prefix.integer)


@contextmanager
def _lane(e: Elaborator, binder: ast.Binder) -> Iterator[None]:
    """Inside, the binder's name is any lane. What guards the fold is left outside: a hazard inside
    is one where some lane violates it."""
    if binder.name in e.local:
        fail("E102", f"'{binder.name}' is already defined", binder.span)
    assert e.sequences is not None
    if e.sequences.inside:
        # All lanes have one index, and one element of each array: two would be taken for one.
        raise Obstacle("lanes within lanes, such as a sum within a sum")
    e.sequences.inside = True
    assumption, guards = e.assumption, e.guards
    e.assumption, e.guards = b.TRUE, []
    try:
        with e.collecting() as found, e.naming({binder.name: Local(LaneIndexTerm(False))}):
            yield
    finally:
        e.sequences.inside = False
        e.assumption, e.guards = assumption, guards
    for hazard in found:
        _lanes_only(e, hazard.violated, hazard.span)
        term = b.if_num(hazard.violated, b.ONE, b.ZERO)
        many = e.sequences.sum_of(term, True, f"[{hazard.reason}]")
        violated = b.and_(assumption, *guards, b.lt(b.ZERO, many))
        e.hazards.append(Hazard(violated, hazard.reason, hazard.span))


def no_sums_in_folds(lanes: Lanes, assumption: n.Bool, cases: Sequence[Case]) -> None:
    """Refuse sums below the core's binders: a witness would not be put in their place there."""
    roots: list[n.Node] = [assumption]
    for c in cases:
        shown = (*c.shown, *(s for p in c.parts for s in (*p.left, *p.right)))
        roots += [c.assumption, c.claim, c.undefined, *(s.node for s in shown)]
        roots += [x for p in c.parts for x in (p.holds, p.reached)]
    symbols = {lanes.length, *(s.symbol for s in lanes.sums)}
    for node in n.postorder(*roots):
        if isinstance(node, n.Fold | n.ForAll) and not symbols.isdisjoint(n.postorder(node)):
            raise Obstacle("sums over lanes inside a fold over a long range")


def _text(e: Elaborator, node: ast.Expr) -> str:
    return e.library.loaded.sources[node.span.file].excerpt(node.span)


def _lanes_only(e: Elaborator, term: n.Node, span: Span) -> None:
    """Terms of a sum speak of their lane; another number in them is gone through, if it can be."""
    assert e.sequences is not None
    own = {v.var for v in e.sequences.variables}
    for node in n.postorder(term):
        if isinstance(node, n.Fold | n.ForAll):
            raise Obstacle("a fold over a long range inside a sum over lanes")
        if isinstance(node, n.Var | n.RealVar) and node not in own:
            if isinstance(node, n.Var) and node in e.splittable:
                raise NeedsConstant(node, "a term of a sum", span)
            raise Obstacle(f"terms of a sum that depend on {node.name}, which is not in an array")
