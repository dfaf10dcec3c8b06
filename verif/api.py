"""The library as Python sees it: load specs, convert numbers, check and gate.

>>> import verif
>>> fp8 = verif.load().format("E4M3")
>>> hex(fp8.encode("7/3"))
'0x41'
"""

from __future__ import annotations

import math
import numbers
import time
import warnings
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from verif.base.errors import Diagnostic, SpecError
from verif.base.source import Span
from verif.formats.context import CHOICES, Context, Policies
from verif.formats.encode import encode
from verif.formats.format import Format
from verif.formats.typed import typed
from verif.formats.value import Input, Value
from verif.language import library as names
from verif.language.declare import Declarations

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike, NDArray

    from verif.results.record import RunRecord

__all__ = ["Library", "NumberFormat", "SpecError", "check", "gate", "load"]

CANNOT_RUN = "E502"
"""The one spec error that is found by running: a kernel without module or function."""

Paths = str | Path | Sequence[str | Path]
Number = Fraction | int | float | str


def load(paths: Paths = ()) -> Library:
    """Read spec files and folders, with the shipped formats; raises ``SpecError``."""
    return Library(_declared(paths))


def check(
    paths: Paths,
    select: str | None = None,
    *,
    engine: str | None = None,
    jobs: int = 2,
    timeout: float | None = None,
    rlimit: int | None = None,
    confirm: bool = False,
    long: bool = False,
    cache: Literal["on", "off", "only"] = "off",
) -> RunRecord:
    """Check every property, or those that ``select`` chooses.

    ``timeout`` is seconds and ``rlimit`` the solvers' own measure of work, for each obligation.
    ``confirm`` wants a second engine to agree. ``long`` also runs what says ``budget long``, which
    is otherwise in the record's ``not_run``. The cache of the command line is not used unless
    ``cache`` is ``"on"``; with ``"only"`` nothing is computed. What is wrong with it is a warning.

    Raises ``SpecError`` for what is wrong in the specs, ``UsageError`` where nothing is chosen or
    the engine is unknown, ``SelectionError`` where ``select`` cannot be read, and ``ValueError``
    for limits that make no sense.
    """
    from verif.run.check import Options, decide

    _limits(jobs, timeout, rlimit=rlimit)
    if cache not in ("on", "off", "only"):
        raise ValueError(f"'cache' is 'on', 'off' or 'only', not {cache!r}")
    started = time.perf_counter()
    options = Options(select, engine, jobs, timeout, rlimit, confirm, long, cache)
    return decide(_declared(paths), options, "verif.check", started, None, _warn)


def gate(
    paths: Paths,
    select: str | None = None,
    *,
    jobs: int = 2,
    timeout: float | None = None,
    memory: int | None = None,
) -> RunRecord:
    """Run the kernels that specs bind against their operators.

    ``timeout`` is seconds and ``memory`` megabytes, for each kernel. A kernel that cannot be
    imported is one of the record's ``problems`` and does not keep the others from running. Raises
    ``SpecError`` for what is wrong in the specs before anything runs, ``UsageError`` where no
    kernel is chosen, ``SelectionError`` where ``select`` cannot be read, and ``ValueError`` for
    limits that make no sense.
    """
    from verif.run.gate import GateOptions
    from verif.run.gate import gate as run

    _limits(jobs, timeout, memory)
    record = run(
        _sequence(paths),
        GateOptions(select=select, jobs=jobs, timeout=timeout, memory=memory),
        command="verif.gate",
    )
    wrong = [p for p in record.problems if p.code != CANNOT_RUN]
    if wrong:
        raise SpecError(
            Diagnostic(p.code, p.message, Span(p.file, p.line, p.column, p.line, p.column), p.hint)
            for p in wrong
        )
    return record


def _warn(text: str) -> None:
    warnings.warn(text, RuntimeWarning, stacklevel=2)


def _limits(
    jobs: int, timeout: float | None, memory: int | None = None, rlimit: int | None = None
) -> None:
    """Refuse limits under which nothing can run."""
    if jobs < 1:
        raise ValueError(f"'jobs' is at least 1, not {jobs}")
    if timeout is not None and not (math.isfinite(timeout) and timeout > 0):
        raise ValueError(f"'timeout' is a positive number of seconds, not {timeout}")
    if memory is not None and memory < 1:
        raise ValueError(f"'memory' is at least 1 megabyte, not {memory}")
    if rlimit is not None and rlimit < 1:
        raise ValueError(f"'rlimit' is at least 1, not {rlimit}")


