"""A real graph server on loopback, for tests: `oxigraph serve`, in memory."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sysconfig
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["PROGRAM", "serving"]

PROGRAM = shutil.which("oxigraph", path=sysconfig.get_path("scripts"))
SECONDS_TO_START = 60


@contextmanager
def serving(*options: str) -> Iterator[str]:
    """The address of an empty server; `/store`, `/query` and `/update` are its services."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    command = [str(PROGRAM), "serve", "--bind", address, *options]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            _wait(f"http://{address}/")
            yield f"http://{address}"
        finally:
            process.terminate()


def _wait(address: str) -> None:
    end = time.monotonic() + SECONDS_TO_START
    while True:
        try:
            urllib.request.urlopen(address, timeout=5).close()
            return
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)
