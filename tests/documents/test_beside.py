"""An archive that several processes read is the one that a single process reads."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest

from kgraph.documents import Found
from kgraph.documents.beside import Beside
from tests.documents.test_apart import warc

ROW = b"The ministry has banned the drones of Orrin, in its notice number %d."
LONG = b" ".join(ROW % number for number in range(3000))


@pytest.fixture(scope="module")
def several() -> Iterator[Beside]:
    with Beside(3, large=0) as opened:
        yield opened


@pytest.mark.parametrize(
    ("name", "data", "count"),
    [
        ("whole.warc", warc(*((b"text/plain", ROW % number) for number in range(7))), 7),
        ("empty.warc", warc((b"text/plain", ROW), (b"text/html", b"<p></p>"), (b"text/plain", ROW)), 2),
        ("cut.warc.gz", b"".join(gzip.compress(warc((b"text/plain", LONG))) for _ in range(3))[:-3000], 2),
        ("nothing.warc", b"WARC/1.0\r\n\r\n", 0),
        ("no-such.warc", None, 0),
    ],
)
def test_the_same_in_the_same_order(
    name: str, data: bytes | None, count: int, several: Beside, tmp_path: Path
) -> None:
    path = tmp_path / name
    if data is not None:
        path.write_bytes(data)
    with Beside(1) as one:
        expected = list(one.read(str(path), name))
    assert list(several.read(str(path), name)) == expected
    assert sum(isinstance(each, Found) for each in expected) == count
    assert len(expected) == count + (name != "whole.warc")  # what is wrong is told once


def test_who_stops_early_may_go_on_with_another_file(several: Beside, tmp_path: Path) -> None:
    for name in ("a", "b"):
        rows = ((b"text/plain", b"%s: " % name.encode() + ROW % number) for number in range(300))
        (tmp_path / f"{name}.warc").write_bytes(warc(*rows))
    reading = several.read(str(tmp_path / "a.warc"), "a.warc")
    list(islice(reading, 4))
    del reading
    found = several.read(str(tmp_path / "b.warc"), "b.warc")
    texts = [each.document.text for each in found if isinstance(each, Found)]
    assert texts == [f"b: {(ROW % number).decode()}" for number in range(300)]
