"""E-mail as a format: parts, encodings, headers, and files that are none."""

import contextlib
import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caveat.errors import ExtractError
from caveat.extract import letter
from caveat.extract.mail import read_mail
from caveat.extract.mailheaders import decode_words
from tests.unit.extract.mails import STORY, mail
from tests.unit.extract.test_hostile_pages import assert_clean, pieces

HEAD = b"From: Ada Quill <ada@harbour.example>\r\nSubject: The lamp\r\nMIME-Version: 1.0\r\n"


def part(kind: str, body: bytes, *headers: str) -> bytes:
    return "\r\n".join((f"Content-Type: {kind}", *headers, "", "")).encode() + body + b"\r\n"


def multipart(kind: str, *parts: bytes, boundary: str = "b1") -> bytes:
    inside = b"".join(b"--" + boundary.encode() + b"\r\n" + inner for inner in parts)
    return part(f'multipart/{kind}; boundary="{boundary}"', inside + b"--" + boundary.encode() + b"--")


def test_the_html_is_taken_wherever_it_stands_and_attachments_never():
    alternative = multipart(
        "alternative", part("text/plain", b"Plain"), part("text/html", b"<p>Rich</p>"), boundary="in"
    )
    attached = part("text/html", b"<p>Attached</p>", 'Content-Disposition: attachment; filename="a.html"')
    forwarded = part("message/rfc822", b"Subject: Other\r\nContent-Type: text/html\r\n\r\n<p>Forwarded</p>")
    found = read_mail(HEAD + multipart("mixed", attached, forwarded, multipart("related", alternative, boundary="re")))
    assert ((found.html or "").strip(), (found.text or "").strip()) == ("<p>Rich</p>", "Plain")


@pytest.mark.parametrize(
    ("encoding", "charset", "body", "words"),
    [
        ("base64", "utf-8", b"PHA+Q2Fmw6k8L3A+", "Café"),
        ("quoted-printable", "iso-8859-1", b"<p>Caf=E9 and=\r\n on</p>", "Café and on"),
        ("8bit", "windows-1251", "<p>Лампа</p>".encode("windows-1251"), "Лампа"),
        ("7bit", "iso-2022-jp", "<p>灯台</p>".encode("iso-2022-jp"), "灯台"),
        ("8bit", "idna", "<p>Café</p>".encode(), "Café"),
        ("8bit", "no-such", "<p>Café</p>".encode("windows-1252"), "Café"),
        ("x-unknown", "utf-8", "<p>Café</p>".encode(), "Café"),
    ],
)
def test_bodies_are_decoded_by_the_labels_of_the_web(encoding, charset, body, words):
    file = HEAD + part(f"text/html; charset={charset}", body, f"Content-Transfer-Encoding: {encoding}")
    assert letter(file).article.text == words


def test_flowed_text_is_one_line_again_and_quotes_keep_to_themselves():
    flowed = part("text/plain; format=flowed", b"One \r\nline.\r\n> Quoted \r\n> words.\r\n From here.\r\n-- \r\nAda")
    assert str(read_mail(HEAD + flowed).text).split("\n")[:3] == ["One line.", "> Quoted words.", "From here."]


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ("=?utf-8?q?Caf=C3=A9_au?= =?utf-8?q?_lait?=", "Café au lait"),
        ("=?utf-8?b?w6k?= now", "é now"),
        ("=?koi8-r?B?68HNxdLB?=: x", "Камера: x"),
        ("Plain =?utf-8?q?=E2=80=93?= words", "Plain – words"),
        ("=?rot13?q?uryyb?=", "uryyb"),
        ("=?utf-8?b?!!!?= rest", "rest"),
        ("Caf\udcc3\udca9", "Café"),
        ("folded\r\n over lines\0", "folded over lines"),
    ],
)
def test_headers_are_decoded(raw, words):
    assert decode_words(raw) == words


def test_one_character_may_be_spread_over_two_encoded_words():
    assert decode_words("=?utf-8?q?=C3?= =?utf-8?q?=A9?=") == "é"


@pytest.mark.parametrize(
    ("subject", "title"),
    [("Fwd: Re: AW: The lamp", "The lamp"), ("Re[2]: The lamp", "The lamp"), ("Rex: a dog", "Rex: a dog")],
)
def test_marks_of_answers_and_forwardings_are_no_part_of_the_title(subject, title):
    assert read_mail(mail(text=STORY, subject=subject)).subject == title


