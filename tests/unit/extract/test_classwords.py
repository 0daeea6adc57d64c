"""What the words in classes and ids speak of."""

import time

import pytest

from caveat.extract.classwords import Group, read_groups


@pytest.mark.parametrize("words", ["read-more", "read_more", "readMore", "ReadMore", "c-readmore--wide", "x readmore"])
def test_two_words_are_one_however_they_are_joined(words):
    assert read_groups(words) & Group.RELATED


@pytest.mark.parametrize(
    ("words", "group"),
    [
        ("entry-content", Group.STORY),
        ("artikel-inhalt", Group.STORY),
        ("commentList", Group.COMMENT),
        ("kommentare", Group.COMMENT),
        ("jp-relatedposts", Group.RELATED),
        ("newsletter_signup", Group.SIGN_UP),
        ("cookieBanner", Group.CONSENT),
        ("vorspann", Group.DEK),
        ("chapo", Group.DEK),
        ("about-the-author", Group.AUTHOR),
        ("author-bio", Group.BIOGRAPHY),
        ("spoiler-warning", Group.SPOILER),
        ("HTMLAd", Group.ADVERT),
    ],
)
def test_words_of_publishers_are_known(words, group):
    assert read_groups(words) & group


@pytest.mark.parametrize("words", ["", "css-1x2y3z", "col-md-8", "shadow", "adapter", "downloads", "читать"])
def test_other_words_say_nothing(words):
    assert read_groups(words) == 0


def test_a_word_may_speak_of_several_things():
    assert read_groups("sidebar comments") == read_groups("sidebar") | read_groups("comments")
    assert read_groups("author-bio") & Group.AUTHOR
    assert read_groups("author-bio") & Group.BIOGRAPHY


def test_only_the_beginning_of_endless_classes_is_read():
    started = time.process_time()
    assert read_groups("x" * 1_000_000 + " sidebar") == 0
    assert read_groups("sidebar " + "aB" * 1_000_000) & Group.SIDE
    assert time.process_time() - started < 0.5


def test_groups_are_single_bits():
    assert sorted(group.value for group in Group) == [2**place for place in range(len(Group))]
