"""Inbox folders, in a temporary folder."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from caveat.errors import FetchError
from caveat.fetch.files import list_files, move_done, read_file


class Noon:
    def now(self):
        return datetime(2026, 1, 2, 12, tzinfo=UTC)


def read(root, name, max_size=1000):
    return read_file(root, name, max_size=max_size, clock=Noon())


def write(root, name, text="An article."):
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def names(root):
    return [file.name for file in list_files(root)]


def test_files_are_listed_by_name_with_their_folders(tmp_path):
    for name in ("b.txt", "a.md", "news/tv/c.html"):
        write(tmp_path, name)
    assert names(tmp_path) == ["a.md", "b.txt", "news/tv/c.html"]


def test_done_and_hidden_folders_are_not_listed(tmp_path):
    for name in ("done/a.txt", ".git/b.txt", "kept/done/c.txt"):
        write(tmp_path, name)
    assert names(tmp_path) == ["kept/done/c.txt"]


def test_nothing_is_listed_or_read_through_a_symbolic_link(tmp_path):
    outside = write(tmp_path, "outside/secret.txt").parent
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (inbox / "link.txt").symlink_to(outside / "secret.txt")
    (inbox / "folder").symlink_to(outside)
    (inbox / "loop").symlink_to(inbox / "loop")
    assert names(inbox) == []
    for name in ("link.txt", "folder/secret.txt", "loop"):
        with pytest.raises(FetchError, match="cannot be read"):
            read(inbox, name)


@pytest.mark.parametrize("name", ["../secret.txt", "a/../../secret.txt", "/etc/hostname", "a\0b", "x" * 5000, "."])
def test_a_name_that_leads_out_of_the_folder_is_refused(tmp_path, name):
    write(tmp_path, "secret.txt")
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    with pytest.raises(FetchError) as caught:
        read(inbox, name)
    assert caught.value.url == name


def test_special_files_are_neither_listed_nor_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    assert names(tmp_path) == []
    with pytest.raises(FetchError, match="not a file"):
        read(tmp_path, "pipe.txt")


def test_a_name_that_is_not_utf8_is_listed_and_its_error_says_so(tmp_path):
    (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_text("x")
    (name,) = names(tmp_path)
    assert name.encode() == b"caf\\xe9.txt"
    with pytest.raises(FetchError, match="not UTF-8"):
        read(tmp_path, name)


def test_a_folder_that_is_not_there_is_an_error_with_its_path(tmp_path):
    with pytest.raises(FetchError, match="No such file") as caught:
        list_files(tmp_path / "inbx")
    assert caught.value.url == str(tmp_path / "inbx")


def test_a_digest_changes_with_the_file(tmp_path):
    path = write(tmp_path, "a.txt")
    (before,) = list_files(tmp_path)
    assert list_files(tmp_path)[0].digest == before.digest
    os.utime(path, ns=(1, 1))
    assert list_files(tmp_path)[0].digest != before.digest


@pytest.mark.parametrize(
    ("name", "media_type"),
    [
        ("a.txt", "text/plain"),
        ("a.MD", "text/markdown"),
        ("sub/a.html", "text/html"),
        ("a.bin", "application/octet-stream"),
    ],
)
def test_a_file_is_read_as_a_page(tmp_path, name, media_type):
    write(tmp_path, name, "Café")
    page = read(tmp_path, name)
    assert (page.url, page.body, page.media_type) == (name, "Café".encode(), media_type)
    assert page.fetched_at == Noon().now()


def test_a_file_of_exactly_the_cap_is_read_and_a_larger_one_names_the_key(tmp_path):
    write(tmp_path, "a.txt", "x" * 100)
    assert len(read(tmp_path, "a.txt", max_size=100).body) == 100
    with pytest.raises(FetchError, match=r"larger than 99 bytes .*max_size"):
        read(tmp_path, "a.txt", max_size=99)


def test_an_empty_or_vanished_file_is_an_error(tmp_path):
    write(tmp_path, "a.txt", "")
    with pytest.raises(FetchError, match="is empty"):
        read(tmp_path, "a.txt")
    with pytest.raises(FetchError, match="is gone"):
        read(tmp_path, "b.txt")


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="needs a file whose size the system does not know")
def test_a_file_whose_size_is_not_what_was_read_is_left_for_the_next_pass():
    with pytest.raises(FetchError, match="changed while it was read"):
        read(Path("/proc/self"), "status", max_size=1_000_000)


def test_a_read_file_moves_to_the_same_place_below_done(tmp_path):
    write(tmp_path, "tv/a.txt")
    assert move_done(tmp_path, "tv/a.txt") == "done/tv/a.txt"
    assert (tmp_path / "done/tv/a.txt").read_text() == "An article."
    assert names(tmp_path) == []


def test_moving_never_overwrites(tmp_path):
    for text in ("one", "two", "three"):
        write(tmp_path, "a.txt", text)
        move_done(tmp_path, "a.txt")
    moved = {path.name: path.read_text() for path in (tmp_path / "done").iterdir()}
    assert moved == {"a.txt": "one", "a (2).txt": "two", "a (3).txt": "three"}


def test_moving_what_is_gone_is_an_error_and_leaves_nothing(tmp_path):
    with pytest.raises(FetchError, match="cannot be moved"):
        move_done(tmp_path, "a.txt")
    assert list((tmp_path / "done").iterdir()) == []
