"""Whether two obligations ask the same, whatever their variables are called."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields

from verif.ir import nodes as n
from verif.properties.lanes import Lanes, LaneSum
from verif.properties.obligation import Case, Obligation, Variable

Renaming = Mapping[n.Node, n.Node]
"""The variable of the second obligation by that of the first one."""

Sums = Mapping[n.Node, LaneSum]
"""Sums over lanes by their symbols."""


def same_meaning(a: Obligation, b: Obligation) -> bool:
    """Whether the obligations are the same but for the names of their variables, which stand in
    the same order. ``False`` says nothing: the same may be written in two ways."""
    if a.kind != b.kind or a.obstacle or b.obstacle or len(a.cases) != len(b.cases):
        return False
    return bool(a.cases) and all(map(_same_case, a.cases, b.cases))


def _same_case(a: Case, b: Case) -> bool:
    if a.facts or b.facts or (a.lanes is None) != (b.lanes is None):
        return False
    names = _renaming(a.variables, b.variables)
    if a.lanes is not None and b.lanes is not None:
        of_lanes = _lanes_renaming(a.lanes, b.lanes)
        names = None if names is None or of_lanes is None else {**names, **of_lanes}
    if names is None:
        return False
    # An undefined term is a counterexample of its own kind, so its conditions count, too.
    pairs = [(a.assumption, b.assumption), (a.claim, b.claim), (a.undefined, b.undefined)]
    return _same_terms(pairs, names, _sums(a.lanes), _sums(b.lanes))


def _same_terms(
    pairs: Sequence[tuple[n.Node, n.Node]], names: Renaming, of_a: Sums, of_b: Sums
) -> bool:
    """Whether of each pair the second one is the first one with its variables renamed. Those that
    are not in ``names`` differ, but for the symbols of sums: these are what they are sums of."""
    seen: set[tuple[int, int, int]] = set()
    scopes = [names]  # kept, so that no identity is used twice
    pending: list[tuple[n.Node, n.Node, Renaming]] = [(x, y, names) for x, y in pairs]
    while pending:
        x, y, scope = pending.pop()
        if (id(x), id(y), id(scope)) in seen:
            continue
        seen.add((id(x), id(y), id(scope)))
        if type(x) is not type(y):
            return False
        if x in of_a or y in of_b:
            if x not in of_a or y not in of_b:
                return False
            one, other = of_a[x], of_b[y]
            if (one.prefix, one.integer) != (other.prefix, other.integer):
                return False
            pending.append((one.term, other.term, names))
            continue
        if isinstance(x, n.Var | n.RealVar):
            if scope.get(x) is not y:
                return False
            continue
        if isinstance(x, n.Fold | n.ForAll) and isinstance(y, n.Fold | n.ForAll):
            if [_range(v) for v in x.binders] != [_range(v) for v in y.binders]:
                return False
            scope = {**scope, **dict(zip(x.binders, y.binders, strict=True))}
            scopes.append(scope)
        if _data(x) != _data(y) or len(x.children()) != len(y.children()):
            return False
        pending += [(c, d, scope) for c, d in zip(x.children(), y.children(), strict=True)]
    return True


def _data(node: n.Node) -> list[object]:
    """What a node has beside its subterms: its operation, its format, its constant."""
    values = (getattr(node, f.name) for f in fields(node))
    return [v for v in values if not isinstance(v, n.Node | tuple)]


def _renaming(a: Sequence[Variable], b: Sequence[Variable]) -> dict[n.Node, n.Node] | None:
    """The variables of ``b`` by those of ``a``; ``None`` where they are not alike, one by one."""
    if len(a) != len(b):
        return None
    found: dict[n.Node, n.Node] = {}
    for x, y in zip(a, b, strict=True):
        alike = x.kind == y.kind and x.format == y.format and x.lane == y.lane
        if not alike or _range(x.var) != _range(y.var):
            return None
        found[x.var] = y.var
    # Two variables must not become one.
    return found if len(found) == len(b) == len(set(found.values())) else None


def _range(var: n.AnyVar) -> tuple[int, int] | None:
    return (var.low, var.high) if isinstance(var, n.Var) else None


def _lanes_renaming(a: Lanes, b: Lanes) -> dict[n.Node, n.Node] | None:
    """The same for lanes: their variables and their number."""
    found = _renaming(a.variables, b.variables)
    return None if found is None else {**found, a.length: b.length}


def _sums(lanes: Lanes | None) -> Sums:
    return {} if lanes is None else {s.symbol: s for s in lanes.sums}
