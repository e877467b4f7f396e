"""Mails (EML, RFC 5322): the text part, or the HTML part where there is no other. No attachments.

Web pages that browsers save in one file (MHTML, RFC 2557) have the same form.
"""

from __future__ import annotations

from collections.abc import Iterator
from email.header import decode_header, make_header
from email.message import Message
from email.parser import BytesParser
from email.utils import parseaddr

from kgraph.documents.article import Article
from kgraph.documents.days import day_of
from kgraph.documents.decoding import UnreadableError, decode
from kgraph.documents.page import article_of_page, page_in
from kgraph.documents.piece import Piece

__all__ = ["read_mail"]

_MOST_PARTS = 500
_LONGEST_HEADER = 5_000


def read_mail(piece: Piece) -> Iterator[Article]:
    """The article of a mail: its subject is the title, its sender the publisher, its date the day.

    Of a saved web page it is that of the page: its date is only that of saving.

    Raises:
        UnreadableError: it has no text, only encrypted or attached data.
    """
    message = BytesParser().parsebytes(piece.whole())
    if not message.keys():
        raise UnreadableError("no mail: it has no headers; name it .txt if it is an article")
    html, text, url = _bodies(message)
    if html.strip() and _is_saved_page(message):
        address = _header(message, "snapshot-content-location") or url or ""
        yield article_of_page(piece.name, html, address if address.startswith("http") else piece.url)
        return
    if text.strip():
        body = text
    elif html.strip():
        body = article_of_page(piece.name, html).text
    elif message.get_content_type() in ("multipart/encrypted", "application/pkcs7-mime"):
        raise UnreadableError("encrypted: open it in a mail program, and save the text")
    else:
        raise UnreadableError("a mail without text: save what is attached to it")
    sender = _header(message, "from")
    name = parseaddr(sender)[0] if sender else None
    yield Article(
        piece.name,
        body,
        "mail",
        title=_header(message, "subject"),
        publisher=name,
        published=day_of(_header(message, "date")),
        author=name,
    )


def _is_saved_page(message: Message) -> bool:
    """Whether a browser or an office program made it: nobody has sent it."""
    sender = str(message["from"] or "").strip().lower()
    return message.get_content_type() in ("multipart/related", "text/html") and (
        not sender or sender.strip('"<').startswith("saved by ")
    )


def _bodies(message: Message) -> tuple[str, str, str | None]:
    """The first HTML part and the first text part that are not attached, and where the first was found."""
    found = {"html": "", "plain": ""}
    url: str | None = None
    for count, part in enumerate(message.walk()):
        if count > _MOST_PARTS:
            break
        kind = part.get_content_subtype()
        if part.get_content_maintype() != "text" or kind not in found or found[kind]:
            continue
        if part.get_content_disposition() == "attachment":
            continue
        data = part.get_payload(decode=True)
        if isinstance(data, bytes) and kind == "html":
            found[kind], url = page_in(data, part.get_content_charset()), part["content-location"]
        elif isinstance(data, bytes):
            found[kind] = decode(data, part.get_content_charset())
    return found["html"], found["plain"], url and str(url).strip()


def _header(message: Message, name: str) -> str | None:
    """A header in words; None where it is missing, or such that Python cannot read it."""
    raw = message[name]
    if raw is None:
        return None
    try:
        return str(make_header(decode_header(str(raw)[:_LONGEST_HEADER])))
    except (ValueError, LookupError):
        return None
