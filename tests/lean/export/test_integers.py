"""Statements about integers for Lean: read back they are the core's; Lean rejects false ones."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.lean.export.judge import judge
from tests.lean.export.read_lean import value
from verif.base.source import Span
from verif.formats.fixed import Fixed, Integer
from verif.ir import build as b
from verif.ir import nodes as n
from verif.ir.evaluate import evaluate
from verif.lean.export.integers import about_integers, integer_theorem
from verif.properties.obligation import Case, Hazard, Shown, Variable
from verif.run.check import declare

SPECS = Path(__file__).parents[3] / "specs"

INPUTS = (
    Variable("x", "datum", b.var("x", 0, 255), Integer("INT8", 8)),
    Variable("at", "datum", b.var("at", 0, 63), Fixed("Q4_2", 6, 2)),
    Variable("k", "bits", b.var("k", 0, 31)),
)


def number(rng: random.Random, depth: int, more: bool = False) -> n.Num:
    """A random term that has a translation; with ``more`` also one that goes beyond linear
    arithmetic."""
    if depth == 0 or rng.random() < 0.1:
        x, y, k = INPUTS
        assert x.format and y.format and isinstance(k.var, n.Var)
        leaves = (b.decode(x.format, x.var), b.decode(y.format, y.var), k.var)
        return rng.choice((*leaves, b.const(rng.randint(-9, 9)), b.div(b.ONE, b.const(8))))
    one, two = (number(rng, depth - 1, more) for _ in range(2))
    if more and rng.random() < 0.4:
        operation = rng.choice(("mul", "and", "or", "xor"))
        if operation == "mul":
            return b.mul(one, two)
        parts = (b.unary("floor", b.absolute(x)) for x in (one, two))
        return b.binary(operation, *parts)  # type: ignore[arg-type]
    constant = b.const(rng.choice((-3, -1, 2, 4, 6)))
    positive = b.const(rng.choice((1, 2, 3, 16)))
    whole = b.unary("floor", one)
    match rng.randrange(12):
        case 0 | 1:
            return b.add(one, two)
        case 2 | 3:
            return b.sub(one, two)
        case 4:
            return b.mul(constant, one)
        case 5:
            return b.div(one, constant)
        case 6:
            return whole
        case 7:
            return b.absolute(one)
        case 8:
            return b.binary(rng.choice(("min", "max")), one, two)
        case 9:
            quotient = b.unary("floor", b.div(whole, positive))
            return b.sub(whole, b.mul(positive, quotient))
        case 10:
            return b.unary("neg", one)
        case _:
            return b.if_num(truth(rng, depth - 1, more), one, two)


def truth(rng: random.Random, depth: int, more: bool = False) -> n.Bool:
    """A random claim that has a translation."""
    compare = rng.choice((b.lt, b.le, b.eq))
    if depth == 0:
        return compare(number(rng, 0), number(rng, 0))
    one, two = (truth(rng, depth - 1, more) for _ in range(2))
    match rng.randrange(8):
        case 0:
            return b.not_(one)
        case 1:
            return b.and_(one, two)
        case 2:
            return b.or_(one, two)
        case 3:
            return b.or_(b.not_(one), two)
        case 4:
            return b.if_bool(one, two, b.not_(two))
        case 5:
            return b.if_bool(one, two, truth(rng, depth - 1, more))
        case _:
            return compare(number(rng, depth, more), number(rng, depth, more))


def case_of(
    claim: n.Bool, assumption: n.Bool = b.TRUE, hazards: tuple[Hazard, ...] = (), **named: n.Num
) -> Case:
    shown = tuple(Shown(name, "num", node) for name, node in named.items())
    return Case(INPUTS, assumption, hazards, claim, None, shown)


def statement(text: str) -> str:
    """What a theorem says, without its name and proof."""
    return text.partition(" :\n")[2].rpartition(" := by")[0]


@pytest.mark.share(4)
@pytest.mark.parametrize("finite", [False, True])
@pytest.mark.parametrize("seed", range(120))
def test_the_text_says_what_the_core_says(seed: int, finite: bool) -> None:
    rng = random.Random(seed)
    assumption = truth(rng, 1, finite)
    claim, term = truth(rng, 3 if finite else 4, finite), number(rng, 2)
    span = Span("random.arith", 1, 1, 1, 1)
    hazard = Hazard(truth(rng, 1), "undefined", span)
    case = case_of(claim, assumption, (hazard,) if seed % 3 == 0 else (), term=term)
    text = integer_theorem(case, "random", finite)
    if text is None:
        met = n.postorder(case.undefined, case.assumption, case.claim)
        assert not any(isinstance(node, n.Var) for node in met)
        return
    bound = {v.name: v for v in INPUTS if f"∀ {v.name}" in text}
    for _ in range(40):
        codes = {v.var: rng.randint(v.var.low, v.var.high) for v in INPUTS}  # type: ignore[union-attr]
        inputs = {}
        for name, v in bound.items():
            code = codes[v.var]
            raw = f"∀ {name} : Int, 0 ≤ {name}" in text
            inputs["at_" if name == "at" else name] = (
                code if raw or not isinstance(v.format, Fixed) else v.format.ordinal(code)
            )
        expected = not evaluate(case.undefined, codes) and bool(
            not evaluate(assumption, codes) or evaluate(claim, codes)
        )
        assert bool(value(statement(text), inputs)) is expected, text


def theorems(path: Path, folder: Path, text: str = "") -> dict[str, str]:
    """The theorem for the first ``prove`` of each property of a file, where there is one."""
    if text:
        path = folder / "some.arith"
        path.write_text(f"arith 1;\n{text}\n", encoding="utf-8")
    return {
        p.name: theorem
        for p in declare([path]).properties
        if (theorem := integer_theorem(p.obligations[0].cases[0], "claimed"))
    }


def test_a_claim_as_it_is_written(tmp_path: Path) -> None:
    text = """
    property clipped {
      given x : int(8) where x != 0;
      given partial : fixed(6, 2);
      let scaled = x / 4 + partial;
      assume partial >= -1/2;
      prove fits(max(x, -100), int(8)) and 2 * floor(scaled) <= abs(scaled * 2);
    }"""
    assert theorems(tmp_path, tmp_path, text)["clipped"] == (
        "theorem claimed :\n"
        "    ∀ x : Int, -128 ≤ x → x ≤ 127 →\n"
        "    -- 'partial_' is multiplied by 4\n"
        "    ∀ partial_ : Int, -32 ≤ partial_ → partial_ ≤ 31 →\n"
        "    let t : Int := max x (-100);\n"
        "    -- 'scaled' is multiplied by 4\n"
        "    let scaled : Int := x + partial_;\n"
        "    x ≠ 0 →\n"
        "    -2 ≤ partial_ →\n"
        "    -128 ≤ t ∧ t ≤ 127 ∧ 2 * (2 * (scaled / 4)) ≤ (scaled.natAbs : Int) := by\n"
        "  intros\n"
        "  first | omega | lia\n"
    )


@pytest.mark.parametrize(
    "claim",
    ["x * y <= 100", "floor(sqrt(x + 8)) <= 3", "x / (y + 9) <= 16", "2**(x + 8) >= 1", "1 <= 2"],
)
def test_what_has_no_translation(claim: str, tmp_path: Path) -> None:
    text = f"property p {{ given x, y : int(4); prove {claim}; }}"
    assert theorems(tmp_path, tmp_path, text) == {}


def test_floats_reals_and_arrays_have_no_translation(tmp_path: Path) -> None:
    for given in ("x : E4M3 where is_finite(x)", "x : real", "x : code(E5M2)"):
        value_of = "bits(x) == bits(x) or is_nan(x)" if "code" in given else "x <= 500 or x > 500"
        text = f"property p {{ given {given}; prove {value_of}; }}"
        assert theorems(tmp_path, tmp_path, text) == {}
    assert theorems(SPECS / "accumulators" / "a2q.arith", tmp_path) == {}


def test_one_case_and_not_too_many_distinctions(tmp_path: Path) -> None:
    """More than Lean could go through have no translation, nor what is a claim for each width."""
    sums = {
        n: " + ".join(["abs(x - 1)"] + [f"abs(x - {i})" for i in range(2, n + 1)]) for n in (16, 17)
    }
    spec = tmp_path / "some.arith"
    spec.write_text(
        "arith 1;\n"
        + "".join(
            f"property p{n} {{ given x : int(16); prove {s} >= 0; }}\n" for n, s in sums.items()
        )
        + "property widths { given n : nat where 2 <= n and n <= 3; given x : int(8);\n"
        "  prove fits(x, int(n)) implies fits(x, int(8)); }\n",
        encoding="utf-8",
    )
    found = {p.name: about_integers(p.obligations[0]) for p in declare([spec]).properties}
    assert {name for name, one in found.items() if one is not None} == {"p16"}
    assert found["p16"] is not None and found["p16"].text("named").startswith("/-- The claim")


FINITE = """
    property masked {
      given x : bits(8);
      prove unsigned(bit_and(x, bits(8, 15))) == unsigned(x) mod 16;
    }
    property packed {
      given low, high : uint(4);
      let byte = bits(8, 16 * high + low);
      prove unsigned(bit_or(byte, bits(8, 15))) >= 16 * high + low;
    }
    property products { given x, y : int(4); prove fits(x * y, int(8)); }
    property flipped { given x : bits(4); prove unsigned(xor(x, bits(4, 8))) - 8 == signed(x); }
