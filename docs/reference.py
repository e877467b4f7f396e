"""Two pages of the site that are made from the code: all commands, and the Python interface.

`commands_page()` has what `kgraph VERB --help` says, `python_page()` the names of `kgraph` with their
signatures and docstrings. Run it to print both: `python docs/reference.py`.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from typing import Any

import click

import kgraph
from kgraph.cli.app import VERBS, cli
from kgraph.cli.exits import ExitCode

WIDTH = 100
_SECTION = re.compile(r"^(Raises|Args|Returns|Yields):$")


def commands_page() -> str:
    """All verbs in the order of `kgraph --help`, each with its help."""
    context = click.Context(cli, info_name="kgraph", terminal_width=WIDTH, max_content_width=WIDTH)
    lines = ["# Commands\n", "What `kgraph VERB --help` says.\n"]
    for verb in VERBS:
        command = cli.get_command(context, verb)
        assert command is not None
        inside = click.Context(command, info_name=verb, parent=context)
        lines += [f"## kgraph {verb}\n", "```text", command.get_help(inside).rstrip(), "```\n"]
    lines += ["## Exit codes\n", "| code | meaning |", "| --- | --- |"]
    lines += [f"| {int(code)} | {code.meaning} |" for code in ExitCode]
    return "\n".join(lines) + "\n"


def python_page() -> str:
    """All names of `kgraph`: functions, and classes with their public members."""
    lines = ["# The Python interface\n", _prose(inspect.getdoc(kgraph) or "")]
    for name in kgraph.__all__:
        if name == "__version__":
            continue
        thing = getattr(kgraph, name)
        lines += [f"\n## kgraph.{name}\n", _signature(name, thing), _prose(inspect.getdoc(thing) or "")]
        if inspect.isclass(thing) and not issubclass(thing, BaseException):
            for member, value in _members(thing):
                lines += [f"\n### {name}.{member}\n", _signature(member, value)]
                lines.append(_prose(inspect.getdoc(value) or ""))
    return "\n".join(lines) + "\n"


def _members(thing: type) -> Iterator[tuple[str, Any]]:
    """Public methods and properties that kgraph itself defines and documents, by name."""
    found: dict[str, Any] = {}
    for base in reversed(thing.__mro__):
        if base.__module__.startswith("kgraph"):
            found |= {name: value for name, value in vars(base).items() if not name.startswith("_")}
    for name, value in sorted(found.items()):
        plain = value.__func__ if isinstance(value, classmethod | staticmethod) else value
        if isinstance(plain, property) or inspect.isfunction(plain):
            yield name, plain


def _signature(name: str, thing: Any) -> str:
    if isinstance(thing, property) or not callable(thing):
        return ""
    try:
        signature = str(inspect.signature(thing))
    except (TypeError, ValueError):
        return ""
    signature = re.sub(r"(: |-> )'([^']*)'", r"\1\2", signature)  # annotations are kept as strings
    return f"```text\n{name}{signature.replace('(self, ', '(').replace('(self)', '()')}\n```\n"


def _prose(text: str) -> str:
    """A docstring as Markdown: sections as lists, examples and what is indented as blocks."""
    out = []
    for part in re.split(r"\n{2,}", text):
        head, *rest = part.splitlines() or [""]
        if _SECTION.match(head):
            out.append(f"**{head}**\n\n" + re.sub(r"^ {4}(?=\S)", "- ", "\n".join(rest), flags=re.MULTILINE))
        elif head.startswith(">>>"):
            out.append(f"```pycon\n{part}\n```")
        else:
            out.append(part)
    return "\n\n".join(out)


if __name__ == "__main__":
    print(commands_page(), python_page(), sep="\n")
