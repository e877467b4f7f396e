"""The HTML file: template, style, script and data put together, with a policy that allows nothing else."""

from __future__ import annotations

import html
import json
import os
import re
from base64 import b64encode
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from kgraph.errors import OutputError
from kgraph.page.chosen import Explorable, choose
from kgraph.page.data import page_data
from kgraph.placing import placed
from kgraph.words import encodable

__all__ = ["MOST", "SCRIPTS", "STYLES", "as_json", "page_text", "write_page"]

MOST = 2000
"""Entities on a page, where nothing else is asked for; so many stay fluid."""

SCRIPTS = (
    "data.js",
    "dom.js",
    "filters.js",
    "shapes.js",
    "lines.js",
    "labels.js",
    "detours.js",
    "view.js",
    "paint.js",
    "paintlines.js",
    "paintentities.js",
    "layer.js",
    "evidence.js",
    "legend.js",
    "recall.js",
    "panel.js",
    "controls.js",
    "time.js",
    "search.js",
    "list.js",
    "gestures.js",
    "keys.js",
    "main.js",
)
"""The files of the script in their order; they share one scope."""
STYLES = ("page.css", "evidence.css", "places.css")
"""Those of the style sheet; what holds on phones and paper comes last."""

_SOURCE = Path(__file__).with_name("source")
_UNSAFE = re.compile("[<>&\u2028\u2029\ud800-\udfff]")
_COLOURS = ("paper", "ink", "muted", "rule", "dispute")


def page_text(
    graph: Explorable,
    *,
    focus: str | None = None,
    depth: int | None = None,
    max_nodes: int = MOST,
    title: str | None = None,
    name: str | None = None,
    style: str = "screen",
    layout: str = "auto",
    seed: int = 0,
) -> str:
    """The page of a graph as text; the same graph and options give the same text.

    Args:
        graph: a `ClaimGraph`, or anything with its `relations()`.
        focus: the id of an entity, to have only what hangs together with it.
        depth: at most so many steps from `focus`.
        max_nodes: at most so many entities, the least connected left out; the page says how many.
        title: the title, where the default does not suit.
        name: what the graph is called; its caption begins with it.
        style: the colours by day; by night they are those of `dark`.
        layout: where entities stand first: `auto`, `stress`, `spring` or `circle`.
        seed: of the layout.

    Raises:
        OutputError: the style or the layout is unknown.
        GraphError: the graph has no entity `focus`.
    """
    chosen = choose(graph, focus=focus, depth=depth, max_nodes=max_nodes)
    data = page_data(chosen, title=title, name=name, style=style, layout=layout, seed=seed)
    look = _style(data["palettes"])
    script = _script()
    policy = "; ".join(
        (
            "default-src 'none'",
            f"style-src '{_digest(look)}'",
            f"script-src '{_digest(script)}'",
            "base-uri 'none'",
            "form-action 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types 'none'",
        )
    )
    parts = {
        "policy": html.escape(policy, quote=False),
        "title": html.escape(encodable(data["title"])),
        "caption": html.escape(encodable(" ".join(data["caption"]))),
        "style": look,
        "data": as_json(data),
        "script": script,
    }
    return re.sub(r"\{\{(\w+)\}\}", lambda found: parts[found[1]], _read("page.html"))


def write_page(graph: Explorable, path: str | os.PathLike[str], **options: Any) -> None:
    """Write the page of a graph into a file; `options` are those of `page_text`.

    Raises:
        OutputError: as `page_text`, or the file cannot be written.
    """
    text, final = page_text(graph, **options), Path(path)
    try:
        with placed(final) as made:
            made.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise OutputError(
            f"{path}: the page cannot be written there ({error.strerror or error}); choose another place."
        ) from error


def as_json(value: object) -> str:
    """JSON that may stand in a `script` element: nothing in it can end the element or begin another.

    >>> as_json({"name": "</script>&"})
    '{"name":"\\\\u003c/script\\\\u003e\\\\u0026"}'
    """
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _digest(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode('utf-8')).digest()).decode('ascii')}"


@cache
def _read(name: str) -> str:
    return (_SOURCE / name).read_text(encoding="utf-8")


@cache
def _script() -> str:
    """All files of the script in one function, so that nothing of it is global."""
    return '\n"use strict";\n(() => {\n' + "\n".join(map(_read, SCRIPTS)) + "\n})();\n"


def _style(palettes: Mapping[str, Mapping[str, Any]]) -> str:
    """The style sheet with the colours of both palettes as its variables."""

    def variables(palette: Mapping[str, Any]) -> str:
        return " ".join(f"--{name}: {palette[name]};" for name in _COLOURS)

    light, dark = variables(palettes["light"]), variables(palettes["dark"])
    return (
        f"\n:root {{ {light} }}\n@media screen and (prefers-color-scheme: dark) {{ :root {{ {dark} }} }}\n"
        + "\n".join(map(_read, STYLES))
    )
