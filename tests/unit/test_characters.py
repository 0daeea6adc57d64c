"""From bytes to text, and from text to what may stand in a document."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from caveat.characters import clip, decode, is_text, one_line, printable, printable_json


@pytest.mark.parametrize(
    ("body", "charset", "text"),
    [
        ("né’e".encode(), None, "né’e"),
        ("né’e".encode("cp1252"), "iso-8859-1", "né’e"),
        ("né’e".encode(), "iso-8859-1", "né’e"),
        ("né’e".encode("cp1252"), "utf-8", "né’e"),
        (b"<meta charset=shift_jis>" + "日本".encode("shift_jis"), None, "<meta charset=shift_jis>日本"),
        ("né".encode("utf-16"), "utf-8", "né"),
        (b"<meta charset=utf-16>caf\xc3\xa9", None, "<meta charset=utf-16>café"),
        (b"uryyb", "rot13", "uryyb"),
        (b"xn--nxasmq6b", "idna", "xn--nxasmq6b"),
        ("é".encode() * 20 + b"\xff", "utf-8", "é" * 20 + "\ufffd"),
        (b"a\x00b\x0cc", None, "abc"),
        ("né".encode("utf-32"), None, "né"),
    ],
)
def test_the_text_is_right_whatever_was_said_of_it(body, charset, text):
    assert decode(body, charset) == text


@given(st.binary(max_size=300), st.none() | st.text(max_size=20))
def test_any_bytes_under_any_label_become_text_that_xml_can_hold(body, charset):
    element = etree.Element("a")
    element.text = decode(body, charset)
    assert etree.tostring(element)


@given(st.text())
def test_printable_text_is_what_xml_can_hold(text):
    element = etree.Element("a")
    element.text = printable(text)
    assert printable(printable(text)) == printable(text)


@given(st.text() | st.text("\ud800\udc00\ud83d\ude00\\ud8\b\f", max_size=12))
def test_what_is_read_from_printable_json_is_printable_and_nothing_else_is_missing(text):
    read = json.loads(printable_json(json.dumps(text)))
    assert read == printable(json.loads(json.dumps(text)))


@pytest.mark.parametrize(
    ("body", "is_one"),
    [
        ("Café, with\ttabs\r\n\x0cand a second page.".encode(), True),
        ("Café".encode("cp1252"), True),
        ("Title\n\nBody".encode("utf-16"), True),
        ("Title\n\nBody".encode("utf-32"), True),
        ("漢字とかな。".encode(), True),
        (b"a long text with one \x1b in it", True),
        (b"", True),
        (bytes(range(256)) * 8, False),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", False),
        (b"text with a \0 in it", False),
        (b"%PDF-1.4\n" + bytes(range(1, 256)) * 8, False),
    ],
)
def test_text_is_told_from_what_is_none(body, is_one):
    assert is_text(body) is is_one


@given(st.text(), st.integers(2, 40))
def test_clipped_text_is_no_longer_than_asked(text, length):
    clipped = clip(text, length)
    assert len(clipped) <= length
    assert one_line(clipped) == clipped
