"""Charsets, authors and JSON-LD, each by itself."""

import pytest

from caveat.extract.authors import clean_authors
from caveat.extract.jsonld import Node, read_declared
from caveat.trees import decode, parse


@pytest.mark.parametrize(
    ("html", "charset"),
    [
        ("é".encode(), None),
        ("é".encode("latin-1"), None),
        ("é".encode("utf-16"), "latin-1"),
        ("é".encode("latin-1"), "iso-8859-1"),
        ("é".encode(), "rot13"),
        ("é".encode(), "no such thing"),
    ],
)
def test_bytes_become_text(html: bytes, charset: str | None):
    assert decode(html, charset) == "é"


def test_the_server_is_trusted_before_the_page_and_the_page_before_a_guess():
    page = b'<meta charset="koi8-r">\xc1'
    assert decode(page).endswith("а")
    assert decode(page, "windows-1252").endswith("Á")


@pytest.mark.parametrize(
    ("raw", "names"),
    [
        (["By Ann Lee and Bo Ek"], ("Ann Lee", "Bo Ek")),
        (["Ann Lee, Senior Reporter"], ("Ann Lee",)),
        (["Ann Lee", "ann lee"], ("Ann Lee",)),
        (["https://e.example/ann"], ()),
        (["Von Bo Ek | 3. Mai 2024"], ("Bo Ek",)),
        (["Martin King, Jr."], ("Martin King, Jr.",)),
        (["Bay News"], ()),
        (["Written by ANN LEE"], ("Ann Lee",)),
        (["Recap by Ann Lee, staff writer"], ("Ann Lee",)),
    ],
)
def test_authors_are_persons(raw: list[str], names: tuple[str, ...]):
    assert clean_authors(raw, site="Bay News") == names


@pytest.mark.parametrize("name", ["Jo Writer", "Ann Fellow", "Bo Host"])
def test_a_name_that_is_a_job_as_well_is_a_person_where_meta_data_says_so(name: str):
    assert clean_authors([name], declared=True) == (name,)
    assert clean_authors([name]) == ()


@pytest.mark.parametrize("role", ["Staff Writer", "Senior Reporter", "TV Editor", "Guest Author", "staff writer"])
def test_a_job_is_nobody_wherever_it_stands(role: str):
    assert clean_authors([role], declared=True) == ()


def declared_article(text: str) -> Node:
    return read_declared(parse(f'<script type="application/LD+json">{text}</script><p>x').iter("script")).article


@pytest.mark.parametrize(
    "text",
    [
        '{"@type": "Article", "headline": "H"}',
        '{"@type": "https://schema.org/NewsArticle", "headline": "H"}',
        '[{"@type": "WebPage"}, {"@type": ["NewsArticle"], "headline": "H"}]',
        '{"@graph": [{"x": {"@type": "BlogPosting", "headline": "H"}}]}',
        '<!-- {"@type": "Article", "headline": "H",} -->',
        '{"@type": "Article", "x": "a\nb", "headline": "H"};',
    ],
)
def test_the_article_is_found_in_any_shape(text: str):
    assert (
        read_declared(parse(f'<script type="application/ld+json">{text}</script><p>x').iter("script")).article[
            "headline"
        ]
        == "H"
    )


def test_what_others_say_below_an_article_is_not_the_article():
    review = '{"@type": "Review", "headline": "R", "author": "A", "datePublished": "2024", "articleBody": "B"}'
    text = f'{{"@type": "Recipe", "name": "Soup", "author": "C", "review": [{review}]}}'
    assert declared_article(text)["name"] == "Soup"


@pytest.mark.parametrize("text", ["", "{", "null", "[[", '"x"', '{"@type": 3}'])
def test_broken_json_says_nothing(text: str):
    assert declared_article(text) == {}
