"""Files of many formats, folders, addresses and standard input into documents, and what is known of them."""

from kgraph.documents.found import Found, Skipped
from kgraph.documents.reading import read_documents, read_sources

__all__ = ["Found", "Skipped", "read_documents", "read_sources"]
