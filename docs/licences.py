"""Write docs/licences.md: the licences of all that is installed with kgraph, as the packages state them.

Run it where kgraph is installed with its extras: `python docs/licences.py`. The requirements are those of
pyproject.toml, and what they require in turn in this environment. tests/test_release.py fails where a direct
requirement is not on the page.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterable, Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from kgraph.doctor import OURS

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "licences.md"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
HEAD = """\
# Licences

kgraph is under the [Apache License 2.0](../LICENSE). The weights of its encoder derive from all-MiniLM-L6-v2
(Apache 2.0) and MiniLM (MIT), see [NOTICE](../NOTICE). Its catalogue holds names and identifiers, among them
those of Wikidata items (CC0).

Below is what gets installed with it, as the packages describe themselves, made by `python docs/licences.py`.
*Direct* is what kgraph asks for, *indirect* what that brings along. Nothing in a plain install is under a
licence that asks you to publish your own code (tld may be taken under the MPL); igraph, in the extra
`analysis`, is under the GPL, which is why it is an extra.
"""
_LONGEST = 60
_FIRST_LINES = (
    (r"Apache License|Apache Software|Apache-2|Apache 2", "Apache-2.0"),
    (r"BSD 3|BSD-3|3-Clause BSD|BSD License|\bBSD\b", "BSD-3-Clause"),
    (r"MIT License|\bMIT\b|Permission is hereby granted, free of charge", "MIT"),
    (r"PSF|Python Software Foundation", "PSF-2.0"),
    (r"Redistribution and use in source and binary forms", "BSD"),
)
"""For packages that put a whole text where the name of a licence belongs."""


def required(extra: str = "") -> list[Requirement]:
    """What pyproject.toml requires: for everybody, or for an extra."""
    lines = PROJECT["optional-dependencies"][extra] if extra else PROJECT["dependencies"]
    return [Requirement(line) for line in lines]


def extras() -> list[str]:
    """The extras that a user may want."""
    return sorted(set(PROJECT["optional-dependencies"]) - set(OURS))


def licence_of(package: Distribution) -> str:
    """The licence as an SPDX expression where the package gives one, else as it is called."""
    metadata = package.metadata
    if expression := metadata.get("License-Expression"):
        return str(expression)
    told = str(metadata.get("License") or "").strip()
    if told and len(told) <= _LONGEST and "\n" not in told:
        return told
    called = [line for line in metadata.get_all("Classifier") or () if line.startswith("License ::")]
    names = [line.rpartition(" :: ")[2] for line in called if line != "License :: OSI Approved"]
    if names:
        return ", ".join(names)
    return next((name for pattern, name in _FIRST_LINES if re.search(pattern, told)), "not stated")


def closure(wanted: Iterable[Requirement]) -> dict[str, Distribution]:
    """The packages, and what they require in turn, by name; without what is not installed here."""
    found: dict[str, Distribution] = {}
    left = [(each.name, tuple(each.extras)) for each in wanted]
    while left:
        name, with_extras = left.pop()
        key = canonicalize_name(name)
        if key in found:
            continue
        try:
            found[key] = distribution(name)
        except PackageNotFoundError:
            print(f"{name}: not installed here", file=sys.stderr)
            continue
        for line in found[key].requires or ():
            more = Requirement(line)
            asked = [{"extra": extra} for extra in ("", *with_extras)]
            if more.marker is None or any(more.marker.evaluate(each) for each in asked):
                left.append((more.name, tuple(more.extras)))
    return dict(sorted(found.items()))


def page() -> str:
    """The whole page."""
    core = closure(required())
    lines = [HEAD, "## A plain install\n", *_table(core, required())]
    for extra in extras():
        more = {k: v for k, v in closure(required(extra)).items() if k not in core}
        lines += [f"\n## The extra `{extra}`, besides\n", *_table(more, required(extra))]
    return "\n".join(lines) + "\n"


def _table(packages: dict[str, Distribution], wanted: list[Requirement]) -> Iterator[str]:
    direct = {canonicalize_name(each.name) for each in wanted}
    yield "| package | | licence |"
    yield "| --- | --- | --- |"
    for name, package in packages.items():
        kind = "direct" if name in direct else "indirect"
        yield f"| {package.metadata['Name']} | {kind} | {licence_of(package)} |"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