"""
FALSE_FINITE = """
    property masked_wrongly {
      given x : bits(8);
      prove unsigned(bit_and(x, bits(8, 15))) == unsigned(x) mod 8;
    }
    property packed_too_high {
      given low, high : uint(4);
      let byte = bits(8, 17 * high + low);
      prove unsigned(bit_or(byte, bits(8, 15))) >= 16 * high + low;
    }
    property products_too_large { given x, y : int(4); prove fits(x * y, int(7)); }
    property odd_is_below {
      given x : bits(4);
      prove (if unsigned(bit_and(x, bits(4, 1))) == 1 then 0 else 1) - 1 >= 0;
    }
    property flipped_back {
      given x : bits(4);
      prove unsigned(xor(x, bits(4, 8))) - 8 == unsigned(x);
    }
"""


def finite_theorems(folder: Path, text: str) -> dict[str, str]:
    """Theorems that the kernel goes through all inputs for, by property."""
    path = folder / "finite.arith"
    path.write_text(f"arith 1;\n{text}\n", encoding="utf-8")
    found = {p.name: about_integers(p.obligations[0]) for p in declare([path]).properties}
    assert all(f is not None and f.finite for f in found.values())
    return {name: f.text("claimed") for name, f in found.items() if f is not None}


def test_literals_are_integers(tmp_path: Path) -> None:
    """By themselves they would be natural numbers for Lean, of which 1 - 2 is 0."""
    text = "property p { given x : int(8); prove (if x > 0 then 1 else -2) - 2 <= 0; }"
    assert "(if 0 < x then (1 : Int) else -2) - 2 ≤ 0" in theorems(tmp_path, tmp_path, text)["p"]


def test_elements_of_arrays_have_names(tmp_path: Path) -> None:
    text = "property p { given a : int(3)[2]; prove a[0] + a[1] <= 6; }"
    assert theorems(tmp_path, tmp_path, text)["p"].splitlines()[1:4] == [
        "    ∀ a_0 : Int, -4 ≤ a_0 → a_0 ≤ 3 →",
        "    ∀ a_1 : Int, -4 ≤ a_1 → a_1 ≤ 3 →",
        "    a_0 + a_1 ≤ 6 := by",
    ]


def test_variables_of_quantifiers_have_no_translation(tmp_path: Path) -> None:
    text = "property p { given x : uint(8); prove (exists k in 0..<100 : x == k) or x >= 100; }"
    assert theorems(tmp_path, tmp_path, text) == {}
    (p,) = declare([tmp_path / "some.arith"]).properties
    assert about_integers(p.obligations[0]) is None


def test_many_quotients_are_gone_through_or_left_out(tmp_path: Path) -> None:
    """More than Lean's arithmetic could eliminate."""

    def quotients(count: int) -> str:
        return " + ".join(f"floor(x / {8 + i})" for i in range(count))

    (tmp_path / "quotients.arith").write_text(
        "arith 1;\n"
        f"property six {{ given x : int(8); prove {quotients(6)} <= 999; }}\n"
        f"property seven {{ given x : int(8); prove {quotients(7)} <= 999; }}\n"
        f"property wide {{ given x : int(30); prove {quotients(7)} <= 2**30; }}\n",
        encoding="utf-8",
    )
    six, seven, wide = declare([tmp_path / "quotients.arith"]).properties
    found = [about_integers(p.obligations[0]) for p in (six, seven, wide)]
    assert [f and f.finite for f in found] == [False, True, None]


