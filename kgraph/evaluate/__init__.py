"""Claims against gold: precision, recall, stance, source, silence, and every difference."""

from kgraph.evaluate.gold import GoldClaim, GoldDocument, read_gold
from kgraph.evaluate.report import Difference, Report, Score, Share
from kgraph.evaluate.scoring import document_name, evaluate

__all__ = [
    "Difference",
    "GoldClaim",
    "GoldDocument",
    "Report",
    "Score",
    "Share",
    "document_name",
    "evaluate",
    "read_gold",
]
