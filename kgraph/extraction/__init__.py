"""Articles into claims: here, in processes of this machine, or on a Dask cluster: the same claims."""

from kgraph.extraction.engines import ENGINES, Reading, read_articles
from kgraph.extraction.rules import rules_version
from kgraph.extraction.stages import Failure

__all__ = ["ENGINES", "Failure", "Reading", "read_articles", "rules_version"]
