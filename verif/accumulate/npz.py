"""Archives of arrays, .npz: a zip file of .npy members, stored or deflated (numpy.savez).

Members are streamed, never unpacked: memory does not grow with what they declare. What could cost
time out of all proportion is refused: compression other than NumPy's, members that lie over
each other, and large members that are almost nothing when compressed.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path

from verif.accumulate.errors import WeightsError
from verif.accumulate.names import repeated, shown
from verif.accumulate.npy import read_header
from verif.accumulate.tensor import DAMAGED, Stream, Tensor, reading

MAGIC = (b"PK\x03\x04", b"PK\x05\x06")
RATIO = 200
"""A member of more than ``LARGE`` bytes may not be more than this many times its compressed size;
deflate reaches 1032."""
LARGE = 1 << 28

_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_AGAIN = "write it with numpy.savez or numpy.savez_compressed"


def npz_tensors(path: Path, file: str, held: ExitStack) -> list[Tensor]:
    """The arrays of an archive, in its order; ``held`` keeps it open. Raises WeightsError."""
    archive = held.enter_context(_archive(path, file))
    members = archive.infolist()
    twice = repeated(m.filename for m in members)
    if twice is not None:
        raise WeightsError(file, f"the member '{shown(twice)}' is there twice", _AGAIN)
    if sum(m.compress_size for m in members) > path.stat().st_size:
        raise WeightsError(file, "its members lie over each other, as in a zip bomb", _AGAIN)
    return [_tensor(archive, member, file) for member in members]


def _tensor(archive: zipfile.ZipFile, member: zipfile.ZipInfo, file: str) -> Tensor:
    where = f"{file}: member '{shown(member.filename)}'"
    if not member.filename.endswith(".npy"):
        pickled = member.filename.endswith(".pkl")
        hint = "a PyTorch archive holds pickles, which are never run: save as .safetensors"
        raise WeightsError(where, "is no .npy", hint if pickled else _AGAIN)
    if member.flag_bits & 1:
        raise WeightsError(where, "is encrypted", _AGAIN)
    if member.compress_type not in _METHODS:
        what = f"is compressed by method {member.compress_type}; NumPy writes stored and deflated"
        raise WeightsError(where, what, _AGAIN)
    if member.file_size > max(LARGE, RATIO * member.compress_size):
        what = (
            f"{member.compress_size} bytes are said to unpack to {member.file_size}, "
            f"more than {RATIO} times as many, as in a zip bomb"
        )
        raise WeightsError(where, what, "if it is none, store it with numpy.savez, uncompressed")
    with reading(where), archive.open(member) as stream:
        header = read_header(stream, where)
    header.check_size(member.file_size, where)
    name = member.filename.removesuffix(".npy")
    opener = partial(_member_stream, archive, member, header.data, where)
    return Tensor(file, name, header.element, header.shape, opener, header.fortran)


@contextmanager
def _member_stream(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, data: int, where: str
) -> Iterator[Stream]:
    with reading(where):
        stream = archive.open(member)
        stream.read(data)
    with stream:
        yield stream  # type: ignore[misc]  # it has readinto, which typeshed leaves out


@contextmanager
def _archive(path: Path, file: str) -> Iterator[zipfile.ZipFile]:
    try:
        archive = zipfile.ZipFile(path)
    except DAMAGED as error:
        what = f"begins as a zip file and is none ({error})"
        raise WeightsError(
            file, what, "it is truncated or damaged; write or fetch it again"
        ) from None
    with archive:
        yield archive
