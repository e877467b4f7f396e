"""Bring README.md, these pages and their pictures up to date with what kgraph does now.

Run it: `python docs/refresh.py`. Code blocks of the kinds `console` and `pycon` are run in a folder that
has `examples/` and `ontologies/`, and their output is written back. An output with a line `...` stays as it
is: there the dots stand for whatever comes. tests/test_docs.py runs the same blocks, and those of the kind
`python`, and fails where a page says something else.
"""

from __future__ import annotations

import contextlib
import doctest
import io
import os
import re
import runpy
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PAGES = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
ARTICLE = "examples/articles/kaspersky-gsa-2017.txt"
PICTURE = ROOT / "docs" / "kaspersky.png"
DOTS = "..."

_BLOCK = re.compile(r"^```(?P<kind>\w+)\n(?P<text>.*?)^```$", re.DOTALL | re.MULTILINE)
_PICTURE = re.compile(r"!\[[^\]]*\]\((\w+\.png)\)")
_CHECKER = doctest.OutputChecker()


@dataclass(frozen=True)
class Step:
    """One command or statement as the page has it, what to run, and the output that the page shows."""

    shown: str
    source: str
    output: str


@dataclass(frozen=True)
class Block:
    """A fenced code block; `line` is where its first line stands."""

    page: Path
    line: int
    kind: str
    text: str

    def steps(self) -> list[Step]:
        """What is run, one after the other; empty for a block that only shows something."""
        read = _STEPS.get(self.kind)
        return list(read(self.text)) if read else []


def blocks(page: Path) -> list[Block]:
    """All fenced code blocks of a page that name their kind."""
    text = page.read_text(encoding="utf-8")
    return [
        Block(page, text.count("\n", 0, found.start()) + 2, found["kind"], found["text"])
        for found in _BLOCK.finditer(text)
    ]


def agrees(shown: str, got: str) -> bool:
    """Whether the output is what the page shows, blanks aside; a line of dots stands for any lines."""
    return _CHECKER.check_output(shown, got, doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)


def prepare(folder: Path) -> None:
    """Put into a folder what blocks may use: copies, for blocks may write into them."""
    for name in ("examples", "ontologies"):
        shutil.copytree(ROOT / name, folder / name)


def run(step: Step, kind: str, folder: Path, names: dict[str, Any]) -> str:
    """The output of one step, standard error included. `names` are the variables of the page so far."""
    if kind == "pycon":
        with contextlib.redirect_stdout(io.StringIO()) as out:
            exec(compile(step.source, "<page>", "single"), names)
        return out.getvalue()
    scripts = sysconfig.get_path("scripts")
    env = {key: value for key, value in os.environ.items() if not key.startswith("KGRAPH_")}
    env |= {"PATH": os.pathsep.join((scripts, env.get("PATH", ""))), "COLUMNS": "100"}
    return subprocess.run(
        ["bash", "-c", step.source], cwd=folder, env=env, encoding="utf-8", check=False,
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    ).stdout  # fmt: skip


def refreshed(page: Path, folder: Path) -> str:
    """The text of a page with the outputs of now."""
    names: dict[str, Any] = {}
    text = page.read_text(encoding="utf-8")
    for block in blocks(page):
        ran = [(step, run(step, block.kind, folder, names)) for step in block.steps()]
        if ran:
            now = [step.shown + (step.output if DOTS in step.output else got) for step, got in ran]
            text = text.replace(block.text, "".join(now), 1)
    return text


def _shell_steps(text: str) -> Iterator[Step]:
    for part in re.split(r"^(?=\$ )", text, flags=re.MULTILINE):
        if not part:
            continue
        lines = part.splitlines(keepends=True)
        count = 1
        while count < len(lines) and lines[count].startswith(">"):
            count += 1
        source = "".join(line[2:] or "\n" for line in lines[:count])
        yield Step("".join(lines[:count]), source, "".join(lines[count:]))


def _python_steps(text: str) -> Iterator[Step]:
    for example in doctest.DocTestParser().get_examples(text):
        first, *more = example.source.splitlines(keepends=True)
        shown = f">>> {first}" + "".join(f"... {line}" for line in more)
        yield Step(shown, example.source, example.want)


_STEPS: dict[str, Callable[[str], Iterator[Step]]] = {"console": _shell_steps, "pycon": _python_steps}


def main() -> None:
    """Write pages and pictures."""
    import kgraph

    for page in PAGES:
        with tempfile.TemporaryDirectory() as made, contextlib.chdir(made):
            prepare(Path(made))
            text = refreshed(page, Path(made))
            if text != page.read_text(encoding="utf-8"):
                page.write_text(text, encoding="utf-8")
                print(f"{page.relative_to(ROOT)}: written", file=sys.stderr)
            for picture in _PICTURE.findall(text):
                if Path(picture).is_file():
                    shutil.copyfile(picture, page.parent / picture)
    kgraph.build(ARTICLE).draw(PICTURE, dpi=120, name=Path(ARTICLE).stem)
    runpy.run_path(str(ROOT / "docs" / "gallery.py"))["main"]()


if __name__ == "__main__":
    main()
