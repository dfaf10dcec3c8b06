"""``verif cache``: what is kept of earlier runs, forgetting it, and deciding it again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from verif.cli.codes import INTERNAL, INTERRUPTED, OK, OPEN
from verif.cli.run_options import (
    chosen_paths,
    decide_options,
    jobs_option,
    select_option,
    timeout_option,
)
from verif.cli.spec_errors import SpecErrors

if TYPE_CHECKING:
    from verif.run.cache_check import Compared
    from verif.run.check import Options
    from verif.run.store import Store


@click.group("cache", short_help="Show, clear or verify the verdicts of earlier runs.")
def command() -> None:
    """Show, clear or verify the cache of verdicts.

    It is the file verdicts.sqlite in the folder that VERIF_CACHE_DIR names, else in '.verif_cache'
    here.
    """


@command.command("info", short_help="Show what is kept.")
def info() -> int:
    """Show where the cache is, its size, and how many verdicts of which kind it holds."""
    from verif.run.trusted import fingerprint

    store = _store()
    rows, size = _counts(store)
    present = fingerprint()
    others = sum(count for made_by, _, _, count in rows if made_by != present)
    click.echo(f"file      {store.path}")
    click.echo(f"size      {size} bytes")
    click.echo(f"verdicts  {sum(row[3] for row in rows)}")
    kinds: dict[tuple[str, str], int] = {}
    for _, verdict, engine, count in rows:
        kinds[verdict, engine] = kinds.get((verdict, engine), 0) + count
    for (verdict, engine), count in sorted(kinds.items()):
        click.echo(f"          {count} {verdict} by {engine}")
    click.echo(f"          {others} of other versions, which are not used")
    return OK


@command.command("clear", short_help="Forget all of it.")
def clear() -> int:
    """Remove every verdict. A file that cannot be read is removed itself."""
    from verif.run.store import StoreError

    store = _store()
    try:
        count = store.clear()
    except StoreError as error:
        raise click.ClickException(str(error)) from None
    click.echo(f"{count} verdict{'s' if count != 1 else ''} removed from {store.path}")
    return OK


@command.command("verify", short_help="Decide again what is kept, and compare.")
@click.argument("paths", nargs=-1, metavar="[PATHS]...")
@select_option
@decide_options
@jobs_option
@timeout_option
def verify(
    paths: tuple[str, ...],
    select: str | None,
    engine: str | None,
    rlimit: int | None,
    confirm: bool,
    long: bool,
    jobs: int,
    timeout: float | None,
) -> int:
    """Decide again, without the cache, every obligation of PATHS that it has a verdict for.

    The options are those of the runs that made the verdicts, as other options have verdicts of
    their own. Exit code 4: some verdict differs or is damaged; 3: none does or is, but some was not
    found again.
    """
    from verif.base.errors import SpecError
    from verif.run.check import Options, UsageError
    from verif.run.select import SelectionError

    options = Options(select, engine, jobs, timeout, rlimit, confirm, long, "on")
    try:
        return _verify(chosen_paths(paths), options)
    except (UsageError, SelectionError) as error:
        raise click.UsageError(str(error)) from None
    except SpecError as error:
        raise SpecErrors(error) from None


def _verify(paths: tuple[str, ...], options: Options) -> int:
    from verif.cli.progress import Progress
    from verif.run.cache_check import decide_again
    from verif.run.check import cache, declare, engines, select

    engines(options, None)
    properties = select(declare(paths).properties, options)
    _counts(_store())
    progress = Progress()
    damaged: list[str] = []

    def warn(text: str) -> None:
        damaged.append(text)
        progress.warn(text)

    memory = cache(options, warn)
    assert memory is not None
    done: list[Compared] = []
    interrupted = False

    def note(number: int, total: int, compared: Compared) -> None:
        done.append(compared)
        progress(number, total, compared)

    try:
        decide_again(properties, memory, options, note)
    except KeyboardInterrupt:
        interrupted = True
    finally:
        progress.close()
    return _report(done, len(damaged), interrupted)


def _report(done: list[Compared], damaged: int, interrupted: bool) -> int:
    """A line for what is not as it was kept, the counts, and the exit code. What is ``damaged`` was
    warned of, and could not be compared."""
    counts = {"agrees": 0, "open": 0, "DIFFERS": 0}
    for compared in done:
        counts[compared.verdict] += 1
        if compared.verdict != "agrees":
            about = compared.about
            click.echo(f"{compared.verdict:<7} {compared.id}: {about}")
    open_, differ = counts["open"], counts["DIFFERS"]
    click.echo(
        f"{len(done)} kept verdict{'s' if len(done) != 1 else ''} decided again: "
        f"{counts['agrees']} agree, {differ} differ, {open_} not found again"
        + (f"; {damaged} damaged" if damaged else "")
    )
    code, reason = OK, "every kept verdict was found again"
    if not done:
        reason = "no verdict is kept for these obligations and options"
    if open_:
        code, reason = OPEN, f"{open_} not found again"
    if damaged:
        code = INTERNAL
        reason = f"{damaged} kept verdict{'s are' if damaged != 1 else ' is'} damaged"
    if differ:
        code, reason = INTERNAL, f"{differ} kept verdict{'s differ' if differ != 1 else ' differs'}"
    if interrupted:
        code, reason = INTERRUPTED, "interrupted"
    click.echo(f"exit {code}: {reason}")
    return code


def _counts(store: Store) -> tuple[list[tuple[str, str, str, int]], int]:
    """What the cache holds and the size of its file; exit 2 where it cannot be read."""
    from verif.run.store import StoreError

    try:
        return store.counts(), store.path.stat().st_size if store.path.exists() else 0
    except (StoreError, OSError) as error:
        raise click.ClickException(f"the cache cannot be read: {error}") from None


def _store() -> Store:
    from verif.run.store import Store, default_path

    return Store(default_path(), lambda text: click.echo(f"warning: {text}", err=True))
