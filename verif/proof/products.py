"""Products without their factors: a claim about roundings of any numbers of that shape.

Bit-blasting two multipliers to compare them is hopeless from 8 bits on, and not needed: what such a
claim uses of its products is how they lie to each other and to zero. Each product becomes a free
number of a float format wide enough to hold every such product, so that the claim is only made
stronger, and what real arithmetic shows of the products is assumed of these numbers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import combinations

from verif.base.bits import Pattern
from verif.base.exact import TooLarge
from verif.base.surd import NotExact
from verif.engines.engine import Query
from verif.engines.samples import samples
from verif.formats.float_ import Float
from verif.formats.format import FormatError
from verif.ir import build as b
from verif.ir import nodes as n
from verif.ir.evaluate import evaluate, evaluate_all
from verif.ir.simplify import conjuncts
from verif.ir.substitute import substitute_all
from verif.proof.plan import Goal, Plan

RULE = "products as free numbers"

MIN_WIDTH = 14
"""Bits of a product from which on it is worth while."""

MAX_PRODUCTS = 4

SAMPLES = 48

PATIENCE = 0.3
"""Seconds for solvers before: the goals of this rule cost less than most products as they are."""


def by_products(query: Query, predicate: n.Bool) -> Plan | None:
    """The plan for a predicate with products of decoded floats; ``None`` where it has none."""
    products = _products(predicate)
    if not products or not query.finite:
        return None
    free: dict[n.Node, n.Node] = {}
    variables: list[n.Var] = []
    for i, (product, wide) in enumerate(products.items()):
        code = b.var(f"product {i + 1}", 0, (1 << wide.bits) - 1)
        variables.append(code)
        free[product] = b.decode(wide, code)
    known = [t for t in conjuncts(predicate) if _plain(t)]
    hints = _hints(query, list(products), known)
    goals = tuple(
        Goal(f"real lemma: {text}", query.about(b.and_(*known, b.not_(h))), ("real",))
        for text, h in hints
    )
    wider = replace(query, variables=(*query.variables, *variables), order=(), facts=())

    def finish(proved: Sequence[bool]) -> tuple[Goal, ...]:
        held = [h for (_, h), good in zip(hints, proved, strict=True) if good]
        parts = substitute_all([predicate, *held], free)
        return (Goal("the claim for free numbers", wider.about(b.and_(*parts))),)

    return Plan(RULE, goals, finish, PATIENCE)


def _products(predicate: n.Bool) -> dict[n.Binary, Float]:
    """The products of two decoded codes, with a format that holds all of them."""
    found: dict[n.Binary, Float] = {}
    for node in n.postorder(predicate):
        match node:
            case n.Fold() | n.ForAll():
                return {}
            case n.Binary("mul", n.Decode(Float() as f), n.Decode(Float() as g)):
                if f.precision + g.precision >= MIN_WIDTH:
                    try:
                        found[node] = product_format(f, g)
                    except FormatError:  # wider than formats may be
                        return {}
    return found if len(found) <= MAX_PRODUCTS else {}


@lru_cache(maxsize=64)
def product_format(f: Float, g: Float) -> Float:
    """A float format in which the product of a number of ``f`` and one of ``g`` is exact."""
    precision = f.precision + g.precision
    low = sum(_exponents(x)[0] for x in (f, g))
    high = sum(_exponents(x)[1] for x in (f, g)) + precision
    # Its smallest place is 2**low: with the exponent field 1 the last of its bits stands for that.
    binades = high - low - precision + 3
    exponent_bits = binades.bit_length()
    text = f"s {'e' * exponent_bits} {'m' * (precision - 1)}"
    bias = 1 - low - (precision - 1)
    pattern = Pattern(text)
    return Float(f"{f.name} * {g.name}", pattern.width, pattern, bias)


def _exponents(fmt: Float) -> tuple[int, int]:
    """The least and the greatest exponent of a last place."""
    m = fmt.significand_bits
    low = 1 - fmt.bias - m if fmt.subnormals else -fmt.bias - m
    largest = max(fmt.kmax, -fmt.kmin)  # NaN codes may leave the two signs unequal ranges
    return low, (largest >> m) - fmt.bias - m


def _plain(term: n.Bool) -> bool:
    """Whether a term has no rounding in it: it may be assumed in a lemma on real numbers."""
    return not any(isinstance(x, n.Round) for x in n.postorder(term))


def _hints(
    query: Query, products: Sequence[n.Binary], known: Sequence[n.Bool]
) -> list[tuple[str, n.Bool]]:
    """How products may lie to each other and to zero: what no sample contradicts."""
    candidates = list(_candidates(products))
    assumption = b.and_(*known)
    left = dict.fromkeys(range(len(candidates)))
    for assignment in samples(query.about(assumption), SAMPLES, seed=1):
        try:
            if evaluate(assumption, assignment) is not True:
                continue
            values = evaluate_all([candidates[i][1] for i in left], assignment)
        except (NotExact, TooLarge):
            continue
        for i, holds in zip(list(left), values, strict=True):
            if holds is not True:
                del left[i]
    return [candidates[i] for i in left]


def _candidates(products: Sequence[n.Binary]) -> Iterator[tuple[str, n.Bool]]:
    for i, p in enumerate(products):
        yield f"product {i + 1} is not negative", b.le(b.ZERO, p)
        yield f"product {i + 1} is not positive", b.le(p, b.ZERO)
    for (i, p), (j, q) in combinations(enumerate(products), 2):
        yield f"product {i + 1} is at most product {j + 1}", b.le(p, q)
        yield f"product {j + 1} is at most product {i + 1}", b.le(q, p)
        yield f"product {i + 1} is product {j + 1} negated", b.eq(p, b.neg(q))
