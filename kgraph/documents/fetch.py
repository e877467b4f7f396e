"""Pages from the network: politely, within bounds, from public addresses only, and each only once.

`robots.txt` is obeyed (RFC 9309, by Protego), a host is asked at most once a second, and what was fetched
is kept in a folder: `$KGRAPH_CACHE`, or `kgraph` in the user's folder for such things.
"""

from __future__ import annotations

import http.client
import json
import os
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import SplitResult, urljoin, urlsplit, urlunsplit

from kgraph.documents.addresses import Connection, connection
from kgraph.documents.decoding import UnreadableError
from kgraph.documents.kinds import content_type
from kgraph.documents.piece import MAX_BYTES
from kgraph.model.document import content_id
from kgraph.placing import placed

if TYPE_CHECKING:
    from protego import Protego

__all__ = ["AGENT", "Fetched", "Fetcher", "cache_folder"]

AGENT = "kgraph"
"""The name under which `robots.txt` may give rules for this program."""

_HEADERS = {
    "User-Agent": f"{AGENT}/0.1 (reads single articles)",
    "Accept": "text/html,*/*;q=0.5",
    "Accept-Encoding": "gzip",
}
_REDIRECTIONS = 5
_STEP, _ALL = 10.0, 30.0
"""Seconds for each step of a transfer, and for a whole one."""
_PAUSE, _LONGEST_PAUSE = 1.0, 30.0
"""Seconds between two requests to one host; what `robots.txt` asks for beyond that, up to the second."""
_ROBOTS_BYTES = 500_000


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page in the cache: its bytes in a file, and what the server said of it. `url` is where it was."""

    path: Path
    url: str
    media_type: str | None
    charset: str | None


def cache_folder() -> Path:
    """Where fetched pages are kept."""
    if given := os.environ.get("KGRAPH_CACHE"):
        return Path(given)
    base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA") or Path.home() / ".cache"
    return Path(base) / "kgraph"


@dataclass(slots=True)
class Fetcher:
    """Fetches pages. `private` allows addresses of private networks, for servers of one's own."""

    folder: Path = field(default_factory=cache_folder)
    private: bool = False
    pause: float = _PAUSE
    _rules: dict[str, Protego] = field(default_factory=dict)
    _asked: dict[str, float] = field(default_factory=dict)

    def fetch(self, url: str) -> Fetched:
        """The page at an address, from the cache if it was fetched before.

        Raises:
            UnreadableError: with the reason why it cannot, or must not, be fetched.
        """
        kept = self.folder / "pages" / content_id(url)
        if found := _kept(kept):
            return found
        at, status, headers, body = self._follow(url, MAX_BYTES)
        if status != 200:
            raise UnreadableError(f"answered with {status} {http.client.responses.get(status, '')}".strip())
        return _keep(kept, at, headers, body)

    def _follow(self, url: str, most: int, *, rules: bool = False) -> tuple[str, int, dict[str, str], bytes]:
        """Where an address leads to in the end, and the answer there; `rules` are asked for freely."""
        at = url
        for _ in range(_REDIRECTIONS + 1):
            parts = _checked(at)
            if not rules:
                self._obey(parts)
            status, headers, body = self._ask(parts, most, cut=rules)
            if status not in (301, 302, 303, 307, 308) or not headers.get("location"):
                return at, status, headers, body
            at = urljoin(at, headers["location"])
        raise UnreadableError(f"redirected more than {_REDIRECTIONS} times")

    def _obey(self, parts: SplitResult) -> None:
        """Read the rules of a host, once, and see whether they allow a page."""
        from protego import Protego

        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self._rules:
            _, status, _, body = self._follow(f"{site}/robots.txt", _ROBOTS_BYTES, rules=True)
            if status >= 500:
                raise UnreadableError(f"its host answers with {status} for robots.txt: try again later")
            # Whoever has no rules allows everything (RFC 9309, 2.3.1.3).
            self._rules[site] = Protego.parse(body.decode("utf-8", "replace") if status == 200 else "")
        if not self._rules[site].can_fetch(urlunsplit(parts), AGENT):
            raise UnreadableError(
                "its host does not want programs to read it (robots.txt): save the page yourself"
            )

    def _wait(self, parts: SplitResult) -> None:
        site = f"{parts.scheme}://{parts.netloc}"
        rules = self._rules.get(site)
        pause = max(self.pause, min(rules.crawl_delay(AGENT) or 0.0, _LONGEST_PAUSE) if rules else 0.0)
        wait = self._asked.get(site, -pause) + pause - time.monotonic()
        if wait > 0:
            time.sleep(wait)
        self._asked[site] = time.monotonic()

    def _ask(self, parts: SplitResult, most: int, *, cut: bool = False) -> tuple[int, dict[str, str], bytes]:
        """Status, headers and body of an answer; with `cut` only the beginning of one that is too long."""
        self._wait(parts)
        made = connection(parts, _STEP, private=self.private)
        try:
            with _in_time(made, _ALL):
                path = urlunsplit(("", "", parts.path or "/", parts.query, ""))
                made.request("GET", path, headers=_HEADERS)
                answer = made.getresponse()
                headers = {name.lower(): value for name, value in answer.getheaders()}
                body = _body(answer, most, cut=cut)
        except (OSError, http.client.HTTPException, ssl.CertificateError, ValueError) as error:
            if isinstance(error, UnreadableError):
                raise
            raise UnreadableError(f"cannot be fetched ({type(error).__name__}: {error})") from error
        finally:
            made.close()
        if headers.get("content-encoding", "").strip().lower() == "gzip":
            body = _gunzipped(body, most, cut=cut)
        return answer.status, headers, body


