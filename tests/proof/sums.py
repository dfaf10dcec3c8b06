"""Random claims about sums of two floats, and the small formats that they are about."""

from __future__ import annotations

import random
from collections.abc import Callable

from tests.engines.samples import ieee
from verif.base.bits import Pattern
from verif.engines.engine import Query
from verif.formats.context import Policies
from verif.formats.float_ import Float
from verif.ir import build as b
from verif.ir import nodes as n


def plain(name: str, e: int, m: int, nan: str = "", inf: str = "") -> Float:
    """A float whose only special codes are the given patterns."""
    return Float(
        name,
        1 + e + m,
        Pattern(f"s {'e' * e} {'m' * m}".strip()),
        (1 << (e - 1)) - 1,
        nan=(Pattern(nan),) if nan else (),
        inf=(Pattern(inf),) if inf else (),
    )


E4M1 = ieee("E4M1", 4, 1)
E4M2 = ieee("E4M2", 4, 2)
CUT = plain("CUT", 4, 2, nan="s 1111 11")
"""Like OCP E4M3: finite numbers in the top binade, NaN its last code."""
CUT_INF = plain("CUT_INF", 4, 2, nan="s 1111 1m", inf="s 1111 01")
"""A top binade of a single finite number."""
UZ = plain("UZ", 4, 2, nan="1 0000 00")
"""NaN in place of -0, and none at the top."""
CUT_ONE = plain("CUT_ONE", 4, 1, nan="s 1111 1")
BARE = Float("BARE", 5, Pattern("s eeee"), 7, nan=(Pattern("s 1111"),))
"""No significand bits: ties go by the exponent."""
SHALLOW = plain("SHALLOW", 3, 1, nan="s 111 1")
"""Too few binades for the rule: its lowest numbers may reach the top."""

FORMATS = (E4M1, E4M2, CUT, CUT_INF, UZ, CUT_ONE, BARE)


class Pair:
    """Two variables of a format, and terms over them."""

    def __init__(self, fmt: Float) -> None:
        top = (1 << fmt.bits) - 1
        self.format = fmt
        self.x, self.y = b.var("x", 0, top), b.var("y", 0, top)
        self.query = Query((self.x, self.y), (b.TRUE,), ())
        self.X, self.Y = b.decode(fmt, self.x), b.decode(fmt, self.y)

    def round(
        self,
        real: n.Num,
        mode: str = "RNE",
        policies: Policies | None = None,
        nan: n.Bool = b.FALSE,
        inf: n.Bool = b.FALSE,
        negative: n.Bool = b.FALSE,
    ) -> n.Num:
        """The code that a number rounds to."""
        context = self.format.context(mode, policies or Policies()).total
        return b.round_(self.format, context, nan, inf, negative, real)

    def sum(self, u: n.Num, v: n.Num, mode: str = "RNE", sign: int = 1) -> n.Num:
        """The code of ``u + v`` or ``u - v``, with what IEEE 754 says of special operands."""
        real = b.binary("add" if sign > 0 else "sub", self.value(u), self.value(v))
        minus = self.test("negative", v)
        minus = minus if sign > 0 else b.not_(minus)
        infinite = b.test("inf", self.format, u), b.test("inf", self.format, v)
        opposite = b.not_(b.if_bool(self.test("negative", u), minus, b.not_(minus)))
        nan = b.or_(self.test("nan", u), self.test("nan", v), b.and_(*infinite, opposite))
        negative = b.if_bool(infinite[0], self.test("negative", u), b.and_(minus))
        return self.round(real, mode, nan=nan, inf=b.or_(*infinite), negative=negative)

    def value(self, code: n.Num) -> n.Num:
        """What a code means."""
        return b.decode(self.format, code)

    def test(self, op: n.TestOp, code: n.Num) -> n.Bool:
        """NaN, infinite or negative."""
        return b.test(op, self.format, code)

    def finite(self, *codes: n.Num) -> n.Bool:
        """All of these codes are numbers."""
        return b.and_(*(b.not_(self.test(op, c)) for c in codes for op in ("nan", "inf")))


