"""Which addresses of a source are wanted."""

import fnmatch
import time
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caveat.model import Every, Source, SourceKind
from caveat.sources import wanted


def source(include=(), exclude=()):
    return Source(
        id="s",
        kind=SourceKind.SITEMAP,
        url="https://news.example/sitemap.xml",
        schedule=Every(interval=timedelta(hours=1)),
        include=include,
        exclude=exclude,
    )


@pytest.mark.parametrize(
    ("pattern", "url", "is_match"),
    [
        ("https://news.example/tv/*", "https://news.example/tv/2026/lamp", True),
        ("https://news.example/tv/*", "https://news.example/tv/", True),
        ("https://news.example/tv/*", "https://news.example/TV/lamp", False),
        ("*/tv/*", "https://news.example/film/lamp", False),
        ("*?page=*", "https://news.example/list?page=2", True),
        ("*?page=*", "https://news.example/listXpage=2", False),
        ("*[1]*", "https://news.example/a[1]b", True),
        ("*[1]*", "https://news.example/1", False),
        ("*", "https://news.example/", True),
        ("https://news.example/", "https://news.example/a", False),
        ("*aba*aba", "https://news.example/ababa", False),
        ("*aba*aba", "https://news.example/abaaba", True),
    ],
)
def test_a_pattern_is_the_whole_address_and_a_star_is_anything(pattern, url, is_match):
    assert wanted(url, source(include=(pattern,))) is is_match
    assert wanted(url, source(exclude=(pattern,))) is not is_match


def test_one_of_several_patterns_is_enough_and_what_is_excluded_stays_out():
    rules = source(include=("*/tv/*", "*/film/*"), exclude=("*/tv/live*",))
    assert wanted("https://news.example/film/lamp", rules)
    assert wanted("https://news.example/tv/lamp", rules)
    assert not wanted("https://news.example/tv/live-now", rules)
    assert not wanted("https://news.example/stage/lamp", rules)
    assert wanted("https://news.example/stage/lamp", source())


@given(st.text("ab/*", max_size=12), st.text("ab/", max_size=16))
def test_a_star_means_what_it_means_to_the_shell(pattern, text):
    assert wanted(text, source(include=(pattern,))) is fnmatch.fnmatchcase(text, pattern)


def test_a_pattern_of_many_stars_takes_no_longer():
    started = time.process_time()
    assert not wanted("a" * 100_000, source(include=("a*" * 5000 + "b",)))
    assert not wanted("a" * 20_000, source(include=("*a" * 500 + "*b*",)))
    assert time.process_time() - started < 5
