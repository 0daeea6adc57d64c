"""`caveat serve`: the scheduler reads, the web server answers, SIGTERM ends both."""

import gzip
import os
import signal
import socket
import subprocess
import time
from contextlib import contextmanager

import brotli
import feedparser
import httpx
import pytest

from tests.acceptance.conftest import listing, listing_source, page


@contextmanager
def serving(installation, *args):
    """The server under way, as (address, process)."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    process = subprocess.Popen(
        installation.command("serve", "--port", str(port), *args),
        cwd=installation.root,
        env=installation.environ(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield f"http://127.0.0.1:{port}", process
    finally:
        process.kill()
        process.communicate()


def get(address, seconds=40.0, **headers):
    """The answer, once there is one that is 200 or 304."""
    until = time.monotonic() + seconds
    fields = {"accept-encoding": "identity", **headers}
    with httpx.Client(trust_env=False, headers=fields, follow_redirects=True) as client:
        while True:
            try:
                answer = client.get(address)
                if answer.status_code in (200, 304):
                    return answer
            except httpx.TransportError:
                pass
            assert time.monotonic() < until, f"{address} did not come up"
            time.sleep(0.1)


@pytest.fixture
def installed(installation, site):
    notice = "Warning: this article contains spoilers for Dune."
    running = site({"/": listing("a"), "/a": page("Sand", notice=notice)})
    return installation.write(source_site=listing_source(running.url))


def test_what_is_due_is_read_served_and_revalidated_and_sigterm_ends_it_cleanly(installed):
    with serving(installed) as (address, process):
        answer = get(f"{address}/feeds/all.rss")
        assert answer.headers["content-type"].startswith("application/rss+xml")
        (entry,) = feedparser.parse(answer.content).entries
        assert entry.title == "[Spoilers: Dune] Sand"
        assert get(f"{address}/healthz").json()["ok"] is True
        assert get(f"{address}/feeds/index.html").headers["content-type"].startswith("text/html")

        tag, changed = answer.headers["etag"], answer.headers["last-modified"]
        assert get(f"{address}/feeds/all.rss", **{"if-none-match": tag}).status_code == 304
        assert get(f"{address}/feeds/all.rss", **{"if-modified-since": changed}).status_code == 304

        process.send_signal(signal.SIGTERM)
        out, err = process.communicate(timeout=20)
        assert process.returncode == 0, err
        assert "Traceback" not in err
        assert out == ""


def test_the_bytes_are_the_same_in_every_coding_and_on_disk(installed):
    installed.caveat("run")
    with serving(installed, "--no-schedule") as (address, _):
        for name in ("all.rss", "all.atom", "all.json", "index.html"):
            plain = get(f"{address}/feeds/{name}")
            assert plain.content == installed.feed(name)
            tags = {plain.headers["etag"]}
            for coding, decode in (("gzip", gzip.decompress), ("br", brotli.decompress)):
                with (
                    httpx.Client(trust_env=False) as client,
                    client.stream("GET", f"{address}/feeds/{name}", headers={"accept-encoding": coding}) as coded,
                ):
                    assert coded.headers["content-encoding"] == coding
                    assert decode(b"".join(coded.iter_raw())) == plain.content
                    tags.add(coded.headers["etag"])
            assert len(tags) == 3, "a strong ETag per coding"


def test_the_address_is_told_once_it_can_be_asked(installed):
    with serving(installed, "--no-schedule") as (address, process):
        assert process.stderr.readline() == f"serving {address}/\n"
        get(f"{address}/healthz")


def test_a_port_that_is_taken_is_named_with_the_way_out(installed):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        said = installed.caveat("serve", "--port", str(port), exit_code=2).stderr
    assert said.startswith(f"127.0.0.1 port {port}: cannot listen there: Address already in use; ")
    assert "[serve] host and port" in said
    assert "--port" in said
    assert said.count("\n") == 1


@pytest.mark.parametrize("host", ["192.0.2.1", "no such host"])
def test_a_host_that_is_not_this_one_is_named(installed, host):
    said = installed.caveat("serve", "--host", host, exit_code=2).stderr
    assert said.startswith(f"{host} port 8000: cannot listen there: ")
    assert said.count("\n") == 1


def test_before_the_first_pass_has_ended_visitors_are_asked_to_wait(installed):
    with serving(installed, "--no-schedule") as (address, process):
        process.stderr.readline()
        for path in ("/", "/feeds/all.rss"):
            answer = httpx.get(f"{address}{path}", follow_redirects=True, trust_env=False)
            assert (answer.status_code, answer.headers["retry-after"]) == (503, "10")
            assert "the first pass" in answer.text
        assert get(f"{address}/healthz").json()["ok"] is True
        installed.caveat("run")
        assert get(f"{address}/").status_code == 200
        assert httpx.get(f"{address}/feeds/none.rss", trust_env=False).status_code == 404


def test_without_the_schedule_nothing_is_read(installation, site):
    running = site({"/": listing("a"), "/a": page("Sand")})
    installation.write(source_site=listing_source(running.url))
    with serving(installation, "--no-schedule") as (address, process):
        for _ in range(50):  # a pass, had one begun with the server, would have asked for the list by now
            get(f"{address}/healthz")
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=20)
    assert running.asked == []
    assert not (installation.root / "feeds").exists()


def test_a_new_article_reaches_subscribers_while_the_server_runs(installed, site):
    installed.caveat("run")
    with serving(installed, "--no-schedule") as (address, _):
        feed, view = f"{address}/feeds/all.json", f"{address}/feeds/all.json?disclosure=redact"
        before = {where: get(where).headers["etag"] for where in (feed, view)}
        path = installed.root / "note.txt"
        path.write_text("A late note\n\nIt came in while the server was running, by another process.\n")
        installed.caveat("ingest", str(path))
        for where, tag in before.items():
            after = get(where, **{"if-none-match": tag})
            assert after.status_code == 200
            assert "A late note" in after.text


def test_an_address_that_cannot_be_understood_is_told_what_is_right(installed):
    installed.caveat("run")
    with serving(installed, "--no-schedule") as (address, _):
        get(f"{address}/feeds/all.rss?disclosure=redact&seen=dune")
        answer = httpx.get(f"{address}/feeds/all.rss?disclosure=everything", trust_env=False)
        assert (answer.status_code, answer.headers["content-type"]) == (400, "text/plain; charset=utf-8")
        assert "redact" in answer.text
        assert get(f"{address}/readyz").json()["ok"] is True


def test_an_interrupted_server_in_the_middle_of_a_pass_ends_cleanly(installation, site):
    def slow(_):
        time.sleep(5)
        return 200, {"content-type": "text/html"}, page("B").encode()

    running = site({"/": listing("b"), "/b": slow})
    installation.write(source_site=listing_source(running.url))
    with serving(installation) as (_, process):
        until = time.monotonic() + 30
        while not any(asked.path == "/b" for asked in running.asked):
            assert time.monotonic() < until
            time.sleep(0.05)
        os.kill(process.pid, signal.SIGTERM)
        _, err = process.communicate(timeout=20)
        assert process.returncode == 0, err
        assert "Traceback" not in err
