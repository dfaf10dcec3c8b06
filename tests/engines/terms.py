"""Random terms of the core over a few variables, well formed by construction."""

from __future__ import annotations

import random
from fractions import Fraction

from tests.engines import samples
from verif.formats.format import Format
from verif.ir import build as b
from verif.ir import nodes as n


class Maker:
    """Draws terms; codes are kept apart from numbers, since a code must lie in its format."""

    def __init__(
        self, rng: random.Random, variables: dict[Format, list[n.Var]], binders: bool = True
    ) -> None:
        self.rng = rng
        self.codes = variables
        self.may_bind = binders
        self.binders = 0

    def code(self, fmt: Format, depth: int) -> n.Num:
        if depth == 0 or self.rng.random() < 0.4:
            pool = self.codes.get(fmt, [])
            if pool and self.rng.random() < 0.9:
                return self.rng.choice(pool)
            return b.const(self.rng.randrange(1 << fmt.bits))
        if self.rng.random() < 0.3:
            condition = self.truth(depth - 1)
            return b.if_num(condition, self.code(fmt, depth - 1), self.code(fmt, depth - 1))
        if self.rng.random() < 0.2:
            ordinal = b.floor(self.number(depth - 1))
            return b.at_ordinal(fmt, ordinal)
        context = next(iter(samples.contexts(fmt, self.rng, 1)))
        masks = [self.truth(depth - 2) if self.rng.random() < 0.3 else b.FALSE for _ in range(3)]
        real = self.number(depth - 1)
        if self.rng.random() < 0.15:
            real = b.mul(self.number(0), b.unary("sqrt", real))
        return b.round_(fmt, context, masks[0], masks[1], masks[2], real)

    def whole(self, depth: int) -> n.Num:
        """An integer that is not negative."""
        fmt = self.rng.choice(list(self.codes))
        if depth <= 0 or self.rng.random() < 0.6:
            return self.code(fmt, max(0, depth - 1))
        op = self.rng.choice(["and", "or", "xor"])
        return b.binary(op, self.whole(depth - 1), self.whole(depth - 1))  # type: ignore[arg-type]

    def number(self, depth: int) -> n.Num:
        rng = self.rng
        fmt = rng.choice(list(self.codes))
        if depth <= 0:
            if rng.random() < 0.2:
                return b.const(Fraction(rng.randint(-20, 20), rng.choice([1, 1, 2, 3, 10, 64])))
            return b.decode(fmt, self.code(fmt, 0))
        kind = rng.randrange(12)
        if kind == 0:
            return b.decode(fmt, self.code(fmt, depth - 1))
        if kind == 1:
            return b.ordinal(fmt, self.code(fmt, depth - 1))
        if kind == 2:
            return self.whole(depth - 1)
        if kind == 3:
            op = rng.choice(["neg", "abs", "floor", "exponent", "significand"])
            return b.unary(op, self.number(depth - 1))  # type: ignore[arg-type]
        if kind == 4:
            return b.pow2(b.ordinal(fmt, self.code(fmt, depth - 1)))
        if kind == 5:
            return b.if_num(self.truth(depth - 1), self.number(depth - 1), self.number(depth - 1))
        if kind == 6 and depth >= 2 and self.may_bind:
            return self.fold(depth)
        op = rng.choice(["add", "sub", "mul", "div", "min", "max", "add", "sub", "mul"])
        return b.binary(op, self.number(depth - 1), self.number(depth - 1))  # type: ignore[arg-type]

    def truth(self, depth: int) -> n.Bool:
        rng = self.rng
        fmt = rng.choice(list(self.codes))
        kind = rng.randrange(9)
        if depth <= 0 or kind < 2:
            op = rng.choice(["nan", "inf", "negative"])
            return b.test(op, fmt, self.code(fmt, max(0, depth - 1)))  # type: ignore[arg-type]
        if kind < 5:
            op = rng.choice(["lt", "le", "eq"])
            if rng.random() < 0.25:
                root = b.unary("sqrt", self.number(depth - 1))
                if rng.random() < 0.4:
                    root = b.sub(root, self.number(depth - 1))
                sides = rng.sample([root, self.number(depth - 1)], 2)
                return b.compare(op, *sides)  # type: ignore[arg-type]
            return b.compare(op, self.number(depth - 1), self.number(depth - 1))  # type: ignore[arg-type]
        if kind == 5:
            return b.not_(self.truth(depth - 1))
        if kind == 6:
            join = rng.choice([b.and_, b.or_])
            return join(*(self.truth(depth - 1) for _ in range(rng.randint(2, 3))))
        if kind == 7 and depth >= 2 and self.may_bind:
            binders = self.bind()
            body = self.truth(depth - 1)
            self.release(binders)
            return b.forall(tuple(v for _, v in binders), body)
        condition = self.truth(depth - 1)
        return b.if_bool(condition, self.truth(depth - 1), self.truth(depth - 1))

    # --- binders --------------------------------------------------------------------------------

    def bind(self) -> list[tuple[Format, n.Var]]:
        found = []
        for fmt in self.rng.sample(list(self.codes), self.rng.randint(1, min(2, len(self.codes)))):
            self.binders += 1
            # Now and then a name that hides another variable.
            name = self.rng.choice([f"b{self.binders}", f"v{fmt.name}0"])
            top = (1 << fmt.bits) - 1
            low, high = sorted(self.rng.randint(0, top) for _ in range(2))
            found.append((fmt, b.var(name, *self.rng.choice([(0, top), (low, high)]))))
        for fmt, v in found:
            self.codes[fmt].append(v)
        return found

    def release(self, binders: list[tuple[Format, n.Var]]) -> None:
        for fmt, v in reversed(binders):
            self.codes[fmt].remove(v)

    def fold(self, depth: int) -> n.Num:
        binders = self.bind()
        where = self.truth(depth - 2) if self.rng.random() < 0.5 else b.TRUE
        body = self.number(depth - 1)
        self.release(binders)
        op = self.rng.choice(["sum", "min", "max"])
        return b.fold(op, tuple(v for _, v in binders), where, body)  # type: ignore[arg-type]
