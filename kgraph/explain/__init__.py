"""Why a claim was made, or not: an article sentence by sentence, with all that the reader weighed."""

from kgraph.explain.explaining import explain
from kgraph.explain.parts import (
    ExplainedMention,
    ExplainedReading,
    ExplainedSentence,
    ExplainedTrigger,
    Explanation,
    IdleRow,
    Outcome,
)

__all__ = [
    "ExplainedMention",
    "ExplainedReading",
    "ExplainedSentence",
    "ExplainedTrigger",
    "Explanation",
    "IdleRow",
    "Outcome",
    "explain",
]
