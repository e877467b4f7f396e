"""Draw the pictures of gallery.md. Run it: `python docs/gallery.py`; docs/refresh.py runs it too.

The story is invented: companies, states, papers and people. A row is a claim: day, paper, who says it (- for
the paper itself), subject, relation, object, stance, sentence.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

from kgraph import Claim, Graph
from kgraph.model import Document, Evidence, Extractor, Literal, Participant, Source, Stance, slug

FOLDER = Path(__file__).resolve().parent / "gallery"
DPI = 100
DOUBTED = ("alleged", "denied", "proposed")

CAST = {
    "Vendor": "Northgate Systems, Orrin Robotics, Tallis Networks, Kelmar Telecom, Halden Optics",
    "Product": "Orrin drones, Northgate Shield",
    "Government": "Avaria, Borland Isles, Vestmark",
    "Agency": "Ministry of Works, Procurement Office, Coast Guard",
    "IntelligenceAgency": "Avarian Security Service",
    "Regulator": "Telecom Authority",
    "Legislature": "Parliament of Vestmark",
    "Court": "Administrative Court",
    "VendorList": "Approved Suppliers Register, Restricted Vendors List",
    "LegalInstrument": "Drone Security Bill, Trusted Networks Act",
    "Person": "Mara Voss, Senator Hale, Ilan Brek",
    "Place": "Port Avar",
    "MediaOutlet": "Daily Ledger, Evening Wire, Harbour Review",
}

STORY = """
2023-02-07 | Daily Ledger | - | Northgate Systems | contracted_by | Ministry of Works | asserted | The Ministry of Works gave Northgate Systems a contract for its firewalls.
2023-02-08 | Evening Wire | - | Northgate Systems | contracted_by | Ministry of Works | asserted | Northgate Systems won the firewall contract of the Ministry of Works.
2023-05-30 | Harbour Review | - | Northgate Systems | headquartered_in | Port Avar | asserted | Northgate Systems, which has its seat in Port Avar, is led by Mara Voss.
2023-05-30 | Harbour Review | - | Northgate Systems | led_by | Mara Voss | asserted | Northgate Systems, which has its seat in Port Avar, is led by Mara Voss.
2023-05-30 | Harbour Review | - | Mara Voss | worked_for | Avarian Security Service | asserted | Before that, Voss served in the Avarian Security Service for six years.
2023-05-30 | Harbour Review | Mara Voss | Northgate Systems | has_users | 12 million | asserted | Voss says that twelve million people use its programs.
2023-09-14 | Daily Ledger | Senator Hale | Northgate Systems | alleged_ties | Avarian Security Service | alleged | Senator Hale said that Northgate Systems appears to be close to the Avarian Security Service.
2023-09-15 | Evening Wire | Northgate Systems | Northgate Systems | alleged_ties | Avarian Security Service | denied | Northgate Systems denies any ties to the Avarian Security Service.
2023-09-16 | Harbour Review | Telecom Authority | Northgate Systems | alleged_ties | Avarian Security Service | alleged | The Telecom Authority fears that the company is under the influence of the service.
2023-10-02 | Evening Wire | Senator Hale | Northgate Systems | shared_data_with | Avarian Security Service | alleged | She suspects that customer records were passed on to the service.
2023-10-03 | Daily Ledger | Mara Voss | Northgate Systems | shared_data_with | Avarian Security Service | denied | “We never gave anybody a record”, said Mara Voss.
2023-10-20 | Evening Wire | Telecom Authority | Northgate Shield | warned_against_by | Telecom Authority | asserted | The Telecom Authority advises against Northgate Shield.
2023-11-06 | Daily Ledger | - | Northgate Systems | investigated_by | Parliament of Vestmark | asserted | A committee of the Parliament of Vestmark opened an inquiry into Northgate Systems.
2023-11-21 | Daily Ledger | - | Mara Voss | testified_to | Parliament of Vestmark | asserted | Mara Voss answered questions of the Parliament of Vestmark for three hours.
2023-12-11 | Evening Wire | Procurement Office | Northgate Systems | removed_from | Approved Suppliers Register | asserted | The Procurement Office struck Northgate Systems from the Approved Suppliers Register.
2023-12-11 | Daily Ledger | - | Northgate Systems | removed_from | Approved Suppliers Register | asserted | Northgate Systems is no longer on the Approved Suppliers Register.
2023-12-12 | Harbour Review | - | Northgate Systems | removed_from | Approved Suppliers Register | asserted | Monday's list of approved suppliers came without Northgate Systems.
2023-12-18 | Evening Wire | - | Northgate Systems | contract_ended_by | Ministry of Works | asserted | The Ministry of Works ended its contract with Northgate Systems.
2024-01-09 | Daily Ledger | - | Ministry of Works | sued_by | Northgate Systems | asserted | Northgate Systems sued the Ministry of Works before the Administrative Court.
2024-01-23 | Daily Ledger | Senator Hale | Northgate Systems | added_to | Restricted Vendors List | proposed | Senator Hale wants Northgate Systems on the Restricted Vendors List.
2024-02-13 | Evening Wire | Senator Hale | Orrin drones | banned_by | Drone Security Bill | proposed | Her bill would bar agencies from buying Orrin drones.
2024-02-13 | Evening Wire | - | Orrin Robotics | accused_by | Senator Hale | asserted | She accused Orrin Robotics of selling them in secret.
2024-02-20 | Harbour Review | - | Orrin Robotics | supplies | Coast Guard | asserted | The Coast Guard has flown drones of Orrin Robotics since 2021.
2024-02-20 | Harbour Review | - | Orrin Robotics | supplies | Borland Isles | asserted | Borland Isles bought two hundred drones from Orrin Robotics.
2024-02-20 | Harbour Review | - | Orrin Robotics | owned_by | Halden Optics | asserted | Orrin Robotics belongs to Halden Optics.
2024-02-20 | Harbour Review | - | Halden Optics | funded_by | Avaria | alleged | Halden Optics is said to be subsidised by Avaria.
2024-02-27 | Daily Ledger | Halden Optics | Halden Optics | funded_by | Avaria | denied | Halden Optics says that it takes no money from Avaria.
2024-03-05 | Evening Wire | - | Tallis Networks | partners_with | Orrin Robotics | asserted | Tallis Networks resells what Orrin Robotics builds.
2024-03-05 | Evening Wire | - | Tallis Networks | contracted_by | Procurement Office | asserted | The Procurement Office ordered radios from Tallis Networks.
2024-03-19 | Daily Ledger | - | Kelmar Telecom | restricted_by | Trusted Networks Act | asserted | Kelmar Telecom may supply no core network under the Trusted Networks Act.
2024-03-19 | Daily Ledger | - | Kelmar Telecom | banned_by | Vestmark | proposed | Vestmark considers a ban of Kelmar Telecom.
2024-03-26 | Evening Wire | Kelmar Telecom | Kelmar Telecom | owned_by | Avaria | denied | Kelmar Telecom denies that it belongs to Avaria.
2024-04-02 | Harbour Review | Ilan Brek | Kelmar Telecom | owned_by | Avaria | asserted | Kelmar Telecom is owned by Avaria through two funds, says its former director, Ilan Brek.
2024-04-02 | Harbour Review | - | Ilan Brek | worked_for | Kelmar Telecom | asserted | Brek was a director of Kelmar Telecom until 2022.
2024-04-09 | Evening Wire | - | Kelmar Telecom | supplies | Borland Isles | asserted | Borland Isles runs its mobile network on equipment of Kelmar Telecom.
2024-04-16 | Daily Ledger | Telecom Authority | Kelmar Telecom | penalized_by | Telecom Authority | asserted | The Telecom Authority fined Kelmar Telecom four million crowns.
2024-05-07 | Daily Ledger | - | Kelmar Telecom | partners_with | Tallis Networks | asserted | Tallis Networks installs what Kelmar Telecom delivers.
2024-06-11 | Evening Wire | - | Northgate Systems | ban_lifted_by | Administrative Court | asserted | The Administrative Court put Northgate Systems back on the register for now.
2024-06-12 | Harbour Review | - | Northgate Systems | approved_by | Borland Isles | asserted | Borland Isles certified the firewalls of Northgate Systems.
"""  # noqa: E501  a row is a line


def story() -> Graph:
    """The claims of the story."""
    types = {name: type for type, names in CAST.items() for name in names.split(", ")}

    def end(name: str) -> Participant | Literal:
        if name not in types:
            return Literal(float(name.split()[0]) * 1_000_000, name)
        return Participant(slug(name), name, types[name], name)

    claims = []
    for row in STORY.strip().splitlines():
        day, paper, speaker, one, relation, other, stance, sentence = row.split(" | ")
        document = Document(
            sentence, title=f"{one} and {other}", publisher=paper, published=date.fromisoformat(day)
        )
        who = paper if speaker == "-" else speaker
        subject = end(one)
        assert isinstance(subject, Participant)
        claims.append(
            Claim(
                document, subject, relation, end(other), Stance(stance), Source(who, types[who], slug(who)),
                Evidence(0, len(sentence), sentence), Extractor("handwritten", "gallery", "1"), 0.9,
            )
        )  # fmt: skip
    return Graph(claims)


def crowd(count: int) -> Graph:
    """A generated graph that no page has room for: a few vendors in the middle of many bodies."""
    random = Random(3)
    stems = ("Ald", "Birk", "Corm", "Dorv", "Elm", "Fenn", "Gral", "Holm", "Ist")
    towns = [stem + end for stem in stems for end in ("er", "stad")]
    bodies = ("Harbour Board", "Water Office", "Police", "Court", "Council", "Hospital", "Rail", "Archive")
    kinds = {"Court": "Court", "Council": "Legislature", "Police": "LawEnforcement"}
    relations = ("supplies", "contracted_by", "approved_by", "investigated_by", "contract_ended_by")
    cast = [f"{town} {body}" for body in bodies for town in towns][:count]
    vendors = CAST["Vendor"].split(", ")
    claims = []
    for number, name in enumerate(cast):
        for vendor in random.sample(vendors, random.choice((1, 1, 1, 2))):
            stance = random.choice((*[Stance.ASSERTED] * 5, Stance.ALLEGED, Stance.PROPOSED, Stance.DENIED))
            relation, paper = random.choice(relations), random.choice(CAST["MediaOutlet"].split(", "))
            sentence = f"{vendor} {relation.replace('_', ' ')} {name} ({stance})."
            document = Document(sentence, publisher=paper, published=date(2024, 1 + number % 12, 3))
            thing = Participant(slug(name), name, kinds.get(name.split(maxsplit=1)[1], "Agency"), name)
            subject = Participant(slug(vendor), vendor, "Vendor", vendor)
            evidence, made = Evidence(0, len(sentence), sentence), Extractor("made", "gallery", "1")
            said = Source(paper, "MediaOutlet", slug(paper))
            claims.append(Claim(document, subject, relation, thing, stance, said, evidence, made, 0.9))
    return Graph(claims)


def pictures() -> dict[str, Callable[[Path], Any]]:
    """What draws each picture, by the name of its file."""
    graph, many = story(), crowd(130)
    pair = graph.between("Northgate Systems", "Avarian Security Service")
    company = "Northgate Systems"
    wanted: dict[str, tuple[Graph, dict[str, Any]]] = {
        "story.png": (graph, {}),
        "focus.png": (graph, {"focus": company, "depth": 1, "style": "accessible"}),
        "slide.png": (graph, {"focus": "Kelmar Telecom", "depth": 2, "size": "slide", "style": "dark"}),
        "disputed.svg": (graph, {"disputed": True, "title": "What some say and others deny"}),
        "pair.png": (pair, {"title": "One company and one service", "style": "screen"}),
        "timeline.png": (graph, {"kind": "timeline"}),
        "said-of-one.png": (
            graph,
            {"kind": "timeline", "focus": company, "stance": DOUBTED, "style": "dark"},
        ),
        "matrix.png": (graph, {"kind": "matrix"}),
        "chain.png": (graph, {"kind": "chain", "focus": "Avaria", "to": "Coast Guard"}),
        "crowd.png": (many, {"size": "A3", "name": "A generated graph"}),
    }
    return {
        file: partial(drawn.draw, **{"name": "An invented story", "dpi": DPI, **options})
        for file, (drawn, options) in wanted.items()
    }


def main() -> None:
    """Write all pictures."""
    FOLDER.mkdir(exist_ok=True)
    for file, draw in pictures().items():
        draw(FOLDER / file)


if __name__ == "__main__":
    main()
