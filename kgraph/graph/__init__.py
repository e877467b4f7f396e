"""The graph: all claims of many documents, asked in Python and kept in one file."""

from kgraph.graph.claimgraph import ClaimGraph
from kgraph.graph.filters import Filters
from kgraph.graph.fusion import FusedRelation
from kgraph.graph.identity import publisher_id

__all__ = ["ClaimGraph", "Filters", "FusedRelation", "publisher_id"]
