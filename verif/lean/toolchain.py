"""A Lean that can be run: a native one, or the WebAssembly build under Node.

Either runs one file at a time and with a memory of its own, in a work folder with ``src`` (the
file by its module's path), ``lib`` (compiled modules that it may import) and ``out`` (what is
compiled).
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Protocol

from verif.lean.child import Child, Ended, Limits
from verif.lean.errors import LeanUnavailable
from verif.lean.host import INSTANCE, PROGRAM, Hosts
from verif.lean.install import Say, install
from verif.lean.node import Node, find_node
from verif.lean.release import SERIES, WASM, Release

OPTIONS = ("--json", "-DwarningAsError=true")
"""Of every run: messages that can be read, and ``sorry`` is no warning but an error."""


class Running(Protocol):
    """A run of Lean."""

    @property
    def ended(self) -> Ended | None: ...

    def poll(self) -> Ended | None:
        """How it ended; ``None`` while it runs."""

    def kill(self, reason: str) -> Ended:
        """End it now."""


class Starter(Protocol):
    """What starts runs of Lean."""

    def start(self, arguments: Sequence[str], work: Path, limits: Limits) -> Running:
        """Run ``lean`` with arguments, in ``work/src``."""


class Toolchain(Protocol):
    """A Lean. ``key`` names all that a compiled file depends on; ``title`` is for people."""

    @property
    def kind(self) -> str: ...

    @property
    def version(self) -> str: ...

    @property
    def title(self) -> str: ...

    @property
    def key(self) -> str: ...

    def starter(self) -> AbstractContextManager[Starter]:
        """What starts runs, until the context ends: no process outlives it."""


@dataclass(frozen=True, slots=True)
class Native:
    """A Lean of the system: ``program`` is the compiler itself, not the one that chooses it."""

    program: str
    version: str
    kind: str = "native"

    @property
    def title(self) -> str:
        return f"Lean {self.version}, native"

    @property
    def key(self) -> str:
        return f"native {self.program} {self.version} {' '.join(OPTIONS)}"

    def starter(self) -> AbstractContextManager[Starter]:
        """Itself: each run is a process of its own."""
        return nullcontext(self)

    def start(self, arguments: Sequence[str], work: Path, limits: Limits) -> Child:
        command = [self.program, "-j1", f"-M{limits.megabytes}", *OPTIONS, *arguments]
        return Child(command, work / "src", {"LEAN_PATH": str(work / "lib")}, limits)


@dataclass(frozen=True, slots=True)
class Wasm:
    """The WebAssembly build: its release, its unpacked folder, the shortened glue, and Node."""

    release: Release
    folder: Path
    glue: Path
    node: Node
    kind: str = "wasm"

    @property
    def version(self) -> str:
        return self.release.lean

    @property
    def title(self) -> str:
        return (
            f"Lean {self.release.lean} as WebAssembly ({self.release.spec}, a third party's "
            f"patched build) on Node {self.node.version}"
        )

    @property
    def key(self) -> str:
        launcher = sha256(PROGRAM.read_bytes() + INSTANCE.read_bytes()).hexdigest()
        made = f"{self.release.integrity} {self.glue.name} {launcher}"
        return f"wasm {made} node {self.node.version} {' '.join(OPTIONS)}"

    def starter(self) -> AbstractContextManager[Starter]:
        """Node processes, which are kept from one run to the next."""
        command = [self.node.program, "--wasm-lazy-validation", "--stack-size=3900", str(PROGRAM)]
        return Hosts([*command, str(self.folder), str(self.glue)], OPTIONS)


def find_native(project: Path) -> Native | None:
    """The native Lean on the PATH, as ``project`` chooses it; ``None`` where there is none.

    Raises ``LeanUnavailable`` where there is one that does not run or is of another version.
    """
    lean = shutil.which("lean")
    if lean is None:
        return None
    version = _ask(lean, "--version", project)
    found = re.search(r"\bversion (\d+\.\d+\.\d+\S*?),", version)
    if found is None:
        raise LeanUnavailable(f"'{lean} --version' says '{version}', which names no version")
    if not found[1].startswith(SERIES):
        raise LeanUnavailable(
            f"{lean} is Lean {found[1]}, and the library is written for {SERIES}x\n"
            f"Run 'elan toolchain install leanprover/lean4:v{SERIES}0', which lean/lean-toolchain "
            f"then chooses; or\ngive --wasm for the WebAssembly build."
        )
    # elan's 'lean' chooses by the current folder; the one that it chose here is named.
    prefix = Path(_ask(lean, "--print-prefix", project))
    return Native(str(prefix / "bin" / "lean"), found[1])


def _ask(lean: str, option: str, project: Path) -> str:
    """The one line that Lean answers."""
    try:
        done = subprocess.run(
            [lean, option], cwd=project, capture_output=True, text=True, timeout=600, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise LeanUnavailable(f"{lean} does not run: {error}") from None
    if done.returncode:
        said = (done.stderr.strip() or done.stdout.strip() or "nothing").splitlines()[-1]
        raise LeanUnavailable(
            f"'{lean} {option}' fails in {project}, and says: {said}\n"
            f"Mend it, or give --wasm for the WebAssembly build."
        )
    return done.stdout.strip()


def find_toolchain(
    project: Path, want: str | None, offline: bool, say: Say, release: Release = WASM
) -> Toolchain:
    """The Lean to use: the native one, else the WebAssembly build, which may be fetched.

    ``want`` is ``native`` or ``wasm`` where only that will do. Raises ``LeanUnavailable``.
    """
    if want != "wasm":
        native = find_native(project)
        if native is not None:
            return native
        if want == "native":
            raise LeanUnavailable(
                "there is no 'lean' on the PATH, and --native wants one\n"
                f"Install elan (https://lean-lang.org/install), then 'elan toolchain install "
                f"leanprover/lean4:v{SERIES}0'."
            )
    node = find_node()
    package = install(release, node.npm, offline, say)
    return Wasm(release, package.folder, package.glue, node)
