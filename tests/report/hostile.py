"""Texts that would act if a report took them for markup, each as a name, a title, a quote and an address."""

from __future__ import annotations

from datetime import date

from kgraph.model import Claim, Document, Evidence, Extractor, Participant, Source, Stance, When

__all__ = ["HOSTILE", "hostile_claims"]

HOSTILE = (
    "<script>hacked()</script>",
    "</title><script>hacked()</script>",
    "</style><svg onload=hacked()>",
    "<!-- <img src=x onerror=hacked()>",
    "\"><img src='http://127.0.0.1:9/a.png'>",
    "' onmouseover='hacked()",
    "javascript:hacked()",
    "JaVaScRiPt:hacked()//",
    "data:text/html,<script>hacked()</script>",
    "https://user:word@127.0.0.1:9/\" onclick=\"hacked()",
    "//127.0.0.1:9/protocol-relative",
    "http://[::1",
    "&lt;script&gt;hacked()&lt;/script&gt;",
    "[text](javascript:hacked())",
    "![picture](http://127.0.0.1:9/b.png)",
    "[^1]: another note",
    "# A heading",
    "1. a list",
    "- a point",
    "| a | table |",
    "```sh",
    "$\\frac{1}{2}$ and $480 million",
    "*bold* _it_ ~~out~~ `code` \\",
    "www.example.com and @somebody and #12",
    "\u202egpj.exe\u202c \x00\x1b[31m \ud800 \ufffe",
    "日本電気 קונצרן شركة",
    "\U0001f4a3" * 5 + "A" * 3000,
)  # fmt: skip


def hostile_claims() -> list[Claim]:
    """A claim of each text about one entity, in all its fields."""
    return [_claim(number, text) for number, text in enumerate(HOSTILE)]


def _claim(number: int, text: str) -> Claim:
    document = Document(
        text, path=f"{text}.txt", title=text, publisher=text, published=date(2024, 1, 1 + number), url=text
    )
    return Claim(
        document=document,
        subject=Participant("bad", HOSTILE[0], "Vendor", text),
        relation=text if number % 7 == 0 else "banned_by",
        object=Participant(f"o{number}", f"{text} {number}", text if number % 5 == 0 else "Government", text),
        stance=list(Stance)[number % 4],
        source=Source(text, text, f"id {text}", text),
        evidence=Evidence(0, len(text), text),
        extractor=Extractor("handwritten", "test", "1"),
        confidence=0.5,
        when=When(date(2024, 1, 1), None, "day", text),
        origin=(Source(text, "Vendor", "a"), Source(f"{text}!", "Vendor", "b"), Source("C", "Vendor", "c")),
        qualifiers={text: text},
    )
