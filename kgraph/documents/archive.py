"""Web archives (WARC, and WACZ, which packs them) by warcio: the pages that were answered with success.

Pictures, scripts, redirects and errors are no articles and are left out. ISO 28500;
https://specs.webrecorder.net/wacz/1.1.1/
"""

from __future__ import annotations

import codecs
import io
import zipfile
from collections.abc import Iterator
from typing import IO, Any

from kgraph.documents.decoding import UnreadableError
from kgraph.documents.found import Skipped
from kgraph.documents.kinds import KINDS, content_type, kind_of
from kgraph.documents.packed import unpacked
from kgraph.documents.piece import MAX_BYTES, Piece

__all__ = ["read_wacz", "read_warc"]

_RECORDS = ("response", "resource", "conversion")
_LONGEST_HEADER = 2_000_000
"""Bytes."""
_BLOCK = 1 << 16
_TYPES = {media_type: kind.name for kind in KINDS if not kind.several for media_type in kind.types}
_UNTOLD = ("", "application/octet-stream", "unk", "unknown/unknown")
"""Media types that say nothing: then the first bytes decide whether it is one of `_SEEN`."""
_SEEN = ("html", "pdf", "docx")
_HEAD = 4096
_BROTLI = "packed with Brotli, for which a library is missing: pip install brotli"
_NOTHING = "a web archive without a page that was answered with success"


def read_warc(piece: Piece) -> Iterator[Piece | Skipped]:
    """The pages of an archive, in its order. Raises `UnreadableError` where it is damaged or has none."""
    found = 0
    for one in _records(piece.name, piece.stream):
        found += 1
        yield one
    if not found:
        raise UnreadableError(_NOTHING)


def read_wacz(piece: Piece) -> Iterator[Piece | Skipped]:
    """The pages of all archives in it, in the order of their names."""
    found = 0
    try:
        # Only files can be looked into from their end; a piece of a piece is held in memory.
        stream = piece.stream if piece.stream.seekable() else io.BytesIO(piece.whole())
        with zipfile.ZipFile(stream) as packed:
            names = sorted(name for name in packed.namelist() if name.endswith((".warc", ".warc.gz")))
            for inner in names:
                with packed.open(inner) as entry:
                    for one in _records(f"{piece.name}/{inner}", entry):
                        found += 1
                        yield one
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        raise UnreadableError(f"damaged WACZ ({error}): save it again") from error
    if not found:
        raise UnreadableError(_NOTHING)


def _records(name: str, raw: IO[bytes]) -> Iterator[Piece | Skipped]:
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    stream = raw if isinstance(raw, io.BufferedReader) else io.BufferedReader(_Raw(raw))
    watched = _Watched(unpacked(stream, stream.peek(4)) or stream)
    try:
        records = iter(ArchiveIterator(watched, block_size=_BLOCK))
        number = 0
        while True:
            watched.headers = True
            record = next(records, None)
            watched.headers = False
            if record is None:
                return
            number += 1
            if _may_be_page(record):
                page = _page(f"{name}#{number}", record)
                if page is not None:
                    yield page
            while record.raw_stream.read(_BLOCK):
                pass  # the rest of a record is no header, however long its lines are
    except UnreadableError:
        raise
    except (ArchiveLoadFailed, ValueError, EOFError, OSError, AttributeError, IndexError) as error:
        reason = " ".join(str(error).split())[:200]
        raise UnreadableError(
            f"damaged web archive ({type(error).__name__}: {reason}): the rest is not read"
        ) from error


class _Raw(io.RawIOBase):
    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill a buffer; 0 at the end."""
        data = self._stream.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)


class _Watched:
    """A stream for warcio, which would join a header without an end from its blocks, over and over."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._length = 0
        self.headers = True

    def read(self, size: int) -> bytes:
        """Some bytes. Raises `UnreadableError` for a line among headers that is none."""
        data = self._stream.read(size)
        if not self.headers or b"\n" in data:
            self._length = 0
        else:
            self._length += len(data)
            if self._length > _LONGEST_HEADER:
                raise UnreadableError("damaged web archive (a header without an end): the rest is not read")
        return data


def _may_be_page(record: Any) -> bool:
    """Whether a record was answered with success, from an address of the web, and may be an article."""
    if record.rec_type not in _RECORDS:
        return False
    headers = record.http_headers
    if record.rec_type == "response" and (headers is None or headers.get_statuscode() != "200"):
        return False
    uri = record.rec_headers.get_header("WARC-Target-URI") or ""
    media_type = _type(record)[0]
    return uri.startswith(("http://", "https://")) and (media_type in _TYPES or media_type in _UNTOLD)


def _type(record: Any) -> tuple[str, str | None]:
    """Media type and charset: those of the answer, where there is one, and not of the record around it."""
    headers = record.http_headers or record.rec_headers
    media_type, charset = content_type(headers.get_header("content-type"))
    return media_type or "", charset


def _page(name: str, record: Any) -> Piece | Skipped | None:
    """What a record holds; None where it only turns out now that it is no page."""
    from warcio.exceptions import ArchiveLoadFailed

    uri = str(record.rec_headers.get_header("WARC-Target-URI"))
    if "\n" in uri or len(uri) > 5000:
        return Skipped(name, "its address does not hold")
    media_type, charset = _type(record)
    try:
        stream = record.content_stream()
        data = _read(stream, _HEAD)
        packed = _is_brotli(record, data)
        kind = _TYPES.get(media_type) or kind_of("", data).name
        if media_type in _UNTOLD and (packed or kind not in _SEEN):
            return None
        data += _read(stream, MAX_BYTES + 1 - len(data))
    except UnreadableError:
        raise
    except (ArchiveLoadFailed, ValueError, EOFError, OSError) as error:
        return Skipped(name, f"damaged record ({type(error).__name__}: {error})")
    if packed:
        return Skipped(name, _BROTLI)
    if len(data) > MAX_BYTES:
        return Skipped(name, f"larger than {MAX_BYTES // 1_000_000} MB: it is no single article")
    return Piece(name, io.BytesIO(data), kind, charset, uri)


def _read(stream: Any, size: int) -> bytes:
    """So many bytes, fewer only at the end: streams of warcio give them in parts."""
    data = bytearray()
    while len(data) < size and (part := stream.read(size - len(data))):
        data += part
    return bytes(data)


def _is_brotli(record: Any, head: bytes) -> bool:
    """Whether a record is still packed, for warcio unpacks Brotli only with another library.

    Some archives keep the header of a page that they have unpacked: then its beginning is text.
    """
    from warcio.bufferedreaders import BufferedReader

    said = record.http_headers and record.http_headers.get_header("content-encoding")
    if (said or "").strip().lower() != "br" or "br" in BufferedReader.get_supported_decompressors():
        return False
    try:
        text = codecs.getincrementaldecoder("utf-8")().decode(head)  # a letter may be cut off at the end
    except UnicodeDecodeError:
        return True
    return "\0" in text
