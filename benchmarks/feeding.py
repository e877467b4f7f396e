"""How fast articles are read, what it costs to read many, and how soon the first claim is there.

    python benchmarks/feeding.py [speed] [processes] [memory] [start]

- *speed*: characters a second from texts to claims, against the raw spaCy pipeline (`nlp.pipe` over the same
  texts) in the same run: on general technology news (`technews.txt`: invented, hardly any relations), and
  on dense passages of `training/corpus/`. One thread, seconds of the processor, medians of the ratios.
- *processes*: articles a second with two processes against one, from the first result on, wall clock; and
  seconds of the processor that the busiest of them needs, which others on the machine hardly change.
- *memory*: the most memory that a build of 10,000 articles takes against one of 1,000, all of its processes.
- *start*: seconds from the start of a process, wall clock and those of the processor.

Without a word, all of it, which takes a quarter of an hour on two quiet cores.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

os.environ["OPENBLAS_NUM_THREADS"] = os.environ["OMP_NUM_THREADS"] = "1"
sys.path.insert(0, str(Path(__file__).parents[1]))  # for `training`, which is not installed

from kgraph.build import build
from kgraph.extraction.processes import read_by_processes
from kgraph.extraction.stages import batches, outcomes, warm_up
from kgraph.language import load_model
from kgraph.model import Document
from training.corpus import held_out, read_corpus
from training.news import articles

ROOT = Path(__file__).parents[1]
NEWS = ROOT / "benchmarks" / "technews.txt"
ARTICLE = ROOT / "examples" / "articles" / "kaspersky-gsa-2017.txt"
RUNS = 3
MEGABYTE = 1_000_000


def main(words: Sequence[str]) -> None:
    """Print the tables."""
    parts: dict[str, Callable[[], Iterator[str]]] = {
        "speed": speed,
        "processes": processes,
        "memory": memory,
        "start": start,
    }
    for name in words or parts:
        for line in parts[name]():
            print(line, flush=True)
        print()


def general(count: int) -> list[Document]:
    """General technology news."""
    return list(articles(count, seed=3, templates=NEWS))


def dense(count: int) -> list[Document]:
    """Passages full of claims, spread evenly over those that nothing was trained on."""
    passages = held_out(read_corpus())
    return [passage.document for passage in passages[:: max(1, len(passages) // count)]][:count]


def speed() -> Iterator[str]:
    """Ratios to the raw pipeline."""
    yield f"{'texts':28}{'spaCy':>12}{'kgraph':>12}{'ratio':>8}{'claims':>8}{'aim':>8}"
    nlp = load_model()
    warm_up()
    for name, documents, thorough, aim in (
        ("general news", general(160), False, "≥ 4"),
        ("general news, thorough", general(160), True, ""),
        ("dense passages", dense(40), False, "≥ 0.8"),
        ("dense passages, thorough", dense(40), True, ""),
    ):
        size = sum(len(document.text) for document in documents)
        raw, own, claims = [], [], 0
        for _ in range(RUNS):
            began = time.process_time()
            for _doc in nlp.pipe(document.text for document in documents):
                pass
            raw.append(time.process_time() - began)
            began = time.process_time()
            found = [each for batch in batches(documents) for each in outcomes(batch, None, thorough)]
            own.append(time.process_time() - began)
            claims = sum(len(each) for each in found if isinstance(each, list))
        ratio = median(one / other for one, other in zip(raw, own, strict=True))
        speeds = f"{size / median(raw):>10,.0f}/s{size / median(own):>10,.0f}/s"
        yield f"{name:28}{speeds}{ratio:>7.2f}×{claims:>8}{aim:>8}"


def processes() -> Iterator[str]:
    """Two against one."""
    documents = [document for each in zip(general(150), dense(50) * 3, strict=True) for document in each]
    yield f"{'processes':28}{'articles/s':>12}{'ratio':>8}{'busiest':>12}{'ratio':>8}{'aim':>8}"
    speeds: dict[int, list[float]] = {1: [], 2: []}
    loads: dict[int, list[float]] = {1: [], 2: []}
    for _ in range(RUNS):
        for count in speeds:
            reading = read_by_processes(documents, count, thorough=False)
            next(reading)
            began, workers = time.perf_counter(), _children(os.getpid())
            before = used = {pid: _processor(pid) for pid in workers}
            for number, _document in enumerate(reading, 1):
                if number % 10 == 0:  # at the end they are gone
                    used = {pid: _processor(pid) for pid in workers} or used
            speeds[count].append(number / (time.perf_counter() - began))
            loads[count].append(max(used[pid] - before[pid] for pid in workers))
    faster = median(two / one for one, two in zip(speeds[1], speeds[2], strict=True))
    lighter = median(one / two for one, two in zip(loads[1], loads[2], strict=True))
    yield f"{'one':28}{median(speeds[1]):>10.1f}/s{'':8}{median(loads[1]):>10.1f} s"
    ratios = f"{faster:>7.2f}×{median(loads[2]):>10.1f} s{lighter:>7.2f}×"
    yield f"{'two':28}{median(speeds[2]):>10.1f}/s{ratios}{'≥ 1.8':>8}"


def memory() -> Iterator[str]:
    """The most resident memory, of this process's child and of its children."""
    yield f"{'articles':28}{'memory':>12}{'ratio':>8}{'aim':>8}"
    peaks = []
    for count in (1_000, 10_000):
        with TemporaryDirectory() as folder:
            peaks.append(_peak([sys.executable, __file__, "build", str(count), folder]))
    yield f"{'1,000':28}{peaks[0] / MEGABYTE:>9,.0f} MB"
    yield f"{'10,000':28}{peaks[1] / MEGABYTE:>9,.0f} MB{peaks[1] / peaks[0]:>7.2f}×{'≤ 1.5':>8}"


