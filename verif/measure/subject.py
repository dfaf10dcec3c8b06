"""What is measured: code in a process of its own, or an operator of a spec."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, Protocol

import numpy as np

from verif.arrays.encode import code_dtype
from verif.engines.vector import evaluate_arrays
from verif.formats.format import Format
from verif.kernels.carriers import argument, float_dtype, plain, result_dtype
from verif.kernels.runner import Limits, Outcome
from verif.kernels.session import CAPACITY, Code, Failed, Session
from verif.measure.oracle import Codes, is_float32
from verif.properties.binding import KernelBinding, Operand, Result

Array = np.ndarray[Any, Any]

PIECE = 1 << 15
"""Inputs of an operator that are evaluated at a time."""


@dataclass(frozen=True)
class Subject:
    """Something with a name, operands and a result; ``code`` is run, or else ``binding`` is
    evaluated, whose result is that of an operator."""

    name: str
    operands: tuple[Operand, ...]
    result: Result
    code: Code | None
    binding: KernelBinding | None = None

    @property
    def kind(self) -> Literal["kernel", "operator"]:
        """Whether code is run."""
        return "kernel" if self.code is not None else "operator"

    @property
    def inputs(self) -> tuple[Format, ...]:
        """The formats of the operands."""
        return tuple(o.format for o in self.operands)

    @property
    def takes(self) -> str:
        """The formats of the operands and how they come: ``F32``, ``E4M3 as float32``."""
        return ", ".join(_as(o.format, o.carrier) for o in self.operands)

    @property
    def gives(self) -> str:
        """The format of the result and how it comes."""
        return _as(self.result.format, self.result.format if self.result.floats else None)

    @property
    def count(self) -> int:
        """How many inputs there are."""
        total = 1
        for operand in self.operands:
            total <<= operand.format.bits
        return total

    @property
    def sweeps(self) -> bool:
        """Whether all inputs can be gone through block by block: one float32 argument."""
        return self.code is not None and len(self.operands) == 1 and is_float32(self.inputs[0])


class Caller(Protocol):
    """What gives the codes of results."""

    def __call__(self, codes: Codes, offset: int = 0) -> Array:
        """The results for arrays of codes, which begin ``offset`` elements after an aligned
        place."""

    def close(self) -> None:
        """No more calls."""


def subject_of_code(
    name: str, callable_: tuple[str, str], operands: tuple[Operand, ...], result: Result
) -> Subject:
    """A Python function as the subject."""
    inputs = tuple(
        (float_dtype(o.carrier) if o.carrier else code_dtype(o.format.bits)).name for o in operands
    )
    code = Code(*callable_, inputs, (result_dtype(result).name,))
    return Subject(name, operands, result, code)


class CodeCaller:
    """Calls of code."""

    def __init__(self, subject: Subject, limits: Limits, stopped: Callable[[], bool]) -> None:
        assert subject.code is not None
        self.subject = subject
        self.session = Session(subject.code, limits, stopped)

    def __call__(self, codes: Codes, offset: int = 0) -> Array:
        most = CAPACITY - offset
        found = []
        for start in range(0, len(codes[0]), most):
            parts = zip(self.subject.operands, codes, strict=True)
            arrays = [argument(o, c[start : start + most]) for o, c in parts]
            (results,) = self.session.call(arrays, offset)
            found.append(self.codes(results))
        return np.concatenate(found) if found else np.empty(0, np.uint8)

    def close(self) -> None:
        self.session.close()

    def codes(self, results: Array) -> Array:
        """Results as codes. Raises ``Failed`` where a number is none: that is wrong behaviour."""
        fmt = self.subject.result.format
        codes = results.view(code_dtype(fmt.bits))
        if codes.itemsize * 8 > fmt.bits and codes.size and int(codes.max()) >> fmt.bits:
            reason = f"returned {int(codes.max()):#x}, which is no code of {fmt.name}"
            self.close()  # its answers to orders that are under way are of no interest
            raise Failed(Outcome("wrong", reason=reason))
        return codes


class OperatorCaller:
    """Evaluations of an operator, with the inputs on which it has no meaning in ``undefined``."""

    def __init__(self, subject: Subject) -> None:
        assert subject.binding is not None
        self.subject = subject
        self.binding = subject.binding

    def undefined(self, codes: Codes) -> Array:
        """Where the operator has no meaning."""
        found = np.zeros(len(codes[0]), bool)
        for hazard in self.binding.hazards:
            found |= self._evaluate([hazard.violated], codes)[0].astype(bool)
        return found

    def __call__(self, codes: Codes, offset: int = 0) -> Array:
        fmt = self.subject.result.format
        (found,) = self._evaluate([self.subject.result.code], codes)
        return found.astype(code_dtype(fmt.bits))

    def close(self) -> None:
        return

    def _evaluate(self, roots: list[Any], codes: Codes) -> list[Array]:
        size = len(codes[0])
        found: list[list[Array]] = [[] for _ in roots]
        for start in range(0, size, PIECE):
            values = {
                o.var: plain(c[start : start + PIECE], o.format.bits)
                for o, c in zip(self.subject.operands, codes, strict=True)
            }
            length = min(PIECE, size - start)
            for kept, part in zip(found, evaluate_arrays(roots, values), strict=True):
                kept.append(np.broadcast_to(part.reshape(-1), (length,)))
        return [np.concatenate(parts) for parts in found]


def caller(subject: Subject, limits: Limits, stopped: Callable[[], bool]) -> Caller:
    """What calls the subject."""
    if subject.code is not None:
        return CodeCaller(subject, limits, stopped)
    return OperatorCaller(subject)


def _as(fmt: Format, carrier: Format | None) -> str:
    if carrier is None:
        return f"{fmt.name} as codes"
    dtype = float_dtype(carrier).name
    return f"{fmt.name} as {dtype}"
