"""Versions of the tool and of what its verdicts rest on."""

from __future__ import annotations

import platform
from importlib.metadata import PackageNotFoundError, version

import verif
from verif.results.record import SEMANTICS_VERSION, Tool

PACKAGES = ("lark", "msgspec", "numpy")


def package_version(name: str) -> str:
    """The installed version of a distribution, or ``not installed``."""
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"


def tool() -> Tool:
    """The tool as it runs now."""
    return Tool(
        name="verif",
        version=verif.__version__,
        semantics=SEMANTICS_VERSION,
        python=platform.python_version(),
        packages=tuple((name, package_version(name)) for name in PACKAGES),
    )
