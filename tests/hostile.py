"""Texts that would act where something took them for a program, for markup, or for an address to ask.

The page, the reports, the notebooks and all kinds of pictures are tested with them, each as a name, a title,
a quotation, a source, an address, and whatever else of a claim is text.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from kgraph.model import Claim, Document, Evidence, Extractor, Participant, Source, Stance, When

__all__ = ["HOSTILE", "hostile_claim", "hostile_claims", "ordinary"]

HOSTILE = (
    "<script>hacked()</script>",
    "</script><script>hacked()</script>",
    "</SCRIPT ><svg onload=hacked()>",
    "<!--<script>hacked()",
    "--><script>hacked()</script>",
    "]]><script>hacked()</script>",
    "<img src=x onerror=hacked()>",
    "<img src='http://127.0.0.1:9/pixel.png'>",
    "<IMG SRC=javascript:hacked()>",
    "<svg/onload=hacked()>",
    "<svg><script>hacked()</script></svg>",
    "<svg><a xlink:href='javascript:hacked()'>x</a></svg>",
    "<iframe src='javascript:hacked()'></iframe>",
    "<iframe srcdoc='<script>parent.hacked()</script>'></iframe>",
    "<object data='http://127.0.0.1:9/'></object>",
    "<embed src='http://127.0.0.1:9/'>",
    "<link rel=stylesheet href='http://127.0.0.1:9/a.css'>",
    "<style>@import 'http://127.0.0.1:9/b.css';</style>",
    "<base href='http://127.0.0.1:9/'>",
    "<meta http-equiv=refresh content='0;url=http://127.0.0.1:9/'>",
    "<form action='http://127.0.0.1:9/'><button>Send</button></form>",
    "<body onload=hacked()>",
    "<input autofocus onfocus=hacked()>",
    "<details open ontoggle=hacked()>",
    "<video><source onerror=hacked()></video>",
    "<math><mtext><img src onerror=hacked()></mtext></math>",
    "<template><script>hacked()</script></template>",
    "<noscript><p title='</noscript><img src=x onerror=hacked()>'>",
    "<textarea></textarea><script>hacked()</script>",
    "</title><script>hacked()</script>",
    "</style><script>hacked()</script>",
    "</canvas><script>hacked()</script>",
    "\"><script>hacked()</script>",
    "' onmouseover='hacked()",
    "\" autofocus onfocus=\"hacked()",
    "` onload=`hacked()",
    "javascript:hacked()",
    "JaVaScRiPt:hacked()//",
    " \tjavascript:hacked()",
    "java\nscript:hacked()",
    "vbscript:hacked()",
    "data:text/html,<script>hacked()</script>",
    "data:image/svg+xml,<svg onload=hacked()>",
    "file:///etc/passwd",
    "blob:http://127.0.0.1:9/x",
    "//127.0.0.1:9/protocol-relative",
    "http://127.0.0.1:9/?q=<script>hacked()</script>",
    "https://user:word@127.0.0.1:9/\" onclick=\"hacked()",
    "http://[::1",
    "&lt;script&gt;hacked()&lt;/script&gt;",
    "&#60;script&#62;hacked()&#60;/script&#62;",
    "\\u003cscript\\u003ehacked()\\u003c/script\\u003e",
    "\"};hacked();//",
    "');hacked();('",
    "${hacked()}",
    "{{script}}{{data}}",
    "__proto__",
    "constructor\u2028hacked()\u2029",
    "\u202egpj.exe\u202c \x00\x1b[31m \ud800 \ufffe",
    "\U0001f4a3" * 40 + "A" * 3000,
)  # fmt: skip


def ordinary(text: str) -> bool:
    """Whether a text is shown as it is: short, on one line, without controls."""
    return text.isprintable() and text == text.strip() and 0 < len(text) < 200


def hostile_claims(texts: Iterable[str] = HOSTILE) -> list[Claim]:
    """A claim of each text about one entity, `bad`, which bears all of them as names."""
    return [
        hostile_claim(
            text,
            number,
            Participant("bad", text, "Vendor", text),
            Participant(f"o{number}", f"{text} {number}", text if number % 5 == 0 else "Government", text),
        )
        for number, text in enumerate(texts)
    ]


def hostile_claim(
    text: str, number: int, subject: Participant, object: Participant, stance: Stance | None = None
) -> Claim:
    """A claim that has the text in all its fields, each seventh in its relation too; stances take turns."""
    day = date(2024, 1, 1 + number % 28)
    return Claim(
        document=Document(text, path=f"{text}.txt", title=text, publisher=text, published=day, url=text),
        subject=subject,
        relation=text if text and number % 7 == 0 else "banned_by",
        object=object,
        stance=stance or list(Stance)[number % 4],
        source=Source(text, text, f"id {text}", text),
        evidence=Evidence(0, len(text), text),
        extractor=Extractor(text, text, text),
        confidence=0.5,
        when=When(date(2024, 1, 1), None, "day", text),
        origin=(
            Source(text, "MediaOutlet", f"a{number}"),
            Source(f"{text}!", "MediaOutlet", f"b{number}"),
            Source("C", "MediaOutlet", "c"),
        ),
        qualifiers={text: text},
    )