def _checked(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise UnreadableError(f"no address ({error})") from error
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise UnreadableError(f"leads to {url[:200]!r}, which is no address of a page")
    if parts.username or (port or 80) in (0, 22, 25):
        raise UnreadableError("has a password or a port in it that no page has")
    path = "".join(each if "!" <= each <= "~" else _escaped(each) for each in parts.path)
    query = "".join(each if "!" <= each <= "~" else _escaped(each) for each in parts.query)
    return parts._replace(path=path, query=query, fragment="")


def _escaped(letter: str) -> str:
    return "".join(f"%{byte:02X}" for byte in letter.encode("utf-8", "replace"))


@contextmanager
def _in_time(made: Connection, seconds: float) -> Iterator[None]:
    """Break a connection off when its time is over, whatever trickles in: keys, headers, body.

    What was read by then may look whole, so that only the raised `UnreadableError` counts.
    """
    over = threading.Event()

    def end() -> None:
        over.set()
        if made.opened is not None:
            with suppress(OSError):
                # Not that of an encrypted socket, which would first forget its keys under the reader.
                socket.socket.shutdown(made.opened, socket.SHUT_RDWR)

    clock = threading.Timer(seconds, end)
    clock.daemon = True
    clock.start()
    late = f"takes longer than {seconds:g} seconds to come"
    try:
        yield
    except Exception as error:
        if over.is_set():
            raise UnreadableError(late) from error
        raise
    finally:
        clock.cancel()
    if over.is_set():
        raise UnreadableError(late)


def _body(answer: http.client.HTTPResponse, most: int, *, cut: bool) -> bytes:
    body = bytearray()
    while part := answer.read1(1 << 16):
        body += part
        if len(body) > most:
            if cut:
                return bytes(body[:most])
            raise UnreadableError(f"larger than {most // 1_000_000} MB: it is no single article")
    if answer.length:  # what is still missing of Content-Length; read1 ends in silence where it is cut
        raise UnreadableError(f"was cut off {answer.length} bytes before its end: try again")
    return bytes(body)


def _gunzipped(body: bytes, most: int, *, cut: bool) -> bytes:
    unpacker = zlib.decompressobj(zlib.MAX_WBITS | 16)
    try:
        unpacked = unpacker.decompress(body, most + 1)
    except zlib.error as error:
        raise UnreadableError(f"its packed data is damaged ({error})") from error
    if cut:
        return unpacked[:most]
    if len(unpacked) > most:
        raise UnreadableError(f"unpacks to more than {most // 1_000_000} MB: it is no single article")
    if body and not unpacker.eof:  # a redirection may have no body at all
        raise UnreadableError("its packed data was cut off: try again")
    return unpacked


def _kept(path: Path) -> Fetched | None:
    try:
        known: dict[str, Any] = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        return Fetched(path, known["url"], known["type"], known["charset"]) if path.is_file() else None
    except (OSError, ValueError, KeyError):
        return None


def _keep(path: Path, url: str, headers: dict[str, str], body: bytes) -> Fetched:
    media_type, charset = content_type(headers.get("content-type"))
    found = Fetched(path, url, media_type, charset)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        known = {
            "url": url,
            "type": media_type,
            "charset": charset,
            "fetched": time.strftime("%Y-%m-%d"),
        }
        for file, data in ((path, body), (path.with_suffix(".json"), json.dumps(known).encode())):
            with placed(file) as made:
                made.write_bytes(data)
    except OSError as error:
        raise UnreadableError(
            f"cannot be kept in {path.parent} ({error.strerror}): set KGRAPH_CACHE"
        ) from error
    return found
