"""A graph server on the web: SPARQL 1.1 Protocol to ask, and Graph Store HTTP Protocol to write.

Credentials come from the environment, never from the command line, which others can read: KGRAPH_TOKEN, or
KGRAPH_USER and KGRAPH_PASSWORD. They are sent only over HTTPS, or to this machine.
"""

from __future__ import annotations

import base64
import os
import time
from email.message import Message
from typing import IO
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from kgraph.errors import OutputError

__all__ = ["Server"]

TRIES = 4
FIRST_PAUSE = 0.2
SECONDS_TO_WAIT = 300.0
LOCAL = ("localhost", "127.0.0.1", "::1")
SHOWN = 200
"""Characters of a server's own words that an error shows."""


class _NoRedirects(HTTPRedirectHandler):
    """A redirect could lead data and credentials elsewhere: it is an error, as every other answer is."""

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: Message, newurl: str
    ) -> None:
        """No request follows."""


class Server:
    """The address of a server's query service, or of its graph store.

    Raises `OutputError` for an address that is none, and where credentials would go over the open network.
    """

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.username:
            raise OutputError(
                f"{address}: is no address of a server; write https://HOST/PATH, without a password."
            )
        self.address = address
        self._headers = {"User-Agent": "kgraph"}
        if credentials := _credentials():
            if parts.scheme == "http" and parts.hostname not in LOCAL:
                raise OutputError(
                    f"{address}: credentials are sent only over https; write https://, or unset them."
                )
            self._headers["Authorization"] = credentials
        self._open = build_opener(_NoRedirects).open

    def query(self, text: str, accept: str = "application/sparql-results+json") -> bytes:
        """What the query service answers, in the format that is asked for.

        The query sees all named graphs as one: `kgraph publish` makes one of each document. Oxigraph takes
        a parameter for that; other servers do so by themselves or by their settings, and ignore it.
        """
        form = urlencode({"query": text, "union-default-graph": ""}).encode()
        content = "application/x-www-form-urlencoded"
        return self._send("POST", self.address, form, {"Content-Type": content, "Accept": accept}) or b""

    def get(self, graph: str) -> bytes | None:
        """A named graph as N-Triples, None where there is none."""
        return self._send("GET", self._of(graph), None, {"Accept": "application/n-triples"}, missing=True)

    def put(self, graph: str, triples: bytes) -> None:
        """Make a named graph hold these N-Triples and nothing else."""
        self._send("PUT", self._of(graph), triples, {"Content-Type": "application/n-triples"})

    def delete(self, graph: str) -> None:
        """Take a named graph away."""
        self._send("DELETE", self._of(graph), None, {}, missing=True)

    def _of(self, graph: str) -> str:
        joint = "&" if urlsplit(self.address).query else "?"
        return f"{self.address}{joint}{urlencode({'graph': graph})}"

    def _send(
        self, method: str, url: str, body: bytes | None, headers: dict[str, str], missing: bool = False
    ) -> bytes | None:
        """One request; all of them can be sent again, so that a busy server is asked some times."""
        request = Request(url, body, {**self._headers, **headers}, method=method)
        for left in reversed(range(TRIES)):
            try:
                with self._open(request, timeout=SECONDS_TO_WAIT) as answer:
                    found: bytes = answer.read()
                    return found
            except HTTPError as error:
                if error.code == 404 and missing:
                    return None
                told = " ".join(error.read(SHOWN).decode("utf-8", "replace").split())
                if not left or error.code not in (429, 502, 503, 504):
                    raise OutputError(
                        f"{self.address}: the server says {error.code} {error.reason}. {told}"
                    ) from error
            except (URLError, OSError) as error:
                if not left:
                    reason = getattr(error, "reason", error)
                    raise OutputError(
                        f"{self.address}: the server does not answer ({reason}); check the address."
                    ) from error
            time.sleep(FIRST_PAUSE * 2 ** (TRIES - 1 - left))
        raise AssertionError("the last try returns or raises")


def _credentials() -> str | None:
    """The Authorization header that the environment asks for."""
    if token := os.environ.get("KGRAPH_TOKEN"):
        return f"Bearer {token}"
    user, password = os.environ.get("KGRAPH_USER"), os.environ.get("KGRAPH_PASSWORD")
    if user and password is not None:
        return f"Basic {base64.b64encode(f'{user}:{password}'.encode()).decode()}"
    return None
