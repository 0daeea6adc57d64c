"""Owns what the feeds folder promises on a real disk."""

import os
import signal
import stat
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caveat.errors import StorageError
from caveat.store import FeedsFolder

ENDLESS_WRITER = """
import itertools, sys
from pathlib import Path
from caveat.store import FeedsFolder
folder = FeedsFolder(Path(sys.argv[1]))
for number in itertools.count(1):
    folder.write("tv.rss", b"a" * 3_000_000)
    folder.write("tv.rss", b"b" * 3_000_000)
    if number == 1:
        print("wrote twice", flush=True)
"""

NO_ROOM = """
import resource, sys
from pathlib import Path
from caveat.errors import StorageError
from caveat.store import FeedsFolder
resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, 10_000))
try:
    FeedsFolder(Path(sys.argv[1])).write("tv.rss", b"n" * 50_000)
except StorageError as error:
    print(error)
"""


@pytest.fixture
def folder(tmp_path):
    return FeedsFolder(tmp_path / "feeds")


def names(tmp_path):
    return sorted(str(path.relative_to(tmp_path / "feeds")) for path in (tmp_path / "feeds").rglob("*"))


def test_a_file_is_written_with_its_folders(folder, tmp_path):
    assert folder.write("articles/one.html", b"<p>One</p>")
    assert (tmp_path / "feeds/articles/one.html").read_bytes() == b"<p>One</p>"
    assert names(tmp_path) == ["articles", "articles/one.html"]


def test_the_same_content_is_not_written_again(folder, tmp_path):
    folder.write("tv.rss", b"one")
    before = (tmp_path / "feeds/tv.rss").stat()
    assert not folder.write("tv.rss", b"one")
    after = (tmp_path / "feeds/tv.rss").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


@pytest.mark.parametrize("body", [b"two", b"longer", b""])
def test_other_content_replaces_the_file(folder, tmp_path, body):
    folder.write("tv.rss", b"one")
    assert folder.write("tv.rss", body)
    assert (tmp_path / "feeds/tv.rss").read_bytes() == body


def test_a_web_server_may_read_the_file(folder, tmp_path):
    old = os.umask(0o022)
    try:
        folder.write("tv.rss", b"one")
    finally:
        os.umask(old)
    assert stat.S_IMODE((tmp_path / "feeds/tv.rss").stat().st_mode) == 0o644


def test_a_reader_of_the_old_file_keeps_the_old_file(folder, tmp_path):
    folder.write("tv.rss", b"one")
    with (tmp_path / "feeds/tv.rss").open("rb") as reader:
        folder.write("tv.rss", b"two")
        assert reader.read() == b"one"


def test_remove_takes_the_file_away_and_is_content_without(folder, tmp_path):
    folder.write("tv.rss", b"one")
    folder.remove("tv.rss")
    folder.remove("tv.rss")
    folder.remove("never/there.html")
    assert names(tmp_path) == []


BAD_PATHS = [
    "",
    "/etc/passwd",
    "../x",
    "a/../../x",
    "a//b",
    "a/",
    ".hidden",
    "a/.x",
    "Tv.rss",
    "a b",
    "a\x00",
    "a\n",
    "é",
]


@pytest.mark.parametrize("path", BAD_PATHS)
def test_a_path_of_another_shape_is_refused(folder, path, tmp_path):
    for attempt in (lambda: folder.write(path, b""), lambda: folder.remove(path)):
        with pytest.raises(ValueError, match="not a path of the feeds folder"):
            attempt()
    assert list(tmp_path.iterdir()) == []


@given(st.text("ab./-_", min_size=1, max_size=12))
def test_no_path_leads_out_of_the_folder(path):
    with TemporaryDirectory() as parent:
        with suppress(ValueError, StorageError):
            FeedsFolder(Path(parent, "feeds/deep")).write(path, b"one")
        written = [found for found in Path(parent).rglob("*") if found.is_file()]
        assert all(Path(parent, "feeds/deep") in found.parents for found in written)


def test_a_folder_in_the_way_is_said_and_left_alone(folder, tmp_path):
    (tmp_path / "feeds/tv.rss/kept").mkdir(parents=True)
    for attempt in (lambda: folder.write("tv.rss", b"one"), lambda: folder.remove("tv.rss")):
        with pytest.raises(StorageError, match=r"tv\.rss: .*: something else stands in its place"):
            attempt()
    assert names(tmp_path) == ["tv.rss", "tv.rss/kept"]


def test_a_file_in_the_way_of_a_folder_is_said(folder, tmp_path):
    (tmp_path / "feeds").write_text("I was here first")
    with pytest.raises(StorageError, match="something else stands in its place"):
        folder.write("articles/one.html", b"one")
    assert (tmp_path / "feeds").read_text() == "I was here first"


def test_a_full_disk_leaves_the_old_file_and_nothing_else(folder, tmp_path):
    folder.write("tv.rss", b"old")
    done = subprocess.run(
        [sys.executable, "-c", NO_ROOM, tmp_path / "feeds"], capture_output=True, text=True, check=True, timeout=60
    )
    assert "tv.rss: File too large: free some space" in done.stdout
    assert (tmp_path / "feeds/tv.rss").read_bytes() == b"old"
    assert names(tmp_path) == ["tv.rss"]


def endless_writer(feeds):
    return subprocess.Popen([sys.executable, "-c", ENDLESS_WRITER, feeds], stdout=subprocess.PIPE)


def kill_while_it_writes(writer, feeds):
    before = set(feeds.iterdir())
    while True:
        if set(feeds.iterdir()) - before:
            os.kill(writer.pid, signal.SIGSTOP)
            os.waitpid(writer.pid, os.WUNTRACED)
            if set(feeds.iterdir()) - before:
                writer.kill()
                return
            os.kill(writer.pid, signal.SIGCONT)


def test_a_killed_writer_leaves_a_whole_file_and_sweep_takes_the_rest(folder, tmp_path):
    folder.write("tv.rss", b"old")
    for number in range(1, 6):
        with endless_writer(tmp_path / "feeds") as writer:
            assert writer.stdout.readline() == b"wrote twice\n"
            kill_while_it_writes(writer, tmp_path / "feeds")
        assert (tmp_path / "feeds/tv.rss").read_bytes() in (b"a" * 3_000_000, b"b" * 3_000_000)
        assert len(names(tmp_path)) == 1 + number
    folder.sweep()
    assert names(tmp_path) == ["tv.rss"]


def test_sweep_removes_only_its_own_leftovers(folder, tmp_path):
    folder.write("articles/one.html", b"one")
    kept = [".caveat-notes.tmp", "notes.tmp", ".caveat-0123456789abcdef.tmp.bak", "articles/.htaccess"]
    for name in kept:
        (tmp_path / "feeds" / name).write_text("mine")
    (tmp_path / "feeds/articles/.caveat-0123456789abcdef.tmp").write_text("left behind")
    folder.sweep()
    assert names(tmp_path) == sorted([*kept, "articles", "articles/one.html"])


def test_sweep_of_a_folder_that_is_not_there_does_nothing(folder, tmp_path):
    folder.sweep()
    assert list(tmp_path.iterdir()) == []


def test_the_names_are_the_paths_of_all_files(tmp_path):
    folder = FeedsFolder(tmp_path / "feeds")
    assert folder.names() == set()
    for path in ("tv.rss", "articles/a.html", "articles/token/b.html"):
        folder.write(path, b"x")
    (tmp_path / "feeds/somebody elses.txt").write_text("")
    assert folder.names() == {"tv.rss", "articles/a.html", "articles/token/b.html", "somebody elses.txt"}
