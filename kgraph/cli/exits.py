"""The exit codes of every verb, in one place: `kgraph --help` and docs/exit-codes.md show these."""

from __future__ import annotations

from enum import IntEnum

__all__ = ["ExitCode"]


class ExitCode(IntEnum):
    """What the process tells its caller. Shells use 128 + the signal's number for the last three."""

    OK = 0
    ERROR = 1
    USAGE = 2
    SKIPPED = 3
    INTERRUPTED = 130
    PIPE_CLOSED = 141
    TERMINATED = 143

    @property
    def meaning(self) -> str:
        """One line for help and documentation."""
        return _MEANINGS[self]


_MEANINGS = {
    ExitCode.OK: "done",
    ExitCode.ERROR: "an error, told in one line on standard error; outputs are as they were",
    ExitCode.USAGE: "the command line does not hold",
    ExitCode.SKIPPED: "done, but some documents were skipped; each is named on standard error",
    ExitCode.INTERRUPTED: "interrupted with Ctrl-C; outputs are as they were, a build goes on from there",
    ExitCode.PIPE_CLOSED: "the reader of standard output closed it early",
    ExitCode.TERMINATED: "terminated from outside (SIGTERM); as with Ctrl-C",
}
