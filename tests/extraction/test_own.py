"""A process of kgraph's own starts light, and hides nothing from anybody afterwards."""

from __future__ import annotations

import subprocess
import sys

SCRIPT = """
import importlib.util, os, sys
from kgraph.extraction.own import prepare
prepare()
assert "spacy" not in sys.modules
from kgraph.language import load_model
load_model()
import spacy
assert os.environ["OPENBLAS_NUM_THREADS"] == {threads!r}
assert not sys.modules.keys() & {{"torch", "spacy.cli", "weasel"}}
import spacy.cli.info
assert spacy.info()["spacy_version"] == spacy.__version__
if importlib.util.find_spec("torch"):
    import torch
"""


def test_one_thread_and_no_torch_unless_told_otherwise() -> None:
    for given, threads in (({}, "1"), ({"OPENBLAS_NUM_THREADS": "2"}, "2")):
        subprocess.run([sys.executable, "-c", SCRIPT.format(threads=threads)], check=True, env=given)
