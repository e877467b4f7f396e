"""Train the models and print how good the pipeline is with them: `python -m training --help`."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from training.corpus import read_corpus
from training.page import PAGE, refresh_file, tables
from training.scores import FRESH, measure, measure_examples
from training.weights import SHIPPED, reading, workshop

STEPS = ("types", "antecedent", "encoder", "relations", "stance", "source")
"""Each needs the models before it."""
QUICK = tuple(step for step in STEPS if step != "encoder")
"""What runs if nothing is asked for: the encoder takes an hour and a half."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the steps in their order, in a folder beside the target, and move the results there."""
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument(
        "steps", nargs="*", metavar="STEP", help=f"only these (default: all but encoder): {', '.join(STEPS)}"
    )
    parser.add_argument("--out", type=Path, default=SHIPPED, help="folder for the models (default: kgraph's)")
    parser.add_argument("--measure", action="store_true", help="train nothing")
    parser.add_argument("--page", action="store_true", help="put the tables into docs/quality.md")
    given = parser.parse_args(arguments)
    unknown = set(given.steps) - set(STEPS)
    if unknown:
        parser.error(f"unknown step: {', '.join(sorted(unknown))}; there are {', '.join(STEPS)}.")
    if not given.measure:
        with workshop(given.out) as folder:
            _train(given.steps or QUICK, folder)
    with reading(given.out):
        made = tables(measure(), measure(read_corpus(FRESH)), measure_examples(), given.out)
    print(*made.values(), sep="\n\n")
    if given.page:
        refresh_file(PAGE, made)
    return 0


def _train(steps: Sequence[str], folder: Path) -> None:
    from training.antecedent import train_antecedent
    from training.labels import Annotated, annotate
    from training.relations import train_relations
    from training.source import train_source
    from training.stance import train_stance
    from training.types import train_types

    started = time.perf_counter()
    passages = read_corpus()
    annotated: list[Annotated] | None = None
    for step in STEPS:
        if step not in steps:
            continue
        if step == "types":
            train_types(passages, folder)
        elif step == "antecedent":
            train_antecedent(passages, folder)
        else:
            annotated = annotate(passages) if annotated is None else annotated
            if step == "encoder":
                from training.encoder import train_encoder  # PyTorch, which the other steps do without

                train_encoder(annotated, folder)
            elif step == "relations":
                train_relations(annotated, folder)
            elif step == "stance":
                train_stance(annotated, folder)
            else:
                train_source(annotated, folder)
        print(f"{step:12}{time.perf_counter() - started:6.0f} s", file=sys.stderr)


if __name__ == "__main__":
    raise SystemExit(main())
