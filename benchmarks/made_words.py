"""What the generated claims of made.py are made of: invented names, and how news tells each relation."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from kgraph.model import Stance

__all__ = [
    "ACTS",
    "AS_TOLD",
    "BODIES",
    "ENDINGS",
    "GIVEN",
    "LAWS",
    "LISTS",
    "NEVER_DENIED",
    "PAPERS",
    "PLACES",
    "STANCES",
    "STATES",
    "STEMS",
    "TRADES",
]


def _words(text: str) -> list[str]:
    return text.split()


STEMS = _words(
    "Ald Bren Cald Dorv Elm Fenn Gal Hald Ister Jor Kelm Lind Morv Nord Orr Pell Quill Rav "
    "Sten Tall Ulv Varn Wend Yar Zell Arv Bask Corm Drum Esk"
)
ENDINGS = _words(
    "aton berg borne dal eck ford gate hollow ingen ley mar mere nor oss rick stad tine vale wick yard"
)
TRADES = _words("Systems Networks Labs Robotics Telecom Dynamics Security Software Aerospace Semiconductor")
GIVEN = _words(
    "Ada Bo Carla Dmitri Elin Farid Greta Hugo Ines Jonas Kaya Luca Mara Nils Olga Priya Rosa Sven Tove Yusuf"
)
PAPERS = _words("Courier Ledger Tribune Post Gazette Wire Observer Review")
STATES = [f"{stem}{end}" for stem, end in product(STEMS, ("avia", "istan", "onia"))]
BODIES = {
    "Agency": ("Ministry of Works", "Procurement Office", "Ministry of the Interior", "Health Service"),
    "Regulator": ("Telecom Regulator", "Data Protection Board", "Export Control Bureau"),
    "IntelligenceAgency": ("Security Service", "Foreign Intelligence Office"),
    "Military": ("Army", "Air Force"),
    "Legislature": ("Parliament", "Senate Committee on Security"),
    "Court": ("High Court",),
}
LISTS = ("Approved Suppliers List", "Restricted Vendors Register", "Cloud Schedule 4")
LAWS = ("Network Security Act", "Trusted Equipment Bill", "Procurement Order 12")
PLACES = [
    f"{word} {stem}{end}"
    for word in ("Port", "New", "Lake")
    for stem, end in product(STEMS[:15], ("a", "um"))
]

ACTS: Sequence[tuple[int, str, str, str]] = (
    # how often, relation, kind of the object, how it is told
    (10, "supplies", "body", "supplies equipment to"),
    (10, "contracted_by", "body", "won a contract from"),
    (7, "banned_by", "government", "is banned from public networks by"),
    (5, "restricted_by", "body", "is restricted by"),
    (5, "removed_from", "list", "was taken off"),
    (5, "added_to", "list", "was put on"),
    (4, "warned_against_by", "body", "is called a security risk by"),
    (4, "investigated_by", "body", "is under investigation by"),
    (8, "alleged_ties", "government", "has close ties to"),
    (5, "shared_data_with", "spies", "passed customer records to"),
    (4, "cooperates_with", "body", "works on joint projects with"),
    (5, "partners_with", "vendor", "resells the products of"),
    (4, "owned_by", "vendor", "belongs to"),
    (3, "funded_by", "government", "is subsidised by"),
    (3, "sanctioned_by", "government", "is under sanctions of"),
    (3, "banned_by", "law", "would be shut out by"),
    (3, "sued_by", "vendor", "is sued by"),
    (3, "approved_by", "body", "was certified by"),
    (3, "led_by", "person", "is led by"),
    (2, "headquartered_in", "place", "has its seat in"),
    (2, "penalized_by", "body", "was fined by"),
    (2, "has_users", "count", "counts as its users"),
)  # fmt: skip
STANCES = ((72, Stance.ASSERTED), (14, Stance.ALLEGED), (8, Stance.PROPOSED), (6, Stance.DENIED))
NEVER_DENIED = ("led_by", "headquartered_in", "has_users")
AS_TOLD = {
    Stance.ASSERTED: "{subject} {told} {object}, {source} reports.",
    Stance.ALLEGED: "{subject} allegedly {told} {object}, according to {source}.",
    Stance.PROPOSED: "Under a plan of {source}, it would hold that {subject} {told} {object}.",
    Stance.DENIED: "{source} denies that {subject} {told} {object}.",
}
