"""Where pages are: file names from ids, the same in every run and on every file system."""

from __future__ import annotations

import re
from hashlib import sha256

INDEX = "index.html"
RUN = "run.html"
FORMATS = "formats.html"
RECORD = "record.json"
WIDTHS = "accumulators.html"

LONGEST = 80
"""Characters of a name before its hash."""


def property_page(identity: str) -> str:
    """The page of a property."""
    return f"properties/{_named(identity.rpartition('::')[2], identity)}"


def kernel_page(identity: str) -> str:
    """The page of a kernel."""
    return f"kernels/{_named(identity.rpartition('::')[2], identity)}"


def layer_page(name: str, file: str, again: int = 0) -> str:
    """The page of a layer's accumulators; ``again`` counts earlier ones of the same name and
    file."""
    return f"accumulators/{_named(name, f'{file}::{name}' + (f'#{again}' if again else ''))}"


def widths_record(number: int) -> str:
    """The record of accumulator widths, of which there can be several, from 0 on."""
    return f"accumulators-{number + 1}.json"


def anchor(file: str) -> str:
    """Where on the first page the entries of a spec file begin."""
    return f"file-{sha256(file.encode(errors='replace')).hexdigest()[:8]}"


def format_page(name: str, file: str = "") -> str:
    """The page of a format; ``file`` defines it, where the name alone is not enough."""
    return f"formats/{_named(name, f'{file}::{name}')}" if file else f"formats/{_plain(name)}.html"


def _named(shown: str, identity: str) -> str:
    """A file name that tells what it is, with a hash that no other identity has.

    Some file systems do not tell capitals from small letters, so the hash is needed always.
    """
    digest = sha256(identity.encode(errors="replace")).hexdigest()[:8]
    return f"{_plain(shown)}-{digest}.html"


def _plain(text: str) -> str:
    return re.sub(r"[^A-Za-z0-9_]+", "-", text).strip("-")[:LONGEST] or "page"
