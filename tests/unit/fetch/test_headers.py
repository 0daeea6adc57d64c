"""Header fields, sent and read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caveat.fetch.headers import (
    HeaderError,
    read_coding,
    read_content_type,
    read_length,
    read_validators,
    request_headers,
)
from caveat.model import Validators


def test_a_request_names_the_program_and_asks_for_what_can_be_decoded():
    headers = dict(request_headers("caveat/1 (+me@example.org)", Validators(), ()))
    assert headers[b"User-Agent"] == b"caveat/1 (+me@example.org)"
    assert headers[b"Accept-Encoding"] == b"gzip, br, zstd"
    assert b"If-None-Match" not in headers
    assert b"If-Modified-Since" not in headers


def test_validators_come_back_byte_for_byte():
    given_back = read_validators([(b"ETag", b'W/"caf\xe9 "" odd"'), (b"LAST-modified", b"yesterday, 25:99")])
    headers = dict(request_headers("caveat", given_back, ()))
    assert headers[b"If-None-Match"] == b'W/"caf\xe9 "" odd"'
    assert headers[b"If-Modified-Since"] == b"yesterday, 25:99"


def test_a_validator_too_long_to_send_back_is_dropped():
    assert read_validators([(b"etag", b'"' + b"x" * 3000 + b'"')]) == Validators()


def test_a_source_s_own_header_replaces_ours_of_the_same_name():
    headers = request_headers("caveat", Validators(), [("user-agent", "Mozilla/5.0"), ("Cookie", "a=b")])
    names = [name.lower() for name, _ in headers]
    assert names.count(b"user-agent") == 1
    assert (b"user-agent", b"Mozilla/5.0") in headers
    assert (b"Cookie", b"a=b") in headers


def test_a_header_that_http_cannot_carry_is_named_without_its_value():
    with pytest.raises(HeaderError, match="'Cookie'") as caught:
        request_headers("caveat", Validators(), [("Cookie", "geheim→")])
    assert "geheim" not in str(caught.value)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (b"text/html", ("text/html", None)),
        (b"Text/HTML; Charset=UTF-8", ("text/html", "UTF-8")),
        (b'application/atom+xml ; type=feed; charset="iso-8859-1"', ("application/atom+xml", "iso-8859-1")),
        (b"text/html; charset=", ("text/html", None)),
        (b"", ("", None)),
        (b"; charset=utf-8", ("", None)),
        (b"<script>", ("", None)),
        (b"text/html; charset=base64\x00", ("text/html", "base64\x00")),
    ],
)
def test_media_type_and_charset_are_read_from_the_content_type(value, expected):
    assert read_content_type([(b"Content-Type", value)]) == expected


@given(st.lists(st.tuples(st.sampled_from([b"content-type", b"content-length", b"etag"]), st.binary(max_size=60))))
def test_no_header_value_breaks_the_reading(headers):
    read_content_type(headers)
    read_validators(headers)
    length = read_length(headers)
    assert length is None or length >= 0


def test_codings_are_joined_in_the_order_of_their_lines():
    assert read_coding([(b"Content-Encoding", b"gzip"), (b"x", b"y"), (b"content-encoding", b"br")]) == "gzip,br"
