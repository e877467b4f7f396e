"""Questions to a finished graph: chains, timelines, gaps, changes, words, and who stands in the middle."""

from kgraph.query.chains import Chain
from kgraph.query.changes import Change, ChangeKind, Diff
from kgraph.query.dossier import Dispute, Dossier
from kgraph.query.gaps import Gap, GapKind
from kgraph.query.questions import Questions
from kgraph.query.statistics import Statistics
from kgraph.query.timeline import Event

__all__ = [
    "Chain",
    "Change",
    "ChangeKind",
    "Diff",
    "Dispute",
    "Dossier",
    "Event",
    "Gap",
    "GapKind",
    "Questions",
    "Statistics",
]
