"""`--json`: answers as one JSON value on standard output."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import click

from kgraph.cli.output import STDOUT, writing

__all__ = ["json_option", "print_json", "print_json_rows"]

Function = TypeVar("Function", bound=Callable[..., Any])


def json_option(function: Function) -> Function:
    """`--json`, as `as_json`."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON.")(function)


def print_json(value: object) -> None:
    """The value, indented, letters of all scripts as they are."""
    with writing(STDOUT) as stream:
        stream.write(_indented(value) + "\n")


def print_json_rows(rows: Iterable[object]) -> None:
    """The same list as `print_json` prints, a row as soon as it is there: none is kept."""
    with writing(STDOUT) as stream:
        mark = "["
        for row in rows:
            lines = _indented(row).replace("\n", "\n  ")
            stream.write(f"{mark}\n  {lines}")
            mark = ","
        stream.write("[]\n" if mark == "[" else "\n]\n")


def _indented(value: object) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False, allow_nan=False)