@pytest.mark.parametrize("date", ["yesterday", "Fri, 99 May 2026", "", "Fri, 01 May 1901 00:00:00 +0000", "9" * 9000])
def test_a_date_that_is_none_is_none(date):
    assert read_mail(HEAD + f"Date: {date}\r\n\r\nText".encode()).sent is None


@pytest.mark.parametrize(
    ("message_id", "found"),
    [(b"<a@b.example>", "<a@b.example>"), (b" bare@id ", "<bare@id>"), (b"", None), (b"<a\r\n b@c>", "<ab@c>")],
)
def test_the_message_id_keeps_its_brackets(message_id, found):
    assert read_mail(HEAD + b"Message-ID: " + message_id + b"\r\n\r\nText").id == found


def test_a_message_id_beyond_all_measure_is_still_one_id():
    long = HEAD + b"Message-ID: <" + b"a" * 5000 + b"@b>\r\n\r\nText"
    assert read_mail(long).id == read_mail(long).id
    assert len(read_mail(long).id or "") <= 300


@pytest.mark.parametrize("file", [b"", b"No header, only words.\n\nMore words.", b"\0\0\0", b"<html><p>A page</p>"])
def test_what_has_no_headers_is_no_e_mail(file):
    with pytest.raises(ExtractError):
        read_mail(file)


PIECES = [
    b"Subject: ", b"From: ", b"To: ", b"Date: ", b"Content-Type: ", b"multipart/mixed; boundary=b", b"text/html",
    b"text/plain", b"; charset=", b"; boundary*0*=", b"utf-7", b"\r\n", b"\r\n\r\n", b"--b", b"--b--", b"\0", b"@",
    b"=?utf-8?q?", b"?=", b"<", b">", b"Content-Transfer-Encoding: ", b"base64", b"x-uuencode", b"begin 666 a", b'"',
    b"(", b"[", b":;", b"\xff\xfe", b"message/rfc822", b"Content-Disposition: ", b"attachment", b"Message-ID: ",
    b"List-Unsubscribe: <", b"<p>words</p>", b"a@b.example",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES) | st.binary(max_size=9), max_size=40).map(b"".join))
@settings(deadline=None, max_examples=300)
def test_any_bytes_give_a_letter_or_an_extract_error(body):
    for file in (HEAD + body, body):
        with contextlib.suppress(ExtractError):
            letter(file)


@given(st.lists(pieces, max_size=40).map("".join))
@settings(deadline=None, max_examples=200)
def test_any_html_gives_clean_blocks_or_an_extract_error(html):
    with contextlib.suppress(ExtractError):
        assert_clean(letter(HEAD + b"Content-Type: text/html\r\n\r\n" + html.encode()).article)


def test_a_mail_that_speaks_of_boundaries_is_read():
    assert read_mail(mail(text="The boundary of the harbour. " * 200)).text


def test_parts_in_parts_without_end_are_refused():
    nested = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(3000))
    with pytest.raises(ExtractError):
        read_mail(HEAD + nested)


@pytest.mark.parametrize(
    "file",
    [
        HEAD + b"To: " + b"(" * 200_000 + b"\r\n\r\nText",
        HEAD + b"To: " + b"<a@b>," * 200_000 + b"\r\n\r\nText",
        HEAD + b"Content-Type: text/html; " + b"a*0=b;" * 100_000 + b"\r\n\r\n<p>Text</p>",
        HEAD + b"Subject: " + b"=?utf-8?q?a?= " * 100_000 + b"\r\n\r\nText",
        HEAD + b"".join(b"X-%d: y\r\n" % n for n in range(100_000)) + b"\r\nText",
        HEAD + b"Message-ID: " + b"<" * 500_000 + b"\r\n\r\nText",
        HEAD + b"\r\n" + b"> " * 500_000,
        HEAD + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + b"--b\r\n\r\nText\r\n" * 100_000,
        HEAD + b"\r\nx" + b"\t" * 10_000_000 + b"x",
        HEAD + b"\r\nx" + b"\n" * 10_000_000 + b"x",
        HEAD + part("text/plain; format=flowed", b"Words that go on and on, line by line. \r\n" * 250_000),
        HEAD + b"\r\n" + b"-" * 1_000_000,
        HEAD + b"\r\n" + random.Random(1).randbytes(500_000),
    ],
    ids=["comments", "mailboxes", "parameters", "encoded words", "headers", "brackets", "quotes", "parts", "tabs",
         "lines", "flowed", "dashes", "noise"],
)  # fmt: skip
def test_large_and_hostile_e_mails_cost_little_time(file):
    started = time.process_time()
    with contextlib.suppress(ExtractError):
        letter(file)
    assert time.process_time() - started < 15
