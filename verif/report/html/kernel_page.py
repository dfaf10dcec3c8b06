"""The page of a kernel that was gated: its verdict, and where it differs from its operator."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from verif.report.explain import command, given_for
from verif.report.html import links
from verif.report.html.definitions import Definitions
from verif.report.html.evidence import LADDER, rung
from verif.report.html.page import Frame, Page, render
from verif.report.html.property_page import finder
from verif.results.record import KernelRecord, Mismatch, RunRecord, Shown

_ZEROS = ("0", "-0")
_BEYOND = ("inf", "-inf", "nan", "nar")


def kernel_pages(record: RunRecord, formats: Definitions, frame: Frame) -> Iterator[Page]:
    """The pages of all kernels."""
    for k in record.kernels:
        yield render(
            "kernel.html",
            links.kernel_page(k.id),
            k.name,
            frame,
            k=k,
            again=command(k.id, given_for(k, record)),
            rung=rung(k.evidence.rung) if k.evidence is not None else None,
            ladder=LADDER,
            kept=len(kept(k)),
            special=special(k),
            sides=_sides(k),
            format_of=finder(formats, k.file),
        )


def _sides(k: KernelRecord) -> tuple[Shown, ...]:
    """What was expected at the smallest mismatch, and what came."""
    if not k.smallest:
        return ()
    m = k.smallest[0]
    return replace(m.expected, name="expected"), replace(m.got, name="got")


def kept(k: KernelRecord) -> list[Mismatch]:
    """The mismatches that the record holds, each once."""
    found: dict[tuple[str, ...], Mismatch] = {}
    for m in (*k.smallest, *k.largest, *k.examples):
        found.setdefault(tuple(s.code or s.exact for s in m.inputs), m)
    return list(found.values())


def special(k: KernelRecord) -> list[Mismatch]:
    """The kept mismatches at zeros, infinities and NaN, or with infinities or NaN as a result."""
    return [m for m in kept(k) if _is_special(m)]


def _is_special(m: Mismatch) -> bool:
    inputs = any(s.exact in (*_ZEROS, *_BEYOND) for s in m.inputs)
    return inputs or m.expected.exact in _BEYOND or m.got.exact in _BEYOND
