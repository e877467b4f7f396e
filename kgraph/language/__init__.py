"""The one place that loads a spaCy model: documents in, parsed text with the same offsets out."""

from kgraph.language.model import load_model
from kgraph.language.parsing import parse

__all__ = ["load_model", "parse"]