def _peak(command: list[str]) -> int:
    """The most bytes that a command and its workers have in memory, looked at ten times a second."""
    most = 0
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        while process.poll() is None:
            most = max(most, sum(map(_resident, [process.pid, *_children(process.pid)])))
            time.sleep(0.1)
    if process.returncode:
        raise SystemExit(f"{command} failed")
    return most


def _processor(pid: int) -> float:
    """Seconds of the processor that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _children(pid: int) -> list[int]:
    try:
        found = [(thread / "children").read_text() for thread in Path(f"/proc/{pid}/task").iterdir()]
    except OSError:
        return []
    return [int(each) for line in found for each in line.split()]


def _resident(pid: int) -> int:
    """Memory that is not shared with other processes, and a share of what is."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:")), 0)


def start() -> Iterator[str]:
    """Seconds from the start of a process."""
    kgraph = str(Path(sys.executable).with_name("kgraph"))
    yield f"{'start':28}{'wall clock':>12}{'processor':>12}{'aim':>8}"
    for name, command, aim in (
        ("import kgraph", [sys.executable, "-c", "import kgraph"], "< 0.2"),
        ("kgraph --help", [kgraph, "--help"], "< 0.3"),
        ("first claim of an article", [kgraph, "extract", "--no-cache", str(ARTICLE)], "< 2"),
    ):
        runs = [_until_first_line(command) for _ in range(2 * RUNS + 1)]
        wall, processor = median(run[0] for run in runs), median(run[1] for run in runs)
        yield f"{name:28}{wall:>10.2f} s{processor:>10.2f} s{aim:>8}"


def _until_first_line(command: list[str]) -> tuple[float, float]:
    before = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE)
    assert process.stdout
    process.stdout.readline()
    wall = time.perf_counter() - before
    process.stdout.read()
    process.stdout.close()
    _, _, used = os.wait4(process.pid, 0)
    process.returncode = 0
    return wall, used.ru_utime + used.ru_stime


if __name__ == "__main__":
    if sys.argv[1:2] == ["build"]:
        build(articles(int(sys.argv[2]), seed=3, templates=NEWS), sys.argv[3], workers=2, cache=False)
    else:
        main(sys.argv[1:])
