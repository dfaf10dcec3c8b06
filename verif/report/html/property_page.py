"""The page of a property: its claim, the verdict with its counterexample, what that rests on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from verif.report.explain import command, given_for
from verif.report.html import links
from verif.report.html.definitions import Definition, Definitions
from verif.report.html.evidence import LADDER, Rung, lowest
from verif.report.html.lemmas import Graph, graph, used_by, uses
from verif.report.html.page import Frame, Page, render
from verif.report.steps import FIRST, QUESTIONS, REACHED
from verif.results.record import (
    Counterexample,
    ObligationRecord,
    PropertyRecord,
    RunRecord,
    Shown,
    Step,
)
from verif.results.verdict import worst

_WORD = re.compile(r"[A-Za-z_]\w*")
_TEMPLATE = re.compile(r"\bin\s*\{[^}]*\}")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the spec; ``goal`` names the obligations that begin there, ``verdict`` is the worst
    of theirs."""

    number: int
    text: str
    goal: str = ""
    verdict: str = ""


CASES = 2
"""Cases of an obligation whose questions are listed openly; those of the others are folded."""


@dataclass(frozen=True, slots=True)
class Goal:
    """An obligation under its short name; ``example`` are inputs to show, ``values`` the
    intermediate values among them that are no side of the claim."""

    name: str
    record: ObligationRecord
    example: Counterexample | None
    values: tuple[Shown, ...]

    @property
    def cases(self) -> list[list[Step]]:
        """The questions of the evidence by case, each of which begins with that for terms without
        a meaning."""
        found: list[list[Step]] = []
        steps = self.record.evidence.steps if self.record.evidence is not None else ()
        for before, step in pairwise((None, *steps)):
            assert step is not None, "only the first has nothing before it"
            begins = step.question == FIRST and (before is None or before.question != FIRST)
            if begins or not found:
                found.append([])
            found[-1].append(step)
        return found

    @property
    def questions(self) -> Mapping[str, str]:
        """What each question of the evidence asks for."""
        return QUESTIONS | ({"claim": REACHED} if self.record.kind == "cover" else {})


@dataclass(frozen=True, slots=True)
class View:
    """A property as its page shows it."""

    record: PropertyRecord
    lines: tuple[Line, ...]
    goals: tuple[Goal, ...]
    rung: Rung | None
    graph: Graph | None
    formats: tuple[Definition, ...]

    @property
    def first(self) -> Goal | None:
        """The obligation whose counterexample the page begins with."""
        deciding = (g for g in self.goals if g.record.verdict == self.record.verdict)
        return next((g for g in deciding if g.example is not None), None)


def property_pages(record: RunRecord, formats: Definitions, frame: Frame) -> Iterator[Page]:
    """The pages of all properties."""
    known = {p.id: p for p in record.properties}
    direct = uses(record.properties)
    users = used_by(direct)
    places = {name: links.property_page(name) for name in known}
    for p in record.properties:
        view = View(
            record=p,
            lines=tuple(_lines(p)),
            goals=tuple(_goal(o) for o in p.obligations),
            rung=lowest(p.obligations),
            graph=graph(p, known, direct, users),
            formats=mentioned(p, formats),
        )
        yield render(
            "property.html",
            places[p.id],
            p.name,
            frame,
            view=view,
            p=p,
            again=command(p.id, given_for(p, record)),
            ladder=LADDER,
            open_cases=CASES,
            pages=places,
            format_of=finder(formats, p.file),
        )


def mentioned(p: PropertyRecord, formats: Definitions) -> tuple[Definition, ...]:
    """The formats that the text or an example of a property names."""
    # Of a template only the choice that this instance has made.
    words = dict.fromkeys(_WORD.findall(f"{p.name} {_TEMPLATE.sub('', p.text)}"))
    words |= dict.fromkeys(s.format for s in _shown(p) if s.format)
    found = (formats.find(word, p.file) for word in words)
    return tuple({d.page: d for d in found if d is not None}.values())


def _shown(p: PropertyRecord) -> Iterator[Shown]:
    for o in p.obligations:
        for example in (o.counterexample, o.witness):
            if example is not None:
                yield from example.variables
                yield from example.values


def finder(formats: Definitions, file: str) -> Mapping[str, str]:
    """The page of a format, by its name as ``file`` sees it."""
    found = {d.format.name: d.page for d in reversed(formats.formats)}
    found |= {d.name: d.page for d in reversed(formats.formats)}
    return found | {d.name: d.page for d in formats.formats if d.file == file}


def _lines(p: PropertyRecord) -> Iterator[Line]:
    for number, text in enumerate(p.text.splitlines(), start=p.line):
        here = [o for o in p.obligations if o.line == number]
        names = ", ".join(o.id.rpartition("/")[2] for o in here)
        yield Line(number, text, names, worst(o.verdict for o in here) if here else "")


def _goal(o: ObligationRecord) -> Goal:
    example = o.counterexample or o.witness
    values: tuple[Shown, ...] = ()
    if example is not None and not o.undefined:
        sides = {s.name for part in example.parts for s in (*part.left, *part.right)}
        values = tuple(v for v in example.values if v.name not in sides or not example.parts)
    return Goal(o.id.rpartition("/")[2], o, example, values)
