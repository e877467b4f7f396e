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
from kgraph.cli.progress import watched
from kgraph.model import Document
made = (Document("text", path=str(n), url=str(n)) for n in range({number}))
with watched(made) as (documents, progress):
    for document in documents:
        progress(document)
"""


@pytest.mark.parametrize(("number", "shown"), [(3, "100%"), (FEW + 5, f"Reading articles  {FEW + 5:,}")])
def test_on_a_terminal(number: int, shown: str) -> None:
    mine, its = pty.openpty()
    subprocess.run([sys.executable, "-c", SCRIPT.format(number=number)], stderr=its, check=True)
    os.close(its)
    seen = b""
    try:
        while part := os.read(mine, 4096):
            seen += part
    except OSError:  # the end of a terminal
        pass
    os.close(mine)
    assert shown in seen.decode()


def test_without_one_nothing_is_read_ahead() -> None:
    endless = (Document(str(number)) for number in count())
    with watched(endless) as (documents, progress):
        assert len(list(islice(documents, 3))) == 3
    assert progress is None
