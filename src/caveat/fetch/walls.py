"""Owns the walls: answers that are meant for people, or that turn programs away, told from pages. Pure.

A page that is wrongly called a wall is lost, so that an answer without an error status must look like nothing else.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from http import HTTPStatus
from urllib.parse import parse_qsl, urljoin, urlsplit

from caveat.fetch.headers import RawHeaders, read_values
from caveat.urls import host, same_site

_LOOKED_AT = 32_000
"""Bytes of a body that are looked at."""
_LARGEST = 200_000
"""Bytes. What is larger and no error is a page."""
_LITTLE_TEXT = 1500
"""Characters. What says more than that, and is no error, is a page."""


class _Kind(Enum):
    """What a wall is, and the way out."""

    CHALLENGE = (
        "a challenge page for people ({name}), which no program passes; "
        "look for a feed of the site, or ask it to let this program in"
    )
    BLOCK = "{name} turns this program away; ask the site to let it in, or look for a feed"
    RATE = "the site limits how often it may be asked ({name}); ask less often: [fetch] delay, or the source's every"
    LOGIN = "a login is wanted; [source.headers] can send a cookie or token of yours"
    CONSENT = "a consent page for people; look for a feed of the site, or send its cookie by [source.headers]"
    REGION = "the site is closed to the region that this program runs in"


@dataclass(frozen=True, slots=True)
class _Sign:
    """How one kind of wall shows: `title` is the whole title, `mark` stands anywhere; both in lower case."""

    name: str
    kind: _Kind
    title: str = ""
    mark: str = ""
    always: bool = True
    """Whether it counts without an error status."""


_HEADERS: Sequence[tuple[bytes, str, str]] = (
    (b"cf-mitigated", "challenge", "Cloudflare"),
    (b"x-amzn-waf-action", "challenge|captcha", "AWS WAF"),
    (b"x-vercel-mitigated", "challenge", "Vercel"),
)
"""(header, value, whose challenge it is): certain whatever the status."""

_CHECKS = (
    r"(?:please )?(?:complete the )?(?:captcha|security check|security verification|robot check|browser check"
    r"|(?:human|bot|access) verification|are you (?:a )?(?:human|robot)\??|i'm not a robot|one more step"
    r"|(?:verify|verifying|confirm) (?:that )?you are (?:a )?(?:human|not a robot)|checking your browser\b.{0,60})"
)
_SIGNS = (
    _Sign(
        "Cloudflare", _Kind.CHALLENGE, r"just a moment\W*|attention required! \| cloudflare", r"_cf_chl_opt|\bcf-chl-"
    ),
    _Sign("Cloudflare", _Kind.RATE, r".*\| cloudflare|access denied.*", r"you are being rate limited"),
    _Sign("Cloudflare", _Kind.BLOCK, r".*\| cloudflare", r"cf-error-details|sorry, you have been blocked"),
    _Sign("DataDome", _Kind.CHALLENGE, mark=r"<script[^<>]{0,200}>\s{0,9}var dd\s?=[^<]{0,900}captcha-delivery\.com"),
    _Sign("DataDome", _Kind.CHALLENGE, mark=r"captcha-delivery\.com", always=False),
    _Sign("HUMAN", _Kind.CHALLENGE, mark=r"id=[\"']px-captcha[\"']"),
    _Sign("HUMAN", _Kind.CHALLENGE, mark=r"px-captcha|_pxappid|perimeterx", always=False),
    _Sign("Akamai", _Kind.BLOCK, r"access denied", r"you don't have permission to access[^<]{0,900}"),
    _Sign("Akamai", _Kind.BLOCK, mark=r"errors\.edgesuite\.net", always=False),
    _Sign("Akamai", _Kind.CHALLENGE, mark=r"id=[\"']sec-(?:if-)?cpt-(?:if|container)[\"']"),
    _Sign("Imperva", _Kind.CHALLENGE, mark=r"<iframe[^<>]{0,500}_incapsula_resource|incapsula incident id"),
    _Sign("AWS WAF", _Kind.CHALLENGE, mark=r"window\.gokuprops\s?="),
    _Sign("Sucuri", _Kind.BLOCK, r"sucuri website firewall.*"),
    _Sign("Sucuri", _Kind.CHALLENGE, r"you are being redirected\W*", r"sucuri_cloudproxy_js"),
    _Sign("Anubis", _Kind.CHALLENGE, mark=r"<script[^<>]{0,200}id=[\"']anubis_challenge[\"']"),
    _Sign("DDoS-Guard", _Kind.CHALLENGE, r"ddos-guard"),
    _Sign("Vercel", _Kind.CHALLENGE, r"vercel security checkpoint"),
    _Sign("Wordfence", _Kind.BLOCK, r"your access to this (?:site|service) has been limited.*", r"wordfence"),
    _Sign("F5", _Kind.BLOCK, r"request rejected", r"your support id is"),
    _Sign(
        "captcha",
        _Kind.CHALLENGE,
        rf"{_CHECKS}\W*(?:[|–—-].{{0,60}})?",
        r"recaptcha/(?:api|enterprise)|hcaptcha\.com|cloudflare\.com/turnstile|friendlycaptcha|geetest",
    ),
    _Sign("captcha", _Kind.CHALLENGE, rf"{_CHECKS}.*", always=False),
    _Sign("too many requests", _Kind.RATE, r"(?:429\W*)?too many requests\W*|rate limit(?:ed| exceeded)?\W*"),
    _Sign("region", _Kind.REGION, r"(?:\d+\W*)?unavailable (?:due to|for) legal reasons\W*"),
    _Sign("region", _Kind.REGION, mark=r"european economic area[^<]{0,300}(?:access cannot be granted|cannot grant)"),
    _Sign(
        "region",
        _Kind.REGION,
        mark=r"(?:not|un)\s?(?:yet |currently )?available in your (?:region|country|location)",
        always=False,
    ),
    _Sign("consent", _Kind.CONSENT, mark=r"<form[^<>]{0,500}/(?:collectconsent|privacy-?gate)\b"),
    _Sign(
        "login",
        _Kind.LOGIN,
        r"(?:please )?(?:log|sign)[ -]?in(?:\W*|\s*(?:[|–—:-]|to\b).{0,60})",
        r"<input[^<>]{0,300}type=[\"']?password",
    ),
)
_COMPILED = tuple((sign, re.compile(sign.title or r"[\s\S]*"), re.compile(sign.mark)) for sign in _SIGNS)

_TITLE = re.compile(r"<title[^<>]{0,200}>([^<]{0,300})</title")
_NO_WALL = re.compile(
    r"<(?:rss|feed|rdf:rdf|urlset|sitemapindex|article)\b|articlebody|og:type[\"'][^<>]{0,40}article"
    r"|\"@type\"\s?:\s?\"(?:\w{0,20}article|blogposting)"
)
"""What feeds and articles have, and walls have not."""
_UNSEEN = re.compile(r"<(script|style|noscript|svg|head)\b[\s\S]*?(?:</\1|\Z)|<!--[\s\S]*?(?:-->|\Z)|<[^<>]{0,2000}>")
_SPACE = re.compile(r"\s+")
_LOGIN_PATH = re.compile(
    r"/(?:log-?in|sign-?in|logon|signon|sso|wp-login\.php|auth(?:enticate|orize)?|oauth2?)(?:[/.]|$)", re.I
)
_CONSENT_HOST = re.compile(r"(?:consent|guce|privacygate|myprivacy)\.")
_CONSENT_PATH = re.compile(r"/(?:privacy-?gate|privacy-?wall|cookie-?wall|cookie-?consent|consent)(?:[/.]|$)", re.I)
_FIELDS = 50
"""Fields of a query that are looked at."""


def name_wall(status: int, headers: RawHeaders, body: bytes) -> str | None:
    """What wall an answer is, and the way out, in words that follow its status; None: it is none that is known."""
    for name, value, maker in _HEADERS:
        if any(re.fullmatch(value, given.strip(), re.I) for given in read_values(headers, name)):
            return _words(_Kind.CHALLENGE, maker)
    if status == HTTPStatus.UNAUTHORIZED:
        return _words(_Kind.LOGIN)
    if status == HTTPStatus.UNAVAILABLE_FOR_LEGAL_REASONS:
        return _words(_Kind.REGION)
    sign = _shown(body, error=status >= HTTPStatus.BAD_REQUEST)
    if sign is not None:
        return _words(sign.kind, sign.name)
    return _words(_Kind.RATE, "too many requests") if status == HTTPStatus.TOO_MANY_REQUESTS else None


def behind_redirect(asked: str, target: str) -> str | None:
    """What wall a redirect leads to, and the way out; None: none that is known."""
    path = urlsplit(target).path
    if _CONSENT_HOST.match(host(target)) and host(target) != host(asked):
        return f"redirects to {_words(_Kind.CONSENT)}"
    # These know where to send their visitor back to; other addresses hardly ever say that.
    if _CONSENT_PATH.search(path) and _leads_back(asked, target):
        return f"redirects to {_words(_Kind.CONSENT)}"
    if _LOGIN_PATH.search(path) and _leads_back(asked, target):
        return f"redirects to a login page: {_words(_Kind.LOGIN)}"
    return None


def _shown(body: bytes, *, error: bool) -> _Sign | None:
    """The sign that a body shows."""
    if not body or (len(body) > _LARGEST and not error):
        return None
    text = body[:_LOOKED_AT].decode("utf-8", "replace").lower()
    title = _SPACE.sub(" ", found[1]).strip() if (found := _TITLE.search(text)) else ""
    for sign, titles, marks in _COMPILED:
        if (error or sign.always) and titles.fullmatch(title) and marks.search(text):
            return sign if error or _says_little(text) else None
    return None


def _says_little(text: str) -> bool:
    """Whether a page, in lower case, is no article or feed, nor anything else that has much to say."""
    if _NO_WALL.search(text):
        return False
    return len(_SPACE.sub(" ", _UNSEEN.sub(" ", text))) <= _LITTLE_TEXT


def _leads_back(asked: str, target: str) -> bool:
    """Whether the query of an address names the one that was asked for."""
    wanted = urlsplit(asked).path.rstrip("/")
    try:
        fields = parse_qsl(urlsplit(target).query, max_num_fields=_FIELDS)
        places = [urljoin(asked, value) for _, value in fields]
        return any(same_site(asked, place) and urlsplit(place).path.rstrip("/") == wanted for place in places)
    except ValueError:
        return False


def _words(kind: _Kind, name: str = "") -> str:
    return kind.value.format(name=name)
