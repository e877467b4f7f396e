"""The door of the room: a dossier into a file, in the format that its name ends in."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from kgraph.errors import OutputError
from kgraph.model import Entity
from kgraph.placing import placed_together
from kgraph.query import Questions
from kgraph.report.html import html_text
from kgraph.report.markdown import markdown_text
from kgraph.report.parts import Report
from kgraph.report.writing import MOST, written

if TYPE_CHECKING:
    from kgraph.report.figure import Diagram

__all__ = ["FORMATS", "report_text", "write_report"]


def write_report(
    graph: Questions,
    who: str | Entity,
    path: str | os.PathLike[str],
    *,
    title: str | None = None,
    diagram: bool = True,
    most: int = MOST,
    size: str = "A4",
    **filters: Any,
) -> None:
    """Write the report of an entity as HTML, Markdown or PDF, by the ending of the file.

    Args:
        graph: what is known.
        who: the entity, by name as people type it, by id, or itself.
        path: ends in `.html`, `.md` or `.pdf`. The diagram of Markdown is a PNG beside it.
        title: instead of the entity's name.
        diagram: whether there is one.
        most: statements of a section at most, 1 or more; the report counts what it leaves out.
        size: of the pages of a PDF, `A4` or `letter`.
        filters: those of `where`.

    Raises:
        GraphError: there is no such entity, or nothing about it passes the filters.
        OutputError: the ending or the size is unknown, or the file cannot be written.
    """
    final = Path(path)
    write = FORMATS.get(final.suffix.lower())
    if write is None:
        raise OutputError(
            f"{path}: a report is written as {', '.join(FORMATS)}; end the name in one of these."
        )
    entity, part = _chosen(graph, who, filters)
    report = written(part.dossier(entity), title=title, most=max(most, 1))
    drawn = _diagram(part, entity.id) if diagram else None
    try:
        with placed_together(final.parent, last=final.name) as folder:
            write(report, folder / final.name, drawn, size)
    except OSError as error:
        raise OutputError(
            f"{path}: the report cannot be written there ({error.strerror or error}); choose another place."
        ) from error


def report_text(
    graph: Questions, who: str | Entity, *, title: str | None = None, most: int = MOST, **filters: Any
) -> str:
    """The report in Markdown, without a diagram. Raises `GraphError` as `write_report` does."""
    entity, part = _chosen(graph, who, filters)
    return markdown_text(written(part.dossier(entity), title=title, most=max(most, 1)))


def _chosen(graph: Questions, who: str | Entity, filters: Mapping[str, Any]) -> tuple[Entity, Questions]:
    """The entity, and the part of the graph that passes; the dossier tells where nothing of it does."""
    entity = graph.entity(who.id if isinstance(who, Entity) else who)
    if not filters:
        return entity, graph
    graph.dossier(entity, **filters)
    return entity, graph.where(**filters)


def _diagram(graph: Questions, focus: str) -> Diagram:
    from kgraph.report.figure import Diagram

    return Diagram(graph, focus)


def _html(report: Report, path: Path, diagram: Diagram | None, size: str) -> None:
    path.write_text(html_text(report, diagram), encoding="utf-8", newline="\n")


def _markdown(report: Report, path: Path, diagram: Diagram | None, size: str) -> None:
    picture = path.with_name(f"{path.stem}-diagram.png") if diagram is not None else None
    if diagram is not None and picture is not None:
        diagram.save(picture)
    path.write_text(markdown_text(report, picture.name if picture else None), encoding="utf-8", newline="\n")


def _pdf(report: Report, path: Path, diagram: Diagram | None, size: str) -> None:
    from kgraph.report.pdf import write_pdf

    write_pdf(report, path, diagram, size=size)


FORMATS: Mapping[str, Callable[[Report, Path, Diagram | None, str], None]] = MappingProxyType(
    {".html": _html, ".htm": _html, ".md": _markdown, ".markdown": _markdown, ".pdf": _pdf}
)
"""How a report is written, by the ending of the file."""
