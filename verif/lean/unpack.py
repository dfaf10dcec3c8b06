"""Unpacking of a downloaded archive: plain files and folders below one place, and nothing else."""

from __future__ import annotations

import shutil
import tarfile
from pathlib import Path, PurePosixPath

from verif.lean.errors import LeanUnavailable


def unpack(archive: Path, into: Path, below: str = "") -> int:
    """Write the files of a ``.tar.gz`` that are in its folder ``below`` into a folder.

    Returns how many. ``._*`` are left out: notes of another system. Raises ``LeanUnavailable`` for
    paths that lead elsewhere, for links and devices, and for archives that end early.
    """
    count = 0
    try:
        with tarfile.open(archive, "r:gz") as tar:
            for member in tar:
                path = _inside(archive, member.name)
                if path.name.startswith("._"):
                    continue
                if member.isdir():
                    continue
                if not member.isreg():
                    raise _refused(archive, f"'{member.name}' is neither a file nor a folder")
                if below:
                    if path.parts[:1] != (below,):
                        raise _refused(archive, f"'{member.name}' is not in '{below}'")
                    path = PurePosixPath(*path.parts[1:])
                target = into / path
                target.parent.mkdir(parents=True, exist_ok=True)
                source = tar.extractfile(member)
                assert source is not None, "it is a regular file"
                with source, target.open("xb") as file:
                    shutil.copyfileobj(source, file, 1 << 20)
                count += 1
    except FileExistsError as error:
        raise _refused(archive, f"'{error.filename}' is there twice") from None
    except (tarfile.TarError, EOFError) as error:
        raise _refused(archive, str(error) or "it ends early") from None
    return count


def _inside(archive: Path, name: str) -> PurePosixPath:
    """The path of a member, which must not lead out of the folder."""
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or "\\" in name or "\0" in name:
        raise _refused(archive, f"the path '{name}' leads out of it")
    return path


def _refused(archive: Path, reason: str) -> LeanUnavailable:
    return LeanUnavailable(f"{archive.name} is not unpacked: {reason}; run again to fetch it anew")
