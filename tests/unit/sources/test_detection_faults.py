"""Pages that mean harm to whoever looks for a list on them, or are merely large: bounded in time."""

import time

import pytest

from caveat.errors import SourceError
from tests.unit.sources.fronts import SITE
from tests.unit.sources.test_detection import read

SECONDS = 30
"""For what takes some seconds at most: a machine under load is no failure."""
CARD = (
    '<article class="card c{0}"><a href="/tv/story-{0}"><img src="x.jpg"></a><h2><a href="/tv/story-{0}">The lamp '
    'number {0} goes out at last</a></h2><time datetime="2026-03-12">12 March</time><p>'
    + "Words of a text. " * 13
    + "</p></article>"
)
LINK = '<a href="/tv/the-story-of-lamp-{0}">The story of the lamp {0}</a>'


def many(template, count):
    return "".join(template.format(number) for number in range(count))


@pytest.fixture(autouse=True)
def _in_time():
    started = time.process_time()
    yield
    assert time.process_time() - started < SECONDS


def test_a_page_of_a_megabyte_is_read_in_time():
    html = many(CARD, 2400)
    assert len(html) > 1_000_000
    read("<article><h2><a href='/warm/up-one'>x</a></h2></article>" + many(CARD, 3))
    started = time.process_time()
    found = read(html)
    assert time.process_time() - started < 5
    assert [link.url for link in found.links] == [f"{SITE}/tv/story-{number}" for number in range(1000)]


@pytest.mark.parametrize(
    "html",
    [
        "",
        "\x00",
        "<a " * 8000,
        "<a " * 100_000,
        "<a " + "b=c " * 300_000 + ">",
        "<div>" * 100_000 + LINK.format(1),
        "<div><a href=/story-of-x>The story of the lamp" * 50_000,
        many("<ul><li>" + LINK, 50_000),
        many(LINK, 100_000),
        "<ul>" + many(f"<li>{LINK}</li>", 100_000),
        "<table><tr>" + many(f"<td>{LINK}</td>", 30_000),
        many(f"<h2>Related</h2><p>{LINK}</p>", 20_000),
        "<div class='" + many("c{0} ", 200_000) + "'>" + many(CARD, 100),
        many(
            "<div class='a{0} b{0} c{0}'><a class='d{0} e{0}' href='/the-story-of-{0}-lamp'>The story of {0}</a></div>",
            10_000,
        ),
        "<script type='application/ld+json'>" + "[" * 100_000 + "</script>" + many(CARD, 10),
        many(CARD, 3) + "<p>" + "word " * 1_000_000,
    ],
    ids=range(16),
)
def test_hostile_pages_end_in_time_in_a_list_or_an_error(html):
    try:
        found = read(html)
    except SourceError:
        return
    assert 0 < len(found.links) <= 1000


def test_addresses_that_are_none_are_never_links():
    odd = [
        "javascript:alert(1)",
        "//[",
        "http://[::1",
        "mailto:a@b.example",
        "https://news.example:99999/",
        "#top",
        "\x00",
    ]
    bad = "".join(
        f"<article><h2><a href='{address}'>The story of a lamp that is none</a></h2></article>" for address in odd
    )
    found = read(f"<main>{bad}{many('<article><h2>' + LINK + '</h2></article>', 5)}</main>")
    assert [link.url for link in found.links] == [f"{SITE}/tv/the-story-of-lamp-{number}" for number in range(5)]


def test_class_names_that_selectors_cannot_hold_are_written_so_that_they_can():
    cards = many("<div class='1st md:w-1/2 a.b'><h3>" + LINK + "</h3></div>", 5)
    menu = "<div><h3><a href='/a/some-other-thing-to-see'>x</a></h3></div>"
    found = read(f"<main>{menu}{cards}</main>")
    assert len(found.links) == 5
    assert read(f"<main>{menu}{cards}</main>", rules=found.found).links == found.links
