"""What may be measured, and what is refused."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from verif.measure.record import MeasureRecord
from verif.run.check import UsageError
from verif.run.measure import MeasureOptions, measure
from verif.run.measure_targets import Formats

SPEC = """
arith 1;
op root(x : E4M3) -> E4M3 { return sqrt(E4M3, x, RNE); }
op half(x : E4M3) -> E4M3 { requires is_normal(x); return mul(E4M3, x, 0.5, RNE); }
op real_valued(x : E4M3) -> real { return 2; }
kernel ml_sqrt implements sqrt(E4M3, RNE) {
  python = "verif.kernels.library:ml_dtypes_sqrt_e4m3";
}
"""


def run(name: str, against: str, path: Path | None = None, **options: object) -> MeasureRecord:
    chosen = MeasureOptions(**options)  # type: ignore[arg-type]
    paths = (str(path),) if path else ()
    return measure(
        [name], against, paths, chosen, "", lambda name: lambda done, total: None,
        lambda text: None,
    )  # fmt: skip


@pytest.fixture
def spec(tmp_path: Path) -> Path:
    (tmp_path / "s.arith").write_text(SPEC)
    return tmp_path / "s.arith"


@pytest.mark.parametrize("name", ["root", "ml_sqrt", "sqrt(E4M3, RNE)"])
def test_operators_and_kernels_of_specs(spec: Path, name: str) -> None:
    (found,) = run(name, "sqrt", spec, max_ulp=Fraction(1, 2)).measurements
    assert found.kind == ("kernel" if name == "ml_sqrt" else "operator")
    assert (found.misrounded, found.faithful, found.within) == (0, True, True)
    assert found.outside.inputs == 126 and found.outside.wrong == 0


@pytest.mark.parametrize(
    ("name", "against", "options", "message"),
    [
        ("numpy:exp", "ex", {}, "no oracle for 'ex'; did you mean"),
        ("numpy:power", "exp", {"formats": Formats(("F32", "F32"))}, "exp takes 1 argument"),
        ("numpy:exp", "exp", {"formats": Formats(("F33",))}, "unknown format 'F33'"),
        ("numpy:exp", "exp", {"formats": Formats(("F32:float16",))}, "does not hold every value"),
        ("numpy:exp", "exp", {"formats": Formats(("F32:flot",))}, "arrays are codes, float16"),
        ("numpy:exp", "exp", {"formats": Formats(("posit(8, 2)",))}, "no unit in the last place"),
        ("numpy:exp", "exp", {"formats": Formats(("F32",), "E4M3:float32")}, "come as codes"),
        ("numpy:exp", "exp", {"formats": Formats(("F64",)), "all_inputs": True}, "leave --all out"),
        ("numpy:exp", "exp", {"rounding": "RNX"}, "unknown rounding mode 'RNX'"),
        ("nothing", "exp", {}, "unknown name 'nothing'"),
        ("real_valued", "exp", {}, "has no code"),
        ("root", "pow", {}, "pow takes 2 arguments, and 'root' 1"),
        ("root", "exp", {"formats": Formats(("F32",))}, "the spec says them for 'root'"),
    ],
)
def test_refusals(
    spec: Path, name: str, against: str, options: dict[str, object], message: str
) -> None:
    with pytest.raises(UsageError) as caught:
        run(name, against, spec, **options)
    assert message in str(caught.value)