class Claims(Pair):
    """Draws predicates that hold rarely or never, of the shapes that the rule is for."""

    def __init__(self, fmt: Float, rng: random.Random) -> None:
        super().__init__(fmt)
        self.rng = rng
        self.pool: list[n.Num] = []

    def predicate(self) -> n.Bool:
        """A conjunction of guards and of one or two rare conditions."""
        rng = self.rng
        self.pool = [self.x, self.y]
        for _ in range(rng.choice([1, 1, 2, 3])):
            self.pool.append(self._code())
        guards: list[n.Bool] = []
        if rng.random() < 0.8:
            guards.append(self.finite(self.x, self.y))
        for code in self.pool[2:]:
            if rng.random() < 0.5:
                guards.append(self.finite(code))
        for _ in range(rng.choice([0, 1, 2])):
            guards.append(self._ordered())
        core = [self._literal() for _ in range(rng.choice([1, 1, 2]))]
        if rng.random() < 0.2:
            core = [b.or_(*core, self._literal())]
        return b.and_(*guards, *core)

    def _code(self) -> n.Num:
        rng = self.rng
        mode = rng.choice(["RNE", "RNE", "RNE", "RNA", "RN"])
        if rng.random() < 0.6:
            u, v = rng.choice(self.pool), rng.choice(self.pool)
            return self.sum(u, v, mode, rng.choice([1, -1]))
        return self.round(self._number(2), mode, negative=self._sign())

    def _number(self, depth: int) -> n.Num:
        rng = self.rng
        if depth == 0 or rng.random() < 0.3:
            return self.value(rng.choice(self.pool))
        kind = rng.randrange(8)
        if kind == 0:
            return b.neg(self._number(depth - 1))
        if kind == 1:
            return b.absolute(self._number(depth - 1))
        if kind == 2:
            return b.mul(b.const(rng.choice([2, 2, 3, 4, 6, 16])), self._number(depth - 1))
        if kind == 3:
            return b.if_num(self._sign(), self._number(depth - 1), self._number(depth - 1))
        op = rng.choice(["add", "sub", "add", "sub", "min", "max"])
        return b.binary(op, self._number(depth - 1), self._number(depth - 1))  # type: ignore[arg-type]

    def _sign(self) -> n.Bool:
        rng = self.rng
        if rng.random() < 0.5:
            return self.test("negative", rng.choice(self.pool))
        return b.lt(self.value(rng.choice(self.pool)), self.value(rng.choice(self.pool)))

    def _ordered(self) -> n.Bool:
        """What claims are often limited to: signs and the order of the inputs."""
        rng = self.rng
        u, v = rng.choice([self.X, self.Y]), rng.choice([self.X, self.Y, b.neg(self.X)])
        choices: list[Callable[[], n.Bool]] = [
            lambda: b.le(b.ZERO, u),
            lambda: b.lt(b.ZERO, u),
            lambda: b.le(u, v),
            lambda: b.le(b.absolute(u), b.absolute(v)),
            lambda: b.eq(u, v),
            lambda: b.not_(b.eq(u, b.ZERO)),
            lambda: b.le(v, b.mul(b.const(2), u)),
        ]
        return rng.choice(choices)()

    def _literal(self) -> n.Bool:
        rng = self.rng
        kind = rng.randrange(10)
        if kind == 0:
            return self.test(rng.choice(["nan", "inf"]), rng.choice(self.pool[2:]))
        if kind == 1:
            first = self.test("negative", rng.choice(self.pool))
            second = self.test("negative", rng.choice(self.pool))
            return b.if_bool(first, second, b.not_(second))
        if kind == 2:  # what does not scale, and is dropped
            return b.lt(self._number(1), b.const(rng.choice([-3, 1, 5])))
        op = rng.choice(["lt", "lt", "le", "eq"])
        x, y = self._number(2), self._number(2)
        if rng.random() < 0.3:
            x, y = b.absolute(x), b.absolute(y)
        found = b.compare(op, x, y)  # type: ignore[arg-type]
        return b.not_(found) if rng.random() < 0.3 else found
