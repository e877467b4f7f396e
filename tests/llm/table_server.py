"""A real HTTP server on loopback that answers as a language model's would, from a table of a test."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, TypeAlias

__all__ = ["Reply", "TableServer", "claims_text", "row", "table_server"]


@dataclass(frozen=True)
class Reply:
    """What the server does with one request.

    `text` is what the model says; `body` stands for the whole body instead. It waits `pause` seconds before
    it answers, and between its bytes `drip` seconds; with `cut` it closes after so many bytes.
    """

    text: str = ""
    status: int = 200
    body: bytes | None = None
    headers: dict[str, str] = field(default_factory=dict)
    pause: float = 0.0
    drip: float = 0.0
    cut: int | None = None
    usage: dict[str, Any] | None = None
    finish: str = "stop"

    def bytes(self) -> bytes:
        """The body."""
        if self.body is not None:
            return self.body
        message = {"role": "assistant", "content": self.text}
        value = {
            "id": "1",
            "object": "chat.completion",
            "created": 1,
            "model": "table",
            "choices": [{"index": 0, "message": message, "finish_reason": self.finish}],
            "usage": self.usage or {"prompt_tokens": 100, "completion_tokens": 20, "total_tokens": 120},
        }
        return json.dumps(value).encode()


Answering: TypeAlias = Callable[[dict[str, Any], int], Reply]
"""From the body of a request and its number (from 1) to what is done with it."""


class TableServer:
    """`address` for a client; `asked` are the bodies of the requests, `keys` the keys that came with them,
    `heads` all headers, `paths` what was asked for. `pause` is for tests that make it slow on the way.
    """

    def __init__(self, address: str) -> None:
        self.address = address
        self.asked: list[dict[str, Any]] = []
        self.keys: list[str] = []
        self.heads: list[dict[str, str]] = []
        self.paths: list[str] = []
        self.most_at_once = 0
        self.pause = 0.0

    def passages(self) -> list[str]:
        """What the user said, request by request."""
        return [asked["messages"][1]["content"] for asked in self.asked]


@contextmanager
def table_server(answering: Answering) -> Iterator[TableServer]:
    """A server, running until the end of `with`."""
    lock = threading.Lock()
    running = 0

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            nonlocal running
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            with lock:
                running += 1
                server.most_at_once = max(server.most_at_once, running)
                server.asked.append(asked)
                server.keys.append(self.headers.get("Authorization", ""))
                server.heads.append({name.lower(): value for name, value in self.headers.items()})
                server.paths.append(self.path)
                number = len(server.asked)
            reply = answering(asked, number)
            time.sleep(reply.pause)
            with lock:
                running -= 1
            self._send(reply)

        def _send(self, reply: Reply) -> None:
            body = reply.bytes()
            try:
                self.send_response(reply.status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                for name, value in reply.headers.items():
                    self.send_header(name, value)
                self.end_headers()
                if reply.cut is not None:
                    self.wfile.write(body[: reply.cut])
                    self.close_connection = True
                elif reply.drip:
                    for place in range(len(body)):
                        self.wfile.write(body[place : place + 1])
                        time.sleep(reply.drip)
                else:
                    self.wfile.write(body)
            except OSError:
                self.close_connection = True  # the client has gone

        def log_message(self, format: str, *args: Any) -> None:
            """Tests are quiet."""

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    http.daemon_threads = True
    server = TableServer(f"http://127.0.0.1:{http.server_address[1]}/v1")
    thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        http.shutdown()
        http.server_close()
        thread.join()


def row(
    quote: str, subject: str, relation: str, thing: str, stance: str = "asserted", /, **more: Any
) -> dict[str, Any]:
    """A claim as a model writes it; types as most of these tests have them."""
    said = {"quote": quote, "subject": subject, "relation": relation, "object": thing, "stance": stance}
    return {**said, "subject_type": "Vendor", "object_type": "Government", "source": None, **more}


def claims_text(*rows: Any) -> str:
    """The text of an answer with these claims."""
    return json.dumps({"claims": list(rows)})
