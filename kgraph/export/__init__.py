"""Out to other tools: one short file a format, behind one table; and back from RDF."""

from kgraph.export.formats import FORMATS, Format, export, format_for
from kgraph.export.views import view_of

__all__ = ["FORMATS", "Format", "export", "format_for", "view_of"]
