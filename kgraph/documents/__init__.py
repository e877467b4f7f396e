"""Files, folders and standard input into documents: clean text, and what it says about itself."""

from kgraph.documents.reading import Skipped, read_documents

__all__ = ["Skipped", "read_documents"]
