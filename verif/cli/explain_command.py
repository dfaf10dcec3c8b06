"""``verif explain``: one property in full."""

from __future__ import annotations

import os.path
import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import click

from verif.cli.codes import INTERNAL, OK
from verif.cli.run_options import (
    chosen_paths,
    engine_options,
    jobs_option,
    memory_option,
    timeout_option,
)
from verif.cli.spec_errors import SpecErrors

if TYPE_CHECKING:
    from verif.properties.binding import KernelBinding
    from verif.properties.obligation import Property
    from verif.run.check import Options
    from verif.run.gate import GateOptions

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
@memory_option
@jobs_option
def command(
    name: str,
    paths: tuple[str, ...],
    engine: str | None,
    rlimit: int | None,
    confirm: bool,
    timeout: float | None,
    memory: int | None,
    jobs: int,
) -> int:
    """Decide one PROPERTY, and the lemmas it uses, and show all there is to say.

    Every input with its code, bits by field and value, both sides of the claim, the reason, and
    the evidence question by question. PROPERTY is an id as 'check' and 'gate' print it, or its
    end: a whole name, with '[...]' where there are several instances. A kernel is run. The exit
    code says whether there was something to explain, not what the verdict is.
    """
    from verif.base.errors import SpecError
    from verif.language.declare import Declarations
    from verif.language.library import Library
    from verif.run.check import Options, UsageError, engines, load
    from verif.run.gate import GateOptions

    options = Options(
        engine=engine, jobs=jobs, timeout=timeout, rlimit=rlimit, confirm=confirm, long=True
    )
    where = chosen_paths(paths) if paths else _paths(name)
    try:
        engines(options, None)
        found = Declarations(Library(load(where)))
        kernels = {k.id: k for k in found.kernels}
        chosen = pick(_as_shown(name), [*(p.id for p in found.properties), *kernels])
        if chosen in kernels:
            _refuse({"--engine": engine, "--rlimit": rlimit, "--confirm": confirm}, "kernel")
            return _kernel(kernels[chosen], GateOptions(jobs=jobs, timeout=timeout, memory=memory))
        _refuse({"--memory": memory}, "property")
        prop = next(p for p in found.properties if p.id == chosen)
        return _property(prop, found.properties, options)
    except UsageError as error:
        raise click.UsageError(str(error)) from None
    except SpecError as error:
        raise SpecErrors(error) from None


def _refuse(options: dict[str, object], what: str) -> None:
    """Refuse options that mean nothing for a property or a kernel."""
    said = [name for name, value in options.items() if value]
    if said:
        raise click.UsageError(f"{', '.join(said)}: not for a {what}")


def _property(prop: Property, known: Sequence[Property], options: Options) -> int:
    from verif.report.explain import explain_property
    from verif.run.check import decide_each
    from verif.run.lemmas import with_lemmas

    record = dict(decide_each(with_lemmas([prop], known), options))[prop.id]
    click.echo("\n".join([*explain_property(record, everything=True), "", prop.text]))
    return INTERNAL if record.verdict == "error" else OK


def _kernel(kernel: KernelBinding, options: GateOptions) -> int:
    from verif.base.errors import SpecError
    from verif.report.explain import explain_kernel
    from verif.run.gate import run_kernels

    done, problems, interrupted = run_kernels([kernel], options, None)
    if interrupted:
        raise click.Abort
    if problems:
        raise SpecErrors(SpecError(problems))
    record = done[0]
    click.echo("\n".join(explain_kernel(record, everything=True)))
    return INTERNAL if record.verdict == "error" else OK


def _paths(name: str) -> tuple[str, ...]:
    """The file that an id begins with, if it does."""
    file, separator, _ = name.partition("::")
    return (file,) if separator and os.path.exists(file) else chosen_paths(())


def _as_shown(name: str) -> str:
    """An id that begins with the path of a file, with that file as ids show it from here."""
    from pathlib import Path

    from verif.language.loader import display_name

    file, separator, local = name.partition("::")
    if not (separator and os.path.isfile(file)):
        return name
    return f"{display_name(Path(file))}::{local}"


def pick(name: str, ids: Sequence[str]) -> str:
    """The id that ``name`` stands for; an error where none or several do.

    Ids are ``FILE::NAME`` or ``FILE::NAME[INSTANCE]``. The first of these that some id meets
    counts: the whole id or name, the name without the instance, the end of an id from a ``::``,
    a ``/`` or a ``[`` on, with the instance or without it. A part of a name stands for nothing.
    """
    whole = re.sub(r"/(prove|cover)[.\w]*$", "", name)

    def same(text: str) -> bool:
        return text in (name, whole)

    def ends(text: str) -> bool:
        return any(_ends(text, end) for end in (name, whole))

    rules: tuple[Callable[[str], bool], ...] = (
        same,
        lambda i: same(_local(i)),
        lambda i: same(_plain(_local(i))),
        lambda i: ends(i) or ends(_plain(i)),
    )
    for rule in rules:
        found = [i for i in ids if rule(i)]
        if len(found) == 1:
            return found[0]
        if found:
            raise click.UsageError(f"'{name}' stands for {len(found)} ids:\n{_listed(found)}")
    raise click.UsageError(_nothing(name, whole, ids))


def _local(identity: str) -> str:
    return identity.partition("::")[2]


def _plain(identity: str) -> str:
    """An id or a name without its instance."""
    file, separator, local = identity.rpartition("::")
    return file + separator + local.partition("[")[0]


def _ends(identity: str, end: str) -> bool:
    """Whether an id ends with ``end``, which begins where a part of it does."""
    before = identity.removesuffix(end)
    at_start = before.endswith(("::", "/", "[")) or end.startswith(("::", "/", "["))
    return before != identity and at_start


def _listed(ids: Sequence[str]) -> str:
    lines = [f"  {i}" for i in ids[:MAX_LISTED]]
    if len(ids) > MAX_LISTED:
        lines.append(f"  and {len(ids) - MAX_LISTED} more")
    return "\n".join(lines)


def _nothing(name: str, whole: str, ids: Sequence[str]) -> str:
    """What to say where no id has the name: a missing file, names like it, ids that hold it."""
    from verif.base.errors import did_you_mean

    file, separator, local = whole.partition("::")
    known = os.path.exists(file) or any(_ends(i.partition("::")[0], file) for i in ids)
    if separator and file and not known:
        return f"there is no file '{file}'"
    message = f"no property or kernel is called '{name}'"
    close = did_you_mean(local or whole, [_plain(_local(i)) for i in ids])
    if close:
        return f"{message}; {close}"
    parts = [i for i in ids if whole and whole in i]
    return f"{message}; it is a part of\n{_listed(parts)}" if parts else message
