"""The tables of `docs/quality.md`: made from what was measured. Tables put in their places on any page."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from training.coreference import coreference_table
from training.corpus import held_out, read_corpus
from training.labels import annotate
from training.losses import loss_table
from training.scores import (
    Measured,
    model_table,
    overall_table,
    relation_table,
    reliability_table,
    speed_table,
)

__all__ = ["PAGE", "refresh", "refresh_file", "tables"]

PAGE = Path(__file__).parents[1] / "docs" / "quality.md"


def tables(passages: Measured, fresh: Measured, examples: Measured, folder: Path) -> dict[str, str]:
    """Every table in Markdown, by the name that the page has it under; `folder` has the models."""
    annotated = annotate(held_out(read_corpus()))
    return {
        "scores": overall_table(
            [("held-out passages", passages), ("fresh passages", fresh), ("example articles", examples)]
        ),
        "relations": relation_table(passages),
        "confidence": reliability_table(passages),
        "losses": loss_table(passages, annotated),
        "coreference": coreference_table(annotated),
        "models": model_table(folder),
        "speed": speed_table(passages),
    }


def refresh(page: str, tables: Mapping[str, str]) -> str:
    """The page with each table between its marks. A table without a place is a KeyError.

    >>> refresh("<!-- a -->\\nold\\n<!-- /a -->", {"a": "| new |"})
    '<!-- a -->\\n| new |\\n<!-- /a -->'
    """
    for name, table in tables.items():
        start, end = f"<!-- {name} -->\n", f"<!-- /{name} -->"
        if start not in page or end not in page:
            raise KeyError(name)
        before, _, rest = page.partition(start)
        page = f"{before}{start}{table}\n{end}{rest.partition(end)[2]}"
    return page


def refresh_file(page: Path, tables: Mapping[str, str]) -> None:
    """Put tables in their places in a file; see `refresh`."""
    page.write_text(refresh(page.read_text(encoding="utf-8"), tables), encoding="utf-8")
