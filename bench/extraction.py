"""Owns the measuring of extraction: pages a CPU second and memory of each extractor, in turns, on the same pages.

Each runs in a process of its own that waits for its turn, so that none is measured while another works.
"""

import gzip
import hashlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from bench.extractors import Extract, installed, make_extract
from bench.memory import Peak
from bench.pages import HEAVY, stories

_GENERATED = 60
_LABELLED = 200
"""Pages that are timed: of our own, and of a corpus."""
_HOSTS = 10

Pages = Sequence[tuple[bytes, str]]
"""Pages in UTF-8, and their addresses."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How one extractor got through some pages."""

    pages: int
    size: int
    """Bytes of all of them."""
    seconds: float
    """CPU time of a pass: the median of the rounds."""
    peak: float
    """MB that its process held at most, the pages among them."""
    failed: int
    """Pages that it raised an error for."""

    @property
    def rate(self) -> float:
        """Pages a CPU second."""
        return self.pages / self.seconds


def paces(corpora: Sequence[Path], rounds: int) -> Mapping[str, Pace]:
    """For each extractor that is installed its pace on pages of these corpora, or on generated ones if there are none.

    All take turns: a round is one pass of each.
    """
    with ExitStack() as stack:
        runners = {name: stack.enter_context(_runner(name, corpora)) for name in installed()}
        firsts = {name: _ask(runner) for name, runner in runners.items()}
        seconds: dict[str, list[float]] = {name: [] for name in runners}
        for _ in range(rounds):
            for name, runner in runners.items():
                seconds[name].append(_ask(runner)["seconds"])
    return {
        name: Pace(
            pages=int(first["pages"]),
            size=int(first["size"]),
            seconds=median(seconds[name]),
            peak=first["peak"],
            failed=int(first["failed"]),
        )
        for name, first in firsts.items()
    }


@contextmanager
def _runner(name: str, corpora: Sequence[Path]) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "bench.extraction", name, *map(str, corpora)]
    folder = Path(__file__).parent.parent
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=folder) as runner:
        try:
            yield runner
        finally:
            runner.terminate()


def _ask(runner: subprocess.Popen[str]) -> dict[str, float]:
    """What a runner says of its next pass."""
    assert runner.stdin
    assert runner.stdout
    print(file=runner.stdin, flush=True)
    answer = runner.stdout.readline()
    assert answer, "an extractor did not get through the pages"
    said: dict[str, float] = json.loads(answer)
    return said


def _run(name: str, corpora: Sequence[Path]) -> None:
    """Passes over the pages, one for each line read: the first one for memory and errors, further ones for time."""
    extract = make_extract(name)
    pages = _labelled(corpora) if corpora else _generated()
    sys.stdin.readline()
    with Peak() as peak:
        failed = _pass(extract, pages)
    print(
        json.dumps(
            {
                "pages": len(pages),
                "size": sum(len(page) for page, _ in pages),
                "peak": peak.main,
                "failed": failed,
            }
        ),
        flush=True,
    )
    for _ in sys.stdin:
        started = time.process_time()
        _pass(extract, pages)
        print(json.dumps({"seconds": time.process_time() - started}), flush=True)


def _pass(extract: Extract, pages: Pages) -> int:
    """Reads all pages; the number of those that it was not able to."""
    failed = 0
    for page, url in pages:
        try:
            extract(page.decode(), url)
        except Exception:  # whatever a library raises, it has not read the page
            failed += 1
    return failed


def _generated() -> Pages:
    return [(story.page.encode(), story.url) for story in stories(_GENERATED, _HOSTS, HEAVY)]


def _labelled(corpora: Sequence[Path]) -> Pages:
    """Some pages of labelled corpora, the same ones at every run: those whose ids have the lowest digests."""
    found = [
        (said["id"], folder / "html" / said["html"], said["url"])
        for folder in corpora
        for said in map(json.loads, (folder / "truth.jsonl").read_text("utf-8").splitlines())
    ]
    found.sort(key=lambda one: hashlib.sha256(one[0].encode()).digest())
    return [(gzip.decompress(path.read_bytes()), url) for _, path, url in found[:_LABELLED]]


if __name__ == "__main__":
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    _run(sys.argv[1], [Path(argument) for argument in sys.argv[2:]])
