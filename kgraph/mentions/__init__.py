"""Spans that name somebody or something, and which entity each of them stands for."""

from kgraph.mentions.find import find_mentions

__all__ = ["find_mentions"]
