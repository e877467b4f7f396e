"""A page to explore a graph in: one HTML file that works from disk and asks no network for anything."""

from kgraph.page.document import page_text, write_page

__all__ = ["page_text", "write_page"]
