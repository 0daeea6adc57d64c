"""Inbox folders, in a temporary folder."""

import os
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from caveat.errors import ExtractError, FetchError, ItemError
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
        with pytest.raises(ItemError, match="cannot be read"):
            read(inbox, name)


@pytest.mark.parametrize("name", ["../secret.txt", "a/../../secret.txt", "/etc/hostname", "a\0b", "x" * 5000, "."])
def test_a_name_that_leads_out_of_the_folder_is_refused(tmp_path, name):
    write(tmp_path, "secret.txt")
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    with pytest.raises(ItemError) as caught:
        read(inbox, name)
    assert caught.value.url == name


def test_special_files_are_neither_listed_nor_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    assert names(tmp_path) == []
    with pytest.raises(ExtractError, match="not a file"):
        read(tmp_path, "pipe.txt")


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        (b"caf\xe9.txt", r"caf\xe9.txt"),
        (b"c\\d.txt", r"c\x5cd.txt"),
        (b"c\\x41.txt", r"c\x5cx41.txt"),
        (b"new\nline\x1b.txt", r"new\x0aline\x1b.txt"),
        ("né ’.txt".encode(), "né ’.txt"),
    ],
)
def test_a_file_of_any_name_is_listed_in_print_and_read_and_moved(tmp_path, name, printed):
    (tmp_path / os.fsdecode(name)).write_text("x")
    assert names(tmp_path) == [printed]
    page = read(tmp_path, printed)
    assert (page.url, page.body) == (printed, b"x")
    assert move_done(tmp_path, printed) == f"done/{printed}"
    assert (tmp_path / "done" / os.fsdecode(name)).exists()


def test_a_folder_that_is_not_there_is_an_error_with_its_path(tmp_path):
    with pytest.raises(FetchError, match="No such file") as caught:
        list_files(tmp_path / "inbx")
    assert caught.value.url == str(tmp_path / "inbx")


def test_a_folder_too_deep_to_be_looked_into_is_listed_and_costs_the_rest_nothing(tmp_path):
    write(tmp_path, "a.txt")
    folder = os.open(tmp_path, os.O_RDONLY)
    for _ in range(20):  # no path may be longer than 4096 bytes
        os.mkdir("d" * 250, dir_fd=folder)
        deeper = os.open("d" * 250, os.O_RDONLY, dir_fd=folder)
        os.close(folder)
        folder = deeper
    os.close(folder)
    first, deepest = list_files(tmp_path)
    assert first.name == "a.txt"
    assert deepest.is_folder


def test_a_digest_changes_with_the_file(tmp_path):
    path = write(tmp_path, "a.txt")
    (before,) = list_files(tmp_path)
    assert list_files(tmp_path)[0].digest == before.digest
    os.utime(path, ns=(1, 1))
    assert list_files(tmp_path)[0].digest != before.digest


def test_a_digest_changes_with_who_may_read_the_file(tmp_path):
    path = write(tmp_path, "a.txt")
    path.chmod(0o000)
    (before,) = list_files(tmp_path)
    path.chmod(0o644)
    assert list_files(tmp_path)[0].digest != before.digest


@contextmanager
def as_anybody():
    """What is done in it is done as a user whom the modes of files concern."""
    user = os.geteuid()
    if user:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(user)


@pytest.fixture
def folder():
    """A folder that any user may look into."""
    with TemporaryDirectory() as path:
        root = Path(path)
        root.chmod(0o755)
        yield root
        for each in root.rglob("*"):
            each.chmod(0o755)


def test_a_folder_that_cannot_be_looked_into_costs_the_rest_nothing(folder):
    for name in ("a.txt", "closed/b.txt", "sub/c.txt"):
        write(folder, name)
    (folder / "closed").chmod(0o000)
    with as_anybody():
        listed = [(file.name, file.is_folder) for file in list_files(folder)]
        with pytest.raises(ExtractError, match="Permission denied"):
            read(folder, "closed/")
    assert listed == [("a.txt", False), ("closed/", True), ("sub/c.txt", False)]


def test_a_file_that_may_not_be_read_is_no_article_until_it_is_changed(folder):
    write(folder, "a.txt").chmod(0o000)
    with as_anybody(), pytest.raises(ExtractError, match="cannot be read: Permission denied"):
        read(folder, "a.txt")


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
    with pytest.raises(ExtractError, match=r"larger than 99 bytes .*max_size"):
        read(tmp_path, "a.txt", max_size=99)


def test_an_empty_or_vanished_file_is_an_error(tmp_path):
    write(tmp_path, "a.txt", "")
    with pytest.raises(ExtractError, match="is empty"):
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
    assert moved == {"a.txt": "one", "a-2.txt": "two", "a-3.txt": "three"}


def test_moving_what_is_gone_is_an_error_and_leaves_nothing(tmp_path):
    with pytest.raises(FetchError, match="cannot be moved"):
        move_done(tmp_path, "a.txt")
    assert list((tmp_path / "done").iterdir()) == []
