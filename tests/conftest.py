"""What rooms share: the graph of the example articles, and, where the machine has them, a real Chromium and a
real language model.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest

import kgraph
from kgraph.extraction.own import ONE_THREAD
from tests.llm.real_server import INSTALL, MISSING, serving_smollm

if TYPE_CHECKING:
    from playwright.sync_api import Browser

NAMES = ("chromium", "chromium-browser", "google-chrome")
BROWSER_REQUIRED, LLM_REQUIRED = "KGRAPH_BROWSER_REQUIRED", "KGRAPH_LLM_REQUIRED"
"""The environment variables with which a missing browser, or a missing model, is a failure."""

PATIENCE = 60_000
"""Milliseconds until a browser on a busy machine is given up."""

os.environ["KGRAPH_CLAIMS_CACHE"] = ""  # each test reads what it is given, and nobody's files are touched

# NumPy is not imported yet. With a thread a core it would wait in circles for cores that others use, and
# reading articles would take several times as much of the processor.
for _name, _count in ONE_THREAD.items():
    os.environ.setdefault(_name, _count)

_missing: dict[str, str] = {}


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """A line for each kind of tests that was left out, and why."""
    for tests, why in _missing.items():
        terminalreporter.write_line(f"Tests {tests} were left out: {why}.")


def _leave_out(tests: str, why: str, required: str) -> NoReturn:
    if os.environ.get(required):
        pytest.fail(f"{why}, and {required} is set")
    _missing[tests] = why
    pytest.skip(why)


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
        _leave_out("in a browser", told, BROWSER_REQUIRED)
    from playwright.sync_api import expect, sync_playwright

    arguments = ["--disable-dev-shm-usage", *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=arguments, timeout=2 * PATIENCE)
        yield running
        running.close()


@pytest.fixture(scope="session")
def local_model() -> Iterator[str]:
    """The address of a real language model that runs here; tests that want it are left out where there is
    none.
    """
    if MISSING:
        _leave_out("with a real language model", f"none is here: {INSTALL}", LLM_REQUIRED)
    with serving_smollm() as address:
        yield address
