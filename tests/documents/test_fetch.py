"""Pages from a real server on loopback: robots, redirections, limits, the cache, and no private address."""

from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from kgraph.documents import Skipped, fetch, read_documents
from kgraph.documents.addresses import connection, is_public
from kgraph.documents.decoding import UnreadableError
from kgraph.documents.fetch import Fetcher
from kgraph.documents.piece import MAX_BYTES
from kgraph.errors import DocumentError
from kgraph.model.document import content_id

PAGE = b"<!doctype html><title>Ban</title><p>The ministry has banned the drones of Orrin."
ROBOTS = b"User-agent: *\nDisallow: /closed/\n"


class Handler(BaseHTTPRequestHandler):
    """A site with a page for each case; `asked` has the paths in their order."""

    asked: list[str] = []  # noqa: RUF012  # all handlers share it

    def do_GET(self) -> None:
        self.asked.append(self.path)
        match self.path.partition("?")[0].split("/")[1]:
            case "robots.txt":
                self._answer(200, ROBOTS, "text/plain")
            case "ban" | "closed":
                self._answer(200, PAGE, "text/html; charset=iso-8859-1")
            case "packed":
                self._answer(200, gzip.compress(PAGE), "text/html", ("Content-Encoding", "gzip"))
            case "bomb":
                self._answer(
                    200, gzip.compress(b"\0" * 3 * MAX_BYTES), "text/html", ("Content-Encoding", "gzip")
                )
            case "large":
                self._answer(200, b"x" * (MAX_BYTES + 1), "text/html")
            case "cut":
                self._answer(200, PAGE, "text/html", length=len(PAGE) + 100)
            case "chunked":
                self._answer(200, b"50\r\nshort", "text/html", ("Transfer-Encoding", "chunked"), length=None)
            case "half":
                self._answer(200, gzip.compress(PAGE)[:-20], "text/html", ("Content-Encoding", "gzip"))
            case "endless":
                self._answer(200, PAGE, "text/html", length=None)
            case "moved":
                self._answer(302, b"", "text/html", ("Location", "/ban"))
            case "bare":
                self._answer(302, b"", "text/html", ("Location", "/ban"), ("Content-Encoding", "gzip"))
            case "round":
                self._answer(302, b"", "text/html", ("Location", "/round"))
            case "drip":
                self._drip(b"HTTP/1.1 200 OK\r\n")
            case "drip-body":
                self._drip(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
            case "inside":
                self._answer(302, b"", "text/html", ("Location", "file:///etc/passwd"))
            case _:
                self._answer(404, b"gone", "text/html")

    def _answer(
        self, status: int, body: bytes, kind: str, *more: tuple[str, str], length: int | None = -1
    ) -> None:
        """An answer of its true length, of a pretended one, or (None) of one that is not told."""
        self.send_response(status)
        self.send_header("Content-Type", kind)
        if length is not None:
            self.send_header("Content-Length", str(len(body) if length < 0 else length))
        for name, value in more:
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def _drip(self, head: bytes) -> None:
        """A head, and then letter by letter for a minute, or until nobody listens any more."""
        try:
            self.wfile.write(head)
            for _ in range(600):
                self.wfile.write(b"X")
                time.sleep(0.1)
        except OSError:
            self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: standard error is for faults."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def fetcher(tmp_path: Path) -> Fetcher:
    Handler.asked.clear()
    return Fetcher(tmp_path, private=True, pause=0)


def test_a_page_is_fetched_once(site: str, fetcher: Fetcher) -> None:
    page = fetcher.fetch(f"{site}/ban")
    assert page.path.read_bytes() == PAGE
    assert (page.url, page.media_type, page.charset) == (f"{site}/ban", "text/html", "iso-8859-1")
    assert fetcher.fetch(f"{site}/ban") == Fetcher(fetcher.folder).fetch(f"{site}/ban") == page
    assert Handler.asked == ["/robots.txt", "/ban"]


def test_redirections_are_followed(site: str, fetcher: Fetcher) -> None:
    assert fetcher.fetch(f"{site}/moved?a=b#c").url == f"{site}/ban"
    assert fetcher.fetch(f"{site}/bare").url == f"{site}/ban"
    assert fetcher.fetch(f"{site}/packed").path.read_bytes() == PAGE


def test_an_answer_may_leave_its_length_untold(site: str, fetcher: Fetcher) -> None:
    assert fetcher.fetch(f"{site}/endless").path.read_bytes() == PAGE


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/closed/1", "robots.txt"),
        ("/missing", "answered with 404 Not Found"),
        ("/round", "redirected more than 5 times"),
        ("/inside", "no address of a page"),
        ("/large", "larger than 20 MB"),
        ("/bomb", "unpacks to more than 20 MB"),
        ("/cut", "cut off 100 bytes before its end"),
        ("/chunked", "IncompleteRead"),
        ("/half", "packed data was cut off"),
    ],
)
def test_refused(site: str, fetcher: Fetcher, path: str, reason: str) -> None:
    with pytest.raises(UnreadableError, match=reason):
        fetcher.fetch(site + path)
    assert not list(fetcher.folder.rglob("*.json"))


