"""Files that try to stop, fill or deceive a reader, made when they are needed. Run it to write them all.

python -m tests.documents.hostile FOLDER
"""

from __future__ import annotations

import gzip
import io
import json
import sys
import zipfile
import zlib
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from pathlib import Path

WORDS = "The ministry struck Northgate Systems from the register on Monday, officials said. "
MILLION = 1_000_000
RUSSIAN = "Министерство в понедельник исключило компанию из реестра, сообщили чиновники. " * 20
Maker = Callable[[], bytes]


def _page(body: str, head: str = "") -> bytes:
    return f"<!doctype html><html><head>{head}</head><body>{body}</body></html>".encode()


def _zeros(count: int) -> bytes:
    """`count` times 100 MB of zeros as gzip, in members."""
    return gzip.compress(b"\0" * 100 * MILLION, 1) * count


def _zstandard(count: int) -> bytes:
    import zstandard

    return zstandard.compress(b"\0" * 100 * MILLION) * count


def _warc(*payloads: bytes, kind: bytes = b"text/html", packed: bool = True) -> bytes:
    records = []
    for number, payload in enumerate(payloads):
        http = b"HTTP/1.1 200 OK\r\nContent-Type: " + kind + b"\r\n\r\n" + payload
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://ledger.example/{number}\r\n"
            f"WARC-Date: 2017-07-12T00:00:00Z\r\nWARC-Record-ID: <urn:uuid:{number:032}>\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
        )
        record = head.encode() + http + b"\r\n\r\n"
        records.append(gzip.compress(record, 6) if packed else record)
    return b"".join(records)


def _pdf(stream: bytes, filters: str = "/FlateDecode", more: str = "", objects: str = "") -> bytes:
    parts = (
        b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj",
        b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj",
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources<<>>",
        more.encode() + b">>endobj",
        b"4 0 obj<</Length " + str(len(stream)).encode() + b"/Filter[" + filters.encode() + b"]>>stream",
        stream,
        b"endstream endobj",
        objects.encode(),
        b"trailer<</Root 1 0 R>>\nstartxref\n0\n%%EOF",
    )
    return b"\n".join(parts)


def _flate(data: bytes, times: int) -> bytes:
    for _ in range(times):
        data = zlib.compress(data, 9)
    return data


def _written_pdf(password: str | None = None) -> bytes:
    from pypdf import PdfWriter

    writer, out = PdfWriter(), io.BytesIO()
    writer.add_blank_page(200, 200)
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    writer.write(out)
    return out.getvalue()


def _docx(document: bytes | None = None, *, of: bytes = b"") -> bytes:
    import docx

    plain = io.BytesIO()
    made = docx.Document()
    made.add_paragraph(WORDS)
    made.save(plain)
    if document is None:
        return plain.getvalue()
    out = io.BytesIO()
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, document if name == "word/document.xml" else old.read(name))
    return out.getvalue()


def _word_xml(body: str, head: str = "") -> bytes:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    inner = f'<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>'
    return f'<?xml version="1.0"?>{head}{inner}'.encode()


def _entities(last: str = "lol9") -> str:
    lines = "".join(f'<!ENTITY lol{n} "{f"&lol{n - 1};" * 10}">' for n in range(1, 10))
    return f'<!DOCTYPE x [<!ENTITY lol0 "{WORDS}">{lines}<!ENTITY file SYSTEM "file:///etc/passwd">]>'


def _feed(text: str, head: str = "") -> bytes:
    return (
        f'<?xml version="1.0"?>{head}<rss version="2.0"><channel><title>Ledger</title><item>'
        f"<title>Ban</title><description>{text}</description></item></channel></rss>"
    ).encode()


def _mail(parts: int, depth: int) -> bytes:
    mail = EmailMessage()
    mail["Subject"], mail["From"] = "Ban", "Mara Voss <mara@ledger.example>"
    head = mail.as_bytes().rstrip(b"\n") + b"\n"
    opening = b"".join(
        b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (n, n) for n in range(depth)
    )
    part = b"Content-Type: text/x-more\n\nword\n--b%d\n" % (depth - 1)
    return head + opening + part * parts + b"Content-Type: text/plain\n\n" + WORDS.encode() + b"\n"


def _parquet(rows: int) -> bytes:
    import pyarrow as pa
    import pyarrow.parquet as pq

    out = io.BytesIO()
    text = pa.DictionaryArray.from_arrays(pa.array([0] * rows, pa.int32()), pa.array(["\0" * 50_000]))
    pq.write_table(pa.table({"text": text}), out, compression="zstd")
    return out.getvalue()


