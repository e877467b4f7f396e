"""What a person sees while articles are read: a bar where their number is known, a count where it is not."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from itertools import count, islice

import pytest

from kgraph.cli.progress import FEW, watched
from kgraph.model import Document

SCRIPT = """
import time
from kgraph.cli import progress
from kgraph.errors import DocumentError
from kgraph.model import Document
def made():
    for n in range({number}):
        time.sleep({pause})
        yield Document("text", path=str(n), url=str(n))
    if {bad}:
        raise DocumentError("bad")
progress.PATIENCE = 10 if {pause} == 0 else 0.05
with progress.watched(made()) as (documents, done):
    for document in documents:
        done(document)
"""


@pytest.mark.parametrize(
    ("number", "pause", "bad", "shown"),
    [
        (3, 0, False, ["100%"]),
        (FEW + 5, 0, False, [f"Reading articles  {FEW + 5:,}"]),
        (2, 0.1, False, ["Reading articles  2"]),
        (2, 0, True, ["Reading articles  1", "DocumentError: bad"]),  # after what comes before it
    ],
)
def test_on_a_terminal(number: int, pause: float, bad: bool, shown: list[str]) -> None:
    mine, its = pty.openpty()
    script = SCRIPT.format(number=number, pause=pause, bad=bad)
    ran = subprocess.run([sys.executable, "-c", script], stderr=its, check=False)
    assert (ran.returncode != 0) == bad
    os.close(its)
    seen = b""
    try:
        while part := os.read(mine, 4096):
            seen += part
    except OSError:  # the end of a terminal
        pass
    os.close(mine)
    for words in shown:
        assert words in seen.decode()


def test_without_one_nothing_is_read_ahead() -> None:
    endless = (Document(str(number)) for number in count())
    with watched(endless) as (documents, progress):
        assert len(list(islice(documents, 3))) == 3
    assert progress is None
