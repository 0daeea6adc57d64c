"""Owns the measuring of serving: CPU time that a request takes of `caveat serve`, and of nginx with the same files.

Only the servers' own time is counted; whoever asks is another process, on another core.
"""

import asyncio
import multiprocessing
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import psutil

from bench.feeds import serve_feeds
from caveat.app import house
from caveat.app.passes import pass_over
from caveat.app.serving import serve
from caveat.model import Every, Feed, FetchSettings, Format, Settings, Source, SourceKind, StoredDocument
from caveat.store import open_store

_ENTRIES = 50
_CONNECTIONS = 8
"""Kept alive, each with one request under way."""
_REQUESTS = 4000
_WARM_UP = 400
_REQUEST = "GET /feeds/all.rss HTTP/1.1\r\nHost: 127.0.0.1\r\nUser-Agent: bench\r\nAccept: */*\r\n"
_NGINX = """{user} daemon off; worker_processes 1; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{ worker_connections 64; }}
http {{
  access_log off; sendfile on; keepalive_requests 1000000; default_type application/rss+xml;
  client_body_temp_path {folder}/t1; proxy_temp_path {folder}/t2; fastcgi_temp_path {folder}/t3;
  uwsgi_temp_path {folder}/t4; scgi_temp_path {folder}/t5;
  gzip_static on; gzip_vary on;
  server {{ listen 127.0.0.1:{port}; location /feeds/ {{ alias {feeds}/; }} }}
}}
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """Microseconds of CPU time that one request takes, medians of some rounds."""

    caveat: float
    nginx: float


def serving(rounds: int) -> tuple[int, Mapping[str, Cost]] | None:
    """The document's bytes, and what each kind of request for it costs; None where there is no nginx."""
    nginx = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
    if nginx is None:
        return None
    with TemporaryDirectory(prefix="caveat-bench-") as name, ExitStack() as stack:
        settings = _settings(Path(name))
        document = _published(settings)
        servers = {
            "caveat": stack.enter_context(_caveat(settings)),
            "nginx": stack.enter_context(_nginx(nginx, settings)),
        }
        kinds = {"200": "", "200, gzip": "Accept-Encoding: gzip\r\n"}
        found = {kind: _costs(servers, dict.fromkeys(servers, head), rounds) for kind, head in kinds.items()}
        tags = {server: f"If-None-Match: {_tag(one.port)}\r\n" for server, one in servers.items()}
        return len(document.body), {**found, "304": _costs(servers, tags, rounds)}


@dataclass(frozen=True, slots=True)
class _Server:
    port: int
    process: psutil.Process

    def cpu(self) -> float:
        """Seconds of user and system time that its threads and those of its children took so far."""
        family = [self.process, *self.process.children(recursive=True)]
        files = [file for one in family for file in Path(f"/proc/{one.pid}/task").glob("*/schedstat")]
        return sum(int(file.read_text().split()[0]) for file in files) / 1e9


def _settings(folder: Path) -> Settings:
    every = Every(interval=timedelta())
    url = "http://feed.example/0"
    return Settings(
        base_url="http://127.0.0.1:8000",
        database=f"sqlite:///{folder / 'caveat.db'}",
        feeds_dir=folder / "feeds",
        lock_file=folder / "caveat.lock",
        sources=(Source(id="news", kind=SourceKind.FEED, url=url, schedule=every, limit=_ENTRIES, initial=_ENTRIES),),
        feeds=(Feed(id="all", title="All", formats=(Format.RSS,), variants=()),),
    )


def _published(settings: Settings) -> StoredDocument:
    """Reads and publishes a feed; the document, which stands in the folder with its gzip beside it."""

    async def read(port: int) -> None:
        fetching = FetchSettings(delay=timedelta(), dial=(("feed.example", "127.0.0.1", port),))
        async with house(replace(settings, fetch=fetching)) as open_house:
            report = await pass_over(open_house)
        assert not report.failed

    with serve_feeds(1, _ENTRIES) as port:
        asyncio.run(read(port))
    store = open_store(settings.database)
    document = store.document("all.rss")
    store.close()
    assert document is not None
    (settings.feeds_dir / "all.rss.gz").write_bytes(document.gzip)
    return document


