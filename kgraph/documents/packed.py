"""Unpacking gzip and Zstandard as a stream: flat in memory, and against bombs with an end."""

from __future__ import annotations

import io
import zlib
from abc import ABC, abstractmethod
from typing import IO, Any, Protocol

from kgraph.documents.decoding import UnreadableError

__all__ = ["GZIP", "ZSTD", "unpacked"]

GZIP, ZSTD = b"\x1f\x8b", b"\x28\xb5\x2f\xfd"
"""What packed data begins with."""

_CHUNK = 1 << 16
_MOST, _RATIO = 1_000_000_000, 200
"""A stream may unpack to so many bytes, and beyond that to so many times its own size; articles have 3–10."""

_WINDOW = 1 << 27
"""Bytes that Zstandard may look back, which it holds in memory."""


class _Unpacker(Protocol):
    def unpack(self, data: bytes) -> bytes: ...
    @property
    def waits(self) -> bool: ...
    @property
    def finished(self) -> bool: ...


def unpacked(stream: IO[bytes], head: bytes) -> IO[bytes] | None:
    """The stream unpacked, where its first bytes (which it still has) say that it is packed; else None."""
    if head.startswith(GZIP):
        return io.BufferedReader(_Unpacked(stream, _Gzip()), _CHUNK)
    if head.startswith(ZSTD):
        return io.BufferedReader(_Unpacked(stream, _Zstd()), _CHUNK)
    return None


class _Parts(ABC):
    """Packed parts one after the other; `_rest` is input that is not used yet, `_new` waits for a part."""

    def __init__(self) -> None:
        self._rest = b""
        self._new = True

    @property
    def waits(self) -> bool:
        """Whether it needs more input to go on."""
        return not self._rest

    @property
    def finished(self) -> bool:
        """Whether the input may end here."""
        return self._new

    @abstractmethod
    def unpack(self, data: bytes) -> bytes:
        """Some bytes of output; what it could not yet use it keeps."""


class _Gzip(_Parts):
    """Members of gzip one after the other (RFC 1952), and zeros behind the last."""

    def __init__(self) -> None:
        super().__init__()
        self._inner = zlib.decompressobj(zlib.MAX_WBITS | 16)

    def unpack(self, data: bytes) -> bytes:
        data = self._rest + data
        if self._new:
            data = data.lstrip(b"\0")
            if not data:
                self._rest = b""
                return b""
            self._inner, self._new = zlib.decompressobj(zlib.MAX_WBITS | 16), False
        out = self._inner.decompress(data, _CHUNK)
        self._new = self._inner.eof
        self._rest = self._inner.unused_data if self._inner.eof else self._inner.unconsumed_tail
        return out


class _Zstd(_Parts):
    """Frames of Zstandard one after the other (RFC 8878)."""

    _STEP = 1 << 10  # a few bytes can stand for 128 KiB, and a step of input is unpacked at once

    def __init__(self) -> None:
        import zstandard

        super().__init__()
        self._context = zstandard.ZstdDecompressor(max_window_size=_WINDOW)
        self._inner: Any = self._context.decompressobj()

    def unpack(self, data: bytes) -> bytes:
        data = self._rest + data
        if self._new:
            self._inner, self._new = self._context.decompressobj(), False
        out: bytes = self._inner.decompress(data[: self._STEP])
        self._new = self._inner.eof
        self._rest = (self._inner.unused_data if self._inner.eof else b"") + data[self._STEP :]
        return out


class _Unpacked(io.RawIOBase):
    """The output of an unpacker as a stream of bytes."""

    def __init__(self, source: IO[bytes], unpacker: _Unpacker) -> None:
        self._source = source
        self._unpacker = unpacker
        self._left = memoryview(b"")
        self._read = self._given = 0
        self._ended = False

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill a buffer; 0 at the end. Raises `UnreadableError` for damaged or far too much data."""
        while not self._left and not self._ended:
            self._left = memoryview(self._next())
        count = min(len(buffer), len(self._left))
        buffer[:count] = self._left[:count]
        self._left = self._left[count:]
        return count

    def _next(self) -> bytes:
        data = self._source.read(_CHUNK) if self._unpacker.waits else b""
        self._read += len(data)
        if not data and self._unpacker.waits:
            self._ended = True
            if not self._unpacker.finished:
                raise UnreadableError("cut off: its packed data ends too early")
        try:
            out = self._unpacker.unpack(data) if not self._ended else b""
        except UnreadableError:
            raise
        except Exception as error:  # zlib.error, and zstandard.ZstdError, which is imported only there
            raise UnreadableError(f"damaged: it cannot be unpacked ({error})") from error
        self._given += len(out)
        if self._given > max(_MOST, _RATIO * self._read):
            raise UnreadableError(f"unpacks to more than {_RATIO} times its size: it is no honest archive")
        return out
