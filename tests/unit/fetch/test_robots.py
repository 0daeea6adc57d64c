"""What a robots.txt says to us."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caveat.fetch.robots import MAX_BYTES, Robots, product_token

SITE = "https://a.example"


def allows(text, path, agent="caveat"):
    return Robots(text, agent).allows(SITE + path)


@pytest.mark.parametrize(
    ("user_agent", "token"),
    [
        ("caveat/0.1.0 (+desk@news.example)", "caveat"),
        ("Caveat", "caveat"),
        ("News-Desk_bot/2", "news-desk_bot"),
        ("Mozilla/5.0 (compatible; NewsDesk/2.0; +https://a.example)", "newsdesk"),
        ("123", "caveat"),
        ("", "caveat"),
    ],
)
def test_the_product_token_is_our_own_name(user_agent, token):
    assert product_token(user_agent) == token


@pytest.mark.parametrize(
    ("text", "allowed", "refused"),
    [
        ("User-agent: *\nDisallow: /x", "/y", "/x/y"),
        ("user-agent: CAVEAT\ndisallow: /x", "/y", "/x"),
        ("User-agent: caveat/1.0\nDisallow: /x", "/y", "/x"),
        ("User-agent: other\nDisallow: /\n\nUser-agent: *\nDisallow: /x", "/y", "/x"),
        ("User-agent: other\nUser-agent: caveat\nDisallow: /x", "/y", "/x"),
        ("User-agent: caveat\nUser-agent: other\nDisallow: /x", "/y", "/x"),
        ("User-agent: caveat\nDisallow: /x\nUser-agent: *\nDisallow: /", "/y", "/x"),
        (
            "User-agent: caveat\nDisallow: /x\nUser-agent: other\nAllow: /x\nUser-agent: caveat\nDisallow: /z",
            "/y",
            "/z",
        ),
        ("User-agent: *\nDisallow: /x\nAllow: /x/public", "/x/public/1", "/x/1"),
        ("User-agent: *\nDisallow: /*.pdf$", "/a.pdf?x", "/a.pdf"),
        ("User-agent: *\nSitemap: https://a.example/s.xml\nDisallow: /x", "/s.xml", "/x"),
        ("\ufeffUser-agent: * # everybody\r\nDisallow: /x # not here\r\n", "/y", "/x"),
        ("User-agent: *\n\n\nDisallow: /x", "/y", "/x"),
    ],
)
def test_rules_are_those_of_the_groups_that_name_us_or_everybody(text, allowed, refused):
    assert allows(text, allowed)
    assert not allows(text, refused)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "User-agent: *\nDisallow:",
        "User-agent: caveat-reader\nDisallow: /",
        "User-agent: cav\nDisallow: /",
        "Disallow: /",
        "<html><title>Not found</title>",
        "User-agent: caveat\nAllow: /\nUser-agent: *\nDisallow: /",
    ],
)
def test_what_forbids_us_nothing_allows_everything(text):
    assert allows(text, "/x")


@pytest.mark.parametrize(
    ("value", "seconds"), [("10", 10), ("0.5", 0.5), ("-1", 0), ("soon", 0), ("inf", 0), ("nan", 0), ("1e300", 1e300)]
)
def test_the_crawl_delay_is_a_number_of_seconds(value, seconds):
    assert Robots(f"User-agent: *\nCrawl-delay: {value}", "caveat").delay == seconds
    assert Robots(f"User-agent: other\nCrawl-delay: {value}", "caveat").delay == 0


@pytest.mark.parametrize(
    "text",
    [
        "User-agent: *\n" + "".join(f"Disallow: /*a*a*a*a*{number}b\n" for number in range(18_000)),
        "User-agent: *\nDisallow: /" + "*a" * 250_000 + "b",
        "".join(f"User-agent: {number}\n" for number in range(20_000)) + "Disallow: /x\n" * 15_000,
        "User-agent: *\nUser-agent: caveat\n" * 8_000 + "Disallow: /x\n" * 15_000,
        "User-agent: *\nDisallow: /" + "$" * 500_000,
        "user" + " " * 500_000,
        "a " * 250_000,
    ],
    ids=["wildcards", "one wildcard rule", "many agents", "us many times", "dollars", "blanks", "words"],
)
def test_a_hostile_file_costs_little_time(text):
    started = time.process_time()
    Robots(text[:MAX_BYTES], "caveat").allows(SITE + "/" + "a" * 8000)
    assert time.process_time() - started < 3


@given(
    st.text(max_size=200)
    | st.lists(st.sampled_from(["user-agent: *", "disallow: /%", "allow: $", "crawl-delay: 1"])).map("\n".join)
)
def test_no_text_breaks_the_reading(text):
    rules = Robots(text, "caveat")
    rules.allows(SITE + "/x?%\ud800".replace("\ud800", ""))
    assert rules.delay >= 0
