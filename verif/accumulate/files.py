"""Files of weights by what they begin with, whatever they are called."""

from __future__ import annotations

from contextlib import ExitStack
from functools import partial
from pathlib import Path

from verif.accumulate.errors import WeightsError
from verif.accumulate.npy import MAGIC as NPY
from verif.accumulate.npy import read_header
from verif.accumulate.npz import MAGIC as ZIP
from verif.accumulate.npz import npz_tensors
from verif.accumulate.safetensors_ import safetensors_tensors
from verif.accumulate.tensor import Tensor, file_stream, reading

_KINDS = "a .npy, .npz or .safetensors file is needed"


def tensors(path: Path, held: ExitStack) -> list[Tensor]:
    """The tensors of a file; raises WeightsError. No element is read yet.

    ``held`` keeps open what has to be open until the elements are read.
    """
    file = str(path).encode("utf-8", "replace").decode("utf-8")
    with reading(file):
        if path.is_dir():
            raise WeightsError(file, "is a directory", f"{_KINDS}; name its files")
        if not path.exists():
            raise WeightsError(file, "there is no such file", "check the path")
        if not path.is_file():
            raise WeightsError(file, "is no regular file", f"{_KINDS}; write its content to one")
        with path.open("rb") as stream:
            start = stream.read(9)
    if not start:
        raise WeightsError(file, "is empty", _KINDS)
    if start.startswith(NPY[:6]):
        return [_npy_tensor(path, file)]
    if start.startswith(ZIP):
        return npz_tensors(path, file, held)
    # Last, as its first eight bytes are a length, which may look like anything.
    if len(start) == 9 and start[8:] == b"{":
        return safetensors_tensors(path, file)
    raise WeightsError(
        file, _unknown(start), "save its integer weights with numpy.savez or as .safetensors"
    )


def _npy_tensor(path: Path, file: str) -> Tensor:
    with reading(file), path.open("rb") as stream:
        header = read_header(stream, file)
    header.check_size(path.stat().st_size, file)
    opener = partial(file_stream, path, header.data, file)
    return Tensor(file, path.stem, header.element, header.shape, opener, header.fortran, alone=True)


def _unknown(start: bytes) -> str:
    if start[0] == 0x80 and start[1:2] in (b"\x02", b"\x03", b"\x04", b"\x05"):
        return "looks like a Python pickle, which is never run"
    if start.startswith(b"\x89HDF"):
        return "is an HDF5 file"
    if start.startswith(b"GGUF"):
        return "is a GGUF file"
    return "begins as no .npy, .npz or .safetensors file does"
