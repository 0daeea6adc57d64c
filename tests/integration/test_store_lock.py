"""Owns what the lock of a pass promises between processes and threads."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

import pytest

from caveat.errors import LockedError, StorageError
from caveat.store import pass_lock

HOLDER = """
import sys
from pathlib import Path
from caveat.store import pass_lock
with pass_lock(Path(sys.argv[1]), 0):
    print("held", flush=True)
    sys.stdin.readline()
"""


@pytest.fixture
def path(tmp_path):
    return tmp_path / "var/caveat.lock"


def start_holder(path):
    return subprocess.Popen([sys.executable, "-c", HOLDER, path], stdin=subprocess.PIPE, stdout=subprocess.PIPE)


@pytest.fixture
def holder(path):
    """Another process that holds the lock until it reads a line."""
    with start_holder(path) as process:
        assert process.stdout.readline() == b"held\n"
        yield process
        process.kill()


def test_a_lock_that_another_process_holds_is_refused_with_its_number(holder, path):
    words = rf"another pass \(process {holder.pid}\) holds .*caveat\.lock"
    with pytest.raises(LockedError, match=words), pass_lock(path, 0.1):
        pytest.fail("both hold the lock")


def test_a_waiting_pass_gets_the_lock_when_the_other_ends(holder, path):
    with ThreadPoolExecutor(1) as threads, ExitStack() as held:
        waiting = threads.submit(held.enter_context, pass_lock(path, 30))
        holder.communicate(b"\n", timeout=30)
        assert waiting.result(timeout=30) is None


def test_the_lock_of_a_killed_holder_is_free(holder, path):
    holder.kill()
    holder.wait(timeout=30)
    with pass_lock(path, 0), pytest.raises(LockedError), pass_lock(path, 0):
        pass


def test_two_threads_of_a_process_cannot_both_hold_it(path):
    with ThreadPoolExecutor(1) as threads, ExitStack() as held, pass_lock(path, 0), pytest.raises(LockedError):
        threads.submit(held.enter_context, pass_lock(path, 0)).result(timeout=30)


def test_the_lock_is_free_after_an_error_inside(path):
    with pytest.raises(ZeroDivisionError), pass_lock(path, 0):
        raise ZeroDivisionError
    with pass_lock(path, 0):
        pass


def test_a_refused_pass_does_not_free_the_lock_of_the_other(path):
    with pass_lock(path, 0):
        for _ in range(2):
            with pytest.raises(LockedError), pass_lock(path, 0):
                pytest.fail("both hold the lock")


@pytest.mark.parametrize("blocked", ["var", "var/caveat.lock/"])
def test_a_lock_file_that_cannot_be_made_is_said(path, tmp_path, blocked):
    if blocked.endswith("/"):
        (tmp_path / blocked).mkdir(parents=True)
    else:
        (tmp_path / blocked).write_text("a file where the folder would be")
    with pytest.raises(StorageError, match=r"caveat\.lock: the lock file cannot be made"), pass_lock(path, 0):
        pytest.fail("there is no lock")


def test_words_in_the_lock_file_are_not_taken_for_a_process(path):
    with pass_lock(path, 0):
        path.write_bytes(b"\xff\xfe; rm -rf /")
        with pytest.raises(LockedError, match="another pass holds"), pass_lock(path, 0):
            pytest.fail("both hold the lock")
