"""Obligations of specs that are given as text."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from verif.properties.obligation import Obligation, Property
from verif.run.check import declare


def properties(text: str) -> list[Property]:
    """The properties of a spec."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "given.arith"
        path.write_text(f"arith 1;\n{text}", encoding="utf-8")
        return declare([path]).properties


def obligation(body: str, before: str = "") -> Obligation:
    """The first obligation of a property with this body."""
    (found,) = properties(f"{before}\nproperty p {{ {body} }}")
    return found.obligations[0]