@contextmanager
def _caveat(settings: Settings) -> Iterator[_Server]:
    port = _free_port()
    process = multiprocessing.get_context("spawn").Process(target=_serve, args=(settings, port), daemon=True)
    process.start()
    assert process.pid is not None
    try:
        yield _started(port, process.pid)
    finally:
        process.terminate()
        process.join()


def _serve(settings: Settings, port: int) -> None:
    serve(settings, schedule=False, host="127.0.0.1", port=port, ready=lambda _: None)


@contextmanager
def _nginx(program: str, settings: Settings) -> Iterator[_Server]:
    port, folder = _free_port(), settings.feeds_dir.parent / "nginx"
    folder.mkdir()
    config = folder / "nginx.conf"
    user = "user root;" if os.geteuid() == 0 else ""
    config.write_text(_NGINX.format(user=user, folder=folder, port=port, feeds=settings.feeds_dir))
    process = subprocess.Popen([program, "-p", str(folder), "-c", str(config)])
    try:
        yield _started(port, process.pid)
    finally:
        process.terminate()
        process.wait()


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
        return port


def _started(port: int, pid: int) -> _Server:
    """The server, once it takes connections, on a core of its own."""
    until = time.monotonic() + 30
    while True:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
            break
        except ConnectionRefusedError:
            assert time.monotonic() < until, "the server did not come up"
            time.sleep(0.05)
    process = psutil.Process(pid)
    for one in (process, *process.children(recursive=True)):
        one.cpu_affinity([min(os.sched_getaffinity(0))])
    return _Server(port, process)


def _costs(servers: Mapping[str, _Server], heads: Mapping[str, str], rounds: int) -> Cost:
    """What a request with these header fields costs; the servers take turns."""
    requests = {name: f"{_REQUEST}{head}\r\n".encode() for name, head in heads.items()}
    for name, server in servers.items():
        _ask(server.port, requests[name], _WARM_UP)
    runs = [{name: _cost(server, requests[name]) for name, server in servers.items()} for _ in range(rounds)]
    return Cost(**{name: median(run[name] for run in runs) for name in servers})


def _cost(server: _Server, request: bytes) -> float:
    before = server.cpu()
    _ask(server.port, request, _REQUESTS)
    return (server.cpu() - before) / _REQUESTS * 1e6


def _ask(port: int, request: bytes, times: int) -> bytes:
    """Asks so many times, over a few connections at once; the head of the last answer."""
    head = b""
    with ExitStack() as stack:
        made = [stack.enter_context(socket.create_connection(("127.0.0.1", port))) for _ in range(_CONNECTIONS)]
        for _ in range(max(times // _CONNECTIONS, 1)):
            for connection in made:
                connection.sendall(request)
            for connection in made:
                head = _answer(connection)
    return head


def _answer(connection: socket.socket) -> bytes:
    """The head of an answer that is read to its end."""
    data = connection.recv(1 << 18)
    while b"\r\n\r\n" not in data:
        data += connection.recv(1 << 18)
    head, _, body = data.partition(b"\r\n\r\n")
    status = head.split(b" ", 2)[1]
    assert status in (b"200", b"304"), head
    left = int(_field(head, b"content-length")) - len(body) if status == b"200" else 0
    while left > 0:
        left -= len(connection.recv(1 << 18))
    return head


def _field(head: bytes, name: bytes) -> bytes:
    lines = (line.partition(b":") for line in head.split(b"\r\n"))
    return next(value.strip() for found, _, value in lines if found.lower() == name)


def _tag(port: int) -> str:
    head = _ask(port, f"{_REQUEST}\r\n".encode(), 1)
    return _field(head, b"etag").decode()
