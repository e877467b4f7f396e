"""Check a wheel and an sdist in clean environments: `python docs/check_release.py dist [--python PYTHON]`.

Each is installed into an environment of its own, with its requirements from the package index, and has to
pass `kgraph doctor`, build a graph and draw it. The two must install the same files.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ARTICLE = "The ministry of Avaria banned Northgate Systems, a software company, on 3 May 2024.\n"
WANTED = (
    "kgraph/py.typed",
    "kgraph/ontologies/kgraph.ttl",
    "kgraph/weights/encoder.npz",
    "kgraph/cli/app.py",
)
UNWANTED = (".pyc", ".kgraph", ".egg-info")


def faults_of(names: list[str], wanted: tuple[str, ...] = WANTED) -> list[str]:
    """What is missing among the names of an archive, and what should not be there.

    >>> faults_of(["kgraph/py.typed", "kgraph/x.pyc"], ("kgraph/py.typed", "kgraph/a.py"))
    ['kgraph/a.py is missing', 'kgraph/x.pyc should not be there']
    """
    missing = [f"{name} is missing" for name in wanted if name not in names]
    extra = [f"{name} should not be there" for name in names if name.endswith(UNWANTED)]
    return missing + extra


def contents(path: Path) -> list[str]:
    """The names of the files in a wheel or an sdist, as they are installed."""
    if path.suffix == ".whl":
        with zipfile.ZipFile(path) as wheel:
            return sorted(name for name in wheel.namelist() if name.startswith("kgraph/"))
    with tarfile.open(path) as sdist:
        inside = [name.partition("/")[2] for name in sdist.getnames()]
    ontologies = [f"kgraph/{name}" for name in inside if name.startswith("ontologies/")]
    return sorted([*ontologies, *(name for name in inside if name.startswith("kgraph/"))])


def installed_files(package: Path, python: str, folder: Path) -> list[str]:
    """Install it, try it, and list the files of kgraph that are there. Raises where something fails."""
    env = {key: value for key, value in os.environ.items() if not key.startswith(("KGRAPH_", "PYTHON"))}
    _run([python, "-m", "venv", "env"], folder, env)
    scripts = folder / "env" / ("Scripts" if os.name == "nt" else "bin")
    _run([scripts / "python", "-m", "pip", "install", "--quiet", package.resolve()], folder, env)
    (folder / "article.txt").write_text(ARTICLE, encoding="utf-8")
    for command in ("doctor", "build article.txt -o out", "draw out -o graph.svg", "claims out"):
        print(f"$ kgraph {command}", flush=True)
        _run([scripts / "kgraph", *command.split()], folder, env)
    listed = (
        "import kgraph, pathlib; p = pathlib.Path(kgraph.__file__).parent; print(*p.rglob('*'), sep='\\n')"
    )
    shown = subprocess.run(
        [scripts / "python", "-c", listed], cwd=folder, env=env, check=True, text=True, stdout=subprocess.PIPE
    )
    return sorted(
        name.partition("site-packages")[2] for name in shown.stdout.splitlines() if "__pycache__" not in name
    )


def _run(command: list[str | Path], folder: Path, env: dict[str, str]) -> None:
    subprocess.run(command, cwd=folder, env=env, check=True)


def main() -> int:
    """Check all packages of a folder; 1 where something is wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("dist", type=Path)
    parser.add_argument("--python", default=sys.executable)
    given = parser.parse_args()
    packages = sorted([*given.dist.glob("kgraph-*.whl"), *given.dist.glob("kgraph-*.tar.gz")])
    if len(packages) != 2:
        print(f"{given.dist} should have one wheel and one sdist", file=sys.stderr)
        return 1
    faults = [f"{path.name}: {fault}" for path in packages for fault in faults_of(contents(path))]
    found = {}
    for path in packages:
        print(f"== {path.name}, {path.stat().st_size / 1e6:.1f} MB", flush=True)
        with tempfile.TemporaryDirectory() as made:
            found[path.name] = installed_files(path, given.python, Path(made))
    one, other = found.values()
    faults += [f"{name} is in one of the two only" for name in sorted({*one} ^ {*other})]
    print(*faults, sep="\n", file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
