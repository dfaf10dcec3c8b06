"""Differing inputs as records show them, each replayed on the reference first."""

from __future__ import annotations

from verif.base.exact import TooLarge
from verif.base.surd import NotExact
from verif.formats.format import Format
from verif.ir.evaluate import evaluate_all
from verif.kernels.compare import Difference
from verif.properties.binding import KernelBinding
from verif.results.record import Mismatch, Shown
from verif.results.show import show_code


class Disagreement(Exception):
    """The reference does not confirm what the array engine expected."""


def mismatch(binding: KernelBinding, found: Difference) -> Mismatch:
    """A differing input; raises ``Disagreement`` where the reference expects something else."""
    replay(binding, found)
    result = binding.results[found.result]
    inputs = zip(binding.operands, found.codes, strict=True)
    name = result.name or "result"
    return Mismatch(
        inputs=tuple(show_code(o.name, o.kind, o.format, code) for o, code in inputs),
        expected=show_code(name, "code", result.format, found.want),
        got=_returned(name, result.format, found.got),
    )


def replay(binding: KernelBinding, found: Difference) -> None:
    """The reference must give the code that was expected, on a defined input."""
    values = {o.var: code for o, code in zip(binding.operands, found.codes, strict=True)}
    shown = ", ".join(f"{v.name}={code:#x}" for v, code in values.items())
    root = binding.results[found.result].code
    try:
        code, *violated = evaluate_all([root, *(h.violated for h in binding.hazards)], values)
    except (NotExact, TooLarge) as error:
        raise Disagreement(f"the reference cannot replay {shown}: {error}") from error
    if any(violated) or code != found.want:
        raise Disagreement(f"the array engine and the reference disagree on {shown}")


def _returned(name: str, fmt: Format, code: int) -> Shown:
    if code >> fmt.bits:
        return Shown(name=name, kind="code", exact=f"no code of {fmt.name}", code=hex(code))
    return show_code(name, "code", fmt, code)
