"""A small pretrained text encoder that reads sentences with marked mentions, in NumPy alone.

MiniLM (Wang et al. 2020; six layers of 384 units), fine-tuned by `training/encoder.py` to tell in which
relation two mentions of a sentence stand, and how that is held.
"""

from kgraph.encoder.cutting import Marked, MarkedMention
from kgraph.encoder.reader import PairEncoder, Reading, States

__all__ = ["Marked", "MarkedMention", "PairEncoder", "Reading", "States"]