def _wacz(inner: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("archive/a.warc.gz", inner)
    return out.getvalue()


AES = (
    b"/ID[<00><00>]/Encrypt<</Filter/Standard/V 5/R 6/Length 256/P -4/StmF/StdCF/StrF/StdCF"
    b"/CF<</StdCF<</AuthEvent/DocOpen/CFM/AESV3/Length 32>>>>"
    b"/O<%b>/U<%b>/OE<%b>/UE<%b>/Perms<%b>>>"
) % tuple(b"00" * size for size in (48, 48, 32, 32, 16))
"""Of a file whose words only those read who know the password."""
PARAGRAPH = f"<p>{WORDS}</p>"
QUICK: dict[str, Maker] = {
    "deep-1000.html": lambda: _page("<div>" * 1000 + PARAGRAPH * 9 + "</div>" * 1000),
    "deep-100k.html": lambda: _page("<div>" * 100_000 + PARAGRAPH * 9),
    "deep-inline.html": lambda: _page("<b><i>" * 30_000 + WORDS),
    "unclosed-comments.html": lambda: _page("<!--" * 500_000 + WORDS),
    "unclosed-scripts.html": lambda: _page(PARAGRAPH + "<script>" * 500_000),
    "only-scripts.html": lambda: _page("<script>document.write('ban')</script>"),
    "angles.html": lambda: _page("<" * 2 * MILLION),
    "half-tags.html": lambda: _page("<a " * MILLION),
    "attributes.html": lambda: _page("<p " + "a=b " * MILLION + f">{WORDS}</p>"),
    "entities.html": lambda: _page("&amp;" * 100_000 + "&#x110000;&#0;" + PARAGRAPH),
    "nul.html": lambda: _page("<p>a\0b</p>"),
    "json-ld-deep.html": lambda: _page(
        PARAGRAPH, f'<script type="application/ld+json">{"[" * 100_000}</script>'
    ),
    "json-ld-wide.html": lambda: _page(
        PARAGRAPH, f'<script type="application/ld+json">[{"{}," * 200_000}{{}}]</script>'
    ),
    "said-utf8.html": lambda: b"<html><meta charset=utf-8><p>" + RUSSIAN.encode("cp1251"),
    "said-latin1.html": lambda: b"<html><meta charset=iso-8859-1><p>" + RUSSIAN.encode("koi8-r"),
    "said-rot13.html": lambda: b"<html><meta charset=rot13><p>" + WORDS.encode(),
    "said-utf7.html": lambda: b"<html><meta charset=utf-7><p>+ADw-script+AD4-" + WORDS.encode(),
    "russian.txt": lambda: RUSSIAN.encode(),
    "broken-utf8.txt": lambda: WORDS.encode() + b"\xc3\x28\xa0\xa1\xf0\x28\x8c\xbc",
    "nul.txt": lambda: b"\0" * 1000 + WORDS.encode(),
    "utf16-odd.txt": lambda: WORDS.encode("utf-16") + b"x",
    "controls.txt": lambda: bytes(range(1, 32)) * 1000,
    "cut.txt.gz": lambda: gzip.compress(WORDS.encode() * 1000)[:-20],
    "wrong.txt.gz": lambda: b"\x1f\x8b\x08\0" + b"\xff" * 1000,
    "thrice.txt.gz": lambda: gzip.compress(gzip.compress(gzip.compress(gzip.compress(WORDS.encode())))),
    "cut.jsonl.zst": lambda: _zstandard(1)[:-5],
    "wrong.txt.zst": lambda: b"\x28\xb5\x2f\xfd" + b"\xff" * 1000,
    "deep.jsonl": lambda: b'{"text": ' + b"[" * MILLION + b"\n",
    "number.jsonl": lambda: b'{"text": "A ban", "date": ' + b"9" * MILLION + b"}\n",
    "nul.jsonl": lambda: b'{"text": "\\u0000"}\n{"text": "\0"}\n{"text": 5}\n[]\n{"title": "x"}\n',
    "lone-surrogate.jsonl": lambda: json.dumps({"text": "\ud800 " + WORDS}).encode(),
    "columns.csv": lambda: b"text," * MILLION + b"\n" + WORDS.encode(),
    "nul.csv": lambda: b"text\n\0\0\0\n" + WORDS.encode(),
    "wide-row.csv": lambda: b"text\n" + b"a," * MILLION,
    "no-column.csv": lambda: b"a;b\n1;2\n",
    "wrong.parquet": lambda: b"PAR1" + b"\xff" * 1000 + b"PAR1",
    "cut.parquet": lambda: _parquet(10)[:-9],
    "headers.warc": lambda: b"WARC/1.0\r\nA: " + b"x" * 5 * MILLION,
    "cut.warc.gz": lambda: _warc(_page(PARAGRAPH * 50))[:-40],
    "wrong-length.warc": lambda: _warc(_page(PARAGRAPH), packed=False).replace(
        b"Content-Length: ", b"Content-Length: 9"
    ),
    "minus-length.warc": lambda: _warc(_page(PARAGRAPH), packed=False).replace(
        b"Content-Length: ", b"Content-Length: -"
    ),
    "nothing.warc": lambda: b"WARC/1.0\r\n\r\n",
    "pictures.warc.gz": lambda: _warc(b"\x89PNG", kind=b"image/png"),
    "cut.wacz": lambda: _wacz(_warc(_page(PARAGRAPH)))[:-30],
    "cut.pdf": lambda: _written_pdf()[:200],
    "locked.pdf": lambda: _written_pdf("secret"),
    "locked-aes.pdf": lambda: _pdf(b"").replace(b"trailer<<", b"trailer<<" + AES),
    "blank.pdf": _written_pdf,
    "loop.pdf": lambda: _pdf(b"").replace(b"Kids[3 0 R]", b"Kids[2 0 R]"),
    "deep.pdf": lambda: _pdf(b"", objects=f"5 0 obj{'[' * 50_000}endobj\n", more="/Annots 5 0 R"),
    "self.pdf": lambda: _pdf(b"").replace(b"/Length 0", b"/Length 4 0 R"),
    "laughs.rss": lambda: _feed("&lol9;", _entities()),
    "outside.rss": lambda: _feed("&file;", _entities()),
    "blowup.rss": lambda: _feed("&a;" * 50_000, f'<!DOCTYPE x [<!ENTITY a "{"a" * 100_000}">]>'),
    "deep.xml": lambda: b"<rss version='2.0'><channel><item>" + b"<a>" * 60_000,
    "no-feed.xml": lambda: b"<?xml version='1.0'?><catalogue><item>1</item></catalogue>",
    "laughs.docx": lambda: _docx(_word_xml("<w:p><w:r><w:t>&lol9;</w:t></w:r></w:p>", _entities())),
    "outside.docx": lambda: _docx(_word_xml("<w:p><w:r><w:t>&file;</w:t></w:r></w:p>", _entities())),
    "deep.docx": lambda: _docx(_word_xml("<w:p>" * 100_000)),
    "cut.docx": lambda: _docx()[:-100],
    "locked.docx": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 1000,
    "sheet.docx": lambda: _wacz(b"x").replace(b"archive/", b"xl/shee/"),
    "deep.eml": lambda: _mail(1, 3_000),
    "parts.eml": lambda: _mail(20_000, 1),
    "header.eml": lambda: b"Subject: " + b"x" * 2 * MILLION + b"\nFrom: a@b.example\n\n" + WORDS.encode(),
    "encoded.eml": lambda: (
        b"Subject: =?utf-8?b?" + b"=?" * 100_000 + b"\nContent-Transfer-Encoding: base64\n\n!!!!"
    ),
    "links.md": lambda: b"[a](" * 50_000 + WORDS.encode(),
    "stars.md": lambda: b"**a *b " * 50_000,
}
"""Each within a few seconds."""

SLOW: dict[str, Maker] = {
    "paragraphs-200k.html": lambda: _page(PARAGRAPH * 200_000),
    "nested-tables.html": lambda: _page("<table><tr><td>" * 12_000 + PARAGRAPH),
    "line-30mb.txt": lambda: b"word " * 6 * MILLION,
    "line-19mb.txt": lambda: b"the word " * (19 * MILLION // 9),
    "line-30mb.html": lambda: _page("word " * 6 * MILLION),
    "line-19mb.md": lambda: b"[a](b) *c* " * (19 * MILLION // 11),
    "line-30mb.jsonl": lambda: b'{"text": "' + b"word " * 6 * MILLION + b'"}\n' + b'{"text": "A ban"}',
    "line-30mb.csv": lambda: b'text\n"' + b"word\n" * 6 * MILLION,
    "bomb.txt.gz": lambda: _zeros(100),
    "bomb.jsonl.gz": lambda: _zeros(100),
    "bomb.jsonl.zst": lambda: _zstandard(100),
    "bomb.warc.gz": lambda: _warc(_page(PARAGRAPH), b"\0" * 100 * MILLION, _page(PARAGRAPH)),
    "bomb-packed.warc.gz": lambda: _warc(_zeros(3), _page(PARAGRAPH)),
    "bomb.wacz": lambda: _wacz(_zeros(50)),
    "bomb.pdf": lambda: _pdf(_flate(b"(a)Tj " * 50 * MILLION, 3), "/FlateDecode" * 3),
    "bomb-pages.pdf": lambda: _pdf(b"").replace(b"Kids[3 0 R]", b"Kids[" + b"3 0 R " * 300_000 + b"]"),
    "bomb.docx": lambda: _docx(_word_xml("<w:p/>" * 18 * MILLION)),
    "bomb.parquet": lambda: _parquet(MILLION),
    "items.json": lambda: b"[" + b"{}," * 5 * MILLION + b"{}]",
    "items.rss": lambda: _feed("").replace(b"<item>", b"<item>" + b"<item></item>" * 200_000, 1),
}  # fmt: skip
"""Each of these needs seconds to be made or to be refused."""


def make(name: str, folder: Path) -> Path:
    """Write one of the files."""
    path = folder / name
    path.write_bytes({**QUICK, **SLOW}[name]())
    return path


def _all(folder: Path) -> Iterator[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    return (make(name, folder) for name in (*QUICK, *SLOW))


if __name__ == "__main__":
    for written in _all(Path(sys.argv[1])):
        sys.stdout.write(f"{written.stat().st_size:>12,}  {written}\n")
