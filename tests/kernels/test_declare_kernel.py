"""Kernel items: what their fields mean, and where the errors in them are."""

from __future__ import annotations

from pathlib import Path

import pytest

from verif.base.errors import SpecError
from verif.language.declare import Declarations
from verif.language.library import Library
from verif.properties.binding import KernelBinding
from verif.run.check import load

OPERATORS = """
op product(x, y : E4M3) -> real { return x * y; }
op both(F : format, x, y : F) -> (s : F, t : F) { return (add(F, x, y, RNE), sub(F, x, y, RNE)); }
op coded(c : code(E4M3)) -> code(E4M3) { return c; }
op numeric(x : real) -> E2M1 { return round(E2M1, x, RNE); }
op integers(n : nat, x : uint(4)) -> uint(4) { return wrap(x + n, uint(4)); }
op truth(x : E4M3) -> bool { return is_nan(x); }
op many(x : E4M3[3]) -> real { return sum(x[i] for i in 0..<3); }
op wide(x : BF16) -> BF16 { return x; }
"""


def kernels(tmp_path: Path, text: str) -> list[KernelBinding]:
    """The kernels of a spec."""
    file = tmp_path / "k.arith"
    file.write_text(OPERATORS + text)
    return Declarations(Library(load([file]))).kernels


def kernel(tmp_path: Path, operator: str, fields: str = "") -> KernelBinding:
    """A kernel with some fields."""
    return kernels(tmp_path, f'kernel k implements {operator} {{ python = "m.n:f"; {fields} }}')[0]


def shape(k: KernelBinding) -> list[str]:
    """Operands and results as text."""
    operands = [
        f"{o.name}:{o.kind}:{o.format.name}:{o.carrier.name if o.carrier else 'codes'}"
        for o in k.operands
    ]
    return operands + [f"{r.name}>{r.format.name}:{r.floats}" for r in k.results]


@pytest.mark.parametrize(
    ("operator", "fields", "wanted"),
    [
        (
            "mul(E4M3, RNE)",
            "",
            ["x:datum:E4M3:codes", "y:datum:E4M3:codes", ">E4M3:False"],
        ),
        ("sqrt(E5M2, RTZ)", "", ["x:datum:E5M2:codes", ">E5M2:False"]),
        ("div(E5M2, RTZ)", "", ["x:datum:E5M2:codes", "y:datum:E5M2:codes", ">E5M2:False"]),
        (
            "fma(E2M1, RNE, overflow = saturate)",
            "output = float32;",
            ["x:datum:E2M1:codes", "y:datum:E2M1:codes", "z:datum:E2M1:codes", ">F32:True"],
        ),
        (
            "encode(E4M3, RNE, overflow = saturate)",
            "input = float32;",
            ["x:datum:F32:F32", ">E4M3:False"],
        ),
        (
            "round(E4M3, RNE)",
            "input = float64; output = float16;",
            ["x:datum:F64:F64", ">F16:True"],
        ),
        ("decode(E4M3)", "output = float32;", ["c:code:E4M3:codes", ">F32:True"]),
        (
            "product",
            "input = float16; output = float32;",
            ["x:datum:E4M3:F16", "y:datum:E4M3:F16", ">F32:True"],
        ),
        (
            "both(E2M1)",
            "",
            ["x:datum:E2M1:codes", "y:datum:E2M1:codes", "s>E2M1:False", "t>E2M1:False"],
        ),
        ("coded", "", ["c:code:E4M3:codes", ">E4M3:False"]),
        ("numeric", "input = float32;", ["x:datum:F32:F32", ">E2M1:False"]),
        ("integers(3)", "", ["x:datum:uint(4):codes", ">uint(4):False"]),
    ],
)
def test_operands_and_results(
    tmp_path: Path, operator: str, fields: str, wanted: list[str]
) -> None:
    assert shape(kernel(tmp_path, operator, fields)) == wanted


def test_the_usual_choices(tmp_path: Path) -> None:
    k = kernel(tmp_path, "mul(E4M3, RNE)")
    assert (k.compare, k.samples, k.seed, k.expected) == ("codes modulo nan", 100_000, 0, "proved")
    assert (k.module, k.function, k.callable) == ("m.n", "f", "m.n:f")
    assert k.operator == "mul(E4M3, RNE)"


