"""The audit of compiled modules: their theorems, and the axioms that each rests on."""

from __future__ import annotations

import json
import secrets
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from verif.lean.child import PAUSE, Child, Ended, Limits
from verif.lean.messages import messages
from verif.lean.store import Compiled, workplace
from verif.lean.toolchain import Toolchain

PROGRAM = Path(__file__).with_name("Audit.lean")

ALLOWED = frozenset({"propext", "Quot.sound", "Classical.choice"})
"""The axioms of Lean's logic; whatever else a theorem rests on is an assumption."""


@dataclass(frozen=True, slots=True)
class Theorem:
    """A theorem of a module. ``made``: Lean made it for another declaration."""

    name: str
    made: bool
    axioms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """What was found in a module; ``error`` is not empty where it cannot be relied on."""

    theorems: tuple[Theorem, ...]
    rechecked: bool
    error: str = ""

    @property
    def objections(self) -> tuple[str, ...]:
        """What is wrong: theorems, those that Lean made too, that rest on more than is allowed."""
        found = [self.error] if self.error else []
        for theorem in self.theorems:
            more = [a for a in theorem.axioms if a not in ALLOWED]
            if more:
                found.append(
                    f"'{theorem.name}' rests on {', '.join(more)}; allowed are "
                    f"{', '.join(sorted(ALLOWED))}"
                )
        return tuple(found)

    def plain(self) -> Any:
        """As JSON has it."""
        return [[[t.name, t.made, list(t.axioms)] for t in self.theorems], self.rechecked]


class AuditFailed(Exception):
    """The audit gave no answer; the message says why."""


def auditor(recheck: bool) -> str:
    """The name of an audit: another program, or one that does more, is another auditor."""
    return sha256(PROGRAM.read_bytes() + bytes([recheck])).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class AuditOptions:
    """What auditing one module may take, how many processes do it, and whether the kernel sees
    each declaration once more."""

    limits: Limits
    jobs: int
    recheck: bool


def audit(
    wanted: Sequence[str],
    modules: Mapping[str, Compiled],
    toolchain: Toolchain,
    options: AuditOptions,
) -> dict[str, Report]:
    """A report of each wanted module; ``modules`` are these and all that they import.

    Raises ``AuditFailed`` where there is none.
    """
    # To read modules takes a process no time; to check them again does.
    count = min(options.jobs, len(wanted)) if options.recheck else 1
    found: dict[str, Report] = {}
    with ExitStack() as stack:
        running = [
            stack.enter_context(_auditing(wanted[i::count], modules, toolchain, options))
            for i in range(count)
        ]
        for child, nonce, share in running:
            while (ended := child.poll()) is None:
                time.sleep(PAUSE)
                for other, _, _ in running:  # its limits count, too
                    other.poll()
            found |= read_reports(ended, nonce, share, options.recheck)
    return found


@contextmanager
def _auditing(
    wanted: Sequence[str],
    modules: Mapping[str, Compiled],
    toolchain: Toolchain,
    options: AuditOptions,
) -> Iterator[tuple[Child, str, Sequence[str]]]:
    """A running audit, and the number that its reports carry, which nobody knows before: nothing
    else in the output can be taken for a report."""
    nonce = secrets.token_hex(16)
    limits = Limits(options.limits.seconds * (1 + len(wanted)), options.limits.megabytes)
    with workplace(modules) as work:
        recheck = str(options.recheck).lower()
        call = f'#eval audit "{nonce}" {recheck} {_names(wanted)} {_names(modules)}\n'
        source = work / "src" / PROGRAM.name
        source.write_text(PROGRAM.read_text(encoding="utf-8") + call, encoding="utf-8")
        child = toolchain.start((PROGRAM.name,), work, limits)
        try:
            yield child, nonce, wanted
        finally:
            child.kill("interrupted")


def read_reports(
    ended: Ended, nonce: str, wanted: Sequence[str], recheck: bool
) -> dict[str, Report]:
    """The reports in what the audit printed: one for each wanted module, no more and no less."""
    said = messages(ended.stdout)
    wrong = [m.text for m in said if m.severity != "information"]
    if ended.status or ended.exceeded or wrong:
        last = wrong or ended.stderr.strip().splitlines()[-1:] or ["nothing"]
        raise AuditFailed(f"the audit ended with {ended.how}, and says: {last[0][:300]}")
    found: dict[str, Report] = {}
    for message in said:
        for line in message.text.splitlines():
            entry = _report(line, nonce, recheck)
            if entry is None:
                continue
            if entry[0] in found:
                raise AuditFailed(f"the audit reports {entry[0]} twice")
            found[entry[0]] = entry[1]
    if set(found) != set(wanted):
        missing = ", ".join(sorted(set(wanted) ^ set(found)))
        raise AuditFailed(f"the audit does not report what it was asked for: {missing}")
    return found


def _report(line: str, nonce: str, recheck: bool) -> tuple[str, Report] | None:
    """The module and the report of a line; ``None`` for other lines."""
    if not line.startswith("["):
        return None
    try:
        item = json.loads(line)
    except ValueError:
        return None
    if not isinstance(item, list) or len(item) != 5 or item[0] != nonce:
        return None
    _, module, error, rechecked, theorems = item
    report = read_plain([theorems, rechecked])
    if report is None:
        raise AuditFailed("the audit's report cannot be read")
    if recheck and not report.rechecked and not error:
        error = "its declarations were not checked a second time"
    return str(module), Report(report.theorems, report.rechecked, str(error))


def read_plain(value: Any) -> Report | None:
    """The report that ``plain`` made; ``None`` for what is none."""
    try:
        theorems, rechecked = value
        return Report(
            tuple(Theorem(str(n), bool(made), tuple(map(str, a))) for n, made, a in theorems),
            bool(rechecked),
        )
    except (TypeError, ValueError):
        return None


def _names(modules: Sequence[str] | Mapping[str, Compiled]) -> str:
    return "[" + ", ".join(f"`{name}" for name in modules) + "]"
