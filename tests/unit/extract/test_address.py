"""What a page says of its own address, and when that is believed."""

import pytest

from caveat.extract import article

PAGE = "https://news.example/tv/2026/the-lamp-on-the-pier"
TEXT = "<article><h1>The lamp</h1><p>The lamp went out on the pier at nine, and nobody says who had the matches.</p>"


def address(head: str, url: str | None = PAGE, html: str = "<html>"):
    return article(f"<!DOCTYPE html>{html}<head>{head}</head><body>{TEXT}</article></body></html>", url=url).url


def link(href: str) -> str:
    return f'<link rel="canonical" href="{href}">'


@pytest.mark.parametrize(
    "href",
    [
        "https://news.example/tv/lamp-18",
        "https://www.news.example/lamp",
        "/tv/lamp-18",
        "https://news.example/?p=18",
        "https://news.example/2026/05/01/",
        "https://news.example/tv/2026/the-lamp-on-the-pier/",
    ],
)
def test_a_canonical_address_on_the_same_site_is_believed(href):
    assert address(link(href)).endswith(href.removeprefix("https://www."))


@pytest.mark.parametrize(
    "href",
    [
        "https://news.example/",
        "https://www.news.example",
        "/",
        "https://news.example/tv/",
        "https://news.example/tv/2026",
        "https://other.example/lamp",
        "https://example/lamp",
        "https://news.example/tag/lamps",
        "/category/tv",
        "#top",
        "",
        "news.example/lamp",
        "javascript:alert(1)",
        "https://news.example.evil.example/lamp",
        "?p=1",
        "mailto:a@b.example",
    ],
)
def test_front_pages_sections_and_other_sites_are_not(href):
    assert address(link(href)) == PAGE


def test_canonical_addresses_that_disagree_are_none():
    assert address(link("/a-story") + link("/b-story")) == PAGE
    assert (
        address(link("/a-story") + link("https://news.example/a-story?utm_source=x")) == "https://news.example/a-story"
    )


def test_open_graph_comes_second_and_must_be_plausible_too():
    said = '<meta property="og:url" content="{}">'
    assert address(said.format("https://news.example/lamp-18")) == "https://news.example/lamp-18"
    assert address(link("https://news.example/") + said.format("/lamp-18")) == "https://news.example/lamp-18"
    assert address(said.format("https://social.example/lamp")) == PAGE


def test_an_address_that_drops_the_number_of_the_article_is_not_believed():
    page = "https://news.example/story.php?id=77"
    assert address(link("https://news.example/story.php"), page) == page
    assert address(link("https://news.example/story.php?id=77"), f"{page}&print=1").endswith("?id=77")


@pytest.mark.parametrize(
    "amp",
    [
        f"{PAGE}/amp/",
        f"{PAGE}?amp=1",
        f"{PAGE}?outputType=amp",
        f"{PAGE}/2",
        f"{PAGE}?page=2",
        PAGE.replace("https://", "https://www.google.com/amp/s/"),
        PAGE.replace("https://", "https://news-example.cdn.ampproject.org/c/s/") + "?usqp=mq331AQ",
    ],
)
def test_other_views_of_an_article_lead_to_it(amp):
    assert address(link(PAGE), amp, html='<html ⚡ lang="en">') == PAGE


def test_a_parameter_is_nothing_beside_a_path_that_names_the_article():
    assert address(link(PAGE), f"{PAGE}?meta=120490369") == PAGE


def test_a_page_from_nowhere_is_believed_but_for_front_pages():
    assert address(link("https://news.example/lamp"), None) == "https://news.example/lamp"
    assert address(link("https://news.example/"), None) is None