def _sequence(paths: Paths) -> Sequence[str | Path]:
    return [paths] if isinstance(paths, str | Path) else list(paths)


def _declared(paths: Paths) -> Declarations:
    from verif.language.loader import load_files
    from verif.run.prelude import prelude

    asked = _sequence(paths)
    return Declarations(names.Library(load_files(asked, prelude(asked))))


class Library:
    """Loaded specs: their formats by name."""

    def __init__(self, declarations: Declarations) -> None:
        self._library = declarations.library

    def format(self, name: str) -> NumberFormat:
        """The format ``name``, such as ``E4M3`` or ``posit(8, 2)``; raises ``SpecError``."""
        return NumberFormat(self._library.format(name))

    def format_names(self) -> list[str]:
        """The names of all formats without parameters."""
        return self._library.format_names()


class NumberFormat:
    """A number format: its codes, their values, and rounding to them.

    ``rounding`` is one of ``RNE RNA RN RTZ RTP RTN RTO``; ``None`` is ``RN``, the format's own
    rule, which is ``RNE`` for floats and integers. Policies are given by name, as in specs:
    ``encode(x, overflow="saturate")``.
    """

    def __init__(self, definition: Format) -> None:
        self._format = definition

    @property
    def definition(self) -> Format:
        """The format as the rest of the package sees it."""
        return self._format

    @property
    def name(self) -> str:
        """The format's name."""
        return self._format.name

    @property
    def bits(self) -> int:
        """The width of a code."""
        return self._format.bits

    def __repr__(self) -> str:
        return f"<format {self.name}, {self.bits} bits>"

    def context(self, rounding: str | None = None, **policies: str | bool) -> Context:
        """The rounding context; ``ValueError`` where it contradicts the format."""
        return self._format.context(rounding or "RN", _policies(policies))

    def decode(self, code: int) -> Value:
        """The value of a code."""
        if not isinstance(code, numbers.Integral) or isinstance(code, bool):
            raise TypeError(f"a code is an integer, not {type(code).__name__}")
        if not 0 <= code < 1 << self.bits:
            raise ValueError(f"{self.name} has codes 0 to {self._format.hex((1 << self.bits) - 1)}")
        return self._format.decode(int(code))

    def encode(self, value: Number, rounding: str | None = None, **policies: str | bool) -> int:
        """The code that ``value`` rounds to, exactly; text may be ``"7/3"`` or ``"0x1.8p3"``."""
        return encode(self._format, _input(value), self.context(rounding, **policies))

    def encode_array(
        self, x: ArrayLike, rounding: str | None = None, **policies: str | bool
    ) -> NDArray[np.unsignedinteger[Any]]:
        """The codes of an array, each equal to what ``encode`` gives."""
        import numpy

        from verif.arrays import encode_array

        context = self.context(rounding, **policies)
        return encode_array(self._format, numpy.asarray(x), context)

    def decode_array(self, codes: ArrayLike) -> NDArray[np.float64]:
        """The values of an array of codes, where float64 holds them exactly."""
        import numpy

        from verif.arrays import decode_array

        return decode_array(self._format, numpy.asarray(codes))


def _policies(said: dict[str, str | bool]) -> Policies:
    """Policies from keyword arguments."""
    chosen: dict[str, Any] = {}
    for name, value in said.items():
        if name not in CHOICES:
            raise TypeError(f"unknown policy '{name}'; there are {', '.join(CHOICES)}")
        text = str(value).lower() if isinstance(value, bool) else value
        if text not in CHOICES[name]:
            raise ValueError(f"'{name}' is one of {', '.join(CHOICES[name])}, not '{value}'")
        chosen[name] = text == "true" if name == "flush" else text
    return Policies(**chosen)


def _input(value: object) -> Input:
    """A rounding input from what Python calls a number."""
    match value:
        case bool():
            raise TypeError("a truth value is no number")
        case str():
            return typed(value)
        case numbers.Rational():
            return Input.of(Fraction(int(value.numerator), int(value.denominator)))
        case numbers.Real():
            return _from_float(value)
        case _:
            raise TypeError(f"a number is needed, not {type(value).__name__}")


def _from_float(value: numbers.Real) -> Input:
    """A float of any width that ``float`` holds, with the sign of a zero."""
    number = float(value)
    if number != value and number == number:
        raise TypeError(f"float64 does not hold this {type(value).__name__} exactly")
    negative = math.copysign(1, number) < 0
    if math.isnan(number) or math.isinf(number):
        return Input(negative=negative, nan=math.isnan(number), inf=math.isinf(number))
    return Input(Fraction(number), negative)
