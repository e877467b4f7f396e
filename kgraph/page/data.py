"""All that the page's script reads, as one value of plain lists, texts and numbers."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from kgraph.draw.caption import called, counts, published
from kgraph.draw.styles import VALUE, Style, load_style
from kgraph.draw.text import clean
from kgraph.graph import FusedRelation
from kgraph.model import Claim, Entity, Participant, Stance
from kgraph.ontology import Ontology, ontology
from kgraph.page.chosen import Chosen
from kgraph.page.evidence import Evidence
from kgraph.page.places import Box, box, place
from kgraph.query.dossier import PRONOUNS
from kgraph.query.labels import relation_label
from kgraph.words import counted

__all__ = ["page_data"]

_MOST_NAMES = 8
_DARK = "dark"
_ARTICLES = frozenset(
    ("a", "an", "any", "his", "its", "our", "some", "that", "the", "their", "these", "this")
)
_SAID = {
    Stance.ASSERTED: "stated as fact",
    Stance.ALLEGED: "alleged",
    Stance.PROPOSED: "proposed",
    Stance.DENIED: "denied",
}


def page_data(
    chosen: Chosen,
    *,
    title: str | None = None,
    name: str | None = None,
    style: str = "screen",
    layout: str = "auto",
    seed: int = 0,
) -> dict[str, Any]:
    """The data of the page. Entities, relations, claims and so on point at each other by their numbers.

    Raises:
        OutputError: there is no such style or layout.
    """
    known, look = ontology(), load_style(style)
    evidence = Evidence(chosen.relations)
    kinds = list(dict.fromkeys(r.relation for r in sorted(chosen.relations, key=_in_order(known))))
    types = sorted({thing.type for thing in chosen.things}, key=_type_order(known))
    boxes, centres = _placed(chosen, look, known, layout, seed)
    about = "Who is said to deal with whom"
    if chosen.focus is not None:
        about = f"{chosen.things[chosen.focus].name}: claimed relations"
    return {
        "title": clean(title) if title else about,
        "caption": _caption(chosen, name),
        "focus": chosen.focus,
        "palettes": palettes(style, kinds, types),
        "stances": [_stance(stance, look) for stance in Stance],
        "families": {name: family.label for name, family in known.families.items()} | {"other": "Other"},
        "kinds": [_kind(name, known) for name in kinds],
        "types": [{"name": name, "label": _type_label(name, known)} for name in types],
        "entities": _entities(chosen, boxes, centres, types),
        "relations": [
            {
                "ends": list(ends),
                "kind": kinds.index(relation.relation),
                "origins": relation.origins,
                "claims": own,
                **({"against": against} if against else {}),
            }
            for relation, ends, own, against in zip(
                chosen.relations, chosen.ends, evidence.of, evidence.against, strict=True
            )
        ],
        **evidence.rows(),
    }  # fmt: skip


def palettes(style: str, kinds: Iterable[str], types: Iterable[str]) -> dict[str, dict[str, Any]]:
    """The colours by day and by night: those of the style, and those of the dark one."""
    known = ontology()
    families = {_family(kind, known) for kind in kinds}
    found = {}
    for name, chosen in (("light", style), ("dark", _DARK)):
        look = load_style(chosen)
        looks = {kind: look.look(kind, known) for kind in types}
        found[name] = {
            **{part: getattr(look, part) for part in ("paper", "ink", "muted", "rule", "dispute")},
            "families": look.family_colours(families),
            "types": {kind: [one.shape, one.fill, one.line, one.text] for kind, one in looks.items()},
        }
    return found


def _stance(stance: Stance, look: Style) -> dict[str, Any]:
    drawn = look.stances[stance]
    return {
        "name": stance.value,
        "label": _SAID[stance],
        "dash": list(drawn.dash),
        "crossed": drawn.crossed,
    }


def _kind(name: str, known: Ontology) -> dict[str, Any]:
    found = known.relations.get(name)
    return {
        "name": name,
        "label": clean(relation_label(name)),
        "inverse": clean(relation_label(name, inverse=True)),
        "family": _family(name, known),
        "symmetric": bool(found and found.symmetric),
    }


def _family(relation: str, known: Ontology) -> str:
    found = known.relations.get(relation)
    return found.family if found else "other"


def _in_order(known: Ontology) -> Any:
    place = {name: number for number, name in enumerate(known.relations)}
    return lambda relation: (place.get(relation.relation, len(place)), relation.relation)


def _type_order(known: Ontology) -> Any:
    place = {name: number for number, name in enumerate(known.types)}
    return lambda type: (type == VALUE, place.get(type, len(place)), type)


def _type_label(type: str, known: Ontology) -> str:
    found = known.types.get(type)
    label = found.label if found else type
    return label[:1].upper() + label[1:]


def _placed(
    chosen: Chosen, look: Style, known: Ontology, layout: str, seed: int
) -> tuple[list[Box], list[list[float]]]:
    beside: defaultdict[int, set[int]] = defaultdict(set)
    labels: defaultdict[tuple[int, int], list[str]] = defaultdict(list)
    for relation, (one, other) in zip(chosen.relations, chosen.ends, strict=True):
        if one != other:
            beside[one].add(other)
            beside[other].add(one)
            labels[min(one, other), max(one, other)].append(relation_label(relation.relation))
    boxes = [
        box(
            thing.name,
            look.look(thing.type, known).shape,
            len(beside[number]),
            focus=number == chosen.focus,
            value=thing.type == VALUE,
        )
        for number, thing in enumerate(chosen.things)
    ]
    return boxes, place(boxes, labels, layout=layout, seed=seed).tolist()


def _entities(
    chosen: Chosen, boxes: Sequence[Box], centres: Sequence[Sequence[float]], types: Sequence[str]
) -> list[dict[str, Any]]:
    names = _other_names(chosen.relations)
    rows = []
    for thing, one, (x, y) in zip(chosen.things, boxes, centres, strict=True):
        row = {
            "id": thing.id,
            "name": thing.name,
            "type": types.index(thing.type),
            "lines": list(one.lines),
            "size": one.size,
            "box": [round(one.width, 1), round(one.height, 1), round(one.lift, 1)],
            "at": [round(x, 1), round(y, 1)],
        }
        if not thing.named:
            row["described"] = True
        if thing.id in names:
            row["names"] = names[thing.id]
        rows.append(row)
    return rows


def _other_names(relations: Iterable[FusedRelation]) -> dict[str, list[str]]:
    """What else the articles call each entity, the most frequent first: names, not "the company"."""
    seen: defaultdict[str, Counter[str]] = defaultdict(Counter)
    first: dict[str, str] = {}
    for relation in relations:
        for entity in (relation.subject, relation.object):
            if isinstance(entity, Entity):
                first[entity.id] = entity.name
        for claim in relation.claims:
            for thing in (claim.subject, claim.object):
                if isinstance(thing, Participant):
                    seen[thing.id].update({clean(thing.name), clean(thing.mention)})
    found = {}
    for id, often in seen.items():
        ranked = sorted(often, key=lambda name: (-often[name], name))
        own = clean(first.get(id, "")).casefold()
        kept = {name.casefold(): name for name in reversed(ranked)}
        others = [
            name
            for name in ranked
            if kept[name.casefold()] == name and name.casefold() != own and _is_name(name, own)
        ]
        if others:
            found[id] = others[:_MOST_NAMES]
    return found


def _is_name(words: str, own: str) -> bool:
    """Whether what an article calls an entity is a name of it, given its `own` in small letters.

    Pronouns are none, nor is what only describes: what is written small (scripts without capitals aside), and
    what ends in a word written small and begins with an article or has no word of its own name.

    >>> [_is_name(words, "kaspersky lab") for words in ("Kaspersky", "the Kremlin", "Kaspersky products")]
    [True, True, True]
    >>> [_is_name(words, "kaspersky lab") for words in ("It", "the firm", "the Avarian firm", "drone firm")]
    [False, False, False, False]
    """
    parts = words.casefold().split()
    if words.casefold() in PRONOUNS or (words == words.lower() != words.upper()):
        return False
    described = parts[0] in _ARTICLES or not set(parts) & set(own.split())
    return not (described and words.split()[-1].islower())


def _caption(chosen: Chosen, name: str | None) -> list[str]:
    """The sentences under the title, as diagrams have them."""
    if not chosen.relations:
        return [f"{called(name)}No relations to draw."]
    claims: dict[str, Claim] = {c.id: c for relation in chosen.relations for c in relation.claims}
    documents = {claim.document.id: claim.document for claim in claims.values()}.values()
    text = called(name) + counts(len(chosen.relations), len(claims), len(documents)) + published(documents)
    left_out = [
        counted(count, one, more)
        for count, one, more in (
            (chosen.entities_left_out, "less connected entity", "less connected entities"),
            (chosen.relations_left_out, "relation", "relations"),
        )
        if count
    ]
    facts = [f"{text}.", "Each line is what a source says, not a finding."]
    return facts + ([f"Left out: {' and '.join(left_out)}."] if left_out else [])
