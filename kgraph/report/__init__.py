"""Reports: the dossier of an entity in sentences, each with its evidence, as HTML, Markdown or PDF."""

from kgraph.report.formats import FORMATS, report_text, write_report

__all__ = ["FORMATS", "report_text", "write_report"]
