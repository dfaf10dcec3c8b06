"""What Lean says of a file, from its JSON lines; whatever else is printed is left out."""

from __future__ import annotations

import json
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Message:
    """``severity`` is error, warning or information; ``line`` counts from 1, ``column`` from 0."""

    severity: str
    line: int
    column: int
    text: str


def messages(output: str) -> list[Message]:
    """The messages among the lines of Lean's output, which has debug prints in between."""
    found = []
    for line in output.splitlines():
        if not line.startswith("{"):
            continue
        try:
            item = json.loads(line)
            found.append(
                Message(
                    str(item["severity"]),
                    int(item["pos"]["line"]),
                    int(item["pos"]["column"]),
                    str(item["data"]),
                )
            )
        except (ValueError, KeyError, TypeError):
            continue  # a line of the file that is echoed
    return found
