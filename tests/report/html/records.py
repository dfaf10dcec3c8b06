"""Records to make pages of: every verdict, lemmas, kernels, and texts that want to be markup."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import msgspec
from msgspec.structs import replace

from tests.report.samples import GOLD, TOOL, kernel, small
from verif.report.html.definitions import Definitions, definitions
from verif.report.html.site import pages
from verif.results.record import (
    NotRun,
    Problem,
    PropertyRecord,
    RunRecord,
    Step,
    Summary,
)
from verif.results.summary import summarise
from verif.run.check import Options, check

VERDICTS = ("proved", "refuted", "tested", "unknown", "vacuous", "unsupported", "error")

HOSTILE = "<script>alert(1)</script>\"'&<b onclick=x>{{ 7*7 }}"


@cache
def lemmas() -> RunRecord:
    """The record of ``gold/html/lemmas.arith``: a chain of lemmas, covers, and long sums."""
    return check([GOLD / "html" / "lemmas.arith"], Options(jobs=1), command="verif check")


@cache
def everything() -> RunRecord:
    """A record with each verdict, expected or not, kernels, spec errors and what was not run."""
    record = small()
    first = record.properties[0]
    made = [*record.properties]
    for verdict in VERDICTS:
        for expected in ("proved", "refuted"):
            name = f"{verdict}_{expected}"
            made.append(
                replace(
                    first,
                    id=f"made.arith::{name}",
                    file="made.arith",
                    line=len(made),
                    name=name,
                    verdict=verdict,
                    expected=expected,
                    as_expected=verdict == expected,
                    reason="because" if verdict != "proved" else "",
                    obligations=tuple(
                        replace(o, verdict=verdict, evidence=None) for o in first.obligations
                    ),
                )
            )
    problem = Problem(
        code="E101", message="unknown name 'x'", file="a.arith", line=1, column=2, hint="y"
    )
    kernels = (
        kernel(0),
        replace(kernel(6), id="k.arith::other", name="other"),
        replace(kernel(6, "refuted"), id="k.arith::third", name="third"),
    )
    not_run = NotRun(
        id="a.arith::later", file="a.arith", line=3, name="later", reason="budget long"
    )
    properties = tuple(made)
    return replace(
        record,
        properties=properties,
        kernels=kernels,
        problems=(problem,),
        not_run=(not_run,),
        run_state="partial",
        summary=summarise(properties, kernels, (problem,), True),
    )


@cache
def hostile() -> RunRecord:
    """A record in which every text that may be anything is markup, and each is another one."""
    found = msgspec.json.decode(msgspec.json.encode(everything()))
    count = iter(range(100_000))

    def spoil(value: Any, name: str) -> Any:
        match value:
            case dict():
                return {key: spoil(x, key) for key, x in value.items()}
            case list():
                return [spoil(x, name) for x in value]
            case str() if name not in ("verdict", "answer", "run_state", "verdicts", "key"):
                if value in ("prove", "cover", "exhaustive", "interval", "smt", "tested"):
                    return value
                return f"{HOSTILE}{next(count)}"
            case _:
                return value

    return msgspec.convert(spoil(found, ""), type=RunRecord)


def empty() -> RunRecord:
    """A run that had nothing to decide."""
    return RunRecord(
        tool=TOOL,
        command="verif check",
        run_state="complete",
        properties=(),
        kernels=(),
        problems=(),
        seconds=0.0,
        summary=Summary(verdicts={}, unexpected=0, exit_code=0, reason="no property to decide"),
    )


def with_steps(count: int) -> PropertyRecord:
    """A property whose evidence has as many lemmas below a question."""
    first = small().properties[0]
    lemma = Step(question="a lemma", answer="none", engine="z3", version="Z3 1", logic="QF_BV")
    step = Step(
        question="claim", answer="none", engine="z3", logic="a rule", steps=(lemma,) * count
    )
    (o,) = first.obligations
    assert o.evidence is not None
    return replace(first, obligations=(replace(o, evidence=replace(o.evidence, steps=(step,))),))


@cache
def shipped() -> Definitions:
    """The shipped formats."""
    return definitions(empty())


@cache
def some() -> Definitions:
    """One format of each family, and those that the records mention."""
    names = ("E2M1", "E2M3", "F64", "E8M0", "HiF8", "posit8_2", "NF4", "INT8", "UINT4", "Q4_4")
    return Definitions(tuple(d for d in shipped().formats if d.name in names))


@cache
def report(name: str) -> dict[str, str]:
    """The files of the report of a record, by their paths."""
    record: RunRecord = {
        "small": small,
        "lemmas": lemmas,
        "everything": everything,
        "hostile": hostile,
        "empty": empty,
    }[name]()
    return {page.path: page.text for page in pages(record, some())}


def page(name: str, start: str) -> str:
    """The one page of a report whose path begins so."""
    (text,) = [text for path, text in report(name).items() if path.startswith(start)]
    return text


SPECS = Path(__file__).resolve().parents[3] / "specs"