def test_large_statements_are_left_out(tmp_path: Path) -> None:
    """Without names for what is used twice a statement may double with each step."""
    steps = "".join(f"let a{i} = (a{i - 1} * a{i - 1} + 1) mod 4; " for i in range(1, 30))
    added = " + ".join(["x * y"] + ["x", "y"] * 20)
    (tmp_path / "large.arith").write_text(
        "arith 1;\n"
        f"property doubled {{ given x : uint(3); let a0 = x; {steps} prove a29 <= 3; }}\n"
        f"property added {{ given x, y : uint(3); prove {added} <= 400; }}\n",
        encoding="utf-8",
    )
    doubled, added_up = declare([tmp_path / "large.arith"]).properties
    assert about_integers(doubled.obligations[0]) is None
    found = about_integers(added_up.obligations[0])
    assert found is not None and found.finite


def test_few_inputs_are_gone_through(tmp_path: Path) -> None:
    found = finite_theorems(tmp_path, FINITE)
    assert found["packed"].partition("-/\n")[2] == (
        "theorem claimed :\n"
        "    ∀ low : Int, 0 ≤ low → low ≤ 15 →\n"
        "    ∀ high : Int, 0 ≤ high → high ≤ 15 →\n"
        "    (0 ≤ 16 * high + low ∧ 16 * high + low < 256) ∧ (\n"
        "    16 * high + low ≤ ((((16 * high + low) % 256).toNat ||| 15 : Nat) : Int)) := by\n"
        "  decide +kernel\n"
    )
    assert "-8 ≤ x → x ≤ 7 →" in found["products"] and "x * y ≤ 127" in found["products"]


