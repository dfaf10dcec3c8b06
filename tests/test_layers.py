"""Imports point down only, and heavy packages stay where they belong."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent / "verif"

ORDER = (
    "base", "algebra", "formats", "arrays", "oracle", "ir", "operators", "properties", "language",
    "results", "engines", "proof", "kernels", "accumulate", "measure", "lean", "run", "mutate",
    "report", "cli",
)  # fmt: skip
LAYER = {name: i for i, name in enumerate(ORDER)}
LAYER["api"] = LAYER["run"]  # what ``import verif`` offers
LAYER["__init__"] = LAYER["api"]
LAYER["__main__"] = LAYER["cli"]

ALLOWED = {
    "click": {"cli"},
    "numpy": {"algebra", "arrays", "engines", "kernels", "accumulate", "measure", "oracle", "api"},
    "scipy": {"oracle"},
    "flint": {"oracle", "engines", "measure"},
    "gmpy2": {"oracle"},
    "mpmath": {"oracle"},
    "lark": {"language"},
    "sympy": {"language"},
    "z3": {"algebra", "engines"},
    "bitwuzla": {"engines"},
    "msgspec": {"results", "accumulate", "lean", "measure", "mutate", "report", "run"},
    "rich": {"cli"},
    "jinja2": {"report"},
    "markupsafe": {"report"},
    "ml_dtypes": {"kernels"},
}
"""Third-party packages, and the only parts that import them."""

FILES = sorted(ROOT.rglob("*.py"))


def layer(file: Path) -> str:
    """The part of the package that a file belongs to."""
    parts = file.relative_to(ROOT).parts
    return parts[0] if len(parts) > 1 else file.stem


def imports(file: Path) -> list[tuple[int, str]]:
    """Every imported module, at any depth of the file, with its line."""
    found: list[tuple[int, str]] = []
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        match node:
            case ast.Import(names=names):
                found += [(node.lineno, alias.name) for alias in names]
            case ast.ImportFrom(module=str(module), level=0):
                whole = module == "verif"
                found += [
                    (node.lineno, f"verif.{alias.name}" if whole else module)
                    for alias in node.names
                ]
            case ast.ImportFrom():
                pytest.fail(f"{file}:{node.lineno}: a relative import")
    return found


def test_every_part_has_a_layer() -> None:
    assert {layer(f) for f in FILES} <= set(LAYER)


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.relative_to(ROOT).as_posix())
def test_imports_point_down(file: Path) -> None:
    here = layer(file)
    for line, module in imports(file):
        package, _, rest = module.partition(".")
        if package != "verif":
            allowed = ALLOWED.get(package)
            assert allowed is None or here in allowed, f"{file}:{line} imports {module}"
            continue
        if not rest:  # the package itself: its version
            continue
        target = rest.partition(".")[0]
        if here != "__init__":
            assert LAYER[target] <= LAYER[here], f"{file}:{line} imports {module}"


def test_only_named_packages_are_imported() -> None:
    import sys

    known = {*ALLOWED, "verif", *sys.stdlib_module_names}
    for file in FILES:
        for line, module in imports(file):
            assert module.partition(".")[0] in known, f"{file}:{line} imports {module}"
