"""A cache of what is derived from a format, keyed by the object and not by its long contents."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import wraps
from threading import Lock
from typing import Concatenate, ParamSpec, TypeVar

from verif.formats.format import Format

P = ParamSpec("P")
T = TypeVar("T")

SIZE = 128


def by_identity(
    function: Callable[Concatenate[Format, P], T],
) -> Callable[Concatenate[Format, P], T]:
    """``function`` with its latest results kept; formats are told apart by identity, so that a
    look-up does not hash a table of values. Kept formats stay alive, so no identity is reused."""
    kept: OrderedDict[Hashable, tuple[Format, T]] = OrderedDict()
    lock = Lock()

    @wraps(function)
    def cached(fmt: Format, /, *args: P.args, **kwargs: P.kwargs) -> T:
        key = (id(fmt), args, tuple(kwargs.items()))
        with lock:
            if key not in kept:
                kept[key] = (fmt, function(fmt, *args, **kwargs))
                if len(kept) > SIZE:
                    kept.popitem(last=False)
            else:
                kept.move_to_end(key)
            return kept[key][1]

    return cached
