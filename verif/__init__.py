"""A verification suite for low-precision arithmetic: write a claim down, get a verdict for it.

What is called from outside: ``load``, ``check``, ``gate``, ``Library``, ``NumberFormat``,
``RunRecord``, and the errors ``SpecError``, ``UsageError`` (a request that makes no sense) and
``SelectionError`` (a selection that cannot be read). Each is imported when it is first asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from verif.api import Library, NumberFormat, check, gate, load
    from verif.base.errors import SpecError
    from verif.results.record import RunRecord
    from verif.run.check import UsageError
    from verif.run.select import SelectionError

__version__ = "0.1.0"

__all__ = [
    "Library",
    "NumberFormat",
    "RunRecord",
    "SelectionError",
    "SpecError",
    "UsageError",
    "check",
    "gate",
    "load",
]

_HOME = {
    "RunRecord": "verif.results.record",
    "SelectionError": "verif.run.select",
    "SpecError": "verif.base.errors",
    "UsageError": "verif.run.check",
}


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module 'verif' has no attribute '{name}'")
    from importlib import import_module

    value: object = getattr(import_module(_HOME.get(name, "verif.api")), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
