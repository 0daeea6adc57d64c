"""Owns what the store keeps when a process is killed, the disk is full, or two processes work at once."""

import shutil
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from caveat.errors import StorageError
from caveat.store import open_store
from caveat.store.database import Database
from caveat.store.migrations import STEPS, migrate
from tests.contract.samples import entry, page, poll

ROOT = Path(__file__).parents[2]

WRITER = """
import itertools, sys
from caveat.store import open_store
from tests.contract.samples import entry, link, page, poll
store = open_store(sys.argv[1])
for number in itertools.count():
    made = [entry(f"{sys.argv[2]}-{number}-{part}") for part in range(5)]
    links = [link(item.key, entry_key=item.key) for item in made]
    store.save(poll(*made, links=links, pages=[page(item.key, body=b"w" * 9_000) for item in made]))
    print(number, flush=True)
    if len(sys.argv) > 3 and number + 1 == int(sys.argv[3]):
        break
"""

OPENER = (
    "import sys; from caveat.store import open_store; store = open_store(sys.argv[1]); store.states(); store.close()"
)

FULL_DISK = """
import sys
from caveat.errors import StorageError
from caveat.store import open_store
from tests.contract.samples import entry, page, poll
store = open_store(sys.argv[1])
try:
    for number in range(10_000):
        made = entry(f"n{number}")
        store.save(poll(made, pages=[page(made.key, body=__import__("random").randbytes(50_000))]))
except StorageError as error:
    print(number, error)
print(len(store.entries(None, limit=20_000)))
"""


def start(script, *arguments, **options):
    command = [sys.executable, "-c", script, *arguments]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, **options)


def is_whole(path):
    with closing(sqlite3.connect(path)) as connection:
        broken = connection.execute("PRAGMA foreign_key_check").fetchall()
        return not broken and connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


@pytest.fixture
def path(tmp_path):
    return tmp_path / "caveat.db"


@pytest.fixture
def url(path):
    return f"sqlite:///{path}"


def test_a_killed_writer_loses_nothing_that_was_saved_and_leaves_no_half(url, path):
    saved = set()
    for run in range(4):
        with start(WRITER, url, f"run{run}") as writer:
            for _ in range(3 + run):
                saved.add(f"run{run}-{writer.stdout.readline().strip()}")
            writer.kill()
            saved.update(f"run{run}-{line.strip()}" for line in writer.stdout if line.endswith("\n"))
        assert is_whole(path)
    store = open_store(url)
    kept = {item.key.rsplit("/", 1)[1] for item in store.entries(None, limit=100_000)}
    assert {f"{name}-{part}" for name in saved for part in range(5)} <= kept
    assert len(kept) % 5 == 0
    store.save(poll(entry("after")))
    store.close()


def test_two_processes_that_write_at_once_both_get_through(url, path):
    with start(WRITER, url, "one", "25") as one, start(WRITER, url, "two", "25") as two:
        assert one.communicate(timeout=120)[0].count("\n") == two.communicate(timeout=120)[0].count("\n") == 25
    assert (one.returncode, two.returncode) == (0, 0)
    store = open_store(url)
    assert len(store.entries(None, limit=1000)) == 250
    store.close()
    assert is_whole(path)


def test_processes_that_open_a_new_database_at_once_all_get_it(url, path):
    openers = [start(OPENER, url) for _ in range(5)]
    assert [opener.wait(timeout=120) for opener in openers] == [0] * 5
    for opener in openers:
        opener.stdout.close()
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT version FROM schema_version").fetchall() == [(len(STEPS),)]


def test_a_new_database_that_another_process_is_making_is_waited_for(url, path):
    with closing(sqlite3.connect(path, isolation_level=None)) as other, ThreadPoolExecutor(1) as threads:
        other.execute("BEGIN IMMEDIATE")
        opening = threads.submit(open_store, url)
        with pytest.raises(TimeoutError):
            opening.result(timeout=0.3)
        other.execute("COMMIT")
        opening.result(timeout=60).close()


def test_a_full_database_says_so_and_keeps_what_it_had(url, path):
    store = open_store(url)
    store.save(poll(entry("before")))
    store.close()
    pages = path.stat().st_size // 4096
    database = Database(url)
    with database.writing() as connection:
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 5}")
    words = r"caveat\.db: the disk is full: free some space"
    with pytest.raises(StorageError, match=words), database.writing() as connection:
        connection.exec_driver_sql("CREATE TABLE big AS SELECT zeroblob(100000) AS body")
    database.close()
    store = open_store(url)
    assert list(store.entries(None, limit=10)) == [entry("before")]
    store.close()


@pytest.mark.skipif(shutil.which("unshare") is None, reason="needs unshare to mount a small disk")
def test_a_full_disk_says_so_and_keeps_what_was_saved(tmp_path):
    script = 'mount -t tmpfs -o size=2m tmpfs "$1" && exec "$2" -c "$3" "sqlite:///$1/caveat.db"'
    command = ["unshare", "-Urm", "sh", "-c", script, "sh", tmp_path, sys.executable, FULL_DISK]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120)
    if "unshare" in done.stderr or "mount" in done.stderr:
        pytest.skip("this machine lets nobody mount a small disk")
    assert done.returncode == 0, done.stderr
    failure, kept = done.stdout.splitlines()
    number, words = failure.split(" ", 1)
    assert "caveat.db: the disk is full: free some space" in words
    assert int(kept) == int(number) > 0


def test_a_step_that_fails_leaves_the_version_and_the_tables_before_it(url, path):
    open_store(url).close()
    broken = (*STEPS, ("CREATE TABLE halfway (id TEXT)", "CREATE TABLE"))
    database = Database(url)
    with pytest.raises(StorageError):
        migrate(database, broken)
    database.close()
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT version FROM schema_version").fetchall() == [(len(STEPS),)]
        assert connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'halfway'").fetchall() == []


def test_a_further_step_is_taken_once_and_keeps_what_was_stored(url):
    store = open_store(url)
    store.save(poll(entry(), pages=[page(entry().key)]))
    store.close()
    further = (*STEPS, ("ALTER TABLE entries ADD COLUMN pinned INTEGER NOT NULL DEFAULT 0",))
    database = Database(url)
    migrate(database, further)
    migrate(database, further)
    with database.reading() as connection:
        assert connection.exec_driver_sql("SELECT key, pinned FROM entries").all() == [(entry().key, 0)]
        assert connection.exec_driver_sql("SELECT version FROM schema_version").all() == [(len(STEPS) + 1,)]
    database.close()
