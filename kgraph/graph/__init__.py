"""The graph: all claims of many documents, asked in Python and kept in one file."""

from kgraph.graph.claimgraph import ClaimGraph
from kgraph.graph.copies import Copies
from kgraph.graph.decisions import Decision
from kgraph.graph.filters import Filters
from kgraph.graph.fusion import FusedRelation
from kgraph.graph.identity import Merge, publisher_id

__all__ = ["ClaimGraph", "Copies", "Decision", "Filters", "FusedRelation", "Merge", "publisher_id"]
