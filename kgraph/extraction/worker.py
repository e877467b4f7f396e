"""A process that reads articles for another one, which started it: `python -m kgraph.extraction.worker`.

It reads frames from standard input and answers each with one on standard output: first None or the error that
keeps it from working, then, for every batch of articles, their outcomes. It ends when its input does, and so
never outlives the process that it works for.
"""

from __future__ import annotations

import os
import signal
import sys
from contextlib import suppress

from kgraph.extraction.frames import receive, send

__all__ = ["main"]


def main(thorough: bool) -> None:
    """Work until the input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the process that gives the work
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints must not get between the frames
    asked = sys.stdin.buffer

    from kgraph.errors import KgraphError
    from kgraph.extraction.own import prepare
    from kgraph.extraction.stages import outcomes, warm_up

    try:
        prepare()
        warm_up()
    except KgraphError as error:
        send(answers, error)
        return
    with suppress(EOFError, BrokenPipeError):
        send(answers, None)
        while True:
            send(answers, outcomes(receive(asked), None, thorough))


if __name__ == "__main__":
    main(thorough="--thorough" in sys.argv[1:])
