"""One article in every format that kgraph reads, written by the libraries that people write it with."""

from __future__ import annotations

import csv
import gzip
import io
import json
import zipfile
from email.message import EmailMessage

__all__ = ["PARAGRAPHS", "ROWS", "SAMPLES", "page", "saved_page", "warc_record", "zst"]

PARAGRAPHS = (
    "Northgate Systems was struck from the supplier register of Avaria on Monday, the ministry said.",
    "The ministry banned the drones of Orrin last year. Orrin denied that they send data to anybody.",
    "“We have never shared data with any government,” a spokesman for Orrin told the Daily Ledger.",
)
TITLE = "Northgate struck off"
ROWS = [
    {"id": n, "headline": f"Case {n}", "body": text, "date": "2017-07-12", "outlet": "Daily Ledger"}
    for n, text in enumerate(PARAGRAPHS)
]
LINKED = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": TITLE,
    "datePublished": "2017-07-12T13:44:00+02:00",
    "author": [{"@type": "Person", "name": "Mara Voss"}],
    "publisher": {"@type": "Organization", "name": "Daily Ledger"},
}


def page(head: str | None = None, body: str | None = None) -> str:
    """A page of a newspaper, with menus around the article."""
    linked = f'<script type="application/ld+json">{json.dumps(LINKED)}</script>'
    paragraphs = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    return (
        f"<!DOCTYPE html><html><head><meta charset=utf-8><title>{TITLE} | Daily Ledger</title>"
        '<link rel="canonical" href="https://ledger.example/news/ban">'
        f"{linked if head is None else head}</head>"
        '<body><nav><a href="/">Home</a> <a href="/p">Politics</a></nav>'
        f"{f'<h1>{TITLE}</h1><article>{paragraphs}</article>' if body is None else body}"
        "<footer>All rights reserved. <a href='/terms'>Terms</a></footer></body></html>"
    )


def _mail() -> bytes:
    mail = EmailMessage()
    mail["Subject"], mail["From"] = f"{TITLE} – für heute", "Daily Ledger <news@ledger.example>"
    mail["Date"] = "Wed, 12 Jul 2017 13:44:00 +0200"
    mail.set_content("\n\n".join(PARAGRAPHS))
    mail.add_alternative("<p>The HTML part.</p>", subtype="html")
    mail.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="a.png")
    return mail.as_bytes()


def saved_page() -> bytes:
    """The page in one file, as Chromium saves it."""
    page_with_picture = EmailMessage()
    page_with_picture["From"], page_with_picture["Subject"] = "<Saved by Blink>", TITLE
    page_with_picture["Snapshot-Content-Location"] = "https://ledger.example/news/ban?from=start"
    page_with_picture["Date"] = "Mon, 3 Mar 2025 10:00:00 +0000"
    page_with_picture.set_content(page(), subtype="html")
    page_with_picture.add_related(b"\x89PNG", maintype="image", subtype="png")
    return page_with_picture.as_bytes()


def _docx() -> bytes:
    import docx

    document = docx.Document()
    document.core_properties.author = "Mara Voss"
    document.add_heading(TITLE, 1)
    for text in PARAGRAPHS:
        document.add_paragraph(text)
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Orrin", "drones"
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _pdf() -> bytes:
    from matplotlib.figure import Figure

    out = io.BytesIO()
    figure = Figure(figsize=(9, 4))
    figure.text(0.05, 0.9, TITLE)
    figure.text(0.05, 0.4, "\n".join(text.translate({0x201C: '"', 0x201D: '"'}) for text in PARAGRAPHS))
    figure.savefig(out, format="pdf", metadata={"Title": TITLE, "Author": "Mara Voss"})
    return out.getvalue()


def _feed(atom: bool) -> bytes:
    from xml.sax.saxutils import escape

    entries = []
    for row in ROWS:
        text, link = escape(f"<p>{row['body']}</p>"), f"https://ledger.example/{row['id']}"
        entries.append(
            f"<entry><title>{row['headline']}</title><link href='{link}'/>"
            f"<published>2017-07-12T09:00:00Z</published>"
            f"<content type='html'>{text}</content></entry>"
            if atom
            else f"<item><title>{row['headline']}</title><link>{link}</link>"
            f"<pubDate>Wed, 12 Jul 2017 09:00:00 GMT</pubDate><description>{text}</description></item>"
        )
    inner = f"<title>Daily Ledger</title>{''.join(entries)}"
    rss = f'<rss version="2.0"><channel>{inner}</channel></rss>'
    return (f'<feed xmlns="http://www.w3.org/2005/Atom">{inner}</feed>' if atom else rss).encode()


def warc_record(status: str, headers: str, payload: bytes, number: int = 0) -> bytes:
    """An answer as web archives keep it, not packed."""
    http = f"HTTP/1.1 {status}\r\n{headers}\r\n".encode() + payload
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://ledger.example/{number}\r\n"
        f"WARC-Date: 2017-07-12T00:00:00Z\r\nWARC-Record-ID: <urn:uuid:{number:032}>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def _warc() -> bytes:
    answers = [
        ("200 OK", "text/html; charset=utf-8", page().encode()),
        ("404 Not Found", "text/html", b"gone"),
        ("200 OK", "image/png", b"\x89PNG"),
        ("200 OK", "application/pdf", _pdf()),
    ]
    return b"".join(
        gzip.compress(warc_record(status, f"Content-Type: {kind}\r\n", payload, number))
        for number, (status, kind, payload) in enumerate(answers)
    )


def _wacz() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("datapackage.json", "{}")
        packed.writestr("archive/a.warc.gz", _warc())
    return out.getvalue()


def _csv(delimiter: str) -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(ROWS[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(ROWS)
    return out.getvalue().encode()


def _parquet() -> bytes:
    import pyarrow as pa
    import pyarrow.parquet as pq

    out = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(ROWS), out)
    return out.getvalue()


def zst(data: bytes) -> bytes:
    """Packed with Zstandard."""
    import zstandard

    return zstandard.compress(data)


_JSONL = "".join(f"{json.dumps(row)}\n" for row in ROWS).encode()
SAMPLES = {
    "a.html": page().encode(),
    "a.pdf": _pdf(),
    "a.eml": _mail(),
    "a.mhtml": saved_page(),
    "a.docx": _docx(),
    "a.rss": _feed(atom=False),
    "a.atom": _feed(atom=True),
    "a.warc.gz": _warc(),
    "a.wacz": _wacz(),
    "a.jsonl": _JSONL,
    "a.jsonl.gz": gzip.compress(_JSONL[:200]) + gzip.compress(_JSONL[200:]),
    "a.jsonl.zst": zst(_JSONL[:200]) + zst(_JSONL[200:]),
    "a.json": json.dumps(ROWS).encode(),
    "a.csv": _csv(","),
    "bars.csv": _csv("|"),
    "a.tsv": _csv("\t"),
    "a.parquet": _parquet(),
    "a.parquet.gz": gzip.compress(_parquet()),
    "a.parquet.zst": zst(_parquet()),
}
