"""What ``verif measure`` is asked to measure: names to code, kernels of specs, and operators."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from verif.base.errors import SpecError, did_you_mean
from verif.base.source import Source
from verif.formats.format import Format
from verif.ir import build as b
from verif.language import ast
from verif.language.declare import Declarations
from verif.language.declare_kernel import declare_kernel
from verif.language.library import Library
from verif.language.parser import parse
from verif.language.problem import NeedsConstant, Obstacle, Problem
from verif.measure.scale import native
from verif.measure.subject import Subject, subject_of_code
from verif.oracle.function import Function
from verif.properties.binding import KernelBinding, Operand, Result
from verif.run.check import UsageError, load

CALLABLE = re.compile(r"(\w+(?:\.\w+)*):(\w+)", re.ASCII)
ARRAYS = {"float16": "F16", "float32": "F32", "float64": "F64"}
NAMES = ("x", "y")


@dataclass(frozen=True)
class Formats:
    """How inputs and results of a Python function come: ``FORMAT`` or ``FORMAT:ARRAY``, where ARRAY
    is ``codes`` or a float type of NumPy."""

    inputs: tuple[str, ...] = ()
    output: str | None = None


class Targets:
    """Finds what is measured by name, reading specs only where a name needs them."""

    def __init__(self, paths: Sequence[str | Path], formats: Formats, function: Function) -> None:
        self.paths = paths
        self.formats = formats
        self.function = function
        self._declared: Declarations | None = None
        self._library: Library | None = None

    def find(self, name: str) -> Subject:
        """The subject of that name; raises ``UsageError`` and ``SpecError``."""
        found = CALLABLE.fullmatch(name)
        if found is not None:
            return self._code(name, (found[1], found[2]))
        if self.formats.inputs or self.formats.output:
            raise UsageError(
                f"--input and --output are for module:function; the spec says them for '{name}'"
            )
        binding = self._kernel(name)
        if binding is not None:
            operands, (result, *more) = binding.operands, binding.results
            if more:
                raise UsageError(f"'{name}' gives {len(more) + 1} results; one can be measured")
            subject = subject_of_code(name, (binding.module, binding.function), operands, result)
        else:
            binding = self._operator(name)
            subject = Subject(name, binding.operands, binding.results[0], None, binding)
        self._check_arity(name, len(subject.operands))
        return subject

    def format(self, text: str) -> Format:
        """A format by name; raises ``UsageError``."""
        if self._library is None:
            self._library = Library(load(())) if self._declared is None else self._declared.library
        try:
            return self._library.format(text)
        except SpecError as error:
            first = error.diagnostics[0]
            hint = f"; {first.hint}" if first.hint else ""
            raise UsageError(f"{first.message}{hint}") from None

    # --- Python functions ---------------------------------------------------------------------

    def _code(self, name: str, callable_: tuple[str, str]) -> Subject:
        inputs = self.formats.inputs or ("F32",)
        if len(inputs) == 1:
            inputs *= self.function.arity
        self._check_arity(name, len(inputs))
        operands = []
        for variable, text in zip(NAMES, inputs, strict=False):
            fmt, array = self._written(text)
            carrier = self._carrier(fmt, array)
            var = b.var(variable, 0, (1 << fmt.bits) - 1)
            operands.append(Operand(variable, "datum", var, fmt, carrier))
        fmt, array = self._written(self.formats.output or inputs[0].partition(":")[0])
        floats = array != "codes" and native(fmt) is not None
        if array not in ("", "codes") and fmt.name != ARRAYS.get(array):
            raise UsageError(f"results of {fmt.name} come as codes, not as {array}")
        return subject_of_code(name, callable_, tuple(operands), Result("", fmt, b.ZERO, floats))

    def _written(self, text: str) -> tuple[Format, str]:
        name, _, array = text.partition(":")
        if array not in ("", "codes", *ARRAYS):
            known = ", ".join(("codes", *ARRAYS))
            hint = did_you_mean(array, ("codes", *ARRAYS))
            more = f"; {hint}" if hint else ""
            raise UsageError(f"'{text}': arrays are {known}, not '{array}'{more}")
        fmt = self.format(name)
        if fmt.bits > 64:
            raise UsageError(f"{fmt.name} has {fmt.bits} bits; arrays hold codes of up to 64")
        return fmt, array

    def _carrier(self, fmt: Format, array: str) -> Format | None:
        """The float format whose NumPy type holds the values; ``None`` to hand over codes."""
        if array == "codes" or (not array and native(fmt) is None):
            return None
        carrier = self.format(ARRAYS[array]) if array else fmt
        if not _holds(carrier, fmt):
            raise UsageError(f"{array} does not hold every value of {fmt.name}")
        return carrier

    # --- specs --------------------------------------------------------------------------------

    def _specs(self) -> Declarations:
        if self._declared is None:
            self._declared = Declarations(Library(load(self.paths)))
        return self._declared

    def _kernel(self, name: str) -> KernelBinding | None:
        found = [k for k in self._specs().kernels if name in (k.name, k.id)]
        if len(found) > 1:
            ids = ", ".join(k.id for k in found)
            raise UsageError(f"several kernels are called '{name}': {ids}; name one by its id")
        return found[0] if found else None

    def _operator(self, name: str) -> KernelBinding:
        """An operator applied to operands of its own, as a kernel item would name it."""
        library = self._specs().library
        text = f'kernel measured implements {name} {{ python = "measured:measured"; }}'
        file = library._everything()
        try:
            tree = parse(Source(file, text))
            (item,) = tree.items
            assert isinstance(item, ast.Kernel)
            binding = declare_kernel(library, Source(file, text), item, "", {})
        except SpecError as error:
            raise self._unknown(name, error.diagnostics[0].message) from None
        except Problem as problem:
            d = problem.diagnostic
            hint = f"; {d.hint}" if d.hint else ""
            raise self._unknown(name, f"{d.message}{hint}") from None
        except (NeedsConstant, Obstacle, ValueError, AssertionError) as error:
            raise self._unknown(name, str(error)) from None
        if len(binding.results) != 1:
            raise UsageError(f"'{name}' gives {len(binding.results)} results; one can be measured")
        return binding

    def _unknown(self, name: str, why: str) -> UsageError:
        hint = did_you_mean(name, [k.name for k in self._specs().kernels])
        more = f"; {hint}" if hint and "did you mean" not in why else ""
        return UsageError(
            f"'{name}' is no module:function, and no kernel or operator of the specs: {why}{more}"
        )

    def _check_arity(self, name: str, arguments: int) -> None:
        wanted = self.function.arity
        if arguments != wanted:
            raise UsageError(
                f"{self.function.name} takes {_count(wanted)}, and '{name}' {arguments}"
            )


def _holds(carrier: Format, fmt: Format) -> bool:
    from verif.language.kernel_operator import holds

    return carrier == fmt or holds(carrier, fmt)


def _count(arguments: int) -> str:
    return "1 argument" if arguments == 1 else f"{arguments} arguments"
