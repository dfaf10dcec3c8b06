"""The audit of compiled modules: their theorems, and the axioms that each rests on."""

from __future__ import annotations

import json
import secrets
import time
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from verif.lean.child import PAUSE, Ended, Limits
from verif.lean.messages import messages
from verif.lean.store import Compiled, workplace
from verif.lean.toolchain import Starter

PROGRAM = Path(__file__).with_name("Audit.lean")

ALLOWED = frozenset({"propext", "Quot.sound", "Classical.choice"})
"""The axioms of Lean's logic; whatever else a theorem rests on is an assumption."""

SHARE = 8
SHARE_RECHECK = 4
"""How many modules a process audits. Each may need one environment of its own, or two when it is
checked again, which are never freed; the WebAssembly build has room for some fifteen."""


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


@dataclass(frozen=True, slots=True)
class Audited:
    """Reports by module; and of modules without one, why there is none."""

    reports: dict[str, Report]
    failures: dict[str, str]


def audit(
    wanted: Sequence[str],
    modules: Mapping[str, Compiled],
    lean: Starter,
    options: AuditOptions,
) -> Audited:
    """Audit each wanted module; ``modules`` are these and all that they import."""
    size = SHARE_RECHECK if options.recheck else SHARE
    waiting = [wanted[i : i + size] for i in range(0, len(wanted), size)]
    running: list[_Auditing] = []
    again: list[Sequence[str]] = []
    found = Audited({}, {})
    try:
        while waiting or running:
            while waiting and len(running) < options.jobs:
                running.append(_Auditing(waiting.pop(0), modules, lean, options))
            for auditing in [r for r in running if r.poll() is not None]:
                running.remove(auditing)
                if auditing.broke_down and auditing.wanted not in again:
                    again.append(auditing.wanted)
                    waiting.append(auditing.wanted)
                    continue
                try:
                    found.reports.update(auditing.reports())
                except AuditFailed as error:
                    found.failures.update(dict.fromkeys(auditing.wanted, str(error)))
            time.sleep(PAUSE)
    finally:
        for auditing in running:
            auditing.kill()
    return found


class _Auditing:
    """A running audit of some modules."""

    def __init__(
        self,
        wanted: Sequence[str],
        modules: Mapping[str, Compiled],
        lean: Starter,
        options: AuditOptions,
    ) -> None:
        self.wanted = wanted
        self._recheck = options.recheck
        # Nobody knows it before: nothing else in the output can be taken for a report.
        self._nonce = secrets.token_hex(16)
        self._folder = ExitStack()
        work = self._folder.enter_context(workplace(modules))
        recheck = str(options.recheck).lower()
        call = f'#eval audit "{self._nonce}" {recheck} {_names(wanted)} {_names(modules)}\n'
        source = work / "src" / PROGRAM.name
        source.write_text(PROGRAM.read_text(encoding="utf-8") + call, encoding="utf-8")
        limits = Limits(options.limits.seconds * (1 + len(wanted)), options.limits.megabytes)
        try:
            self._child = lean.start((PROGRAM.name,), work, limits)
        except BaseException:
            self._folder.close()
            raise

    def poll(self) -> Ended | None:
        """How it ended; ``None`` while it runs."""
        ended = self._child.poll()
        if ended is not None:
            self._folder.close()
        return ended

    @property
    def broke_down(self) -> bool:
        """Whether it ended for no reason that lies in the modules."""
        return self._child.ended is not None and self._child.ended.broke_down

    def kill(self) -> None:
        """End it now."""
        self._child.kill("interrupted")
        self._folder.close()

    def reports(self) -> dict[str, Report]:
        """What it reports, when it has ended; raises ``AuditFailed``."""
        assert self._child.ended is not None, "it has ended"
        return read_reports(self._child.ended, self._nonce, self.wanted, self._recheck)


def read_reports(
    ended: Ended, nonce: str, wanted: Sequence[str], recheck: bool
) -> dict[str, Report]:
    """The reports in what the audit printed: one for each wanted module, no more and no less."""
    said = messages(ended.stdout)
    wrong = [m.text for m in said if m.severity != "information"]
    if ended.status or ended.exceeded or wrong:
        said_last = wrong[0][:300] if wrong else ended.last_words or "nothing"
        raise AuditFailed(f"the audit ended with {ended.how}, and says: {said_last}")
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
