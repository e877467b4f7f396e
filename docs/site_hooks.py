"""What `mkdocs build` does besides: pages made from the code, and pages that lie outside `docs/`.

Pages link to files of the repository (`../ontologies/README.md`). Such a file comes into the site under the
same path, and so do those that it links to in turn, so that all links hold in the site as in a checkout.
"""

from __future__ import annotations

import os
import posixpath
import re
import sys
from pathlib import Path
from typing import Any

from mkdocs.structure.files import File, Files

ROOT = Path(__file__).resolve().parent.parent
MADE = {"commands.md": "commands_page", "python.md": "python_page"}
_LINK = re.compile(r"(?<=\]\()(?!https?://|#)([^)#\s]+)")


def on_files(files: Files, config: Any) -> Files:
    """Add what is made, and what is linked to."""
    sys.path.insert(0, os.fspath(ROOT / "docs"))  # mkdocs forgets what is set while it loads this file
    import reference

    for name, page in MADE.items():
        files.append(File.generated(config, name, content=getattr(reference, page)()))
    left = list((ROOT / "docs").glob("*.md"))
    seen: set[Path] = set()
    while left:
        page = left.pop()
        for target in _LINK.findall(page.read_text(encoding="utf-8")):
            path = Path(os.path.normpath(page.parent / target))
            outside = path.is_file() and not path.is_relative_to(ROOT / "docs")
            if outside and path.is_relative_to(ROOT) and path not in seen:
                seen.add(path)
                files.append(File.generated(config, _in_site(path), abs_src_path=os.fspath(path)))
                if path.suffix == ".md":
                    left.append(path)
    return files


def on_page_markdown(markdown: str, page: Any, config: Any, files: Files) -> str:
    """Turn links between the repository's files into links between those of the site."""
    at = page.file.src_uri
    source = ROOT / ("docs/" + at if not at.startswith("repository/") else at.removeprefix("repository/"))

    def turned(found: re.Match[str]) -> str:
        path = Path(os.path.normpath(source.parent / found[1]))
        if not path.is_relative_to(ROOT) or files.get_file_from_path(_in_site(path)) is None:
            return found[1]
        return posixpath.relpath(_in_site(path), posixpath.dirname(at) or ".")

    return _LINK.sub(turned, markdown)


def _in_site(path: Path) -> str:
    inside = path.relative_to(ROOT).as_posix()
    return inside.removeprefix("docs/") if inside.startswith("docs/") else f"repository/{inside}"
