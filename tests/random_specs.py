"""Random small specs: properties over tiny formats, well typed, often partial."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager

COMMON = """
format A : float { layout = "s ee m"; bias = 1; nan = "s 11 1"; }
format B : float { layout = "s ee m"; bias = 2; inf = "s 11 0"; nan = "s 11 1"; }
format C : float { layout = "s ee"; bias = 1; subnormals = false; }
format D : float { layout = "ee m"; bias = 1; nan = "11 1"; overflow = saturate; }
format E : float { layout = "eee"; bias = 3; zero = none; subnormals = false; nan = "111"; }
format G : float { layout = "s ee m"; bias = 2; nan = "1 00 0"; }
format H : float { layout = "s ee m"; bias = 1; flush = true; overflow = error; }
format T : table { bits = 3; values = [-2, -1/3, -0.0, 0, 1/2, 3, inf, nan]; ties = zero; }
format U : table { bits = 2; values = [0, 1, 5/2, 4]; ties = up; overflow_at = 6; }
format V : table { bits = 3; values = [-3, -1, 0, 1, 2, 7/2, 5, 9]; on_nan = max; }
format W : cases(3) { "0 11" = inf; "s mm" = if s == 1 then -1 - m else 2 * m; ties = away; }
rounding K { mode = RTZ; overflow = saturate; on_nan = zero; }
rounding L { mode = RNA; on_nan = error; }
const Q = 3/2;
const Z = mean(v4 for v4 in 0..<36);
op half(x : real) -> real { return x / 2; }
op safe(x : real, y : real) -> real { requires y != 0; let z = x / y; return z + 1; }
op both(x : A, n : int) -> (lo : real, hi : A) { requires n > 0; return (x * n, x); }
op up(F : format, x : real, M : rounding) -> F { return round(F, x, M); }
op deep(x : real) -> real { return sum(safe(x, i) for i in 1..<3) + max(half(x), 0); }
op odd(x : real) -> bool { return forall i in 0..<40 : i mod 2 == 1 or i != x; }
op tight(x : real) -> A { let y : B = x; return y; }
"""

FORMATS = (
    "A", "B", "C", "D", "E", "G", "H", "T", "U", "V", "W",
    "E2M1", "int(3)", "uint(2)", "uint(3)", "fixed(3, 1)", "ufixed(3, 2)", "posit(3, 1)",
    "posit(4, 0)", "posit(4, 1)",
)  # fmt: skip
FLOATS = ("A", "B", "C", "D", "E", "G", "H", "E2M1")
INTEGERS = ("int(3)", "uint(2)", "uint(3)")
ZEROLESS = ("E",)  # what RTO and RNA do below the least value is nowhere said
MODES = ("RNE", "RNE", "RNA", "RN", "RTZ", "RTP", "RTN", "RTO", "K", "L")
BITS = {"posit(3, 1)": 3, "posit(4, 0)": 4, "posit(4, 1)": 4, "int(3)": 3, "uint(2)": 2,
        "uint(3)": 3, "fixed(3, 1)": 3, "ufixed(3, 2)": 3, "U": 2, "T": 3, "V": 3, "W": 3, "E": 3,
        "C": 3, "D": 3}  # fmt: skip


def bits(fmt: str) -> int:
    """The width of a format."""
    return BITS.get(fmt, 4)


class Maker:
    """Writes expressions of a sort, over the variables in scope.

    Sorts are ``bool``, ``int``, ``real``, ``F A`` (a datum), ``code A`` and ``bits 3``.
    """

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.scope: dict[str, str] = {}
        self.count = 0

    def pick(self, *choices: Callable[[], str]) -> str:
        """The result of one of some functions."""
        return self.rng.choice(choices)()

    def name(self) -> str:
        """A new name."""
        self.count += 1
        return f"v{self.count}"

    @contextmanager
    def naming(self, name: str, sort: str) -> Iterator[None]:
        """A name in scope."""
        self.scope[name] = sort
        yield
        del self.scope[name]

    def variable(self, sort: str) -> str | None:
        """A variable of a sort."""
        names = [n for n, s in self.scope.items() if s == sort]
        return self.rng.choice(names) if names else None

    def formats_in_scope(self) -> list[str]:
        """The formats that variables are of."""
        return [s[2:] for s in self.scope.values() if s.startswith("F ")]

    def some_format(self, among: tuple[str, ...] = FORMATS) -> str:
        """A format, most often one in scope."""
        seen = [f for f in self.formats_in_scope() if f in among]
        return self.rng.choice(seen if seen and self.rng.random() < 0.7 else among)

    def make(self, sort: str, depth: int) -> str:
        """An expression of a sort."""
        kind, _, rest = sort.partition(" ")
        if kind == "bool":
            return self.boolean(depth)
        if kind == "int":
            return self.integer(depth)
        if kind == "real":
            return self.real(depth)
        if kind == "F":
            return self.datum(rest, depth)
        return self.code(rest, depth) if kind == "code" else self.bits(int(rest), depth)

    # --- truth values -------------------------------------------------------------------------

    def boolean(self, depth: int) -> str:
        """A condition."""
        d = depth - 1
        if depth <= 0:
            named = self.variable("bool")
            return named if named and self.rng.random() < 0.5 else self.comparison(0)
        rng = self.rng
        junction = rng.choice(("and", "or", "implies", "and", "or", "==", "!="))
        return self.pick(
            lambda: self.comparison(d),
            lambda: self.comparison(d),
            lambda: f"({self.boolean(d)} {junction} {self.boolean(d)})",
            lambda: f"({self.boolean(d)} {junction} {self.boolean(d)})",
            lambda: f"(not {self.boolean(d)})",
            lambda: f"(if {self.boolean(d)} then {self.boolean(d)} else {self.boolean(d)})",
            lambda: self.predicate(d),
            lambda: self.quantified(d),
            lambda: f"odd({self.integer(d)})",
        )

    def mild(self, depth: int) -> str:
        """A condition that holds more often than not."""
        choices = [self.boolean(depth) for _ in range(self.rng.choice((1, 2, 3)))]
        return f"({' or '.join(choices)})"

    def comparison(self, depth: int) -> str:
        """A comparison of numbers, data, codes or bits, or ``same``."""
        rng = self.rng
        less = rng.choice(("<", "<=", ">", ">=", "==", "!=", "=="))
        chain = rng.choice((("<", "<="), ("<=", "<"), (">", ">="), ("<", "<")))
        f, g = self.some_format(), self.some_format()
        w = rng.choice((2, 3, 4))

        def number() -> str:
            sort = rng.choice(("int", "real", f"F {f}", f"F {g}", "real"))
            return self.make(sort, depth)

        return self.pick(
            lambda: f"({number()} {less} {number()})",
            lambda: f"({number()} {less} {number()})",
            lambda: f"({number()} {less} {self.literal()})",
            lambda: f"({number()} {chain[0]} {number()} {chain[1]} {number()})",
            lambda: f"same({self.datum(f, depth)}, {number()})",
            lambda: f"({self.code(f, depth)} == {self.code(f, depth)})",
            lambda: f"same({self.code(f, depth)}, {self.code(f, depth)})",
            lambda: f"({self.code(f, depth)} == {rng.randrange(1 << bits(f))})",
            lambda: f"({self.bits(w, depth)} != {self.bits(w, depth)})",
            lambda: f"(sqrt({self.real(depth)}) {less} {number()})",
            lambda: f"(sqrt({self.real(depth)}) {less} sqrt({self.real(depth)}))",
        )

    def predicate(self, depth: int) -> str:
        """A predicate of a datum, a code or a number."""
        f = self.some_format()
        test = self.rng.choice(
            ("is_nan", "is_inf", "is_finite", "is_zero", "is_subnormal", "is_normal")
        )
        sort = self.rng.choice(("F", "code"))
        target = self.rng.choice(("int", "nat", self.some_format(), self.some_format()))
        if target in ("int", "nat"):
            return f"fits({self.real(depth)}, {target})"
        return self.pick(
            lambda: f"{test}({self.make(f'{sort} {f}', depth)})",
            lambda: f"fits({self.real(depth)}, {target})",
            lambda: f"fits({self.datum(f, depth)}, {target})",
        )

    def binder(self, long: bool) -> tuple[str, str, str]:
        """A binder without its ``where``: its name, its sort and its text."""
        name, rng = self.name(), self.rng
        f = self.some_format()
        low = rng.randrange(-2, 3)
        high = low + (rng.randrange(33, 38) if long else rng.randrange(-1, 4))
        named = self.variable("int")
        varies = named is not None and not long and rng.random() < 0.4
        ends = f"{low}..<({named} + 1)" if varies else f"{low}..<{high}"
        return rng.choice(
            (
                (name, "int", f"{name} in {ends}"),
                (name, "int", f"{name} in {ends}"),
                (name, f"F {f}", f"{name} in {f}"),
                (name, f"code {f}", f"{name} in code({f})"),
                (name, "bits 2", f"{name} in bits(2)"),
                (name, "bool", f"{name} in bool"),
            )
        )

    def bound(self, depth: int, body: Callable[[], str], where: bool = True) -> tuple[str, str]:
        """Binders and a body under them."""
        rng = self.rng
        long = rng.random() < 0.15
        name, sort, text = self.binder(long)
        with self.naming(name, sort):
            if where and rng.random() < 0.5:
                text += f" where {self.boolean(max(0, depth - 1))}"
            if rng.random() < 0.4 and sort in ("int", "bool") and not long:
                more, inner = self.bound(depth, body, where)
                return f"{text}, {more}", inner
            return text, body()

    def quantified(self, depth: int) -> str:
        """``forall`` or ``exists``."""
        kind = self.rng.choice(("forall", "exists"))
        binders, body = self.bound(depth, lambda: self.boolean(depth))
        return f"({kind} {binders} : {body})"

    # --- numbers ------------------------------------------------------------------------------

    def literal(self) -> str:
        """A number."""
        numbers = ("0", "1", "2", "3", "5", "-1", "(-3)", "0.5", "1/3", "-2.5", "Q", "Z")
        return self.rng.choice(numbers)

    def leaf(self, sort: str) -> str:
        """A variable or a literal."""
        named = self.variable(sort)
        if named and self.rng.random() < 0.8:
            return named
        if sort == "int":
            return self.rng.choice(("0", "1", "2", "3", "7", "(-1)", "(-2)", "E2M1.bits"))
        seen = [n for n, s in self.scope.items() if s.startswith("F ") or s in ("int", "real")]
        return self.rng.choice(seen) if seen and self.rng.random() < 0.8 else self.literal()

    def integer(self, depth: int) -> str:
        """An integer, or a real where one is needed."""
        d, rng = depth - 1, self.rng
        if depth <= 0 or rng.random() < 0.2:
            return self.leaf("int")
        f, w = self.some_format(), rng.choice((2, 3))
        division = rng.choice(("div", "mod", "tdiv"))
        float_ = self.some_format(FLOATS)
        return self.pick(
            lambda: f"({self.integer(d)} {rng.choice('+-*')} {self.integer(d)})",
            lambda: f"({self.integer(d)} {division} {self.integer(d)})",
            lambda: f"({self.real(d)} {division} {self.integer(d)})",
            lambda: f"({self.integer(d)} {rng.choice(('<<', '>>'))} {self.integer(0)})",
            lambda: f"floor({self.real(d)})",
            lambda: f"ceil({self.real(d)})",
            lambda: f"unsigned({self.bits(w, d)})",
            lambda: f"signed({self.bits(w, d)})",
            lambda: f"sign({self.coded(f, d)})",
            lambda: f"exponent({self.real(d)})",
            lambda: f'field({self.datum(float_, d)}, "e")',
            lambda: f"wrap({self.real(d)}, {rng.choice(INTEGERS)})",
            lambda: self.folded("count", d),
            lambda: f"len([{self.real(0)}, {self.real(0)}])",
            lambda: f"(if {self.boolean(d)} then {self.integer(d)} else {self.integer(d)})",
        )

    def real(self, depth: int) -> str:
        """A real number, perhaps through a datum."""
        d, rng = depth - 1, self.rng
        if depth <= 0 or rng.random() < 0.15:
            return self.leaf("real")
        f = self.some_format()
        folds = ("sum", "sum", "min", "max", "mean")
        two = rng.choice(("min", "max"))
        one = rng.choice(("abs", "frac", "significand", "half", "deep"))
        error = rng.choice(("rel_error", "abs_error"))
        return self.pick(
            lambda: f"({self.real(d)} {rng.choice('+-*/')} {self.real(d)})",
            lambda: f"({self.real(d)} {rng.choice('+-*/')} {self.real(d)})",
            lambda: self.datum(f, d),
            lambda: self.datum(f, d),
            lambda: f"(-{self.real(d)})",
            lambda: f"({self.real(d)} ** {rng.choice(('0', '1', '2', '-1', '-2'))})",
            lambda: f"({rng.choice(('2', '(1/2)', '(-2)', '1'))} ** min(5, {self.integer(d)}))",
            lambda: f"{one}({self.real(d)})",
            lambda: f"{two}({self.real(d)}, {self.real(d)})",
            lambda: f"safe({self.real(d)}, {self.real(d)})",
            lambda: f"saturate({self.real(d)}, {f})",
            lambda: f"{error}({self.real(d)}, exact = {self.real(d)})",
            lambda: f"ulp({self.some_format(FLOATS)}, {self.real(d)})",
            lambda: self.folded(rng.choice(folds), d),
            lambda: f"[{self.real(d)}, {self.real(d)}, 1/3][{self.integer(d)}]",
            lambda: f"prefix_sums({self.real(0)} for {self.name()} in 0..<3)[{self.integer(0)}]",
            lambda: f"(if {self.boolean(d)} then {self.real(d)} + 0 else {self.real(d)} + 0)",
            lambda: self.integer(d),
        )

    def folded(self, function: str, depth: int) -> str:
        """A fold."""
        binders, body = self.bound(
            depth, lambda: self.boolean(depth) if function == "count" else self.real(depth)
        )
        return f"{function}({body} for {binders})"

    # --- data and codes -----------------------------------------------------------------------

    def mode(self, fmt: str) -> str:
        """A mode that the reference says all about, for a format."""
        if fmt.startswith("posit"):
            return self.rng.choice(("RNE", "RN", "RTZ"))
        if fmt in ("T", "U", "V", "W"):
            return self.rng.choice(("RN", "RTZ", "RTP", "RTN", "RNA"))
        if fmt in ZEROLESS:
            return self.rng.choice(("RNE", "RTZ", "RTP", "RTN"))
        return self.rng.choice(MODES)

    def said(self, fmt: str) -> str:
        """Policies at a call."""
        policies = {
            "overflow": ("saturate", "error", "nan", "inf"),
            "on_nan": ("zero", "max", "error", "nan"),
            "on_inf": ("saturate", "error", "nan", "inf"),
            "on_negative": ("saturate", "error", "nan"),
            "on_zero": ("min", "error", "nan"),
        }
        if fmt.startswith("posit") or self.rng.random() < 0.7:
            return ""
        nan = fmt in ("A", "B", "D", "E", "G", "T")
        name, choices = self.rng.choice(list(policies.items()))
        known = [c for c in choices if (c != "nan" or nan) and (c != "inf" or fmt == "B")]
        return f", {name} = {self.rng.choice(known)}"

    def operand(self, depth: int) -> str:
        """What an operator takes: a number, a datum or a literal value."""
        f = self.some_format()
        return self.pick(
            lambda: self.datum(f, depth),
            lambda: self.datum(f, depth),
            lambda: self.real(depth),
            lambda: self.rng.choice(("-0.0", "inf", "-inf", "nan", "0", "1/3", "100", "-100")),
        )

    def rounded(self, fmt: str, depth: int, code: bool) -> str:
        """An operator's call."""
        name, arity = ("encode", 1) if code else self.rng.choice(
            (
                ("round", 1), ("round", 1), ("convert", 1), ("add", 2), ("sub", 2), ("mul", 2),
                ("div", 2), ("sqrt", 1), ("neg", 1), ("abs", 1), ("min", 2), ("max", 2),
                ("minnum", 2), ("maxnum", 2), ("fma", 3),
            )
        )  # fmt: skip
        operands = ", ".join(self.operand(depth) for _ in range(arity))
        return f"{name}({fmt}, {operands}, {self.mode(fmt)}{self.said(fmt)})"

    def datum(self, fmt: str, depth: int) -> str:
        """A datum."""
        named, d = self.variable(f"F {fmt}"), depth - 1
        if depth <= 0 or (named and self.rng.random() < 0.4):
            return named or f"decode({self.code(fmt, 0)})"
        return self.pick(
            lambda: self.rounded(fmt, d, False),
            lambda: self.rounded(fmt, d, False),
            lambda: self.rounded(fmt, d, False),
            lambda: f"decode({self.code(fmt, d)})",
            lambda: f"{self.rng.choice(('next_up', 'next_down'))}({self.datum(fmt, d)})",
            lambda: f"(if {self.boolean(d)} then {self.datum(fmt, d)} else {self.datum(fmt, d)})",
            lambda: f"up({fmt}, {self.real(d)}, {self.mode(fmt)})",
            lambda: f"tight({self.real(d)})" if fmt == "A" else self.rounded(fmt, d, False),
        )

    def coded(self, fmt: str, depth: int) -> str:
        """A datum or a code."""
        return self.datum(fmt, depth) if self.rng.random() < 0.5 else self.code(fmt, depth)

    def code(self, fmt: str, depth: int) -> str:
        """A code."""
        named, d = self.variable(f"code {fmt}"), depth - 1
        if named and (depth <= 0 or self.rng.random() < 0.4):
            return named
        if depth <= 0:
            return f"code({fmt}, {self.rng.randrange(1 << bits(fmt))})"
        return self.pick(
            lambda: self.rounded(fmt, d, True),
            lambda: f"code({fmt}, {self.integer(d)})",
            lambda: f"code({fmt}, {self.real(d)})",
            lambda: f"code({fmt}, {self.bits(bits(fmt), d)})",
            lambda: f"(if {self.boolean(d)} then {self.code(fmt, d)} else {self.code(fmt, d)})",
        )

    def bits(self, width: int, depth: int) -> str:
        """A bit string."""
        named, d = self.variable(f"bits {width}"), depth - 1
        if named and (depth <= 0 or self.rng.random() < 0.3):
            return named
        if depth <= 0:
            return f"bits({width}, {self.rng.randrange(1 << width)})"
        rng = self.rng
        fitting = [f for f in FORMATS if bits(f) == width]
        both = rng.choice(("bit_and", "bit_or", "xor"))
        return self.pick(
            lambda: f"bits({width}, {self.integer(d)})",
            lambda: f"bits({width}, {self.real(d)})",
            lambda: f"{both}({self.bits(width, d)}, {self.bits(width, d)})",
            lambda: f"bit_not({self.bits(width, d)})",
            lambda: f"({self.bits(width, d)} {rng.choice(('<<', '>>'))} {self.integer(d)})",
            lambda: f"({self.bits(width + 1, d)})[{width}:1]",
            lambda: (
                f"concat({self.bits(1, d)}, {self.bits(width - 1, d)})"
                if width > 1
                else "bits(1, 1)"
            ),
            lambda: (
                f"bits({self.coded(rng.choice(fitting), d)})" if fitting else f"bits({width}, 0)"
            ),
        )


