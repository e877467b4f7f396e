"""Claims written by hand, for tests of everything that comes after extraction.

The cast is invented. `claim("Northgate Systems", "removed_from", "supplier register")` is enough:
types come from `CAST`, else from what the relation usually points at, and the article is made so
that `document.text[start:end] == quote` holds.
"""

from __future__ import annotations

from datetime import date

from kgraph.model import (
    Amount,
    Claim,
    Document,
    Evidence,
    Extractor,
    Literal,
    Participant,
    Source,
    Stance,
    When,
    slug,
)

__all__ = ["CAST", "article", "claim", "participant", "sample_claims", "source"]

CAST = {
    "Northgate Systems": "Vendor",
    "Orrin Robotics": "Vendor",
    "Orrin drones": "Product",
    "Tallis Networks": "Vendor",
    "supplier register": "VendorList",
    "security service": "IntelligenceAgency",
    "Ministry of Works": "Agency",
    "Avaria": "Government",
    "Borland Isles": "Government",
    "Drone Security Bill": "LegalInstrument",
    "Daily Ledger": "MediaOutlet",
    "Evening Wire": "MediaOutlet",
    "Port Avar": "Place",
    "Mara Voss": "Person",
    "Senator Hale": "Person",
}

OBJECT_TYPES = {
    "removed_from": "VendorList",
    "added_to": "VendorList",
    "led_by": "Person",
    "founded_by": "Person",
    "partners_with": "Vendor",
    "headquartered_in": "Place",
    "banned_by": "Government",
}


def participant(name: str, type: str | None = None, *, mention: str | None = None) -> Participant:
    """A participant of the cast, or of `type` (an Agency where nothing is known)."""
    return Participant(slug(name), name, type or CAST.get(name, "Agency"), mention or name)


def source(name: str | None) -> Source:
    """A source by name; None is the unknown publisher."""
    if name is None:
        return Source(None)
    return Source(name, CAST.get(name, "Organization"), slug(name), name)


def article(
    text: str = "An article.",
    *,
    title: str | None = None,
    publisher: str | None = "Daily Ledger",
    published: date | None = date(2024, 5, 14),
    path: str | None = None,
    url: str | None = None,
) -> Document:
    """A document; its id follows from what is given."""
    return Document(text, path=path, title=title, publisher=publisher, published=published, url=url)


def claim(
    subject: str | Participant,
    relation: str,
    object: str | Participant | Literal,
    *,
    stance: str = "asserted",
    source: str | Source | None = "Daily Ledger",
    document: Document | None = None,
    quote: str | None = None,
    when: When | None = None,
    origin: tuple[Source, ...] = (),
    qualifiers: dict[str, Amount | str] | None = None,
    confidence: float = 0.8,
) -> Claim:
    """One claim. Without `document` its article holds nothing but the quoted sentence."""
    if isinstance(subject, str):
        subject = participant(subject, CAST.get(subject, "Vendor"))
    if isinstance(object, str):
        object = participant(object, CAST.get(object) or OBJECT_TYPES.get(relation, "Agency"))
    if document is None:
        quote = quote or f"{subject.name} {relation.replace('_', ' ')} {object.name} ({stance})."
        document = article(f"Lead. {quote} The end.")
    quote = quote or document.text
    start = document.text.find(quote)
    assert start >= 0, "the quote must be in the article"
    return Claim(
        document=document,
        subject=subject,
        relation=relation,
        object=object,
        stance=Stance(stance),
        source=_source(source),
        evidence=Evidence(start, start + len(quote), quote),
        extractor=Extractor("handwritten", "test", "1"),
        confidence=confidence,
        when=when,
        origin=origin,
        qualifiers=qualifiers or {},
    )


def _source(given: str | Source | None) -> Source:
    return given if isinstance(given, Source) else source(given)


def sample_claims() -> list[Claim]:
    """Three articles that agree, dispute, allege, propose, count, and give a date and an amount."""
    register = "Northgate Systems was struck from the supplier register on Monday."
    denial = "Northgate Systems denies that it ever passed customer records to the security service."
    ledger = article(f"{register} {denial}", title="Register shrinks", path="articles/ledger.txt")
    accusation = "A senator says Northgate Systems shared customer records with the security service."
    bill = "A bill would bar agencies in Avaria from buying Orrin drones, which Tallis Networks resells."
    wire = article(
        f"{accusation} {bill}",
        title="Senator seeks drone ban",
        publisher="Evening Wire",
        published=date(2024, 6, 2),
        path="articles/wire.txt",
        url="https://wire.example/drones?id=7",
    )
    numbers = "Orrin Robotics, led by Mara Voss in Port Avar, has 400 million users."
    deal = "The Ministry of Works awarded Orrin Robotics a $12 million contract."
    profile = article(
        f"{numbers} {deal} {register}",
        title="Who is Orrin?",
        publisher="Harbour Review",
        published=date(2024, 7, 1),
        path="articles/profile.txt",
    )
    monday = When(date(2024, 5, 13), date(2024, 5, 13), "day", "Monday")
    amount = Amount(12_000_000, "$12 million", currency="USD")
    northgate, service = "Northgate Systems", "security service"
    hale = Source("Senator Hale", "Person", "senator-hale", "A senator")
    told = (Source("Evening Wire", "MediaOutlet", "evening-wire"), hale)
    return [
        claim(northgate, "removed_from", "supplier register", document=ledger, quote=register, when=monday),
        claim(northgate, "shared_data_with", service, stance="denied", source=northgate,
              document=ledger, quote=denial, confidence=0.9),
        claim(northgate, "shared_data_with", service, stance="alleged", source=hale, origin=told,
              document=wire, quote=accusation, confidence=0.7),
        claim("Orrin drones", "banned_by", "Drone Security Bill", stance="proposed", source=hale,
              document=wire, quote=bill),
        claim("Tallis Networks", "partners_with", "Orrin Robotics", source="Evening Wire",
              document=wire, quote=bill, confidence=0.6),
        claim("Orrin Robotics", "led_by", "Mara Voss", source="Harbour Review", document=profile,
              quote=numbers),
        claim("Orrin Robotics", "headquartered_in", "Port Avar", source="Harbour Review",
              document=profile, quote=numbers),
        claim("Orrin Robotics", "has_users", Literal(400_000_000, "400 million"), source="Harbour Review",
              document=profile, quote=numbers),
        claim("Orrin Robotics", "contracted_by", "Ministry of Works", source="Harbour Review",
              document=profile, quote=deal, qualifiers={"amount": amount}, confidence=0.95),
        claim(northgate, "removed_from", "supplier register", source="Harbour Review", document=profile,
              quote=register),
    ]  # fmt: skip
