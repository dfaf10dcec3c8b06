"""The graph of lemmas around a property: what it rests on, and what rests on it, in columns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from verif.results.record import PropertyRecord

WIDTH, HEIGHT = 230, 44
ACROSS, APART = 70, 18
"""Pixels of a node, and between columns and rows."""

LETTERS = 27
"""Letters of a name that a node has room for."""


@dataclass(frozen=True, slots=True)
class Node:
    """A property in the graph; ``x`` and ``y`` are its upper left corner."""

    id: str
    label: str
    verdict: str
    x: int
    y: int
    known: bool
    here: bool


@dataclass(frozen=True, slots=True)
class Edge:
    """A line from a property to a lemma that it uses, as the path of an SVG."""

    path: str


@dataclass(frozen=True, slots=True)
class Graph:
    """Nodes and edges in a picture of ``width`` by ``height`` pixels."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    width: int
    height: int


def uses(records: Iterable[PropertyRecord]) -> dict[str, tuple[str, ...]]:
    """The lemmas that each property uses itself: those behind it and behind no other of them."""
    behind = {p.id: p.rests_on for p in records}
    return {
        name: tuple(
            lemma
            for lemma in lemmas
            if not any(lemma in behind.get(other, ()) for other in lemmas if other != lemma)
        )
        for name, lemmas in behind.items()
    }


def used_by(direct: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """The properties that use each lemma themselves."""
    found: dict[str, list[str]] = {}
    for name, lemmas in direct.items():
        for lemma in lemmas:
            found.setdefault(lemma, []).append(name)
    return {lemma: tuple(names) for lemma, names in found.items()}


def graph(
    record: PropertyRecord,
    known: Mapping[str, PropertyRecord],
    direct: Mapping[str, tuple[str, ...]],
    users: Mapping[str, tuple[str, ...]],
) -> Graph | None:
    """What a property rests on to its right and what uses it to its left; ``None`` where it stands
    alone."""
    columns = _columns(record, direct, users)
    if len(columns) == 1:
        return None
    first = min(columns)
    tallest = max(len(names) for names in columns.values())
    height = tallest * (HEIGHT + APART) - APART
    nodes: dict[str, Node] = {}
    for column in sorted(columns):
        names = columns[column]
        top = (height - len(names) * (HEIGHT + APART) + APART) // 2
        for i, name in enumerate(names):
            x, y = (column - first) * (WIDTH + ACROSS), top + i * (HEIGHT + APART)
            found = known.get(name)
            verdict = found.verdict if found is not None else "not run"
            here = name == record.id
            nodes[name] = Node(name, _label(name), verdict, x, y, found is not None, here)
    edges = tuple(
        _edge(node, nodes[lemma])
        for name, node in nodes.items()
        for lemma in direct.get(name, ())
        if lemma in nodes and nodes[lemma].x > node.x
    )
    width = len(columns) * (WIDTH + ACROSS) - ACROSS
    return Graph(tuple(nodes.values()), edges, width, height)


def _columns(
    record: PropertyRecord,
    direct: Mapping[str, tuple[str, ...]],
    users: Mapping[str, tuple[str, ...]],
) -> dict[int, list[str]]:
    """Names by column: users at -1, the property at 0, a lemma as far right as its longest way."""
    depth = {record.id: 0}
    pending = [record.id]
    limit = len(record.rests_on) + 1  # a record that goes in a circle still ends
    while pending:
        name = pending.pop()
        for lemma in direct.get(name, ()):
            deeper = depth[name] + 1
            if deeper <= limit and deeper > depth.get(lemma, 0) and lemma != record.id:
                depth[lemma] = deeper
                pending.append(lemma)
    columns: dict[int, list[str]] = {}
    for name in users.get(record.id, ()):
        if name not in depth:
            columns.setdefault(-1, []).append(name)
    for name, column in depth.items():
        columns.setdefault(column, []).append(name)
    return columns


def _edge(start: Node, end: Node) -> Edge:
    x1, y1 = start.x + WIDTH, start.y + HEIGHT // 2
    x2, y2 = end.x, end.y + HEIGHT // 2
    middle = (x1 + x2) // 2
    return Edge(f"M{x1} {y1}C{middle} {y1} {middle} {y2} {x2 - 5} {y2}")


def _label(identity: str) -> str:
    name = identity.rpartition("::")[2]
    return name if len(name) <= LETTERS else f"{name[: LETTERS - 1]}…"
