"""Owns the measuring of polls: unchanged feeds and new ones, by caveat, by `reader`, and by httpx alone; on one core.

Each contender runs in a process of its own, one after the other, over the same server.
"""

import asyncio
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import httpx

from bench.feeds import serve_feeds
from bench.memory import resident
from caveat.app import house
from caveat.app.passes import pass_over
from caveat.model import Every, FetchSettings, Settings, Source, SourceKind

FEW, MANY = 10, 50
"""Entries of the feeds that are unchanged, and of those that are new."""
_HOSTS = 200
"""Names that the feeds are dealt out to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Speed:
    """Feeds a second, of each contender that is there; the median of some rounds."""

    unchanged: Mapping[str, float]
    """Answered 304."""
    changed: Mapping[str, float]
    """Answered 200 with new entries, which are read and stored."""


def polls(feeds: int, rounds: int) -> Speed:
    """Polls so many unchanged feeds, and a fifth of that number of new ones; each contender in turn, every round."""
    # reader imports sgmllib, and does not name what has it.
    rivals = ("reader",) if find_spec("reader") and find_spec("sgmllib") else ()
    return Speed(
        unchanged=_medians(feeds, FEW, rounds, [f"{name} 304" for name in ("caveat", *rivals, "httpx")]),
        changed=_medians(max(feeds // 5, 1), MANY, rounds, [f"{name} 200" for name in ("caveat", *rivals)]),
    )


def _medians(feeds: int, entries: int, rounds: int, contenders: Sequence[str]) -> Mapping[str, float]:
    with serve_feeds(feeds, entries) as port:
        runs = [{name: feeds / _run(name, port, feeds) for name in contenders} for _ in range(rounds)]
    return {name.partition(" ")[0]: median(run[name] for run in runs) for name in contenders}


def memory(sources: int) -> float:
    """Megabytes that a process holds after a pass over so many sources, none of them changed."""
    with serve_feeds(1, 0) as port:
        return _run("caveat memory", port, sources)


def _run(name: str, port: int, feeds: int) -> float:
    command = [sys.executable, "-m", "bench.polls", name, str(port), str(feeds)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, cwd=Path(__file__).parent.parent)
    return float(json.loads(done.stdout))


def _settings(folder: Path, port: int, feeds: int, path: Callable[[int], str]) -> Settings:
    hosts = {_host(number, feeds) for number in range(feeds)}
    return Settings(
        base_url="http://127.0.0.1:8000",
        database=f"sqlite:///{folder / 'caveat.db'}",
        feeds_dir=folder / "feeds",
        lock_file=folder / "caveat.lock",
        fetch=FetchSettings(delay=timedelta(), dial=tuple((host, "127.0.0.1", port) for host in hosts)),
        sources=tuple(
            Source(
                id=f"feed-{number}",
                kind=SourceKind.FEED,
                url=f"http://{_host(number, feeds)}/{path(number)}",
                schedule=Every(interval=timedelta()),
                limit=MANY,
                initial=MANY,
            )
            for number in range(feeds)
        ),
    )


def _host(number: int, feeds: int) -> str:
    return f"feed-{number % min(feeds, _HOSTS)}.example"


def _caveat(port: int, feeds: int, *, again: bool) -> float:
    """Seconds of a pass over feeds that are new, or (`again`) of the next one, which finds them unchanged."""

    async def do(folder: Path) -> float:
        async with house(_settings(folder, port, feeds, str)) as open_house:
            seconds = 0.0
            for _ in range(1 + again):
                started = time.perf_counter()
                report = await pass_over(open_house)
                seconds = time.perf_counter() - started
        assert not report.failed
        assert sum(source.new for source in report.sources) == (0 if again else MANY * feeds)
        return seconds

    with TemporaryDirectory(prefix="caveat-bench-") as name:
        return asyncio.run(do(Path(name)))


def _caveat_memory(port: int, sources: int) -> float:
    async def do(folder: Path) -> float:
        async with house(_settings(folder, port, sources, lambda number: f"0?{number}")) as open_house:
            report = await pass_over(open_house)
        assert len(report.sources) == sources
        assert not report.failed
        return resident()

    with TemporaryDirectory(prefix="caveat-bench-") as name:
        return asyncio.run(do(Path(name)))


def _reader(port: int, feeds: int, *, again: bool) -> float:
    """The same by `reader`."""
    from reader import make_reader

    look_up = socket.getaddrinfo
    socket.getaddrinfo = lambda _host, *rest, **more: look_up("127.0.0.1", *rest, **more)
    with TemporaryDirectory(prefix="caveat-bench-") as name:
        reader = make_reader(str(Path(name) / "reader.db"))
        for number in range(feeds):
            reader.add_feed(f"http://{_host(number, feeds)}:{port}/{number}")
        seconds = 0.0
        for _ in range(1 + again):
            started = time.perf_counter()
            reader.update_feeds(scheduled=False)
            seconds = time.perf_counter() - started
        assert not reader.get_feed_counts(broken=True).total
        reader.close()
    return seconds


def _httpx(port: int, feeds: int) -> float:
    """Seconds that a bare client takes for as many answers 304, with two connections in its pool."""

    async def do() -> float:
        limits = httpx.Limits(max_connections=2)
        async with httpx.AsyncClient(limits=limits, base_url=f"http://127.0.0.1:{port}", trust_env=False) as client:
            numbers = iter(range(feeds))

            async def fetch() -> None:
                for number in numbers:
                    answer = await client.get(f"/{number}", headers={"If-None-Match": '"1"'})
                    assert answer.status_code == httpx.codes.NOT_MODIFIED

            started = time.perf_counter()
            await asyncio.gather(fetch(), fetch())
            return time.perf_counter() - started

    return asyncio.run(do())


_CONTENDERS: Mapping[str, Callable[[int, int], float]] = {
    "caveat 304": lambda port, feeds: _caveat(port, feeds, again=True),
    "caveat 200": lambda port, feeds: _caveat(port, feeds, again=False),
    "caveat memory": _caveat_memory,
    "reader 304": lambda port, feeds: _reader(port, feeds, again=True),
    "reader 200": lambda port, feeds: _reader(port, feeds, again=False),
    "httpx 304": _httpx,
}


if __name__ == "__main__":
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    print(json.dumps(_CONTENDERS[sys.argv[1]](int(sys.argv[2]), int(sys.argv[3]))))
