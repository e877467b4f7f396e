"""What an answer may look like: a JSON schema made from the ontology, which servers hold the model to."""

from __future__ import annotations

from typing import Any

from kgraph.model import Stance
from kgraph.ontology import Ontology

__all__ = ["FIELDS", "NUMBER", "answer_schema", "relation_lines"]

FIELDS = ("quote", "subject", "subject_type", "relation", "object", "object_type", "stance", "source")
"""Of one claim, in the order in which the model writes them: first the words, then what it makes of them."""

NUMBER = "Number"
"""The type of what a literal relation points to."""


def answer_schema(ontology: Ontology) -> dict[str, Any]:
    """JSON Schema of an answer: `{"claims": [{…}]}`, all fields required, as strict servers want it.

    Relations, types and stances are those of the ontology, so that others cannot be written at all where the
    server follows the schema. It is checked again afterwards all the same.
    """
    words = {"type": "string"}
    types = {"type": "string", "enum": [*ontology.types, NUMBER]}
    fields = {
        "quote": words,
        "subject": words,
        "subject_type": types,
        "relation": {"type": "string", "enum": list(ontology.relations)},
        "object": words,
        "object_type": types,
        "stance": {"type": "string", "enum": [stance.value for stance in Stance]},
        "source": {"type": ["string", "null"]},
    }
    claim = {
        "type": "object",
        "properties": {name: fields[name] for name in FIELDS},
        "required": list(FIELDS),
        "additionalProperties": False,
    }
    return {
        "type": "object",
        "properties": {"claims": {"type": "array", "items": claim}},
        "required": ["claims"],
        "additionalProperties": False,
    }


def relation_lines(ontology: Ontology) -> str:
    """The relations for the prompt, a line each: name, types of both sides, definition."""
    return "\n".join(
        f"- {each.name} ({', '.join(each.domain)} -> {NUMBER if each.literal else ', '.join(each.range)}):"
        f" {each.definition}"
        for each in ontology.relations.values()
    )
