"""How a run ends that is told to: calmly, with the signal's exit code, and with nothing lost."""

import os
import signal
import subprocess
import threading

import pytest

from tests.acceptance.conftest import listing, listing_source, page


@pytest.fixture
def under_way(installation, site):
    """A run that waits for an article, and the event that lets the site send it."""
    arrived, release = threading.Event(), threading.Event()

    def slow(_):
        arrived.set()
        release.wait(60)
        return 200, {"content-type": "text/html"}, page("B").encode()

    running = site({"/": listing("a", "b"), "/a": page("A"), "/b": slow})
    installation.write(source_site=listing_source(running.url))
    with subprocess.Popen(
        installation.command("run"),
        cwd=installation.root,
        env=installation.environ(),
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        assert arrived.wait(60)
        yield process, release
        release.set()
        process.kill()


@pytest.mark.parametrize("to", [os.kill, os.killpg], ids=["process", "group"])
@pytest.mark.parametrize(
    ("number", "code", "word"), [(signal.SIGTERM, 143, "terminated"), (signal.SIGINT, 130, "interrupted")]
)
def test_a_run_ends_calmly_and_the_next_one_makes_it_good(installation, under_way, number, code, word, to):
    process, release = under_way
    to(process.pid, number)
    _, said = process.communicate(timeout=30)
    assert (process.returncode, said) == (code, f"{word}; run again, nothing is lost\n")
    release.set()
    assert installation.report("run")["sources"][0]["new"] == 2
    assert {item["title"] for item in installation.items()} == {"A", "B"}


def test_a_run_that_was_killed_is_made_good_by_the_next(installation, under_way):
    process, release = under_way
    os.killpg(process.pid, signal.SIGKILL)
    process.wait(10)
    release.set()
    assert installation.report("run")["sources"][0]["new"] == 2
    assert {item["title"] for item in installation.items()} == {"A", "B"}


def test_a_background_job_that_ignores_interrupts_is_still_terminated(installation, site):
    waiting, release = threading.Event(), threading.Event()

    def slow(_):
        waiting.set()
        release.wait(60)
        return 200, {}, b""

    running = site({"/": slow})
    installation.write(source_site=listing_source(running.url))
    command = ["sh", "-c", 'trap "" INT; exec "$@"', "sh", *installation.command("run")]
    with subprocess.Popen(
        command, cwd=installation.root, env=installation.environ(), stderr=subprocess.PIPE, text=True
    ) as process:
        assert waiting.wait(60)
        process.terminate()
        _, said = process.communicate(timeout=30)
        release.set()
    assert (process.returncode, said) == (143, "terminated; run again, nothing is lost\n")
