"""The process a kernel runs in: ``python -m verif.kernels.child FOLDER``.

The folder has ``request.json`` and the arguments as raw bytes. Results go back as raw bytes, and
``report.json`` says how far the kernel came; nothing the kernel prints or returns is interpreted.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

MESSAGE = 300
"""Characters of an exception's message that are kept."""


class Stop(Exception):
    """The kernel is done for: the report says why."""


class Reporter:
    """Writes ``report.json``, whole or not at all."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.facts: dict[str, object] = {}

    def phase(self, name: str, **facts: object) -> None:
        """Say how far the kernel came."""
        self.facts |= {"phase": name, **facts}
        draft = self.folder / "report.draft"
        draft.write_text(json.dumps(self.facts), encoding="utf-8")
        os.replace(draft, self.folder / "report.json")


def main(folder: Path) -> None:
    """Import the kernel, call it once, and write what it returned."""
    request = json.loads((folder / "request.json").read_text(encoding="utf-8"))
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    reporter = Reporter(folder)
    arguments = _arguments(folder, request)
    limit_memory(request["memory"])
    reporter.phase("import")
    try:
        kernel, module = import_kernel(reporter, request["module"], request["function"])
        reporter.phase("call", packages=packages_of(module))
        returned = call(reporter, kernel, arguments)
        before = _arguments(folder, request)
        if not all(_same(a, b) for a, b in zip(arguments, before, strict=True)):
            reporter.phase("wrong", reason="changes its input")
        elif reason := wrong(returned, request["outputs"], request["size"]):
            reporter.phase("wrong", reason=reason)
        else:
            results = returned if isinstance(returned, tuple) else (returned,)
            for i, array in enumerate(results):
                np.ascontiguousarray(array).tofile(folder / f"out{i}.bin")
            reporter.phase("done")
    except Stop:
        pass
    except MemoryError:
        reporter.phase("memory")


def limit_memory(megabytes: int) -> None:
    """Let the process use that much more memory than it does now, where the system can say so."""
    try:
        import resource
    except ImportError:  # not a POSIX system
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii")
        used = next(int(x.split()[1]) for x in status.splitlines() if x.startswith("VmData"))
        most = (used << 10) + (megabytes << 20)
        resource.setrlimit(resource.RLIMIT_DATA, (most, most))
    except (OSError, ValueError, StopIteration):
        return


def _arguments(folder: Path, request: dict[str, Any]) -> list[Any]:
    return [
        np.fromfile(folder / f"in{i}.bin", dtype=np.dtype(name))
        for i, name in enumerate(request["inputs"])
    ]


def import_kernel(reporter: Reporter, path: str, name: str) -> tuple[Any, ModuleType]:
    try:
        module = importlib.import_module(path)
        kernel = getattr(module, name)
    except ModuleNotFoundError as error:
        missing = error.name or ""
        if missing == path or path.startswith(f"{missing}."):
            reporter.phase("absent", reason=f"there is no module '{missing}'")
        else:
            reporter.phase("absent", reason=f"'{path}' cannot be imported: {error}")
    except AttributeError as error:
        if error.obj is not sys.modules.get(path) or error.name != name:
            reporter.phase("absent", reason=f"'{path}' cannot be imported: {_text(error)}")
        else:
            names = [k for k, v in vars(module).items() if callable(v) and not k.startswith("_")]
            reason = f"'{path}' has no function '{name}'"
            reporter.phase("absent", reason=reason, names=[*names, *_listed(module)])
    except MemoryError:
        raise
    except BaseException as error:  # whatever an import does, the run goes on
        reporter.phase("absent", reason=f"'{path}' cannot be imported: {_text(error)}")
    else:
        if callable(kernel):
            return kernel, module
        reporter.phase("absent", reason=f"'{name}' of '{path}' is not a function")
    raise Stop


def _listed(module: ModuleType) -> list[str]:
    """What a module that makes its functions on demand says that it has."""
    return [str(x) for x in getattr(module, "__all__", ())]


def call(reporter: Reporter, kernel: Any, arguments: list[Any]) -> Any:
    try:
        return kernel(*arguments)
    except MemoryError:
        raise
    except SystemExit as error:
        reporter.phase("wrong", reason=f"exits: sys.exit({error.code!r})"[:MESSAGE])
    except BaseException as error:
        reporter.phase("wrong", reason=f"raised {_text(error)}")
    raise Stop


def _text(error: BaseException) -> str:
    return f"{type(error).__name__}: {error}"[:MESSAGE]


def _same(x: Any, y: Any) -> bool:
    """Whether two arrays are the same bytes."""
    return (x.shape, x.dtype) == (y.shape, y.dtype) and bool(
        np.array_equal(x.view(np.uint8), y.view(np.uint8))
    )


def wrong(returned: Any, dtypes: list[str], size: int) -> str:
    """What is wrong with the form of what a kernel returned."""
    results = returned if isinstance(returned, tuple) else (returned,)
    if len(results) != len(dtypes):
        return f"returned {len(results)} results, not {len(dtypes)}"
    for array, dtype in zip(results, dtypes, strict=True):
        if not isinstance(array, np.ndarray):
            return f"returned {type(array).__name__}, not an array"
        if array.dtype != np.dtype(dtype):
            return f"returned an array of {array.dtype}, not of {dtype}"
        if array.shape != (size,):
            return f"returned an array of shape {array.shape}, not {(size,)}"
    return ""


def packages_of(module: ModuleType) -> list[str]:
    """The packages that the kernel's module is, or takes names from."""
    found = {module.__name__, "numpy"}
    for value in vars(module).values():
        origin = value.__name__ if isinstance(value, ModuleType) else _origin(value)
        found.add(str(origin))
    return sorted({name.partition(".")[0] for name in found})


def _origin(value: object) -> object:
    return getattr(value, "__module__", "") if callable(value) else ""


if __name__ == "__main__":
    main(Path(sys.argv[1]))
    os._exit(0)  # threads and handlers that the kernel left behind do not matter any more
