"""A tensor in a file of weights: what its header says, and how to come to its elements."""

from __future__ import annotations

import math
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from verif.accumulate.elements import ElementType
from verif.accumulate.errors import WeightsError
from verif.accumulate.names import shown


class Stream(Protocol):
    """Bytes, one after the other."""

    def readinto(self, buffer: memoryview, /) -> int | None: ...


@dataclass(frozen=True)
class Refused:
    """An element type that is not taken, and what to do about it."""

    name: str
    hint: str


@dataclass(frozen=True)
class Tensor:
    """A tensor as its file declares it; ``open`` gives its bytes from the first element on.

    Its size has been held against that of the file; the bytes are not read yet.
    """

    file: str
    name: str
    element: ElementType | Refused
    shape: tuple[int, ...]
    open: Callable[[], AbstractContextManager[Stream]]
    fortran: bool = False
    alone: bool = False
    """Whether the file holds nothing else."""

    @property
    def count(self) -> int:
        return math.prod(self.shape)

    @property
    def where(self) -> str:
        return self.file if self.alone else f"{self.file}: tensor '{shown(self.name)}'"

    @property
    def type(self) -> ElementType:
        """The element type; raises WeightsError where it is none of integers."""
        if isinstance(self.element, Refused):
            what = f"elements of type {self.element.name} are no integers"
            raise WeightsError(self.where, what, self.element.hint)
        return self.element


@contextmanager
def file_stream(path: Path, offset: int, where: str) -> Iterator[Stream]:
    """A file's bytes from ``offset`` on, not buffered: pieces are read straight into place."""
    with reading(where):
        file = path.open("rb", buffering=0)
    with file:
        file.seek(offset)
        yield file


def fill(stream: Stream, buffer: memoryview, where: str) -> None:
    """Read as many bytes as ``buffer`` has; raises WeightsError where there are fewer."""
    done = 0
    while done < len(buffer):
        with reading(where):
            got = stream.readinto(buffer[done:])
        if not got:
            missing = len(buffer) - done
            raise WeightsError(
                where,
                f"the data end early, at least {missing} bytes are missing",
                "the file is truncated or was changed while it was read; write or fetch it again",
            )
        done += got


def finish(stream: Stream, where: str) -> None:
    """Read on to the end, where the checksum of a zip member is compared."""
    with reading(where):
        stream.readinto(memoryview(bytearray(1)))


DAMAGED = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, RuntimeError, ValueError)
"""What ``zipfile`` raises where bytes are not what they should be, or ask for what it cannot do."""


@contextmanager
def reading(where: str) -> Iterator[None]:
    """Failures to read, as WeightsErrors."""
    again = "write or fetch the file again"
    try:
        yield
    except DAMAGED as error:
        raise WeightsError(where, f"the archive is damaged ({error})", again) from None
    except OSError as error:
        reason = error.strerror or str(error)
        raise WeightsError(where, f"cannot be read: {reason}", again) from None
