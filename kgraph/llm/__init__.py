"""A language model as an extractor: what it says is checked against the text before it becomes a claim."""

from kgraph.llm.endpoint import Endpoint
from kgraph.llm.estimate import Estimate, estimate
from kgraph.llm.extractors import EXTRACTORS, extractor_of

__all__ = ["EXTRACTORS", "Endpoint", "Estimate", "estimate", "extractor_of"]
