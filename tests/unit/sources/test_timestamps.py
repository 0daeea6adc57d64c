"""Dates as the formats of lists prescribe them, and near enough."""

from datetime import UTC, datetime, timedelta, timezone
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caveat.sources.timestamps import parse_date

EXACT = datetime(2004, 1, 1, 19, 48, 21, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "Thu, 01 Jan 2004 19:48:21 GMT",
        "Thu, 01 Jan 04 19:48:21 GMT",
        "Thu, 1 Jan 104 19:48:21 +0000",
        "01 Jan 2004 19:48:21 UT",
        "1 January 2004 19:48:21 Z",
        "Thursday, 01-Jan-04 19:48:21 GMT",
        "Thu,01 Jan 2004 19:48:21 +0000 (UTC)",
        "Thu, 01 Jan 2004 14:48:21 EST",
        "Thu, 01 Jan 2004 12:48:21 PDT",
        "Thu, 01 Jan 2004 19:48:21 A",
        "Thu, 01 Jan 2004 19:48:21",
        "Thu, 01 Jan 2004 20:48:21 GMT+1:00",
        "Thu, 2004/01/01 14:48:21 EST",
        "Thu Jan  1 19:48:21 2004",
        "Thu Jan 01 11:48:21 PST 2004",
        "January 1st, 2004 7:48:21 PM",
        "2004-01-01T19:48:21Z",
        "2004-01-01T19:48:21.123456789Z",
        " 2004-01-01 20:48:21+01:00 ",
        "20040101T194821Z",
        "2004-01-01T14:48:21 EST",
    ],
)
def test_a_moment_is_read_in_every_shape(text):
    found = parse_date(text)
    assert found is not None
    assert found.replace(microsecond=0) == EXACT


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2003", datetime(2003, 1, 1, tzinfo=UTC)),
        ("2003-12", datetime(2003, 12, 1, tzinfo=UTC)),
        ("2003-12-31", datetime(2003, 12, 31, tzinfo=UTC)),
        ("2003-365", datetime(2003, 12, 31, tzinfo=UTC)),
        ("2003-12-31T10:14Z", datetime(2003, 12, 31, 10, 14, tzinfo=UTC)),
        ("2003-12-31T24:00Z", datetime(2004, 1, 1, tzinfo=UTC)),
        ("Wed, 31 Dec 2003 24:00:00 GMT", datetime(2004, 1, 1, tzinfo=UTC)),
        ("2016-12-31T23:59:60Z", datetime(2016, 12, 31, 23, 59, 59, tzinfo=UTC)),
        ("1 Jan 49", datetime(2049, 1, 1, tzinfo=UTC)),
        ("1 Jan 50", datetime(1950, 1, 1, tzinfo=UTC)),
        ("4 Jul 2004 12:30 am GMT", datetime(2004, 7, 4, 0, 30, tzinfo=UTC)),
    ],
)
def test_of_a_date_that_is_not_whole_the_first_moment_is_meant(text, found):
    assert parse_date(text) == found


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "yesterday", "now", "31", "2003-13-01", "2003-02-30", "2003-366", "32 Jan 2004", "1 Foo 2004"),
        *("Thu, 01 Jan 2004 25:00:00 GMT", "Thu, 01 Jan 2004 10:61 GMT", "2004-01-01T10:00:00+99:00"),
        *("1 Jan 0004 00:00 GMT", "0001-01-01", "9999-12-31T23:59:59-01:00", "1899-12-31", "2101-01-01"),
        *("٢٠٠٤-01-01x", "1" * 200, "2004-01-01T10:00:00Z and more", "12/31/2003"),
    ],
)
def test_what_is_no_date_is_none(text):
    assert parse_date(text) is None


def test_the_offset_stays():
    found = parse_date("Thu, 12 Mar 2026 10:00:00 -0330")
    assert found is not None
    assert found.utcoffset() == -timedelta(hours=3, minutes=30)


@given(
    st.datetimes(min_value=datetime(1970, 1, 2), max_value=datetime(2100, 12, 30)),  # noqa: DTZ001
    st.integers(-14 * 4, 14 * 4),
)
def test_what_others_write_is_read_back(moment, quarters):
    moment = moment.replace(microsecond=0, tzinfo=timezone(timedelta(minutes=15 * quarters)))
    assert parse_date(format_datetime(moment)) == moment
    assert parse_date(moment.isoformat()) == moment


@given(st.text(alphabet="0123456789-:TZ +,./JanMoGMTESpdt()", max_size=40))
def test_any_text_is_an_aware_date_or_none(text):
    found = parse_date(text)
    assert found is None or (found.tzinfo is not None and 1900 <= found.year <= 2100)
