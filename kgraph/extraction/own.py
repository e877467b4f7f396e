"""What a process that is kgraph's own does before it reads articles."""

from __future__ import annotations

import os

__all__ = ["ONE_THREAD", "prepare"]

ONE_THREAD = dict.fromkeys(
    ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS"), "1"
)
"""The environment in which NumPy and spaCy compute with one thread: cores are for processes, and sums do not
depend on how many there are."""


def prepare() -> None:
    """Compute with one thread, unless the environment says otherwise, and load models without what is spare.

    It does something only as long as neither NumPy nor spaCy is imported.

    Raises:
        ModelMissingError: no English spaCy model is installed.
    """
    from kgraph.language.model import chosen_model, spare_torch

    for name, count in ONE_THREAD.items():
        os.environ.setdefault(name, count)
    chosen_model()
    spare_torch()
