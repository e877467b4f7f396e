"""What rooms share: the graph of the example articles, and a real Chromium where the machine has one."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import kgraph
from kgraph.extraction.own import ONE_THREAD

if TYPE_CHECKING:
    from playwright.sync_api import Browser

NAMES = ("chromium", "chromium-browser", "google-chrome")
REQUIRED = "KGRAPH_BROWSER_REQUIRED"
"""The environment variable with which a missing browser is a failure."""

PATIENCE = 60_000
"""Milliseconds until a browser on a busy machine is given up."""

# NumPy is not imported yet. With a thread a core it would wait in circles for cores that others use, and
# reading articles would take several times as much of the processor.
for _name, _count in ONE_THREAD.items():
    os.environ.setdefault(_name, _count)

_missing: list[str] = []


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """One line that tells what was left out, and why."""
    if _missing:
        terminalreporter.write_line(f"Tests in a browser were left out: {_missing[0]}.")


@pytest.fixture(scope="session")
def examples_dir() -> Path:
    return Path(__file__).parents[1] / "examples"


@pytest.fixture(scope="session")
def example_graph(examples_dir: Path) -> kgraph.Graph:
    """Built once for all tests: nobody may change it."""
    return kgraph.build(examples_dir / "articles")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A running Chromium; tests that want it are left out where there is none."""
    path = next((found for name in NAMES if (found := shutil.which(name))), None)
    if path is None:
        told = f"no browser: none of {', '.join(NAMES)} is on the PATH"
        if os.environ.get(REQUIRED):
            pytest.fail(f"{told}, and {REQUIRED} is set")
        _missing.append(told)
        pytest.skip(told)
    from playwright.sync_api import expect, sync_playwright

    arguments = ["--disable-dev-shm-usage", *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=arguments, timeout=2 * PATIENCE)
        yield running
        running.close()
