"""Secrets of a subscriber in the texts of a letter."""

import base64
import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caveat.extract.secrecy import holds, make_secrets, shows, without

NAME = "jane.doe@home.example"
SECRETS = make_secrets([NAME], ["harbour.example/u/abc-7741"])
BASE64 = base64.b64encode(b"u=" + NAME.encode()).decode()
JSON = base64.urlsafe_b64encode(json.dumps({"id": 7, "email": "Jane.Doe+news@home.example"}).encode()).decode()


@pytest.mark.parametrize(
    "text",
    [
        "Sent to Jane.Doe@home.example.", "jane.doe\u200b@home.example", "jane.doe@home\u00ad.example",
        "jane\u2066.doe@home\U000e0041.example", "jane.doe+news@home.example", "u=jane.doe%2540home.example",
        "jane.doe&#64;home.example", "jane . doe @ home.example", "jane.doe at home.example",
        "jane.doe (at) home.example",
        "jane.doe [AT] home [dot] example", "jane.doe＠home．example", "jane.doe@home.exam\nple",
        "jane.doe@\r\n home.example",
        "bounce-jane.doe=home.example@h.example", "jane.doe+x=home.example", "wnar.qbr@ubzr.rknzcyr",
        "https://HARBOUR.example/u/abc-7741?x",
    ],
)  # fmt: skip
def test_an_address_is_known_however_it_is_written(text):
    assert shows(text, SECRETS)
    assert holds(text, SECRETS)


@pytest.mark.parametrize(
    "text",
    [
        NAME.encode().hex(), NAME.upper().encode().hex().upper(), f"a{NAME.encode().hex()}", BASE64,
        f"x-{BASE64}", JSON,
        f"https://h.example/i/{JSON}/pier.jpg", f"https://h.example/story/{BASE64[:-1]}%3D/x",
    ],
)  # fmt: skip
def test_an_address_is_known_within_what_is_encoded(text):
    assert holds(text, SECRETS)
    assert not shows(text, SECRETS)


@given(st.binary(max_size=9), st.binary(max_size=9), st.text("abcXYZ/-_0189", max_size=9))
def test_an_address_is_known_wherever_it_stands_in_base64(before, after, prefix):
    data = base64.urlsafe_b64encode(before + NAME.encode() + after).decode()
    assert holds(f"{prefix}{data}", SECRETS)


@pytest.mark.parametrize("text", ["jane@home.example", "jane.doe at the harbour", "1+1@home", "", "logo@2x.png"])
def test_other_words_are_no_secret(text):
    assert not holds(text, SECRETS)


def test_an_address_with_a_tag_is_known_without_it():
    assert holds("jane@home.example", make_secrets(["jane+news@home.example"]))


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (f"Dear {NAME}, hello.", "Dear hello."),
        ("Dear jane . doe @ home.example , hello.", "Dear , hello."),
        ("News for jane.doe at home.example", "News for"),
        (f"One\n  two {NAME}\nthree", "One\n  two\nthree"),
        ("Words " * 61 + "jane.doe at home.example " + "more " * 90, "Words " * 61 + "more " * 90),
    ],
)
def test_only_the_words_of_an_address_are_taken_out(text, left):
    assert without(text, SECRETS) == left


@given(
    st.lists(st.sampled_from(["jane.doe", " ", "@", "home.", "example", "\n", "at", "\u200b", "x", JSON, "."])).map(
        "".join
    )
)
def test_what_is_left_holds_nothing(text):
    assert not holds(without(text, SECRETS), SECRETS)


@pytest.mark.parametrize("text", ["jane.doe at home.example ", "\t", "0123abcd", "TWFu", "@", "+", "a(at)"])
def test_long_texts_cost_time_in_proportion(text):
    started = time.process_time()
    without(text * (2_000_000 // len(text)), SECRETS)
    assert time.process_time() - started < 20
