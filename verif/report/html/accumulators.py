"""The accumulators of a layer: one, or with tiles an inner and an outer one, and their limits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from verif.accumulate.record import AccumulateRecord, Channel, Layer


@dataclass(frozen=True, slots=True)
class Accumulator:
    """An accumulator of all channels: what each one's holds at least and at most, and how many bits
    that takes. ``limit`` is how many bits it may have, if that was said."""

    name: str
    lows: Sequence[int]
    highs: Sequence[int]
    bits: Sequence[int]
    limit: int | None

    @property
    def over(self) -> list[int]:
        """The channels that need more than the limit."""
        if self.limit is None:
            return []
        return [i for i, bits in enumerate(self.bits) if bits > self.limit]

    @property
    def widest(self) -> int:
        """The largest width that a channel needs."""
        return max(self.bits, default=1)

    def reach(self, channel: int) -> int:
        """What decides a channel's width: its largest value, or its least one, mirrored."""
        return max(self.highs[channel], ~self.lows[channel])


def accumulators(record: AccumulateRecord, layer: Layer) -> list[Accumulator]:
    """The accumulators of a layer: the one that adds up all, or those of tiles."""
    if record.tile is None:
        return [_one("accumulator", layer.channels, "", record.acc_bits)]
    return [
        _one("inner accumulator", layer.channels, "inner_", record.acc_bits),
        _one("outer accumulator", layer.channels, "outer_", record.outer_bits),
    ]


def _one(name: str, channels: Sequence[Channel], part: str, limit: int | None) -> Accumulator:
    bits = f"{part}bits" if part else "min_bits"
    lows, highs, widths = (
        [getattr(c, field) for c in channels] for field in (f"{part}min", f"{part}max", bits)
    )
    return Accumulator(name, lows, highs, widths, limit)


def ends(width: int) -> tuple[int, int]:
    """The least and the largest integer of a two's complement width."""
    return -(1 << (width - 1)), (1 << (width - 1)) - 1


def ranges_text(indices: Sequence[int], most: int = 24) -> str:
    """Ascending indices in short, runs of them as ``3 to 7``; the first ``most`` entries."""
    runs: list[list[int]] = []
    for i in indices:
        if runs and i == runs[-1][1] + 1:
            runs[-1][1] = i
        else:
            runs.append([i, i])
    texts = [str(a) if a == b else f"{a} to {b}" for a, b in runs[:most]]
    left = sum(b - a + 1 for a, b in runs[most:])
    return ", ".join(texts) + (f" and {left:,} more" if left else "")
