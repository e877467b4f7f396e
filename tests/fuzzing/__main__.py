"""Give each parser of kgraph inputs that are a little wrong: `python -m tests.fuzzing [SECONDS [TARGET …]]`.

Each target gets so many seconds of the processor (600 if nothing is said). A parser may return, or raise one
of kgraph's own errors; anything else is printed with the input that led to it, and the exit code is 1.
"""

from __future__ import annotations

import sys
import time
import traceback
import warnings
from base64 import b85encode
from collections import Counter
from random import Random

from tests.fuzzing.mutating import mutated
from tests.fuzzing.targets import OURS, TARGETS, Target

SHOWN = 5


def main(arguments: list[str]) -> int:
    """Fuzz the targets that are named, or all; 1 where one failed."""
    seconds = float(arguments[0]) if arguments else 600.0
    warnings.simplefilter("ignore")
    failed = False
    print(f"{'target':24}{'inputs':>10}{'refused':>10}{'slowest':>10}   failures")
    for name in arguments[1:] or TARGETS:
        failed |= _fuzz(name, TARGETS[name], seconds)
    return int(failed)


def _fuzz(name: str, target: Target, seconds: float) -> bool:
    random = Random(name)
    count = refused = 0
    slowest = 0.0
    failures: Counter[str] = Counter()
    first: dict[str, bytes] = {}
    end = time.process_time() + seconds
    while time.process_time() < end:
        now = time.monotonic()
        data = mutated(target.seeds, random)
        count += 1
        try:
            target.run(data)
        except OURS:
            refused += 1
        except Exception as error:
            place = traceback.extract_tb(error.__traceback__)[-1]
            what = f"{type(error).__name__} in {place.filename}:{place.lineno}"
            failures[what] += 1
            if len(data) < len(first.get(what, data + b" ")):
                first[what] = data
        slowest = max(slowest, time.monotonic() - now)
    print(f"{name:24}{count:>10,}{refused:>10,}{slowest:>9.2f}s   {sum(failures.values())}", flush=True)
    for what, times in failures.most_common(SHOWN):
        print(f"  {times} × {what}\n    {b85encode(first[what]).decode()}", flush=True)
    return bool(failures)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
