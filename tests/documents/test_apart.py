"""The process apart: what kills it costs one piece, and nobody waits for it or is left behind."""

from __future__ import annotations

import gzip
from itertools import islice
from pathlib import Path

import pytest

from kgraph.documents import Found, Skipped
from kgraph.documents.apart import Apart
from kgraph.documents.packed import unpacked

TEXT = b"The ministry has banned the drones of Orrin."


def warc(*pages: tuple[bytes, bytes]) -> bytes:
    records = []
    for number, (kind, payload) in enumerate(pages):
        http = b"HTTP/1.1 200 OK\r\nContent-Type: " + kind + b"\r\n\r\n" + payload
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://ledger.example/{number}\r\n"
            f"WARC-Date: 2017-07-12T00:00:00Z\r\nWARC-Record-ID: <urn:uuid:{number:032}>\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
        )
        records.append(head.encode() + http + b"\r\n\r\n")
    return b"".join(records)


def test_a_page_that_takes_too_long_costs_only_itself(tmp_path: Path) -> None:
    path = tmp_path / "a.warc"
    path.write_bytes(
        warc((b"text/plain", TEXT), (b"text/markdown", b"[a](" * 4_000_000), (b"text/plain", TEXT))
    )
    with Apart(seconds=1) as apart:
        first, long, last = apart.read(str(path), "a.warc")
    assert isinstance(first, Found)
    assert isinstance(last, Found)
    assert isinstance(long, Skipped)
    assert long.path == "a.warc#2"
    assert long.reason.startswith("takes longer than 1 seconds")
    assert last.document.url == "https://ledger.example/2"


def test_what_needs_too_much_memory_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(b"[" + b'{"a":1},' * 1_000_000 + b"{}]")
    with Apart(memory=200_000_000) as apart:
        (skipped,) = apart.read(str(path), "a.json")
    assert isinstance(skipped, Skipped)
    assert "0.2 GB of memory" in skipped.reason


def test_a_reader_that_stops_early_leaves_nothing_for_the_next(tmp_path: Path) -> None:
    for name in ("a", "b"):
        rows = b"".join(b'{"text": "The %s of it, row %d."}\n' % (name.encode(), n) for n in range(3000))
        (tmp_path / f"{name}.jsonl").write_bytes(rows)
    with Apart() as apart:
        list(islice(apart.read(str(tmp_path / "a.jsonl"), "a"), 2))
        (found,) = islice(apart.read(str(tmp_path / "b.jsonl"), "b"), 1)
    assert isinstance(found, Found)
    assert found.document.path == "b#1"


@pytest.mark.parametrize("members", [1, 3])
@pytest.mark.parametrize("tail", [b"", b"\0" * 99])
def test_members_and_zeros_behind_them(tmp_path: Path, members: int, tail: bytes) -> None:
    path = tmp_path / "a.gz"
    path.write_bytes(gzip.compress(TEXT * 10_000) * members + tail)
    with path.open("rb") as stream:
        inner = unpacked(stream, stream.peek(4))
        assert inner is not None
        assert inner.read() == TEXT * 10_000 * members
