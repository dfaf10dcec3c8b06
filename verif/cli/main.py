"""The ``verif`` command: its subcommands by name, and what every ending exits with."""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Sequence
from importlib import import_module

import click

import verif
from verif.cli.codes import BROKEN_PIPE, INTERNAL, INTERRUPTED, USAGE
from verif.cli.spec_errors import SpecErrors

COMMANDS = (
    "check", "explain", "gate", "measure", "mutate", "accumulate", "lean", "format", "report",
    "cache", "schema",
)  # fmt: skip


class Commands(click.Group):
    """A group whose commands are imported when they are asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        found = import_module(f"verif.cli.{cmd_name}_command").command
        assert isinstance(found, click.Command)
        return found


SETTINGS = {"max_content_width": 100, "help_option_names": ["-h", "--help"]}


@click.group(cls=Commands, no_args_is_help=True, context_settings=SETTINGS)
@click.version_option(verif.__version__, prog_name="verif", message="%(prog)s %(version)s")
@click.option("--debug", is_flag=True, help="Show the traceback of an internal error.")
def cli(debug: bool) -> None:
    """Check low-precision arithmetic against specs, with counterexamples.

    \b
    Exit codes: 0 every verdict is as expected; 1 some definite verdict is not;
    2 usage or spec error; 3 some verdict is open; 4 internal error; 130 interrupted.
    """


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; the exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    # Exact values may have more digits than Python writes by default; their size is bounded.
    sys.set_int_max_str_digits(0)
    if sys.stderr is None:  # closed: what is said there goes nowhere
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    if sys.stdout is None:
        return _no_stdout("it is closed")
    try:
        code = cli.main(
            given,
            prog_name="verif",
            standalone_mode=False,
            obj={"command": shlex.join(["verif", *given])},
        )
        sys.stdout.flush()
        return code if isinstance(code, int) else 0
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        return USAGE
    except click.ClickException as error:
        error.show()
        click.echo(f"exit {USAGE}: {_reason(error)}", err=True)
        return USAGE
    except (KeyboardInterrupt, click.Abort):
        click.echo(f"exit {INTERRUPTED}: interrupted", err=True)
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read the output has left.
        _drop_stdout()
        return BROKEN_PIPE
    except Exception as error:
        if isinstance(error, OSError) and _of_stdout(error):
            return _no_stdout(error.strerror or str(error))
        return _internal(error, given)


def _of_stdout(error: OSError) -> bool:
    """Whether an error came up where output is written: by click, or by the last flush here."""
    place = error.__traceback__
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    file = "" if place is None else place.tb_frame.f_code.co_filename
    return file in (click.utils.__file__, __file__)


def _no_stdout(reason: str) -> int:
    """The ending where the output has no place to go, such as a full disk."""
    if sys.stdout is not None:
        _drop_stdout()
    click.echo(f"Error: cannot write to stdout: {reason}", err=True)
    click.echo(f"exit {USAGE}: the request failed", err=True)
    return USAGE


def _drop_stdout() -> None:
    """Send stdout nowhere, as the interpreter would flush to it again at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _reason(error: click.ClickException) -> str:
    if isinstance(error, SpecErrors):
        return error.reason
    return "usage error" if isinstance(error, click.UsageError) else "the request failed"


def _internal(error: Exception, given: Sequence[str]) -> int:
    """Report a defect of the tool itself."""
    if "--debug" in given:
        import traceback

        traceback.print_exception(error)
    else:
        again = shlex.join(["verif", "--debug", *given])
        click.echo(f"internal error: {type(error).__name__}: {error}", err=True)
        click.echo(f"for the traceback: {again}", err=True)
    click.echo(f"exit {INTERNAL}: internal error", err=True)
    return INTERNAL
