"""The graph: all claims of many documents, asked in Python and kept in one file."""

from kgraph.graph.claimgraph import ClaimGraph
from kgraph.graph.filters import Filters
from kgraph.graph.fusion import FusedRelation

__all__ = ["ClaimGraph", "Filters", "FusedRelation"]
