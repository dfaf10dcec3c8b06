"""The key of a kept verdict: a hash of everything that the verdict depends on.

It holds all of an obligation but where it stands and what it is called, so that moving or renaming
a property costs nothing, and any other change asks anew. Fields are taken as they come: one that
is added to a case is in the key without a word here.
"""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from hashlib import sha256

from verif.base.source import Span
from verif.formats.format import Format
from verif.ir import nodes as n
from verif.ir.text import canonical
from verif.properties.obligation import Hazard, Obligation, Property

_names: dict[type, tuple[str, ...]] = {}
"""The fields of the dataclasses that were met."""

Setting = str | int | float | bool | None


def key(
    prop: Property, obligation: Obligation, settings: dict[str, Setting], fingerprint: str
) -> str:
    """The SHA-256 of an obligation, how it is asked, and what answers it.

    ``settings`` are the options of the run, ``fingerprint`` stands for sources and versions.
    """
    roots: list[n.Node] = []
    parts = [
        fingerprint,
        settings | {"asked": prop.engine, "budget": prop.budget, "long": prop.long},
        obligation.kind,
        _plain(obligation.cases, roots),
        _plain(prop.satisfiable, roots),
        canonical(roots),
    ]
    return sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def _plain(x: object, roots: list[n.Node]) -> object:
    """``x`` as JSON; terms are put into ``roots``, in order, and leave a mark."""
    if x is None or isinstance(x, (bool, int, str)):
        return x
    if isinstance(x, tuple):
        return [_plain(item, roots) for item in x]
    if isinstance(x, n.Node):
        roots.append(x)
        return "$"
    if isinstance(x, Format):
        return ["format", x.name, x.key]
    if isinstance(x, Hazard):  # the rest says where, and is taken from the spec as it is now
        return _plain(x.violated, roots)
    if isinstance(x, Span):
        return "span"
    kind = type(x)
    names = _names.get(kind)
    if names is None:
        if not is_dataclass(kind):
            raise TypeError(f"{kind.__name__} has no place in a key")
        names = _names[kind] = tuple(f.name for f in fields(kind))
    return [kind.__name__, {name: _plain(getattr(x, name), roots) for name in names}]
