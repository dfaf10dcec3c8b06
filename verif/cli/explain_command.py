"""``verif explain``: one property in full."""

from __future__ import annotations

import os.path
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from verif.cli.codes import INTERNAL, OK
from verif.cli.run_options import chosen_paths, engine_options, jobs_option, timeout_option

if TYPE_CHECKING:
    from verif.properties.binding import KernelBinding
    from verif.properties.obligation import Property
    from verif.run.check import Options

MAX_LISTED = 10


@click.command("explain", short_help="Explain the verdict of one property or kernel.")
@click.argument("name", metavar="PROPERTY")
@click.option(
    "--path",
    "paths",
    multiple=True,
    help="Where to look, a file or a folder; by default the id's own file, else as 'check' does.",
)
@engine_options
@timeout_option
@jobs_option
def command(
    name: str,
    paths: tuple[str, ...],
    engine: str | None,
    rlimit: int | None,
    confirm: bool,
    timeout: float | None,
    jobs: int,
) -> int:
    """Decide one PROPERTY, and the lemmas it uses, and show all there is to say.

    Every input with its code, bits by field and value, both sides of the claim, the reason, and
    the evidence question by question. PROPERTY is an id as 'check' and 'gate' print it, its end,
    or a part of it that no other id has. A kernel is run. The exit code says whether there was
    something to explain, not what the verdict is.
    """
    from verif.base.errors import SpecError
    from verif.language.declare import Declarations
    from verif.language.library import Library
    from verif.run.check import Options, UsageError, engines, load

    options = Options(
        engine=engine, jobs=jobs, timeout=timeout, rlimit=rlimit, confirm=confirm, long=True
    )
    where = paths or _paths(name)
    try:
        engines(options, None)
        found = Declarations(Library(load(where)))
        kernels = {k.id: k for k in found.kernels}
        chosen = pick(name, [*(p.id for p in found.properties), *kernels])
        if chosen in kernels:
            return _kernel(kernels[chosen])
        prop = next(p for p in found.properties if p.id == chosen)
        return _property(prop, found.properties, options)
    except UsageError as error:
        raise click.UsageError(str(error)) from None
    except SpecError as error:
        click.echo(error.render(), err=True)
        raise click.ClickException("the spec has errors") from None


def _property(prop: Property, known: Sequence[Property], options: Options) -> int:
    from verif.report.explain import explain_property
    from verif.run.check import decide_each
    from verif.run.lemmas import with_lemmas

    record = dict(decide_each(with_lemmas([prop], known), options))[prop.id]
    click.echo("\n".join([*explain_property(record, everything=True), "", prop.text]))
    return INTERNAL if record.verdict == "error" else OK


def _kernel(kernel: KernelBinding) -> int:
    from verif.base.errors import SpecError
    from verif.report.explain import explain_kernel
    from verif.run.gate import GateOptions, run_kernels

    done, problems, interrupted = run_kernels([kernel], GateOptions(), None)
    if interrupted:
        raise click.Abort
    if problems:
        click.echo(SpecError(problems).render(), err=True)
        raise click.ClickException("the kernel cannot be run")
    record = done[0]
    click.echo("\n".join(explain_kernel(record, everything=True)))
    return INTERNAL if record.verdict == "error" else OK


def _paths(name: str) -> tuple[str, ...]:
    """The file that an id begins with, if it does."""
    file, separator, _ = name.partition("::")
    return (file,) if separator and os.path.exists(file) else chosen_paths(())


def pick(name: str, ids: Sequence[str]) -> str:
    """The id that ``name`` stands for; an error where none or several do."""
    from verif.base.errors import did_you_mean

    whole = re.sub(r"/(prove|cover)[.\w]*$", "", name)
    for found in (
        [i for i in ids if i in (name, whole)],
        [i for i in ids if i.partition("::")[2] in (name, whole)],
        [i for i in ids if i.endswith((name, whole))],
        [i for i in ids if name in i or whole in i],
    ):
        if len(found) == 1:
            return found[0]
        if found:
            listed = "\n".join(f"  {i}" for i in found[:MAX_LISTED])
            more = f"\n  and {len(found) - MAX_LISTED} more" if len(found) > MAX_LISTED else ""
            raise click.UsageError(f"'{name}' stands for {len(found)} ids:\n{listed}{more}")
    close = did_you_mean(name, [i.partition("::")[2] for i in ids])
    hint = f"; {close}" if close else ""
    raise click.UsageError(f"no property or kernel is called '{name}'{hint}")
