"""Values between two processes: frames of eight bytes of length, big-endian, then a pickle."""

from __future__ import annotations

import pickle
from typing import IO, Any

__all__ = ["receive", "send"]

LENGTH = 8


def send(stream: IO[bytes], value: Any) -> None:
    """Write one frame."""
    data = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
    stream.write(len(data).to_bytes(LENGTH, "big"))
    stream.write(data)
    stream.flush()


def receive(stream: IO[bytes]) -> Any:
    """Read one frame, of a process that is ours. Raises `EOFError` where the stream ends before its end."""
    head = stream.read(LENGTH)
    size = int.from_bytes(head, "big")
    data = stream.read(size) if len(head) == LENGTH else b""
    if len(head) < LENGTH or len(data) < size:
        raise EOFError
    return pickle.loads(data)
