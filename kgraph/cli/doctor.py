"""`kgraph doctor`: whether this installation is whole, and what it could have besides."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from kgraph.cli.as_json import json_option, print_json
from kgraph.cli.exits import ExitCode
from kgraph.cli.output import STDOUT, writing
from kgraph.words import one_line

if TYPE_CHECKING:
    from kgraph.doctor import Check

__all__ = ["doctor"]

MARKS = {"ok": "ok", "absent": "-", "fault": "FAULT"}


@click.command(short_help="Whether this installation is whole, and what it could have besides.")
@json_option
def doctor(as_json: bool) -> int:
    """Check this installation: libraries, files, SQLite, ontology, models, one sentence, the cache folder.

    A line for each check: `ok`; `-` for what kgraph can do without, with what it would be for; `FAULT`, with
    what to do. Ends with 1 where there is a fault. It takes a few seconds and changes nothing.
    """
    from kgraph.doctor import examine

    checks = []
    with writing(STDOUT) as stream:
        for check in examine():
            checks.append(check)
            if not as_json:
                stream.write(_line(check))
                stream.flush()
    if as_json:
        print_json([asdict(check) for check in checks])
    return ExitCode.ERROR if any(check.state == "fault" for check in checks) else ExitCode.OK


def _line(check: Check) -> str:
    line = f"{MARKS[check.state]:<6} {check.name:<15} {one_line(check.found)}\n"
    return line + (f"{'':<23}{one_line(check.cure)}\n" if check.cure else "")
