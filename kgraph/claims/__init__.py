"""Claims read from parsed text and its mentions: relation, stance, source, time and amounts, evidence."""

from kgraph.claims.find import EXTRACTOR_VERSION, find_claims

__all__ = ["EXTRACTOR_VERSION", "find_claims"]