def write_property(rng: random.Random, name: str) -> str:
    """A property of up to about 300 inputs."""
    make = Maker(rng)
    lines = []
    room = 300

    def clause(d: int) -> None:
        kind = rng.random()
        if kind < 0.04:
            number, datum = make.name(), make.name()
            lines.append(f"let ({number}, {datum}) = both({make.real(d)}, {make.integer(d)});")
            make.scope |= {number: "real", datum: "F A"}
        elif kind < 0.14:
            lines.append(f"assume {make.mild(d)};")
        elif kind < 0.5:
            new = make.name()
            sort = rng.choice(("bool", "int", "real", f"F {make.some_format()}"))
            written = ""
            text = make.make(sort, d)
            if sort in ("int", "real") and rng.random() < 0.4:
                written, text = f" : {sort}", make.real(d)
            elif sort.startswith("F ") and rng.random() < 0.6:
                written, text = f" : {sort[2:]}", make.real(d)
            lines.append(f"let {new}{written} = {text};")
            make.scope[new] = sort if sort != "int" or written else "real"
        else:
            lines.append(f"{rng.choice(('prove', 'prove', 'cover'))} {make.boolean(d + 1)};")

    if rng.random() < 0.35:
        new = make.name()
        low, high = rng.choice(((-3, 3), (-1, 2), (0, 3), (1, 3), (1, 2), (2, 1)))
        make.scope[new] = "int"
        extra = f" and {make.mild(1)}" if rng.random() < 0.5 else ""
        before = ""
        if rng.random() < 0.15:  # has no meaning for a number that only the bounds behind exclude
            pole = rng.choice((low - 1, high + 1))
            before = f"{low - 2} <= {new} < {high + 2} and 1 / ({new} - {pole}) != 9 and "
        lines.append(f"given {new} : int where {before}{low} <= {new} and {new} <= {high}{extra};")
        room //= 6
        if low > 0 and high >= low and not before and rng.random() < 0.7:
            width, number = make.name(), make.name()
            lines.append(f"given {width} : bits({new});")
            lines.append(f"let {number} = unsigned({width});")
            make.scope[number] = "int"
            room //= 8
    for _ in range(rng.choice((1, 1, 2, 2, 3))):
        new, f = make.name(), rng.choice(FORMATS)
        size, sort, text = rng.choice(
            (
                (1 << bits(f), f"F {f}", f),
                (1 << bits(f), f"F {f}", f),
                (1 << bits(f), f"code {f}", f"code({f})"),
                (8, "bits 3", "bits(3)"),
                (2, "bool", "bool"),
            )
        )
        if size > room:
            continue
        room //= size
        make.scope[new] = sort
        where = f" where {make.mild(1)}" if rng.random() < 0.2 else ""
        lines.append(f"given {new} : {text}{where};")
        if rng.random() < 0.3:
            clause(1)
    if room >= 16 and rng.random() < 0.3:
        new = make.name()
        lines.append(f"given {new} : uint(1)[{rng.choice((0, 1, 3))}];")
        item = make.name()
        lines.append(f"let {item} = sum({new}[i] * (i + 1) for i in 0..<len({new}));")
        make.scope[item] = "int"
    for _ in range(rng.choice((1, 2, 2, 3))):
        clause(rng.choice((1, 2, 2, 3)))
    if not any(line.startswith(("prove", "cover")) for line in lines):
        lines.append(f"prove {make.boolean(2)};")
    body = "\n  ".join(lines)
    return f"property {name} {{\n  {body}\n}}\n"
