"""Records for reporters: a small spec checked for real, and a kernel's record made by hand."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import msgspec
from msgspec.structs import replace

from verif.results.record import (
    Evidence,
    KernelRecord,
    Mismatch,
    Problem,
    RunRecord,
    Shown,
    Tool,
)
from verif.results.summary import summarise
from verif.run.check import Options, check

GOLD = Path(__file__).parent.parent / "gold"
TOOL = Tool(name="verif", version="0", semantics=1, python="3", packages=(("lark", "1"),))


@cache
def small() -> RunRecord:
    """The record of ``gold/small.arith``, without what differs from run to run."""
    record = check([GOLD / "small.arith"], Options(jobs=1), command="verif check small.arith")
    return steady(record)


def steady(record: RunRecord) -> RunRecord:
    """A record with seconds, versions and folders taken out."""
    text = msgspec.json.encode(record).decode()
    folder = next((p.file for p in record.properties), "").rpartition("small.arith")[0]
    if folder:
        text = text.replace(folder, "")
    plain = msgspec.json.decode(text, type=RunRecord)
    properties = tuple(
        replace(p, seconds=0.0, obligations=tuple(replace(o, seconds=0.0) for o in p.obligations))
        for p in plain.properties
    )
    return replace(plain, tool=TOOL, properties=properties, seconds=0.0)


def datum(name: str, code: int, exact: str) -> Shown:
    """A datum of E2M1."""
    bits = f"{code:04b}"
    fields = (("s", bits[0]), ("e", bits[1:3]), ("m", bits[3]))
    return Shown(
        name=name,
        kind="datum",
        exact=exact,
        decimal=exact,
        format="E2M1",
        code=f"0x{code:X}",
        bits=bits,
        fields=fields,
    )


def kernel(mismatches: int, expected: str = "proved") -> KernelRecord:
    """A kernel that differs on some inputs."""
    found = tuple(
        Mismatch(
            inputs=(datum("x", i + 1, "1"), datum("y", i + 2, "2")),
            expected=datum("result", 3, "1.5"),
            got=datum("result", 4, "2"),
        )
        for i in range(min(mismatches, 6))
    )
    verdict = "refuted" if mismatches else "proved"
    return KernelRecord(
        id="k.arith::adder",
        file="k.arith",
        line=3,
        name="adder",
        operator="add(E2M1, RNE)",
        callable="package.module:adder",
        expected=expected,
        verdict=verdict,
        as_expected=verdict == expected,
        reason=f"differs on {mismatches} of 250 inputs" if mismatches else "",
        evidence=Evidence(rung=2, kind="exhaustive", inputs=256, text="all 256 inputs"),
        versions=(("package", "1.2"),),
        compared=250,
        excluded=6,
        exclusions=(("y is zero", 6),),
        nans_folded=2,
        mismatches=mismatches,
        smallest=found,
    )


def run_of(*kernels: KernelRecord, problems: tuple[Problem, ...] = ()) -> RunRecord:
    """A run of kernels."""
    return RunRecord(
        tool=TOOL,
        command="verif gate",
        run_state="complete",
        properties=(),
        kernels=kernels,
        problems=problems,
        seconds=0.0,
        summary=summarise((), kernels, problems, False),
    )
