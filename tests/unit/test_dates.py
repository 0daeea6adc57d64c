"""Dates as people and programs write them."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from caveat.dates import date_in_url, date_label, find_date, find_dates, parse_date

CET = timezone(timedelta(hours=1))
DAY = datetime(2015, 5, 12, tzinfo=UTC)


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
    "text",
    [
        "12. Mai 2015",
        "12.Mai 2015",
        "12.05.2015",
        "12.05.15",
        "12/05/2015",
        "12-05-2015",
        "2015-05-12",
        "2015. 5. 12",
        "2015年5月12日",
        "2015년 5월 12일",
        "2015. május 12.",
        "12 mai 2015",
        "12 de mayo de 2015",
        "12 maggio 2015",
        "12 de maio de 2015",
        "12 mei 2015",
        "12 maja 2015",
        "12 мая 2015",
        "12 Mayıs 2015",
        "12. toukokuuta 2015",
        "May 12th, 2015",
        "12th of May 2015",
        "Dienstag, 12. Mai 2015",
        "martes, 12 de mayo de 2015",
    ],
)
def test_a_day_is_read_in_many_languages(text: str):
    assert parse_date(text, dayfirst=True) == DAY
    assert find_date(f"The captain, {text}: it was late.", dayfirst=True) == DAY


@pytest.mark.parametrize(
    ("text", "hour", "minute"),
    [
        ("12. Mai 2015, 17:05 Uhr", 17, 5),
        ("12. Mai 2015 um 17.05 Uhr", 17, 5),
        ("12 mai 2015 à 17h05", 17, 5),
        ("May 12, 2015 5:05 p.m.", 17, 5),
        ("May 12, 2015 at 12:05 am", 0, 5),
        ("12 May 2015. 17.05 million saw it", 0, 0),
    ],
)
def test_the_time_stands_after_the_day(text: str, hour: int, minute: int):
    assert find_date(text) == DAY.replace(hour=hour, minute=minute)


def test_the_zone_stands_after_the_time():
    assert find_date("May 12, 2015 5:05 PM EST") == datetime(2015, 5, 12, 22, 5, tzinfo=UTC)
    assert find_date("12 May 2015 17:05 +0100") == datetime(2015, 5, 12, 17, 5, tzinfo=CET)


@pytest.mark.parametrize(
    "text", ["version 1.2.20", "192.168.12.05", "12 tides 2015", "31 April 2015", "12/05/2015/7", "2015", "May 2015"]
)
def test_numbers_are_not_all_dates(text: str):
    assert find_date(text) is None


def test_days_and_months_that_cannot_be_are_the_other_way_round():
    assert find_date("05/13/2015", dayfirst=True) == datetime(2015, 5, 13, tzinfo=UTC)
    assert find_date("13/05/2015") == datetime(2015, 5, 13, tzinfo=UTC)


def test_every_date_of_a_text_is_found():
    found = list(find_dates("From 12 May 2015 to 13 May 2015"))
    assert [one.moment.day for one in found] == [12, 13]
    assert (found[0].start, found[0].end) == (5, 16)


def test_words_around_a_date_that_are_none_of_it_make_it_no_date():
    assert parse_date("Ann Lee, 12 May 2015") is None


@pytest.mark.parametrize("text", ["2015-05-122016-01-01", "2015-05-1200"])
def test_a_day_ends_where_no_digit_follows(text: str):
    assert parse_date(text) is None


@pytest.mark.parametrize(
    "url",
    [
        "https://e.example/2015/05/12/title",
        "https://e.example/2015/5/12",
        "https://e.example/news/2015-05-12-title.html",
        "https://e.example/2015-05/12/c_1.htm",
        "https://e.example/n1/2015/0512/c1-2.html",
        "https://e.example/20150512/title",
    ],
)
def test_an_address_may_hold_the_day(url: str):
    assert date_in_url(url) == DAY


@pytest.mark.parametrize("url", ["https://e.example/201505121/x", "https://e.example/2015/13/40/x", None, ""])
def test_an_address_without_a_day_holds_none(url: str | None):
    assert date_in_url(url) is None


def test_a_label_says_what_a_date_is_of():
    assert date_label("Erstellt am 1. Mai, zuletzt aktualisiert am") is True
    assert date_label("Datum:") is False
    assert date_label("The tide of") is None
