"""Markdown into plain text: the words and paragraphs stay, the marks of the markup go.

Covers what articles use of CommonMark 0.31 and GitHub's tables: headings, emphasis, code, links,
images, quotations, lists, tables, rules, HTML tags and comments. Lines of one paragraph are joined,
as Markdown does, so that a newline in the result always ends something.
"""

from __future__ import annotations

import html
import re

__all__ = ["first_heading", "plain_text"]

_FENCE = re.compile(r" {0,3}(?:`{3,}[^`]*|~{3,}.*)\Z")
_HEADING = re.compile(
    r" {0,3}#{1,6}(?:[ \t]++|\Z)(?P<words>(?:[^ \t]++|[ \t]++(?!#*+[ \t]*+\Z))*+)(?:[ \t]++#++)?+[ \t]*+\Z"
)
_UNDERLINE = re.compile(r" {0,3}(?:=+|-{2,})[ \t]*\Z")
_RULE = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})\Z")
_FIRST_HEADING = re.compile(
    r"^ {0,3}#[ \t]++((?:[^ \t\n]++|[ \t]++(?!#*+[ \t]*+$))++)|^(\S.*)\n=+[ \t]*$", re.MULTILINE
)
_QUOTE = re.compile(r"(?: {0,3}>[ ]?)+")
_ITEM = re.compile(
    r"(?P<indent>[ \t]*)(?P<mark>[*+-]|\d{1,3}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?(?P<words>\S.*)\Z"
)
_TABLE_ROW = re.compile(r"[ \t]*\|.*\|[ \t]*\Z")
_TABLE_RULE = re.compile(r"[ \t]*+\|?(?:[ \t]*+:?-{2,}:?[ \t]*+\|)++[ \t]*+(?::?-{2,}:?)?[ \t]*+\Z")
_DEFINITION = re.compile(r" {0,3}\[(?!\^)[^\[\]\n]{1,200}\]:[ \t]*\S+.*\Z")
_FOOTNOTE = re.compile(r" {0,3}\[\^[^\[\]\n]{1,50}\]:[ \t]*")

_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_CODE = re.compile(r"(`{1,3})([^`\n]{1,500})\1")
_IMAGE = re.compile(
    r"!\[([^\[\]]{0,500})\](?:\([^()]{0,2000}(?:\([^()]{0,500}\)[^()]{0,500})?\)|\[[^\[\]]{0,200}\])"
)
_LINK = re.compile(
    r"\[([^\[\]]{1,1000})\](?:\([^()]{0,2000}(?:\([^()]{0,500}\)[^()]{0,500})?\)|\[[^\[\]]{0,200}\])"
)
_FOOTNOTE_MARK = re.compile(r"\[\^[^\[\]]{1,50}\]")
_AUTOLINK = re.compile(r"<((?:https?://|mailto:)[^<>\s]{1,2000})>")
_BREAK = re.compile(r"<br[ \t]*/?>", re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,1000}>")
_STARS = re.compile(r"(?<!\d)(\*{1,3})(?=[^\s*])([^*]{1,1000}?)(?<=\S)\1(?!\*)")
_BARS = re.compile(r"(?<!\w)(_{1,3})(?=[^\s_])([^_]{1,1000}?)(?<=\S)\1(?!\w)")
_STRUCK = re.compile(r"~~(?=\S)([^~]{1,1000}?)(?<=\S)~~")

_HIDDEN = 0xE000
"""A private character stands in for an escaped mark (`\\*`) while the marks are removed."""


def plain_text(markdown: str) -> str:
    """The text that a reader of the Markdown would see, one paragraph, item or row a line."""
    parts: list[str] = []
    paragraph: list[str] = []
    fenced = False

    def flush(*, gap: bool = True) -> None:
        if paragraph:
            parts.append(_inline(_join(paragraph)))
            paragraph.clear()
        if gap and parts and parts[-1]:
            parts.append("")

    for raw in _without_comments(markdown).split("\n"):
        line = _QUOTE.sub("", raw, count=1) if raw.lstrip().startswith(">") else raw
        if _FENCE.match(line):
            flush()
            fenced = not fenced
        elif fenced:
            parts.append(line)
        elif not line.strip() or _DEFINITION.match(line):
            flush()
        elif heading := _HEADING.match(line):
            flush()
            paragraph.append(heading["words"])
            flush()
        elif (paragraph and _UNDERLINE.match(line)) or _RULE.match(line) or _TABLE_RULE.match(line):
            flush(gap=not _TABLE_RULE.match(line))
        elif _TABLE_ROW.match(line):
            flush(gap=False)
            cells = line.strip().strip("|").split("|")
            parts.append(_inline(" | ".join(cell.strip() for cell in cells)))
        elif item := _ITEM.match(line):
            flush(gap=False)
            mark = item["mark"] if item["mark"][-1] in ".)" else "•"
            paragraph.append(f"{mark} {item['words']}")
        else:
            paragraph.append(_FOOTNOTE.sub("", line))
    flush()
    return "\n".join(parts).strip("\n")


def first_heading(markdown: str) -> str | None:
    """The words of the first heading of the first level, else None."""
    found = _FIRST_HEADING.search(markdown)
    return _inline((found[1] or found[2]).strip()) if found else None


def _join(lines: list[str]) -> str:
    """The lines of a paragraph as one, but for those that end in a hard break."""
    joined = ""
    for line in lines:
        hard = line.endswith(("  ", "\\"))
        joined += line.strip().removesuffix("\\") + ("\n" if hard else " ")
    return joined.strip()


def _without_comments(text: str) -> str:
    kept: list[str] = []
    at = 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start)) >= 0:
        kept.append(text[at:start])
        at = end + 3
    return "".join(kept) + text[at:]


def _inline(text: str) -> str:
    text = _ESCAPE.sub(lambda found: chr(_HIDDEN + ord(found[1])), text)
    text = _CODE.sub(r"\2", text)
    text = _LINK.sub(r"\1", _IMAGE.sub(r"\1", text))
    text = _AUTOLINK.sub(r"\1", _FOOTNOTE_MARK.sub("", text))
    text = _TAG.sub("", _BREAK.sub("\n", text))
    for _ in range(2):  # **bold with *emphasis* inside**
        text = _STRUCK.sub(r"\1", _BARS.sub(r"\2", _STARS.sub(r"\2", text)))
    text = re.sub(r"[ \t]{2,}", " ", html.unescape(text))
    return re.sub(r"[\ue021-\ue07e]", lambda found: chr(ord(found[0]) - _HIDDEN), text)
