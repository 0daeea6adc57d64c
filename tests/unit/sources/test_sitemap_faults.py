"""Sitemaps that mean harm, or are merely huge: bounded in time and memory."""

import gzip
import io
import time
import tracemalloc
from contextlib import suppress

import pytest

from caveat.errors import SourceError
from tests.unit.sources.sitemaps import entry, paths, read, urlset

SECONDS = 10
MEGABYTES = 1024**2


@pytest.fixture(autouse=True)
def _in_time():
    started = time.process_time()
    yield
    assert time.process_time() - started < SECONDS


@pytest.fixture(scope="module")
def bomb():
    """About 10 MB that unpack to 10 GB."""
    member = gzip.compress(b"\0" * (100 * MEGABYTES), 9)
    return member * (10 * MEGABYTES // len(member))


def test_a_bomb_is_cut(bomb):
    tracemalloc.start()
    with pytest.raises(SourceError, match="more than 50 MB"):
        read(bomb)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 200 * MEGABYTES


def test_a_bomb_of_empty_files_ends():
    with pytest.raises(SourceError):
        read(gzip.compress(b"") * 100_000)


def test_fifty_thousand_addresses_are_looked_at_and_no_more():
    body = io.StringIO()
    for number in range(50_001):
        body.write(entry(f"{number}", "2026-03-13" if number >= 49_999 else "2026-03-12"))
    found = read(urlset(body.getvalue()))
    assert len(found.links) == 1000
    assert paths(found)[:2] == ["49999", "0"]


def test_entities_are_not_expanded():
    laughs = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(10))
    dtd = f'<!DOCTYPE urlset [<!ENTITY l0 "lol"><!ENTITY f SYSTEM "file:///etc/passwd">{laughs}]>'
    found = read(f"{dtd}<urlset>{entry('&l10;')}{entry('&f;')}{entry('fine')}</urlset>")
    assert paths(found) == ["&l10;", "&f;", "fine"]


@pytest.mark.parametrize(
    "body",
    [
        "<urlset>" + "<url>" * 1_000_000,
        "<urlset>" + "<url><loc>" * 500_000,
        "<urlset>" + "<loc" * 1_000_000,
        "<urlset><url><loc>" + "<!--" * 1_000_000,
        "<urlset><url><loc>" + "<![CDATA[" * 500_000,
        "<urlset><url><loc>" + "&" * 5_000_000,
        "<urlset " + "a='b' " * 500_000 + ">" + entry("a"),
        "<!DOCTYPE " * 300_000,
        "<!-- " * 300_000,
        "Sitemap:" * 500_000,
        " " * 5_000_000 + "<",
    ],
)
def test_hostile_markup_takes_no_longer_than_its_length(body):
    with suppress(SourceError):
        read(body)


def test_a_field_that_is_too_long_is_none():
    found = read(
        urlset(entry("a" * 10_000), entry("b", more=f"<news:news><news:title>{'x ' * 9000}</news:title></news:news>"))
    )
    assert [(link.url, link.title) for link in found.links] == [("https://news.example/b", "")]
