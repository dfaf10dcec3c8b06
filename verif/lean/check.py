"""A project checked: rules, compilation, audit, and the record of it."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from verif.lean.audit import AuditOptions, Report, audit, auditor, read_plain
from verif.lean.child import PAUSE, Limits
from verif.lean.compile import Compilation, Outcome
from verif.lean.folders import cache_folder, writable
from verif.lean.modules import LeanFile
from verif.lean.record import (
    FileRecord,
    LeanRecord,
    MessageRecord,
    State,
    TheoremRecord,
    ToolchainRecord,
)
from verif.lean.source import About, Problem
from verif.lean.store import Compiled, Store, keys_of
from verif.lean.toolchain import Starter, Toolchain, Wasm
from verif.results.record import Tool
from verif.results.verdict import EXIT_INTERNAL, EXIT_OK, EXIT_OPEN, EXIT_WRONG, combine

CODES: dict[State, int] = {
    "accepted": EXIT_OK,
    "rejected": EXIT_WRONG,
    "blocked": EXIT_WRONG,
    "open": EXIT_OPEN,
    "failed": EXIT_INTERNAL,
}


NOTHING = About("", "")
"""What a theorem is about that no line says anything of."""


@dataclass(frozen=True, slots=True)
class Step:
    """A file that has been compiled, or will not be; what it was, and the seconds that it took."""

    id: str
    verdict: str
    seconds: float


USUAL = Limits()

Note = Callable[[int, int, Step], None]
Tell = Callable[[str, str, float], None]


@dataclass(frozen=True, slots=True)
class CheckOptions:
    """``jobs`` processes side by side, each within ``limits``; ``recheck``: the kernel twice."""

    limits: Limits = USUAL
    jobs: int = 2
    recheck: bool = False


@dataclass(slots=True)
class _Run:
    """What is known so far, by module."""

    files: dict[str, LeanFile]
    keys: dict[str, str]
    compiled: dict[str, Compiled] = field(default_factory=dict)
    fresh: set[str] = field(default_factory=set)
    reports: dict[str, Report] = field(default_factory=dict)
    ended: dict[str, FileRecord] = field(default_factory=dict)

    def closure(self, modules: Sequence[str]) -> dict[str, Compiled]:
        """Compiled modules and all that they import."""
        found: dict[str, Compiled] = {}
        todo = list(modules)
        while todo:
            module = todo.pop()
            if module not in found:
                found[module] = self.compiled[module]
                todo += self.files[module].imports
        return found

    def end(
        self,
        module: str,
        state: State,
        *,
        reason: str = "",
        messages: Sequence[Problem] = (),
        seconds: float = 0.0,
    ) -> FileRecord:
        """The record of a file, which ends with this state."""
        file = self.files[module]
        shown = 0
        if state == "accepted":
            shown = sum(not t.made for t in self.reports[module].theorems)
        self.ended[module] = FileRecord(
            file=file.path.as_posix(),
            module=module,
            sha256=file.sha256,
            state=state,
            reason=reason,
            messages=tuple(MessageRecord(line=p.line, text=p.text) for p in messages),
            theorems=shown,
            seconds=seconds,
            cached=module not in self.fresh,
        )
        return self.ended[module]


def check(
    files: Sequence[LeanFile],
    toolchain: Toolchain,
    options: CheckOptions,
    tool: Tool,
    command: str,
    note: Note,
) -> LeanRecord:
    """Check files, which are in the order of their imports; each is noted when it is compiled."""
    started = time.monotonic()
    run = _Run({f.module: f for f in files}, keys_of(files, toolchain.key))
    store = Store()

    done = 0

    def tell(module: str, verdict: str, seconds: float) -> None:
        nonlocal done
        done += 1
        note(done, len(files), Step(run.files[module].path.as_posix(), verdict, seconds))

    _refuse(run, tell)
    with toolchain.starter() as lean:
        _compile(run, store, lean, options, tell)
    with toolchain.starter() as lean:  # so that no process that audits ran any of the files
        _audit(run, store, lean, options)
    records = tuple(run.ended[f.module] for f in files)
    code, reason = _ending(records)
    return LeanRecord(
        tool=tool,
        command=command,
        toolchain=_toolchain(toolchain),
        theorems=tuple(t for f in files for t in _theorems(run, f)),
        files=records,
        seconds=time.monotonic() - started,
        exit_code=code,
        reason=reason,
    )


def _refuse(run: _Run, tell: Tell) -> None:
    """End the files that the rules refuse, before anything of them is run."""
    for module, file in run.files.items():
        if file.problems:
            run.end(module, "rejected", messages=file.problems)
            tell(module, "rejected", 0.0)


def _blocked(run: _Run, module: str) -> str | None:
    """The import because of which a module cannot be accepted, if there is one."""
    imports = run.files[module].imports
    return next((m for m in imports if m in run.ended and run.ended[m].state != "accepted"), None)


def _because(culprit: str) -> str:
    return f"it imports {culprit}, which is not accepted"


def _compile(
    run: _Run,
    store: Store,
    lean: Starter,
    options: CheckOptions,
    tell: Tell,
) -> None:
    """Compile what is not in the cache; what is left is in ``compiled``, or has ended."""
    waiting = [m for m in run.files if m not in run.ended]
    running: list[Compilation] = []
    again: set[str] = set()
    try:
        while waiting or running:
            for module in list(waiting):
                file = run.files[module]
                culprit = _blocked(run, module)
                if culprit is not None:
                    run.end(module, "blocked", reason=_because(culprit))
                    tell(module, "blocked", 0.0)
                elif any(m not in run.compiled for m in file.imports):
                    continue
                elif (kept := store.get(run.keys[module])) is not None:
                    run.compiled[module] = kept
                    tell(module, "kept", 0.0)
                elif len(running) < options.jobs:
                    writable(cache_folder() / "build")
                    imports = run.closure(file.imports)
                    run.fresh.add(module)
                    running.append(
                        Compilation(file, run.keys[module], imports, lean, options.limits)
                    )
                else:
                    continue
                waiting.remove(module)
            ended = [(c, o) for c in running if (o := c.poll(store)) is not None]
            running = [c for c in running if all(c is not e for e, _ in ended)]
            for compilation, outcome in ended:
                module = compilation.file.module
                if outcome.broke_down and module not in again:
                    again.add(module)
                    waiting.append(module)
                    continue
                _note_outcome(run, module, outcome)
                tell(module, outcome.state, outcome.seconds)
            if running and not ended:
                time.sleep(PAUSE)
    finally:
        for compilation in running:
            compilation.kill()


def _note_outcome(run: _Run, module: str, outcome: Outcome) -> None:
    """Keep what came of a compilation."""
    if outcome.state == "compiled":
        assert outcome.compiled is not None, "it was compiled"
        run.compiled[module] = outcome.compiled
        return
    said = [Problem(m.line, m.text) for m in outcome.messages]
    seconds = outcome.seconds
    run.end(module, outcome.state, reason=outcome.reason, messages=said, seconds=seconds)


def _audit(run: _Run, store: Store, lean: Starter, options: CheckOptions) -> None:
    """Audit what was compiled, and end each file."""
    left = [m for m in run.files if m not in run.ended]
    name = auditor(options.recheck)
    for module in left:
        kept = read_plain(store.audit(run.keys[module], name))
        if kept is not None:
            run.reports[module] = kept
    wanted = [m for m in left if m not in run.reports]
    failures: dict[str, str] = {}
    if wanted:
        run.fresh.update(wanted)
        how = AuditOptions(options.limits, options.jobs, options.recheck)
        audited = audit(wanted, run.closure(wanted), lean, how)
        run.reports.update(audited.reports)
        failures = audited.failures
        for module, report in audited.reports.items():
            if not report.objections:
                store.put_audit(run.keys[module], name, report.plain())
    for module in left:
        _judge(run, module, failures.get(module, ""))


def _judge(run: _Run, module: str, failure: str) -> FileRecord:
    """End a file that was compiled."""
    seconds = run.compiled[module].seconds
    report = run.reports.get(module)
    if report is None:
        return run.end(module, "failed", reason=failure, seconds=seconds)
    if report.objections:
        said = [Problem(1, text) for text in report.objections]
        return run.end(module, "rejected", messages=said, seconds=seconds)
    culprit = _blocked(run, module)
    if culprit is not None:
        return run.end(module, "blocked", reason=_because(culprit), seconds=seconds)
    return run.end(module, "accepted", seconds=seconds)


def _theorems(run: _Run, file: LeanFile) -> list[TheoremRecord]:
    """The theorems of a file, if it was accepted."""
    record = run.ended[file.module]
    if record.state != "accepted":
        return []
    report = run.reports[file.module]

    def about(name: str) -> About:
        return file.about.get(name.removeprefix(f"{file.module}."), NOTHING)

    return [
        TheoremRecord(
            name=theorem.name,
            file=record.file,
            property=about(theorem.name).property or None,
            obligation=about(theorem.name).obligation or None,
            axioms=theorem.axioms,
            seconds=record.seconds,
            sha256=record.sha256,
            rechecked=report.rechecked,
        )
        for theorem in sorted(report.theorems, key=lambda t: t.name)
        if not theorem.made
    ]


def _ending(records: Sequence[FileRecord]) -> tuple[int, str]:
    """The exit code, and the reason for it."""
    counts = {state: sum(r.state == state for r in records) for state in CODES}
    bad = [f"{n} {state}" for state, n in counts.items() if n and state != "accepted"]
    code = combine(CODES[r.state] for r in records)
    return code, ", ".join(bad) or "every file is accepted"


def _toolchain(toolchain: Toolchain) -> ToolchainRecord:
    wasm = toolchain if isinstance(toolchain, Wasm) else None
    return ToolchainRecord(
        kind="wasm" if wasm else "native",
        version=toolchain.version,
        title=toolchain.title,
        package=wasm.release.spec if wasm else None,
        integrity=wasm.release.integrity if wasm else None,
        node=wasm.node.version if wasm else None,
        core_proofs=wasm is None,
    )


def shipped_root() -> Path:
    """The Lean project of this package: inside an installed one, else beside it in a checkout."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "_lean"
    return installed if installed.is_dir() else package.parent / "lean"