def test_many_inputs_are_not(tmp_path: Path) -> None:
    path = tmp_path / "many.arith"
    path.write_text(
        "arith 1;\nproperty few { given x : int(8); given y : int(4); prove x * y <= 1024; }\n"
        "property many { given x, y : int(11); prove x * y <= 2**20; }\n",
        encoding="utf-8",
    )
    few, many = (about_integers(p.obligations[0]) for p in declare([path]).properties)
    assert few is not None and few.finite and many is None


@pytest.mark.long
def test_lean_goes_through_few_inputs(tmp_path: Path) -> None:
    texts = {}
    for module, spec in (("Holds", FINITE), ("Fails", FALSE_FINITE)):
        found = finite_theorems(tmp_path, spec)
        texts[module] = "module\npublic import Verif.Between\nopen Verif\n" + "\n".join(
            t.replace("theorem claimed", f"public theorem {module}{i}")
            for i, t in enumerate(found.values())
        )
    said = judge(tmp_path, texts)
    assert said["Holds"] == "accepted"
    assert said["Fails"].count("is false") == 5


@pytest.mark.long
def test_lean_accepts_what_holds_and_nothing_else(tmp_path: Path) -> None:
    text = """
    property bound { given x, y : int(8); prove x - y <= 255; }
    property off_by_one { given x, y : int(8); prove x - y <= 254; }
    property assumed { given x : int(8); assume x != -128; prove fits(-x, int(8)); }
    property not_assumed { given x : int(8); prove fits(-x, int(8)); }
    property defined { given x : int(8); let y : int(9) = x + 1; prove x < y; }
    property undefined { given x : int(8); let y : int(8) = x + 1; prove x < y; }
    property ties { given x : fixed(8, 1); prove abs_error(floor(x + 1/2), exact = x) <= 1/2; }
    property below { given x : int(8); prove (if x > 0 then 1 else 2) - 2 >= 0; }
    property no_ties { given x : fixed(8, 1); prove abs_error(floor(x + 1/2), exact = x) < 1/2; }
    """
    found = theorems(tmp_path, tmp_path, text)
    holds = {"bound", "assumed", "defined", "ties"}
    assert set(found) == holds | {
        "off_by_one",
        "not_assumed",
        "undefined",
        "below",
        "no_ties",
    }
    for file in ("operators/requant.arith", "accumulators/wrapping.arith"):
        for p in declare([SPECS / file]).properties:
            theorem = integer_theorem(p.obligations[0].cases[0], "claimed")
            if theorem and not p.name.endswith(("[3]", "[4]", "[5]", "[6]", "[7]", "[8]")):
                found[p.name] = theorem
                holds |= {p.name} if p.expected == "proved" else set()
    texts = {
        module: "module\n\n"
        + "\n".join(
            text.replace("theorem claimed", f"public theorem {module}{i}")
            for i, (name, text) in enumerate(found.items())
            if (name in holds) is (module == "Holds")
        )
        for module in ("Holds", "Fails")
    }
    said = judge(tmp_path, texts)
    assert said["Holds"] == "accepted"
    assert said["Fails"].count("`grind` failed") == len(found) - len(holds)
    assert len(holds) >= 15 and len(found) - len(holds) >= 8