def test_other_choices(tmp_path: Path) -> None:
    fields = "compare = values; samples = 2**10; seed = 7; expect tested;"
    k = kernel(tmp_path, "mul(E4M3, RNE)", fields)
    assert (k.compare, k.samples, k.seed, k.expected) == ("values", 1024, 7, "tested")


def test_templates_name_their_functions(tmp_path: Path) -> None:
    text = """
    kernel k for S in {E4M3, E2M1}, M in {RNE, RTZ} implements mul(S, M) {
      python = "m:mul_{S}_{M}";
    }
    """
    found = kernels(tmp_path, text)
    assert [k.name for k in found] == [
        "k[E4M3, RNE]",
        "k[E4M3, RTZ]",
        "k[E2M1, RNE]",
        "k[E2M1, RTZ]",
    ]
    assert [k.function for k in found] == [
        "mul_E4M3_RNE",
        "mul_E4M3_RTZ",
        "mul_E2M1_RNE",
        "mul_E2M1_RTZ",
    ]


@pytest.mark.parametrize(
    ("operator", "fields", "code", "text"),
    [
        ("mul(E4M3, RNE)", "input = float32;", "E501", "mul takes codes"),
        ("mul(E4M3, RNE)", "input = int8;", "E501", "'input' is one of codes, float16"),
        ("encode(E4M3, RNE)", "", "E501", "encode takes numbers"),
        ("decode(E4M3)", "", "E501", "decode gives numbers"),
        ("decode(E4M3)", "input = float32; output = float32;", "E501", "decode takes codes"),
        ("coded", "input = float32;", "E501", "'c' of coded is a code"),
        ("numeric", "", "E501", "'x' of numeric is a number"),
        ("wide", "input = float16;", "E501", "float16 does not hold every value of BF16"),
        ("product", "", "E501", "a real number has no code"),
        ("truth", "", "E501", "a truth value has no code"),
        ("many", "output = float32;", "E501", "no operand of type E4M3[3]"),
        ("floor", "", "E501", "'floor' is a function on numbers"),
        ("E4M3", "", "E501", "'E4M3' is not an operator"),
        ("mul(E4M3)", "", "E203", "2 arguments are needed here, not 1"),
        ("mul(E4M3, RNE, overflow = clamp)", "", "E301", "'overflow' is one of"),
        ("both", "", "E203", "1 static arguments are needed, not 0"),
        ("both(E4M3, E4M3)", "", "E203", "1 static arguments are needed, not 2"),
        ("mull(E4M3, RNE)", "", "E101", "unknown name 'mull'"),
        ("mul(E4M3, RNE)", "compare = codes modulo zero;", "E501", "'compare' is one of"),
        ("mul(E4M3, RNE)", "samples = -1;", "E204", "'samples' must be an integer"),
        ("mul(E4M3, RNE)", "seed = 1/2;", "E204", "'seed' must be an integer"),
        ("mul(E4M3, RNE)", "inptu = codes;", "E501", "a kernel has no field 'inptu'"),
        ("mul(E4M3, RNE)", "input = codes; input = codes;", "E501", "'input' is given twice"),
        ("mul(E4M3, RNE)", "expect refutted;", "E601", "expect one of"),
    ],
)
def test_errors(tmp_path: Path, operator: str, fields: str, code: str, text: str) -> None:
    with pytest.raises(SpecError) as caught:
        kernel(tmp_path, operator, fields)
    (diagnostic,) = caught.value.diagnostics
    assert diagnostic.code == code
    assert text in diagnostic.message
    assert diagnostic.span.line == OPERATORS.count("\n") + 1


def test_errors_have_hints(tmp_path: Path) -> None:
    for fields, hint in (
        ("inptu = codes;", "did you mean 'input'?"),
        ("input = float3;", "did you"),
    ):
        with pytest.raises(SpecError) as caught:
            kernel(tmp_path, "mul(E4M3, RNE)", fields)
        assert caught.value.diagnostics[0].hint.startswith(hint)


@pytest.mark.parametrize(
    "path", ["module", "module.f", "m:", ":f", "m:f:g", "m n:f", "m:f()", "m:{G}"]
)
def test_a_path_is_module_and_function(tmp_path: Path, path: str) -> None:
    with pytest.raises(SpecError, match='is not "module:function"'):
        kernels(tmp_path, f'kernel k implements mul(E4M3, RNE) {{ python = "{path}"; }}')


def test_a_kernel_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(SpecError, match="does not say what to run"):
        kernels(tmp_path, "kernel k implements mul(E4M3, RNE) { }")
