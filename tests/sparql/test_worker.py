"""The frames between the two processes, and the limits of what is kept."""

from __future__ import annotations

import io
import json

import pyoxigraph
import pytest

from kgraph.sparql.worker import Frames, Sink, TooMuchError, answer, read_frame, write_frame


def framed(*parts: bytes) -> io.BytesIO:
    """A stream of frames."""
    stream = io.BytesIO()
    for part in parts:
        write_frame(stream, part)
    stream.seek(0)
    return stream


def test_frames_are_read_as_they_were_written() -> None:
    stream = framed(b"one", b"", b"\x00" * 70_000)
    assert [read_frame(stream) for _ in range(3)] == [b"one", b"", b"\x00" * 70_000]
    with pytest.raises(EOFError):
        read_frame(stream)


@pytest.mark.parametrize("parts", [[], [b"a"], [b"ab", b"c" * 100_000, b"d"]])
def test_frames_up_to_an_empty_one_are_one_stream(parts: list[bytes]) -> None:
    stream = framed(*parts, b"", b"rest")
    assert io.BufferedReader(Frames(stream), 16).read() == b"".join(parts)
    assert read_frame(stream) == b"rest"


@pytest.mark.parametrize(
    ("lines", "size", "written", "much"),
    [
        (2, 99, [b"a\n", b"b\n"], None),
        (1, 99, [b"a\nb", b"c\n"], "rows"),
        (9, 3, [b"abc"], None),
        (9, 3, [b"ab", b"cd"], "bytes"),
    ],
)
def test_sinks_keep_so_much(lines: int, size: int, written: list[bytes], much: str | None) -> None:
    sink = Sink(lines, size)
    if much is None:
        assert [sink.write(part) for part in written] == [len(part) for part in written]
        assert b"".join(sink.parts) == b"".join(written)
    else:
        sink.write(written[0])
        with pytest.raises(TooMuchError, match=much):
            sink.write(written[1])


@pytest.mark.parametrize(
    ("query", "head", "data"),
    [
        ("ASK {}", {"kind": "truth"}, b"true"),
        ("SELECT ?x { VALUES ?x {1 2} }", {"kind": "rows"}, b"?x\n1\n2\n"),
        ("CONSTRUCT WHERE { <urn:a> ?p ?o }", {"kind": "triples"}, b"<urn:a> <urn:b> <urn:c> .\n"),
        ("SELECT ?x { VALUES ?x {1 2 3} }", {"fault": "much", "text": "rows"}, b""),
    ],
)
def test_answers(query: str, head: dict[str, str], data: bytes) -> None:
    store = pyoxigraph.Store()
    store.load(b"<urn:a> <urn:b> <urn:c> .", format=pyoxigraph.RdfFormat.TURTLE)
    asked = {"query": query, "seconds": 1, "rows": 2, "bytes": 1000}
    said, found = answer(store, {}, asked)
    assert (json.loads(said), found) == (head, data)
