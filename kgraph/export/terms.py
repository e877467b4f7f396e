"""IRIs, strings and numbers as Turtle writes them, whatever names an article holds.

Grammar: W3C RDF 1.1 Turtle, productions PN_LOCAL, IRIREF and STRING_LITERAL_QUOTE.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cache, lru_cache
from types import MappingProxyType
from urllib.parse import unquote

from kgraph.errors import OutputError
from kgraph.ontology import ontology

__all__ = [
    "PREFIXES",
    "RDF",
    "XSD",
    "clean",
    "id_of",
    "iri",
    "namespace",
    "number",
    "prefixes",
    "short_name",
    "string",
    "term",
]

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
XSD = "http://www.w3.org/2001/XMLSchema#"
PREFIXES = {
    "claim": "urn:kgraph:claim:",
    "document": "urn:kgraph:document:",
    "entity": "urn:kgraph:entity:",
    "extractor": "urn:kgraph:extractor:",
    "dcterms": "http://purl.org/dc/terms/",
    "oa": "http://www.w3.org/ns/oa#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "xsd": XSD,
}
# Names that only some formats use, so that the heads of files stay short.
OTHERS = {"graph": "urn:kgraph:graph:", "nanopub": "urn:kgraph:nanopub:"}
LOCAL_NAME = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?")
UNSAFE = re.compile('["\\\\\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]')
HALF = re.compile("[\ud800-\udfff]")
SHORT = {"\t": "\\t", "\n": "\\n", "\r": "\\r", "\b": "\\b", "\f": "\\f", '"': '\\"', "\\": "\\\\"}


@cache
def prefixes() -> Mapping[str, str]:
    """All prefixes of a file: that of the ontology, and ours."""
    return MappingProxyType({"kg": ontology().namespace} | PREFIXES)


def namespace(prefix: str) -> str:
    """The namespace of a prefix, also of `graph` and `nanopub`, which few files have."""
    return prefixes().get(prefix) or OTHERS[prefix]


@lru_cache(maxsize=1 << 16)
def term(prefix: str, id: str) -> str:
    """The name of a thing: short where Turtle allows it, else a whole IRI. Different ids stay different.

    >>> term("entity", "northgate-systems")
    'entity:northgate-systems'
    >>> term("entity", "a b>%"), term("entity", "日本")
    ('<urn:kgraph:entity:a%20b%3E%25>', '<urn:kgraph:entity:日本>')
    """
    if LOCAL_NAME.fullmatch(id):
        return f"{prefix}:{id}"
    return f"<{iri(prefix, id)}>"


@lru_cache(maxsize=1 << 16)
def iri(prefix: str, id: str) -> str:
    """The whole IRI of a thing. `id_of` gives the id back.

    >>> iri("entity", "a b")
    'urn:kgraph:entity:a%20b'
    """
    # Letters and digits of all scripts are within `ucschar` of RFC 3987; the rest is percent-encoded.
    safe = id if LOCAL_NAME.fullmatch(id) else "".join(map(_safe, id))
    return f"{namespace(prefix)}{safe}"


def id_of(iri: str, prefix: str) -> str | None:
    """The id of an IRI that `iri` made, None for an IRI of another prefix.

    >>> id_of("urn:kgraph:entity:a%20b", "entity"), id_of("urn:kgraph:entity:a", "claim")
    ('a b', None)
    """
    space = namespace(prefix)
    if not iri.startswith(space):
        return None
    return unquote(iri.removeprefix(space), errors="surrogatepass")


def short_name(iri: str) -> str:
    """An IRI with its prefix, as people write it; one of another namespace stays whole.

    >>> short_name("urn:kgraph:ontology#stance"), short_name(f"{RDF}type"), short_name("urn:other")
    ('kg:stance', 'rdf:type', 'urn:other')
    """
    for prefix, space in (("rdf", RDF), *prefixes().items()):
        if iri.startswith(space):
            return f"{prefix}:{iri.removeprefix(space)}"
    return iri


def string(text: str) -> str:
    r"""A quoted string. Half a surrogate pair, which no encoding can hold, becomes U+FFFD.

    >>> print(string('the "Agency"\n'))
    "the \"Agency\"\n"
    """
    if text.isprintable():
        if '"' in text or "\\" in text:
            text = text.replace("\\", "\\\\").replace('"', '\\"')
        return f'"{text}"'
    return f'"{UNSAFE.sub(_escape, text)}"'


@lru_cache(maxsize=1 << 12)
def number(value: float) -> str:
    """A number as xsd:integer or xsd:decimal, with the digits that tell its float apart; -0 is 0.

    >>> number(2e6), number(0.8), number(1e-7)
    ('2000000', '0.8', '0.0000001')
    """
    if value != value or value in (float("inf"), float("-inf")):
        raise OutputError(f"RDF decimals must be finite, and a value is {value}: reject that claim first.")
    return format(Decimal(repr(float(value) + 0.0)), "f").removesuffix(".0")


def clean(text: str) -> str:
    """Text as `string` writes it, without the quotes and escapes."""
    return text if text.isprintable() else HALF.sub("\ufffd", text)


def _safe(c: str) -> str:
    return c if c.isalnum() or c in "-._~" else _percent(c)


def _percent(c: str) -> str:
    return "".join(f"%{byte:02X}" for byte in c.encode("utf-8", "surrogatepass"))


def _escape(found: re.Match[str]) -> str:
    c = found[0]
    if c >= "\ud800" and c <= "\udfff":
        return "\ufffd"
    return SHORT.get(c) or f"\\u{ord(c):04X}"
