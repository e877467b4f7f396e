"""What may be said, read from `ontologies/`: types, relations, the catalogue and the lexicon."""

from kgraph.ontology.catalogue import Catalogue, CatalogueEntry, catalogue
from kgraph.ontology.lexicon import TriggerRow, nouns, read_triggers, triggers, words
from kgraph.ontology.location import ontology_dir
from kgraph.ontology.schema import ontology, read_ontology
from kgraph.ontology.types import EntityType, Family, Ontology, Relation

__all__ = [
    "Catalogue",
    "CatalogueEntry",
    "EntityType",
    "Family",
    "Ontology",
    "Relation",
    "TriggerRow",
    "catalogue",
    "nouns",
    "ontology",
    "ontology_dir",
    "read_ontology",
    "read_triggers",
    "triggers",
    "words",
]
