"""What an answer says of time."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caveat.fetch.freshness import LONGEST_FRESH, LONGEST_WAIT, max_age, retry_after

NOON = datetime(2026, 1, 2, 12, tzinfo=UTC)


def lines(**fields):
    return [(name.replace("_", "-").encode(), value.encode("latin-1")) for name, value in fields.items()]


@pytest.mark.parametrize(
    ("fields", "seconds"),
    [
        ({"Cache_Control": "max-age=600"}, 600),
        ({"Cache_Control": 'public, Max-Age="600", must-revalidate'}, 600),
        ({"Cache_Control": "s-maxage=60"}, 60),
        ({"Cache_Control": "s-maxage=60, max-age=600"}, 600),
        ({"Cache_Control": "max-age=600", "Age": "200"}, 400),
        ({"Cache_Control": "max-age=600", "Age": "900"}, 0),
        ({"Cache_Control": "max-age=600", "Age": "old"}, 600),
        ({"Cache_Control": "max-age=0"}, 0),
        ({"Cache_Control": "max-age=600, no-cache"}, None),
        ({"Cache_Control": "no-store", "Expires": "Fri, 02 Jan 2026 12:10:00 GMT"}, None),
        ({"Cache_Control": "max-age=-1"}, None),
        ({"Cache_Control": "max-age=soon"}, None),
        ({"Expires": "Fri, 02 Jan 2026 12:10:00 GMT"}, 600),
        ({"Expires": "Fri, 02 Jan 2026 12:10:00 GMT", "Date": "Fri, 02 Jan 2026 12:05:00 GMT"}, 300),
        ({"Expires": "Thu, 01 Jan 1970 00:00:00 GMT"}, 0),
        ({"Expires": "-1"}, None),
        ({}, None),
    ],
)
def test_freshness_is_what_the_cache_headers_say(fields, seconds):
    assert max_age(lines(**fields), NOON) == (None if seconds is None else timedelta(seconds=seconds))


def test_freshness_is_bounded():
    assert max_age(lines(cache_control="max-age=999999999999"), NOON) == LONGEST_FRESH


_FIELDS = st.sampled_from([b"cache-control", b"age", b"expires", b"date", b"retry-after"])
_VALUES = (
    st.binary(max_size=80) | st.from_regex(rb"\A(max-age=)?[0-9]{1,13}\Z") | st.just(b"Fri, 31 Dec 9999 23:59:59 -2359")
)


@given(st.lists(st.tuples(_FIELDS, _VALUES), max_size=5))
def test_no_header_breaks_either_and_both_stay_within_their_bounds(headers):
    fresh, wait = max_age(headers, NOON), retry_after(headers, NOON)
    assert fresh is None or timedelta() <= fresh <= LONGEST_FRESH
    assert wait is None or timedelta() <= wait <= LONGEST_WAIT
