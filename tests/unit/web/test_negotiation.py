"""Choosing a coding, comparing validators (RFC 9110, sections 12.5.3 and 13)."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caveat.web.negotiation import Coding, choose_coding, entity_tag, is_current, matching_tag

CHANGED = datetime(2026, 1, 2, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("field", "coding"),
    [
        (None, "identity"),
        ("", "identity"),
        ("gzip, deflate, br, zstd", "br"),
        ("gzip", "gzip"),
        ("GZIP", "gzip"),
        ("gzip;q=0.9, br;q=0.1", "gzip"),
        ("gzip ; q=0.5 ,br; q=0.5", "br"),
        ("br;q=0, gzip", "gzip"),
        ("br;q=0.0, gzip;q=0.000", "identity"),
        ("*", "br"),
        ("*;q=0.5, br;q=0", "gzip"),
        ("gzip;q=0.5, *;q=0", "gzip"),
        ("identity", "identity"),
        ("identity, br;q=0.5", "identity"),
        ("identity;q=0.5, gzip;q=0.5", "gzip"),
        ("identity;q=0", "identity"),
        ("*;q=0", "identity"),
        ("deflate, zstd", "identity"),
        (", ;q=1,,gzip", "gzip"),
    ],
)
def test_the_coding_with_the_highest_weight_is_chosen(field, coding):
    assert choose_coding(field) == coding


@given(st.text(alphabet="gzipbr*;q=01. ,x", max_size=60))
def test_any_field_gives_a_coding_that_is_stored(field):
    assert choose_coding(field) in Coding


def test_every_coding_has_a_tag_of_its_own():
    assert [entity_tag("abc", coding) for coding in Coding] == ['"abc-br"', '"abc-gzip"', '"abc"']


@pytest.mark.parametrize(
    ("field", "tag"),
    [
        ('"abc"', '"abc"'),
        ('W/"abc"', '"abc"'),
        ('"other", W/"x", "abc-gzip"', '"abc-gzip"'),
        ('"abc-br"', '"abc-br"'),
        ('"abc", "abc-gzip"', '"abc-gzip"'),
        ("*", '"abc-gzip"'),
        (" * ", '"abc-gzip"'),
        ('"ab"', None),
        ('"abc-zstd"', None),
        ("abc", None),
        ('"*"', None),
        ("", None),
        ('"abc', None),
    ],
)
def test_a_tag_of_any_coding_is_confirmed_and_the_chosen_one_first(field, tag):
    assert matching_tag(field, "abc", Coding.GZIP) == tag


@pytest.mark.parametrize(
    ("field", "current"),
    [
        ("Fri, 02 Jan 2026 10:00:00 GMT", True),
        ("Fri, 02 Jan 2026 10:00:01 GMT", True),
        ("Fri, 02 Jan 2026 09:59:59 GMT", False),
        ("Friday, 02-Jan-26 10:00:00 GMT", True),
        ("Fri Jan  2 10:00:00 2026", True),
        ("Fri, 02 Jan 2026 11:00:00 +0100", True),
        ("Fri, 02 Jan 2026 10:00:00 -0000", True),
        ("2026-01-02", False),
        ("yesterday", False),
        ("", False),
        ("Fri, 02 Jan 999999999999 10:00:00 GMT", False),
        ("Fri, 02 Jan 2026 10:00:00 +9999999999", False),
    ],
)
def test_a_date_is_compared_and_what_is_none_says_nothing(field, current):
    assert is_current(field, CHANGED) is current


@given(st.text(max_size=60) | st.text(alphabet="JanFeb0123456789:+- GMT,", max_size=40))
def test_no_date_field_breaks_the_comparison(field):
    assert is_current(field, CHANGED) in (True, False)
