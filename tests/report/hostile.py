"""Texts that mean something in Markdown, beside those that are hostile everywhere."""

from __future__ import annotations

from tests.hostile import HOSTILE

__all__ = ["TEXTS"]

_MARKDOWN = (
    "[text](javascript:hacked())",
    "![picture](http://127.0.0.1:9/b.png)",
    "[^1]: another note",
    "# A heading",
    "1. a list",
    "- a point",
    "| a | table |",
    "```sh",
    "$\\frac{1}{2}$ and $480 million",
    "*bold* _it_ ~~out~~ `code` \\",
    "www.example.com and @somebody and #12",
    "日本電気 קונצרן شركة",
)
TEXTS = (*HOSTILE, *_MARKDOWN)
"""All that reports are tested with."""
