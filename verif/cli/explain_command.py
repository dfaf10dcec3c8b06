"""``verif explain``: one property in full."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import click

from verif.cli.run_options import chosen_paths, jobs_option

MAX_LISTED = 10


@click.command("explain", short_help="Explain the verdict of one property.")
@click.argument("name", metavar="PROPERTY")
@click.option(
    "--path",
    "paths",
    multiple=True,
    help="Where to look, a file or a folder; by default the id's own file, else as 'check' does.",
)
@click.option("--engine", metavar="NAME", help="Use only this engine.")
@jobs_option
def command(name: str, paths: tuple[str, ...], engine: str | None, jobs: int) -> int:
    """Decide one PROPERTY and show all there is to say.

    Every input with its code, bits by field and value, both sides of the claim, the reason and
    the evidence. PROPERTY is an id as 'check' prints it, its end, or a part of it that no other
    id has. The exit code says whether it could be explained, not what the verdict is.
    """
    from verif.base.errors import SpecError
    from verif.language.declare import Declarations
    from verif.language.library import Library
    from verif.report.explain import explain_property
    from verif.run.check import Options, UsageError, engines, load
    from verif.run.decide import decide_property

    options = Options(engine=engine, jobs=jobs)
    try:
        engines(options, None)
        found = Declarations(Library(load(paths or _paths(name))))
        chosen = pick(name, [p.id for p in found.properties])
        prop = next(p for p in found.properties if p.id == chosen)
        record = decide_property(prop, engines(options, prop.engine))
    except UsageError as error:
        raise click.UsageError(str(error)) from None
    except SpecError as error:
        click.echo(error.render(), err=True)
        raise click.ClickException("the spec has errors") from None
    click.echo("\n".join(explain_property(record, everything=True)))
    click.echo("\n" + "\n".join(prop.text.splitlines()))
    return 4 if record.verdict == "error" else 0


def _paths(name: str) -> tuple[str, ...]:
    """The file that an id begins with, if it does."""
    file, separator, _ = name.partition("::")
    return (file,) if separator and Path(file).exists() else chosen_paths(())


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
            raise click.UsageError(f"'{name}' stands for {len(found)} properties:\n{listed}{more}")
    hint = did_you_mean(name, [i.partition("::")[2] for i in ids])
    raise click.UsageError(f"no property is called '{name}'" + (f"; {hint}" if hint else ""))
