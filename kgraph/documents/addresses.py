"""Connections to public addresses only: what a name resolves to is checked, and exactly that is connected to.

A name that resolves to a private address, at once or after a redirection, would let a page on the
outside have this program read what only this machine or its network may see.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import time
from collections.abc import Sequence
from typing import TypeAlias
from urllib.parse import SplitResult

from kgraph.documents.decoding import UnreadableError

__all__ = ["Connection", "connection", "is_public"]

_MOST_TRIED = 5
"""Addresses of a host that are tried one after the other."""
_TRANSLATED = ipaddress.IPv6Network("64:ff9b::/96")
"""Of IPv4 addresses (RFC 6052)."""


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public network; those that hold another are judged by that one.

    >>> is_public("192.0.43.10"), is_public("192.168.1.1"), is_public("::ffff:127.0.0.1")
    (True, False, False)
    """
    judged = ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        teredo = ip.teredo[1] if ip.teredo else None
        last = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF) if ip in _TRANSLATED else None
        judged = ip.ipv4_mapped or ip.sixtofour or teredo or last or ip
    return judged.is_global and not judged.is_multicast


Connection: TypeAlias = "_Plain | _Secure"


def connection(url: SplitResult, timeout: float, *, private: bool = False) -> Connection:
    """A connection to the host of an address, made when it is first used; no proxy is asked.

    `private` allows private addresses, for servers of one's own. `timeout` is in seconds, for each step;
    where a host has several addresses, trying them is one.

    Raises:
        UnreadableError: the name does not resolve, or to a private address.
    """
    host, secure = url.hostname or "", url.scheme == "https"
    port = url.port or (443 if secure else 80)
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise UnreadableError(f"its host {host!r} is not found ({error})") from error
    addresses = [str(each[4][0]) for each in found]
    if not private and (hidden := [each for each in addresses if not is_public(each)]):
        raise UnreadableError(
            f"its host {host!r} is in a private network ({hidden[0]}): save the page, and name the file"
        )
    kind = _Secure if secure else _Plain
    made = kind(host, port, timeout=timeout)
    made.checked = tuple(dict.fromkeys(addresses))[:_MOST_TRIED]
    return made


def _connected(addresses: Sequence[str], port: int, seconds: float) -> socket.socket:
    """A connection to the first of the addresses that answers, each in its share of the seconds left."""
    end = time.monotonic() + seconds
    for left in range(len(addresses), 0, -1):
        share = max((end - time.monotonic()) / left, 0.1)
        try:
            return socket.create_connection((addresses[-left], port), share)
        except OSError:
            if left == 1:
                raise
    raise OSError("no address")


class _Plain(http.client.HTTPConnection):
    """Connects to the addresses that were checked, whatever the name resolves to by then.

    `opened` is its socket also where an answer without a length has taken it over.
    """

    checked: Sequence[str] = ()
    opened: socket.socket | None = None

    def connect(self) -> None:
        """Connect to an address that was checked."""
        seconds = self.timeout or 0.0
        self.sock = self.opened = _connected(self.checked, self.port, seconds)
        self.sock.settimeout(seconds)


class _Secure(http.client.HTTPSConnection):
    checked: Sequence[str] = ()
    opened: socket.socket | None = None

    def connect(self) -> None:
        """Connect to an address that was checked; the certificate must be that of the name."""
        seconds = self.timeout or 0.0
        plain = _connected(self.checked, self.port, seconds)
        plain.settimeout(seconds)
        # Whoever wants to break off must have the socket before the two sides agree on a key.
        self.sock = self.opened = ssl.create_default_context().wrap_socket(
            plain, server_hostname=self.host, do_handshake_on_connect=False
        )
        self.sock.do_handshake()
