"""Addresses: absolute, safe, and one spelling for one article."""

import re
from urllib.parse import urljoin

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caveat.urls import absolute, canonical, host, may_share, platform, same_site, site, without_feed_scheme


@pytest.mark.parametrize(
    ("base", "address", "expected"),
    [
        ("https://a.example/x/", "y", "https://a.example/x/y"),
        ("https://a.example/x/", "//b.example/y", "https://b.example/y"),
        ("https://a.example/", " /y\n", "https://a.example/y"),
        ("https://a.example/", "/a b", "https://a.example/a%20b"),
        (None, "HTTPS://a.example", "HTTPS://a.example"),
        (None, "/relative", None),
        ("https://a.example/", "javascript:alert(1)", None),
        ("https://a.example/", "java\nscript:alert(1)", None),
        ("https://a.example/", "data:text/html,x", None),
        ("https://a.example/", "file:///etc/passwd", None),
        ("https://a.example/", "http://[::1", None),
        ("https://a.example/", "http://a.example:99999999/", None),
        ("https://a.example/", "http://a..b.example/", None),
        ("https://a.example/", "http://a..é.example/", None),
        ("https://a.example/", "http://" + "é" * 70 + ".example/", None),
        ("https://a.example/", "http://" + "a" * 64 + ".example/", None),
        ("https://a.example/", "http://.../", None),
        ("https://a.example/", "/\ud800", None),
        ("https://a.example/", "\x01http://b.example/", "http://b.example/"),
        ("https://a.example/", "/" + "%" * 8000, None),
        ("https://a.example/", None, None),
        ("https://a.example/", "", None),
    ],
)
def test_only_http_addresses_become_absolute(base, address, expected):
    assert absolute(base, address) == expected


@pytest.mark.parametrize(
    "spelling",
    [
        "https://news.example/a?id=1",
        "HTTPS://News.Example:443/a?id=1",
        "https://user:secret@news.example/a?id=1#comments",
        "https://news.example/a?utm_source=rss&id=1&fbclid=x",
        "https://news.example./a?id=1",
    ],
)
def test_one_article_has_one_spelling(spelling):
    assert canonical(spelling) == "https://news.example/a?id=1"


@pytest.mark.parametrize(
    "name",
    ["utm_source", "UTM_x", "gclid", "gbraid", "wbraid", "fbclid", "mc_cid", "mc_eid", "_ga", "_gl", "igsh", "igshid",
     "ref_src", "cmpid", "ncid", "mkt_tok", "%75tm_source"],
)  # fmt: skip
def test_parameters_that_only_track_are_no_part_of_it(name):
    assert canonical(f"https://news.example/a?q=a,b%2c&{name}=1") == "https://news.example/a?q=a,b%2c"
    assert canonical(f"https://news.example/a?{name}=1") == canonical("https://news.example/a?")


@pytest.mark.parametrize(
    ("copy", "original"),
    [
        ("https://www.google.com/amp/s/www.news.example/a.amp", "https://www.news.example/a.amp"),
        ("https://www.google.co.uk/amp/news.example/a", "http://news.example/a"),
        ("https://news-example.cdn.ampproject.org/v/s/news.example/a?amp_js_v=0.1&usqp=x", "https://news.example/a"),
        ("https://www.google.com/amp/s/", "https://www.google.com/amp/s/"),
        ("https://www.google.com/amplify", "https://www.google.com/amplify"),
    ],
)
def test_a_copy_in_a_cache_of_amp_pages_is_what_it_is_a_copy_of(copy, original):
    assert canonical(copy) == original


def test_a_fragment_that_names_a_page_is_kept():
    assert canonical("https://a.example/#!/story/18#top") == "https://a.example/#!/story/18%23top"
    assert canonical("https://a.example/x#top") == "https://a.example/x"
    assert canonical("https://a.example#/top") == canonical("https://a.example?#/top") == "https://a.example/"


def test_what_tells_articles_apart_is_kept():
    addresses = ["https://a.example/A", "https://a.example/a", "https://a.example/a/", "https://a.example/a?p=1&p=2"]
    assert [canonical(address) for address in addresses] == addresses
    assert canonical("https://bücher.example/") == "https://xn--bcher-kva.example/"
    assert canonical("http://a.example:8080") == "http://a.example:8080/"


@pytest.mark.parametrize(
    "address", ["", "a.example", "ftp://a.example/", "http://", "http://" + "é" * 80 + ".example/"]
)
def test_what_is_no_address_is_refused(address):
    with pytest.raises(ValueError, match="not a"):
        canonical(address)


@given(st.text(max_size=60) | st.text(max_size=30).map("http://{}/".format))
def test_the_canonical_form_is_its_own_canonical_form(text):
    address = absolute("https://a.example/x/", text)
    if address is not None:
        once = canonical(address)
        assert canonical(once) == once


