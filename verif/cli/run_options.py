"""Options that ``check`` and ``gate`` share, and the paths they start from."""

from __future__ import annotations

import math
import os.path
from collections.abc import Callable, Sequence
from typing import Any

import click

Decorated = Callable[..., Any]


def run_options(function: Decorated) -> Decorated:
    """Add PATHS, ``-k``, ``--timeout``, ``--report``, ``--allow-unknown`` and ``--verbose``."""
    options: list[Decorated] = [
        click.argument("paths", nargs=-1, metavar="[PATHS]..."),
        select_option,
        timeout_option,
        click.option(
            "--report",
            "reports",
            multiple=True,
            metavar="FORMAT[:PATH]",
            help="text or json, to a file or (without PATH, or with -) to stdout; or html, pages "
            "in a folder, reports/latest without PATH. Repeatable; text goes to stdout unless "
            "another report does.",
        ),
        click.option(
            "--allow-unknown",
            is_flag=True,
            help="Exit 0 instead of 3 where nothing is wrong but some verdict is open.",
        ),
        click.option("-v", "--verbose", is_flag=True, help="Show seconds and evidence of all."),
    ]
    return _apply(options, function)


def select_option(function: Decorated) -> Decorated:
    """Add ``-k``."""
    return click.option(
        "-k",
        "select",
        metavar="EXPR",
        help="Only those whose id contains the words of EXPR, anywhere and in either case: "
        "'round_trip and not E5M2'.",
    )(function)


def timeout_option(function: Decorated) -> Decorated:
    """Add ``--timeout``."""
    return click.option(
        "--timeout",
        type=float,
        metavar="S",
        callback=_seconds,
        help="Seconds for each obligation (no limit) or kernel (60); what takes longer is unknown.",
    )(function)


def memory_option(function: Decorated) -> Decorated:
    """Add ``--memory``."""
    return click.option(
        "--memory",
        type=click.IntRange(min=1),
        metavar="MB",
        help="Megabytes that each kernel may use on top of what Python, NumPy and its arguments "
        "take (1024).",
    )(function)


def jobs_option(function: Decorated) -> Decorated:
    """Add ``--jobs``."""
    return click.option(
        "--jobs",
        type=click.IntRange(1, 1024),
        default=2,
        show_default=True,
        metavar="N",
        help="How many jobs run side by side.",
    )(function)


def engine_options(function: Decorated) -> Decorated:
    """Add ``--engine``, ``--rlimit`` and ``--confirm``."""
    options = [
        click.option(
            "--engine",
            metavar="NAME",
            help="Use only this engine: exhaustive, reference, z3, z3_default, bitwuzla, interval, "
            "real or enclosure.",
        ),
        click.option(
            "--rlimit",
            type=click.IntRange(min=1),
            metavar="N",
            help="What each question may cost, in resource units of Z3 (400000000).",
        ),
        click.option(
            "--confirm", is_flag=True, help="Want a second engine to agree; not with --engine."
        ),
    ]
    return _apply(options, function)


def decide_options(function: Decorated) -> Decorated:
    """Add ``--engine``, ``--rlimit``, ``--confirm`` and ``--long``."""
    long = click.option("--long", is_flag=True, help="Run properties that say 'budget long', too.")
    return engine_options(long(function))


def _apply(options: Sequence[Decorated], function: Decorated) -> Decorated:
    for option in reversed(options):
        function = option(function)
    return function


def _seconds(ctx: click.Context, parameter: click.Parameter, value: float | None) -> float | None:
    if value is not None and not (math.isfinite(value) and value > 0):
        raise click.BadParameter("a positive number of seconds is needed")
    return value


def refuse_empty(paths: tuple[str, ...]) -> None:
    """Refuse an empty path, as of a variable that is not set: it would mean everything here."""
    if "" in paths:
        raise click.UsageError("a path is empty; the current folder is '.'")


def chosen_paths(paths: tuple[str, ...]) -> tuple[str, ...]:
    """The paths that were given, else ``specs`` here, else the shipped specs."""
    refuse_empty(paths)
    if paths:
        return paths
    if os.path.isdir("specs"):
        return ("specs",)
    from verif.run.prelude import shipped_specs

    return (str(shipped_specs()),)
