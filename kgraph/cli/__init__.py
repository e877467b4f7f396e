"""The command line: the only room that prints, opens the user's paths, or exits. A file per verb."""

from kgraph.cli.app import main

__all__ = ["main"]