@given(
    st.from_regex(
        re.compile(
            r"https?://([a-z0-9-]{1,8}\.){1,3}[a-z]{2,5}(/[\w.~%!$&'()*+,=:@;-]{0,6}){0,4}(\?[\w=&/;?]{0,8})?(#[\w/?]{0,3})?",
            re.ASCII,
        ),
        fullmatch=True,
    )
)
def test_an_absolute_address_that_is_in_order_stays_as_it_is(address):
    for base in ("https://a.example/x/", "http://a.example/x/"):
        found = absolute(base, address)
        assert found is None or found == urljoin(base, address)
    if found is not None:
        assert canonical(address) == canonical(address.replace("http", "HTTP", 1))


BASES = (
    *("https://a.example", "http://a.example/x/y?q=/#f", "https://a.example/x/../y;p", "HTTPS://A.example/x", "//b/"),
    *("http://u@a.example/", "http://a.example:8080/x", "http://a..example/", "http://é.example/", "ftp://a.example"),
    *(
        "http://a.example\n/x",
        "http://a.example?q",
        "http://a_b.example/",
        f"http://{'a' * 64}.example/",
        "/x",
        "a",
        "",
    ),
)
PARTS = (
    *(
        "/",
        "/",
        ".",
        "..",
        "a",
        "B9",
        "-_~",
        "%20",
        "%zz",
        ":",
        "@",
        "=",
        "?",
        "#",
        ";",
        "é",
        " ",
        "\t",
        "\\",
        "[",
        "&",
    ),
)


@given(st.sampled_from(BASES), st.lists(st.sampled_from(PARTS), max_size=8).map("".join))
@settings(max_examples=1000)
def test_an_address_from_the_root_is_joined_as_any_other(base, rest):
    # A blank at its end goes, and with it the address is no ordinary one.
    assert absolute(base, f"/{rest}") == absolute(base, f"/{rest} ")


@pytest.mark.parametrize(
    ("given_host", "expected"),
    [
        ("https://www.news.example/x", "news.example"),
        ("News.Example.", "news.example"),
        ("a.b.news.example", "news.example"),
        ("www.bbc.co.uk", "bbc.co.uk"),
        ("a.github.io", "a.github.io"),
        ("a.blogspot.com", "a.blogspot.com"),
        ("a.tumblr.com", "a.tumblr.com"),
        ("x.a.tumblr.com", "a.tumblr.com"),
        ("www.tumblr.com", "tumblr.com"),
        ("tumblr.com", "tumblr.com"),
        ("https://b\u00fccher.example/", "xn--bcher-kva.example"),
        ("m.xn--bcher-kva.example", "xn--bcher-kva.example"),
        ("localhost", "localhost"),
        ("127.0.0.1", "127.0.0.1"),
        ("http://127.1/", "127.1"),
        ("0x7f.1", "0x7f.1"),
        ("http://[::1]:8000/", "::1"),
        ("co.uk", "co.uk"),
        ("", ""),
        ("http://[::1", ""),
        ("a..example", "a..example"),
    ],
)
def test_a_site_is_what_one_owner_holds(given_host, expected):
    assert site(given_host) == expected


def test_a_platform_is_whose_servers_a_site_stands_on():
    assert platform("a.tumblr.com") == platform("https://b.tumblr.com/x") == platform("tumblr.com") == "tumblr.com"
    assert platform("www.news.example") == "news.example"
    assert platform("a.github.io") == "a.github.io"


@given(st.text(max_size=40))
def test_every_host_has_a_site_that_is_its_own_site(text):
    once = site(text.replace("://", ""))
    assert site(once) == once


def test_sites_are_the_same_whatever_the_subdomain():
    assert same_site("https://www.a.example/x", "http://a.example/y")
    assert same_site("https://m.a.example/x", "http://amp.a.example/y")
    assert not same_site("https://a.example/", "https://b.example/")
    assert not same_site("https://a.tumblr.com/", "https://b.tumblr.com/")
    assert not same_site("https://a.co.uk/", "https://b.co.uk/")
    assert not same_site("nonsense", "nonsense")
    assert host("https://User@A.Example:1/x") == "a.example"


@pytest.mark.parametrize(
    ("other", "may"),
    [
        ("https://news.example/a", True),
        ("https://news.example:443/a", True),
        ("http://news.example/a", False),
        ("https://news.example:8443/a", False),
        ("https://www.news.example/a", False),
        ("https://news.example.evil.example/a", False),
        ("file:///a", False),
        ("https://news.example:x/", False),
    ],
)
def test_what_is_meant_for_one_origin_is_not_sent_to_another(other, may):
    assert may_share("https://news.example/feed", other) is may


def test_a_step_up_to_tls_is_the_same_origin_s():
    assert may_share("http://news.example/feed", "https://news.example/a")


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("feed://news.example/rss", "http://news.example/rss"),
        ("feed:https://news.example/rss", "https://news.example/rss"),
        ("FEED://https://news.example/rss", "https://news.example/rss"),
        ("https://news.example/?u=feed://x", "https://news.example/?u=feed://x"),
    ],
)
def test_the_old_scheme_of_feeds_stands_for_http(given, meant):
    assert without_feed_scheme(given) == meant
