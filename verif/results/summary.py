"""The summary of a run: how many verdicts of each kind, the exit code, and why."""

from __future__ import annotations

from verif.results.record import KernelRecord, Problem, PropertyRecord, Summary
from verif.results.verdict import EXIT_OK, combine


def summarise(
    properties: tuple[PropertyRecord, ...],
    kernels: tuple[KernelRecord, ...],
    problems: tuple[Problem, ...],
    interrupted: bool,
    checks: int = 0,
    not_run: int = 0,
    bound: int = 0,
) -> Summary:
    """Counts, exit code and the reason for it; ``bound`` kernels were seen and are not run here."""
    items: list[PropertyRecord | KernelRecord] = [*properties, *kernels]
    counts: dict[str, int] = {}
    for item in items:
        counts[item.verdict] = counts.get(item.verdict, 0) + 1
    codes = [item.exit_code for item in items]
    code = combine([*codes, *([2] if problems else []), *([130] if interrupted else [])])
    wrong = [item for item in items if item.exit_code != EXIT_OK]
    return Summary(
        verdicts=dict(sorted(counts.items())),
        unexpected=len(wrong),
        exit_code=code,
        reason=_reason(code, wrong, problems)
        if items or code
        else _nothing(checks, not_run, bound),
    )


def _nothing(checks: int, not_run: int, bound: int) -> str:
    """The reason for success where there was no property: not that something was proved."""
    if not_run:
        return f"nothing decided; {not_run} not run"
    facts = f"{checks} fact{'s' if checks != 1 else ''} of formats hold{'' if checks != 1 else 's'}"
    kernels = f"; {bound} kernel{'s' if bound != 1 else ''}: verif gate" if bound else ""
    return f"no property to decide; {facts if checks else 'no fact to check'}{kernels}"


def _reason(
    code: int, wrong: list[PropertyRecord | KernelRecord], problems: tuple[Problem, ...]
) -> str:
    """Why the exit code is what it is, in a few words."""
    if code == 130:
        return "interrupted"
    if code == 2:
        return f"{len(problems)} spec error{'s' if len(problems) != 1 else ''}"
    if code == EXIT_OK:
        return "every verdict is as expected"
    groups: dict[str, int] = {}
    for item in wrong:
        if item.exit_code == code:
            text = f"{item.verdict} where {item.expected} was expected"
            if item.expected == item.verdict:
                text = f"{item.verdict}, but not as expected"
            elif item.expected == "proved":
                text = item.verdict
            groups[text] = groups.get(text, 0) + 1
    return ", ".join(f"{count} {text}" for text, count in sorted(groups.items()))
