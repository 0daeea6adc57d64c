"""Charsets, dates, authors and JSON-LD, each by itself."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from caveat.dates import parse_date
from caveat.extract.authors import clean_authors
from caveat.extract.jsonld import read_declared
from caveat.trees import decode, parse

CET = timezone(timedelta(hours=1))


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
    ("text", "moment"),
    [
        ("2024-05-03T10:00:00Z", datetime(2024, 5, 3, 10, tzinfo=UTC)),
        ("2024-05-03T10:00:00.123+0100", datetime(2024, 5, 3, 10, tzinfo=CET)),
        ("2024-05-03", datetime(2024, 5, 3, tzinfo=UTC)),
        ("Fri, 03 May 2024 10:00:00 GMT", datetime(2024, 5, 3, 10, tzinfo=UTC)),
        ("May 3rd, 2024", datetime(2024, 5, 3, tzinfo=UTC)),
        ("3. Mai 2024", datetime(2024, 5, 3, tzinfo=UTC)),
        ("3.5.2024", datetime(2024, 5, 3, tzinfo=UTC)),
        ("20240503", datetime(2024, 5, 3, tzinfo=UTC)),
        ("2024/05/03", datetime(2024, 5, 3, tzinfo=UTC)),
    ],
)
def test_a_date_is_read(text: str, moment: datetime):
    got = parse_date(text)
    assert got == moment
    assert got is not None
    assert got.utcoffset() == moment.utcoffset()


@pytest.mark.parametrize("text", ["", "soon", "May", "10:30", "2024-13-45", "9" * 80, "May 2024", "0001-01-01", None])
def test_what_names_no_day_is_no_date(text: str | None):
    assert parse_date(text) is None


def test_a_date_that_opens_with_its_year_goes_on_with_its_month():
    assert parse_date("2024/05/03", dayfirst=True) == datetime(2024, 5, 3, tzinfo=UTC)


def test_a_date_without_offset_takes_the_pages():
    assert parse_date("2024-05-03", offset=CET) == datetime(2024, 5, 3, tzinfo=CET)


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


@pytest.mark.parametrize(
    "text",
    [
        '{"@type": "Article", "headline": "H"}',
        '[{"@type": "WebPage"}, {"@type": ["NewsArticle"], "headline": "H"}]',
        '{"@graph": [{"x": {"@type": "BlogPosting", "headline": "H"}}]}',
        '<!-- {"@type": "Article", "headline": "H",} -->',
        '{"@type": "Article", "x": "a\nb", "headline": "H"};',
    ],
)
def test_the_article_is_found_in_any_shape(text: str):
    assert read_declared(parse(f'<script type="application/ld+json">{text}</script><p>x')).article["headline"] == "H"


@pytest.mark.parametrize("text", ["", "{", "null", "[[", '"x"', '{"@type": 3}'])
def test_broken_json_says_nothing(text: str):
    assert read_declared(parse(f'<script type="application/ld+json">{text}</script><p>x')).article == {}
