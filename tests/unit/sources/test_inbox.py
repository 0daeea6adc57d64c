"""Files of an inbox become links."""

import pytest

from caveat.sources import inbox_links


def read(*names):
    return inbox_links([(name, f"digest of {name}") for name in names])


def test_articles_are_listed_in_the_order_given():
    found = read("b.txt", "a.MD", "sub/c.markdown", "d.html", "e.HTM")
    assert [link.key for link in found.links] == ["b.txt", "a.MD", "sub/c.markdown", "d.html", "e.HTM"]
    assert found.links[0].url is None
    assert found.links[0].digest == "digest of b.txt"
    assert found.ignored == ()


@pytest.mark.parametrize(
    "name",
    [
        ".hidden.txt",
        "sub/.git/a.txt",
        "a.txt.part",
        "a.tmp",
        "a.PART",
        "done/a.txt",
        "done/sub/a.txt",
        "../a.txt",
        "/a.txt",
        "",
    ],
)
def test_unfinished_done_and_hidden_files_are_left_out_silently(name):
    found = read(name)
    assert (found.links, found.ignored) == ((), ())


@pytest.mark.parametrize("name", ["a.pdf", "sub/a.docx", "README", "a.txt.bak"])
def test_other_files_are_reported(name):
    found = read(name, "a.txt")
    assert found.ignored == (name,)
    assert [link.key for link in found.links] == ["a.txt"]


def test_done_is_a_folder_at_the_top_only():
    assert [link.key for link in read("sub/done/a.txt", "done.txt").links] == ["sub/done/a.txt", "done.txt"]


def test_a_backslash_is_part_of_a_name():
    assert [link.key for link in read(r"c\x5cd.txt", "c/d.txt").links] == [r"c\x5cd.txt", "c/d.txt"]


def test_a_path_is_listed_once():
    assert len(read("a.txt", "./a.txt").links) == 1
