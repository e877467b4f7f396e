"""Out to other tools: one short file a format, behind one table."""

from kgraph.export.formats import FORMATS, Format, export, format_for

__all__ = ["FORMATS", "Format", "export", "format_for"]
