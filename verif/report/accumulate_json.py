"""The JSON record of accumulator widths: written, read back, and its schema."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from verif.accumulate.record import SCHEMA_VERSION, AccumulateRecord, Layer
from verif.report.json_ import RecordError

_SIGNS = frozenset("+-0")

LARGEST = 1 << 512
"""No sum of integers of a file comes near."""


class _Head(msgspec.Struct):
    """What tells such a record from that of a run."""

    worst_inputs: msgspec.Raw | msgspec.UnsetType = msgspec.UNSET


def render(record: AccumulateRecord) -> str:
    """The record as JSON text."""
    return msgspec.json.format(msgspec.json.encode(record), indent=2).decode() + "\n"


def is_one(data: bytes) -> bool:
    """Whether a JSON text is a record of accumulator widths, by the names it has."""
    try:
        return msgspec.json.decode(data, type=_Head).worst_inputs is not msgspec.UNSET
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return False


def read(data: bytes) -> AccumulateRecord:
    """The record in a JSON text, unknown names ignored; raises ``RecordError``."""
    try:
        record = msgspec.json.decode(data, type=AccumulateRecord)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise RecordError(str(error)) from None
    except RecursionError:
        raise RecordError("its values are nested too deep") from None
    if record.schema_version > SCHEMA_VERSION:
        known = f"this version knows {SCHEMA_VERSION}: use a newer one"
        raise RecordError(f"its schema_version is {record.schema_version}, and {known}")
    for layer in record.layers:
        fault = next(_faults(layer, record.tile is not None), None)
        if fault is not None:
            raise RecordError(f"layer '{layer.name}': {fault}")
    return record


def _faults(layer: Layer, tiles: bool) -> Iterator[str]:
    """What contradicts itself in a layer."""
    count = len(layer.channels)
    if any(c.index != i for i, c in enumerate(layer.channels)):
        yield "its channels are not numbered from 0 on"
    if (layer.widest is None) != (count == 0):
        yield f"of {count} channels none or one is the widest"
    named = (*layer.over, *([layer.widest] if layer.widest is not None else []))
    if any(not 0 <= i < count for i in named):
        yield f"it names a channel that it does not have; it has {count}"
    numbers = (v for c in layer.channels for v in msgspec.structs.astuple(c) if type(v) is int)
    if any(abs(v) >= LARGEST for v in (layer.min, layer.max, layer.max_l1, *numbers)):
        yield "a number has more than 512 bits"
    parts = ("inner_min", "inner_max", "inner_bits", "outer_min", "outer_max", "outer_bits")
    if tiles and any(getattr(c, name) is None for c in layer.channels for name in parts):
        yield "a channel lacks the widths of its tiles"
    signs = layer.widest_signs.runs if layer.widest_signs is not None else ()
    if any(sign not in _SIGNS or length < 1 for sign, length in signs):
        yield "the signs of its widest channel are no runs of '+', '-' and '0'"
