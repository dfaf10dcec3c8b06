"""The automaton's tables as a file, so that reading a spec need not build them first.

``tables.json`` holds what ``grammar.build`` makes of ``spec.lark``, with the text it was made from:
tables of another grammar are not used. Written by ``python -m verif.language.tables``.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

from verif.language.grammar import GRAMMAR_FILE, Actions, Grammar, Rule, build

FILE = Path(__file__).with_name("tables.json")


def numbered(tables: Grammar) -> Grammar:
    """The same automaton with its states numbered as they are met from the first.

    Lark numbers them differently in each process.
    """
    number = {tables.start: 0}
    pending = [tables.start]
    for state in pending:
        for _, target in sorted(tables.actions[state].items(), key=lambda item: item[0]):
            if isinstance(target, int) and target not in number:
                number[target] = len(number)
                pending.append(target)
    actions: dict[int, Actions] = {
        number[state]: {
            symbol: number[target] if isinstance(target, int) else target
            for symbol, target in tables.actions[state].items()
        }
        for state in pending
    }
    return replace(tables, actions=actions, start=0, end=number[tables.end])


def dump(tables: Grammar, text: str) -> str:
    """Tables made from the grammar ``text``, as JSON: a row of the automaton on each line."""
    tables = numbered(tables)
    symbols = sorted({symbol for row in tables.actions.values() for symbol in row})
    number = {symbol: i for i, symbol in enumerate(symbols)}
    rules: list[Rule] = []

    def target(action: int | Rule) -> int:
        if isinstance(action, int):
            return action
        if action not in rules:
            rules.append(action)
        return -1 - rules.index(action)

    rows = []
    for state in range(len(tables.actions)):
        row = sorted((number[s], target(a)) for s, a in tables.actions[state].items())
        rows.append([item for pair in row for item in pair])
    parts: dict[str, Any] = {
        "grammar": text,
        "scanner": tables.scanner.pattern,
        "ignored": sorted(tables.ignored),
        "words": dict(sorted(tables.words.items())),
        "start": tables.start,
        "end": tables.end,
        "symbols": symbols,
        "rules": [[r.origin, r.size, r.action, r.unit, r.flatten] for r in rules],
    }
    head = "".join(f"{json.dumps(k)}: {json.dumps(v)},\n" for k, v in parts.items())
    body = ",\n".join(json.dumps(row, separators=(",", ":")) for row in rows)
    return f'{{\n{head}"actions": [\n{body}\n]\n}}\n'


def load(text: str) -> Grammar | None:
    """The tables of the file, if it is there and was made from the grammar ``text``."""
    try:
        parts = json.loads(FILE.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    if parts["grammar"] != text:
        return None
    symbols: list[str] = parts["symbols"]
    rules = [Rule(*fields) for fields in parts["rules"]]
    actions = {
        state: {
            symbols[row[i]]: row[i + 1] if row[i + 1] >= 0 else rules[-1 - row[i + 1]]
            for i in range(0, len(row), 2)
        }
        for state, row in enumerate(parts["actions"])
    }
    return Grammar(
        scanner=re.compile(parts["scanner"], re.DOTALL),
        ignored=frozenset(parts["ignored"]),
        words=parts["words"],
        actions=actions,
        start=parts["start"],
        end=parts["end"],
    )


if __name__ == "__main__":
    source = GRAMMAR_FILE.read_text(encoding="utf-8")
    FILE.write_text(dump(build(), source), encoding="utf-8")
