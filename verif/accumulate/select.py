"""Which tensors of a file are layers, and which are their biases."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase

from verif.accumulate.bias import bias_name
from verif.accumulate.errors import OptionError
from verif.accumulate.record import Skipped
from verif.accumulate.tensor import Tensor

AUTO = "auto"
NOT_CHOSEN = "not chosen by --tensor"


@dataclass(frozen=True)
class Selection:
    """The layers, each with its bias, and what was left out."""

    layers: tuple[tuple[Tensor, Tensor | None], ...]
    skipped: tuple[Skipped, ...]


def select(tensors: Sequence[Tensor], patterns: Sequence[str], bias: str | None) -> Selection:
    """The layers among the tensors of one file.

    With ``patterns``, those that one matches; else all, but beside tensors of two and more axes one
    of fewer axes is taken for a bias or a scale, and left out. ``bias`` is a name, or ``auto`` for
    the usual one, such as ``fc.bias`` for ``fc.weight``, where there is such a tensor.
    """
    by_name = {t.name: t for t in tensors}
    biases = {} if bias is None else _biases(by_name, bias)
    matrices = any(len(t.shape) > 1 for t in tensors)
    layers: list[tuple[Tensor, Tensor | None]] = []
    skipped: list[Skipped] = []
    used = {id(b) for b in biases.values()}
    for tensor in tensors:
        if patterns:
            reason = "" if _matches(tensor, patterns) else NOT_CHOSEN
        elif id(tensor) in used:
            reason = "a bias"
        elif matrices and len(tensor.shape) < 2:
            axes = len(tensor.shape)
            reason = f"{axes} ax{'i' if axes == 1 else 'e'}s, beside tensors of more"
        else:
            reason = ""
        if reason:
            skipped.append(Skipped(file=tensor.file, name=tensor.name, reason=reason))
        else:
            layers.append((tensor, biases.get(tensor.name)))
    return Selection(tuple(layers), tuple(skipped))


def unmatched(tensors: Sequence[Tensor], patterns: Sequence[str]) -> list[str]:
    """The patterns that match no tensor."""
    return [p for p in patterns if not any(_matches(t, [p]) for t in tensors)]


def _matches(tensor: Tensor, patterns: Sequence[str]) -> bool:
    return any(tensor.name == p or fnmatchcase(tensor.name, p) for p in patterns)


def _biases(by_name: dict[str, Tensor], bias: str) -> dict[str, Tensor]:
    """The bias of each tensor that has one."""
    if bias == AUTO:
        usual = {name: bias_name(name) for name in by_name}
        return {n: by_name[b] for n, b in usual.items() if b != n and b in by_name}
    found = by_name.get(bias)
    if found is None:
        raise OptionError(f"--bias {bias}: there is no such tensor, but {', '.join(by_name)[:200]}")
    return {name: found for name in by_name if name != bias}
