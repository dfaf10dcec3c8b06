"""What a verdict rests on beside the spec: the package's own sources, and versions.

A kept verdict may be used again only where all of this is the same.
"""

from __future__ import annotations

import json
import platform
from functools import cache
from hashlib import sha256
from pathlib import Path

import verif
from verif.results.record import SEMANTICS_VERSION
from verif.run.versions import package_version

PACKAGE = Path(verif.__file__).resolve().parent
SUFFIXES = (".py", ".json", ".lark")
"""Code, the parser's table and the grammar; what specs say is in the IR."""

PACKAGES = ("numpy", "z3-solver", "bitwuzla", "python-flint")
"""Distributions that compute verdicts. They are asked for their version without being imported."""


def hash_of_sources(folder: Path) -> str:
    """The SHA-256 of the names and contents of all sources below a folder."""
    digest = sha256()
    files = (f for f in folder.rglob("*") if f.suffix in SUFFIXES)
    for name, file in sorted((f.relative_to(folder).as_posix(), f) for f in files):
        content = file.read_bytes()
        digest.update(f"{name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


@cache
def sources() -> str:
    """The hash of this package's sources as they are when it is first asked for."""
    return hash_of_sources(PACKAGE)


@cache
def versions() -> tuple[tuple[str, str], ...]:
    """Names and versions of the tool, the language's meaning, Python and the solvers."""
    return (
        ("verif", verif.__version__),
        ("semantics", str(SEMANTICS_VERSION)),
        ("python", f"{platform.python_implementation()} {platform.python_version()}"),
        *((name, package_version(name)) for name in PACKAGES),
    )


def fingerprint() -> str:
    """One hash over the sources and the versions."""
    return sha256(json.dumps([sources(), versions()]).encode()).hexdigest()
