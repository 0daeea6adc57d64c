"""Walls told from pages. The pages are our own writing; what is quoted of makers is the marks that they set."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caveat.fetch.walls import behind_redirect, name_wall

CHALLENGE, BLOCK, RATE, LOGIN, REGION, CONSENT = (
    "a challenge page for people",
    "turns this program away",
    "limits how often it may be asked",
    "a login is wanted",
    "closed to the region",
    "a consent page",
)
PROSE = "<p>" + "The council met on Tuesday and talked about the bridge for three hours. " * 5 + "</p>"


def page(title, body="", head=""):
    return f"<!doctype html><html><head><title>{title}</title>{head}</head><body>{body}</body></html>".encode()


WALLS = [
    (403, page("Just a moment...", "<script>window._cf_chl_opt={cvId:'3'}</script>"), "Cloudflare", CHALLENGE),
    (200, page("Just a moment...", "<script>window._cf_chl_opt={cvId:'3'}</script>"), "Cloudflare", CHALLENGE),
    (403, page("Attention Required! | Cloudflare", '<div class="cf-error-details">Sorry</div>'), "Cloudflare", BLOCK),
    (429, page("Access denied | a.example used Cloudflare", "You are being rate limited"), "Cloudflare", RATE),
    (
        403,
        page("a.example", "<script>var dd={'rt':'c','host':'geo.captcha-delivery.com'}</script>"),
        "DataDome",
        CHALLENGE,
    ),
    (
        200,
        page("a.example", "<script>var dd={'rt':'c','host':'geo.captcha-delivery.com'}</script>"),
        "DataDome",
        CHALLENGE,
    ),
    (403, page("Access to this page has been denied.", "<div id='px-captcha'></div>"), "HUMAN", CHALLENGE),
    (
        403,
        page(
            "Access Denied", '<h1>Access Denied</h1>You don\'t have permission to access "x".<p>Reference&#32;&#35;18.2'
        ),
        "Akamai",
        BLOCK,
    ),
    (
        403,
        page("", "<iframe id='main-iframe' src='/_Incapsula_Resource?CWUDNSAI=1'>Request unsuccessful.</iframe>"),
        "Imperva",
        CHALLENGE,
    ),
    (405, page("Human Verification", "<script>window.gokuProps = {}</script>"), "AWS WAF", CHALLENGE),
    (403, page("Sucuri WebSite Firewall - Access Denied", "blocked"), "Sucuri", BLOCK),
    (200, page("You are being redirected...", "<script>sucuri_cloudproxy_js=''</script>"), "Sucuri", CHALLENGE),
    (
        200,
        page("Making sure you're not a bot!", '<script id="anubis_challenge" type="application/json">{}</script>'),
        "Anubis",
        CHALLENGE,
    ),
    (403, page("DDoS-Guard", "Checking your browser"), "DDoS-Guard", CHALLENGE),
    (429, page("Vercel Security Checkpoint", "We're verifying your browser"), "Vercel", CHALLENGE),
    (503, page("Your access to this site has been limited by the site owner", "Wordfence"), "Wordfence", BLOCK),
    (200, page("Request Rejected", "Please consult. Your support ID is: 1"), "F5", BLOCK),
    (
        200,
        page("Are you a robot? | Shop", "<script src='https://www.google.com/recaptcha/api.js'></script>"),
        "captcha",
        CHALLENGE,
    ),
    (403, page("Security check", "please wait"), "captcha", CHALLENGE),
    (429, b"slow down", "too many requests", RATE),
    (200, page("429 Too Many Requests", "nginx"), "too many requests", RATE),
    (401, b"", "", LOGIN),
    (200, page("Log in – The Courier", "<form><input name=p type='password'></form>"), "", LOGIN),
    (200, page("Log in | The Courier", "<form><input name=p type='password'></form>"), "", LOGIN),
    (451, b"", "", REGION),
    (200, page("451: Unavailable due to legal reasons", "We recognise"), "", REGION),
    (200, page("The Courier", "you are in the European Economic Area (EEA); access cannot be granted"), "", REGION),
    (403, page("Sorry", "This page is not available in your country."), "", REGION),
    (200, page("Yahoo", "<form method='post' action='/v2/collectConsent'></form>"), "", CONSENT),
]


@pytest.mark.parametrize(("status", "body", "maker", "kind"), WALLS)
def test_a_wall_is_named_with_its_maker(status, body, maker, kind):
    words = name_wall(status, [], body)
    assert kind in (words or "")
    assert maker in (words or "")


@pytest.mark.parametrize(
    ("name", "value"),
    [(b"CF-Mitigated", b"challenge"), (b"x-amzn-waf-action", b"captcha"), (b"X-Vercel-Mitigated", b"challenge")],
)
@pytest.mark.parametrize("status", [200, 202, 403])
def test_a_header_that_says_challenge_is_enough(status, name, value):
    assert CHALLENGE in (name_wall(status, [(name, value)], page("The Courier", PROSE)) or "")


@pytest.mark.parametrize(
    "body",
    [
        page("Just a moment... with the mayor", PROSE),
        page("Just a moment...", "<article>" + PROSE + "</article>", "<script>window._cf_chl_opt</script>"),
        page("Just a moment...", PROSE * 6 + "<pre>window._cf_chl_opt = {}; id='px-captcha'</pre>"),
        page("How Cloudflare challenges work", PROSE * 6 + "<code>_cf_chl_opt captcha-delivery.com px-captcha</code>"),
        page("What is a captcha?", PROSE * 6 + "<script src='https://www.google.com/recaptcha/api.js'></script>"),
        page("Security check", PROSE * 6 + "<form></form><script src='https://hcaptcha.com/1/api.js'></script>"),
        page("Access Denied", "<article>You don't have permission to access</article>"),
        page("Log in to the archive: how readers do it", PROSE * 6 + "<input type=password>"),
        page("The show is not available in your region", PROSE),
        page("The Courier", PROSE, "<script src='/cdn-cgi/challenge-platform/scripts/jsd/main.js'></script>"),
        page(
            "The Courier",
            PROSE,
            "<script>window._pxAppId='PX1'</script><script src='/_Incapsula_Resource?SWJ'></script>",
        ),
        page("The Courier", "", "<script src='https://js.captcha-delivery.com/tags.js'></script>"),
        page("Too many requests for tickets", PROSE),
        b"<?xml version='1.0'?><rss><channel><title>Just a moment...</title><item>_cf_chl_opt</item></channel></rss>",
        b'{"title": "too many requests"}',
        b"",
    ],
)
def test_an_ordinary_page_is_no_wall(body):
    assert name_wall(200, [], body) is None


@pytest.mark.parametrize("status", [403, 404, 410, 500, 503])
def test_an_error_without_a_sign_is_no_wall(status):
    assert name_wall(status, [], page("Sorry", "<h1>Something went wrong</h1>")) is None


@given(st.sampled_from([body for status, body, *_ in WALLS if status == 200]), st.integers(20, 200))
def test_no_page_that_has_an_article_is_ever_a_wall(wall, paragraphs):
    assert name_wall(200, [], wall.replace(b"</body>", (PROSE * paragraphs).encode() + b"</body>")) is None


@given(st.binary(max_size=300), st.integers(100, 599))
def test_no_body_breaks_the_naming(body, status):
    name_wall(status, [], body)


@pytest.mark.parametrize(
    "piece",
    [
        b"<title",
        b"<script",
        b"<script>var dd=",
        b"<iframe",
        b"<form",
        b"<input",
        b"<!--",
        b"<",
        b"<title>a</title>",
        b"\n",
        b"european economic area",
        b"you don't have permission to access",
        b"</script",
        b"<svg",
        b"og:type'",
        b'"@type":"',
    ],
)
def test_a_hostile_body_takes_no_time(piece):
    started = time.process_time()
    for status in (200, 403):
        name_wall(status, [], piece * (32_000 // len(piece)))
    assert time.process_time() - started < 2


@pytest.mark.parametrize(
    ("asked", "target", "kind"),
    [
        ("https://a.example/x", "https://a.example/login?next=/x", "a login page"),
        ("https://a.example/x", "https://a.example/login?return=https%3A%2F%2Fa.example%2Fx%3Fy", "a login page"),
        ("https://a.example/x", "https://id.a.example/sso/start?to=https://www.a.example/x/", "a login page"),
        ("https://a.example/", "https://a.example/wp-login.php?redirect_to=https://a.example/", "a login page"),
        ("https://a.example/x", "https://consent.a.example/collect?session=1", CONSENT),
        ("https://a.example/x", "https://guce.b.example/consent?done=1", CONSENT),
        ("https://a.example/x", "https://a.example/privacy-gate?redirectUri=/x", CONSENT),
    ],
)
def test_a_redirect_to_a_wall_is_named(asked, target, kind):
    assert kind in (behind_redirect(asked, target) or "")


@pytest.mark.parametrize(
    ("asked", "target"),
    [
        ("https://a.example/x", "https://a.example/y"),
        ("https://a.example/x", "https://a.example/how-to-login?next=/x"),
        ("https://a.example/x", "https://a.example/news/login-trouble?next=/x"),
        ("https://a.example/x", "https://a.example/login"),
        ("https://a.example/x", "https://a.example/consent-decree"),
        ("https://consent.a.example/x", "https://consent.a.example/y"),
        ("https://a.example/x", "https://a.example/login?next=http://[::1"),
    ],
)
def test_another_redirect_is_none(asked, target):
    assert behind_redirect(asked, target) is None
