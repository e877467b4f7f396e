"""The `kgraph` command: its verbs, and how every error becomes one line and an exit code."""

from __future__ import annotations

import errno
import signal
import sys
import warnings
from collections.abc import Sequence
from typing import NoReturn

import click

from kgraph.cli.exits import ExitCode
from kgraph.cli.lazy import LazyGroup
from kgraph.cli.output import drop_stdout, say, use_utf8
from kgraph.errors import KgraphError

__all__ = ["cli", "main", "run"]

# A word of Python can be the name of a verb, but not of a module.
NAMES = {"import": "import_graph"}
VERBS = {
    verb: "kgraph.cli.{0}:{0}".format(NAMES.get(verb, verb))
    for verb in (
        "build",
        "extract",
        "sources",
        "explain",
        "claims",
        "show",
        "path",
        "search",
        "query",
        "stats",
        "diff",
        "draw",
        "report",
        "export",
        "validate",
        "import",
        "publish",
        "same",
        "different",
        "reject",
        "accept",
        "decisions",
        "evaluate",
        "doctor",
        "completion",
    )
}
EXIT_CODES = "\b\nExit codes:\n" + "\n".join(f"  {code:3}  {code.meaning}" for code in ExitCode)


@click.group(
    cls=LazyGroup,
    verbs=VERBS,
    epilog=EXIT_CODES,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
)
@click.version_option(package_name="kgraph", message="%(prog)s %(version)s")
@click.option("--debug", is_flag=True, help="Show the Python traceback of an error.")
def cli(debug: bool) -> None:
    """Claims about vendors and governments, from articles to a graph.

    Every edge is a claim: somebody says it, in one document, at one place in its text. A path `-` is
    standard input or standard output. Data goes to standard output, talk to standard error.
    """


_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)


def main(args: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and exit, as a process of its own."""
    use_utf8()
    signal.signal(signal.SIGTERM, _terminate)
    warnings.showwarning = _show_warning  # type: ignore[assignment]  # it takes all the arguments as one
    sys.exit(run(sys.argv[1:] if args is None else args))


def run(args: Sequence[str]) -> int:
    """Run the command line; returns the exit code. Shows no traceback unless `--debug` asks for it."""
    try:
        code = cli.main(list(args) or ["--help"], prog_name="kgraph", standalone_mode=False)
        sys.stdout.flush()
        return code if isinstance(code, int) else ExitCode.OK
    except BrokenPipeError:
        drop_stdout()
        return ExitCode.PIPE_CLOSED
    except (KeyboardInterrupt, click.Abort):
        say("interrupted.")
        return ExitCode.INTERRUPTED
    except click.UsageError as error:
        return _tell_usage(error)
    except Exception as error:
        if "--debug" in args:
            raise
        return _tell(error)


def _tell_usage(error: click.UsageError) -> int:
    verb = error.ctx.command_path if error.ctx else "kgraph"
    say(f"{error.format_message()} See `{verb} --help`.")
    return ExitCode.USAGE


def _tell(error: Exception) -> int:
    if isinstance(error, KgraphError):
        say(str(error))
    elif isinstance(error, click.ClickException):
        say(error.format_message())
    elif isinstance(error, OSError) and error.errno in _NO_ROOM:
        say(f"what comes out cannot be written ({error.strerror}); make room, or send it elsewhere.")
        drop_stdout()
    elif isinstance(error, MemoryError):
        say("out of memory; try fewer or smaller articles at a time.")
    else:
        told = f"{type(error).__name__}: {error}"
        say(f"a fault of kgraph itself ({told}); `kgraph --debug …` shows where, please report it.")
    return ExitCode.ERROR


def _show_warning(message: Warning | str, *_: object) -> None:
    say(f"warning: {message}")


def _terminate(*_: object) -> NoReturn:
    # An exit, unlike the default of the signal, lets the outputs clean up behind themselves.
    raise SystemExit(ExitCode.TERMINATED)