@pytest.mark.parametrize("path", ["/drip", "/drip-body"])
def test_what_trickles_in_is_broken_off(
    site: str, fetcher: Fetcher, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    fetcher.fetch(f"{site}/ban")  # with it the rules of the site
    monkeypatch.setattr(fetch, "_ALL", 0.5)
    started = time.monotonic()
    with pytest.raises(UnreadableError, match=r"takes longer than 0\.5 seconds"):
        fetcher.fetch(site + path)
    assert time.monotonic() - started < 20
    assert not (fetcher.folder / "pages" / content_id(site + path)).exists()


def test_another_address_of_a_host_is_tried(site: str) -> None:
    made = connection(urlsplit(site), 10, private=True)
    made.checked = ("127.0.0.2", "127.0.0.1")  # only the second one listens
    made.request("GET", "/ban")
    assert made.getresponse().read() == PAGE
    made.close()


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "[::1]", "10.0.0.1", "169.254.169.254", "0.0.0.0", "2130706433"]
)
def test_private_addresses_are_never_asked(host: str, tmp_path: Path, site: str) -> None:
    port = site.rpartition(":")[2]
    Handler.asked.clear()
    with pytest.raises(UnreadableError, match=r"private network|not found"):
        Fetcher(tmp_path).fetch(f"http://{host}:{port}/ban")
    assert Handler.asked == []


def test_a_pause_lies_between_two_requests(site: str, tmp_path: Path) -> None:
    started = time.monotonic()
    Fetcher(tmp_path, private=True, pause=0.2).fetch(f"{site}/ban")
    assert time.monotonic() - started >= 0.2


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("192.0.43.10", True),
        ("2606:2800:220:1::1", True),
        ("127.0.0.1", False),
        ("100.64.0.1", False),
        ("224.0.0.1", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("::ffff:10.0.0.1", False),
        ("64:ff9b::7f00:1", False),
        ("2002:7f00:1::", False),
    ],
)
def test_public(address: str, public: bool) -> None:
    assert is_public(address) is public


def test_addresses_are_read_only_when_told_to(
    site: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KGRAPH_CACHE", str(tmp_path))
    Handler.asked.clear()
    with pytest.raises(DocumentError, match="add --fetch"):
        read_documents([f"{site}/ban"])
    (refused,) = read_documents([f"{site}/ban"], fetch=True)
    assert isinstance(refused, Skipped)
    assert (refused.path, refused.stage) == (f"{site}/ban", "fetch")
    assert Handler.asked == []


def test_what_is_kept_is_read_as_the_server_said(
    site: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KGRAPH_CACHE", str(tmp_path))
    Fetcher(tmp_path, private=True, pause=0).fetch(f"{site}/ban")
    (read,) = read_documents([f"{site}/ban"], fetch=True)
    assert not isinstance(read, Skipped)
    assert (read.path, read.url, read.title) == (f"{site}/ban", f"{site}/ban", "Ban")
