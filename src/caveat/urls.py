"""Owns addresses: making them absolute, telling safe from unsafe ones, whose they are, and the form of identity."""

import re
from functools import cache, lru_cache
from urllib.parse import SplitResult, quote, unquote, urljoin, urlsplit, urlunsplit

from publicsuffixlist import PublicSuffixList

_TRACKING = re.compile(
    r"(?:utm_\w+|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|twclid|ttclid|li_fat_id|igsh|igshid|mc_[ce]id|mkt_tok"
    r"|_g[al]|_hs(?:enc|mi)|oly_\w+_id|vero_id|wt_z?mc|cmpid|ncid|icid|ref_src|xtor|at_(?:medium|campaign|custom\d)"
    r"|(?:pk|mtm)_(?:campaign|kwd|source|medium)|ns_(?:mchannel|source|campaign)|guce_referr\w*|__twitter_impression"
    r"|usqp|amp_js_v)",
    re.I,
)
_AMP_CACHES = re.compile(
    r"https?://(?:www\.)?google\.[a-z]{2,3}(?:\.[a-z]{2})?/amp/|https?://[a-z0-9-]+\.cdn\.ampproject\.org/[a-z]/", re.I
)
_ORDINARY = re.compile(
    r"https?://(?:[a-z0-9-]{1,63}\.){1,8}[a-z0-9-]{1,63}(?:/[A-Za-z0-9._~%!$&'()*+,=:@-]+)*/?"
    r"(?:\?[A-Za-z0-9._~%!$&'()*+,=:@/-]+)?(?:#[A-Za-z0-9._~%!$&'()*+,=:@/?-]+)?"
)
"""Absolute addresses that are in order as they stand, which nearly all are."""
_ROOTED = re.compile(
    r"(?:/(?!\.{1,2}(?:[/?#]|\Z))[A-Za-z0-9._~%!$&'()*+,=:@-]+)+/?"
    r"(?:\?[A-Za-z0-9._~%!$&'()*+,=:@/-]+)?(?:#[A-Za-z0-9._~%!$&'()*+,=:@/?-]+)?|/"
)
"""Addresses within a host that are in order as they stand."""
_ORIGIN = re.compile(r"https?://(?:[a-z0-9-]{1,63}\.){1,8}[a-z0-9-]{1,63}(?=[/?#]|\Z)")
_CANONICAL = re.compile(r"https?://[^/?#]+/[^?#]*")
"""Of those, the ones that are canonical, copies in caches aside."""
_PLAIN_HOST = re.compile(r"https?://([a-z0-9.-]+)(?:[/?#]|\Z)")
"""A host that stands in an address as it is: to split the address takes ten times as long."""
_DEFAULT_PORTS = {"http": 80, "https": 443}
_EDGES = "".join(map(chr, range(0x21)))
"""What browsers take off both ends of an address (WHATWG URL, section 4.4)."""
_KEY = re.compile(
    r"(?:[\w-]*[_-])?(?:(?:api|feed|rss|user|access|auth)?(?:key|token|hash|secret|code)|auth|pass(?:word|wd|phrase)?|pwd"
    r"|sig(?:nature)?|session|sid|user(?:name|id)?|uid|login|e?mail)",
    re.I,
)
_LONGEST = 8000
_CONTROLS = re.compile(r"[\x00-\x20\x7f\ufffe\uffff]")
_NOT_IN_HOSTS = re.compile(r"[\x00-\x20\x7f#%/<>?@\\^|]")
"""WHATWG URL, section 3.2; the rest of its list never comes out of a split address."""
_CREDENTIALS = re.compile(r"^(\s*[a-z][a-z0-9+.-]*://)[^/?#]*@", re.I)
_SURROGATES = re.compile(r"[\ud800-\udfff]")
_IP_ADDRESS = re.compile(r".*:.*|(?:.*\.)?(?:[0-9]+|0x[0-9a-f]*)")
"""An IPv6 address, or what the resolver takes for an IPv4 one: a last label that is a number (WHATWG URL, 3.5)."""
_PLATFORMS = """
    bandcamp.com beehiiv.com blogs.com blogg.se buttondown.email canalblog.com diaryland.com dreamwidth.org
    fandom.com fireside.fm ghost.io hashnode.dev insanejournal.com itch.io jimdofree.com libsyn.com
    livejournal.com mataroa.blog medium.com micro.blog miraheze.org over-blog.com podbean.com posthaven.com
    prose.sh skyrock.com squarespace.com strikingly.com substack.com svbtle.com tistory.com tripod.com tumblr.com
    typepad.com weebly.com wikidot.com wordpress.com write.as
"""
"""Hosts whose subdomains are different people's sites, as far as the public suffix list does not name them."""


def absolute(base: str | None, address: str | None) -> str | None:
    """`address` as an absolute http(s) address, resolved against `base`; None where it is or becomes anything else.

    What is no host name (IDNA, RFC 5890) and what no bytes can carry (lone surrogates) is no address: every address
    given has a canonical form. Nor is what is longer than any server is sure to take (RFC 9110, section 4.1).
    """
    if not address or len(address) > _LONGEST:
        return None
    if _ORDINARY.fullmatch(address):
        return address
    if base and _ROOTED.fullmatch(address) and (origin := _ORIGIN.match(base)):
        return origin[0] + address
    address = re.sub(r"[\t\r\n]", "", address.strip(_EDGES))
    try:
        joined = urljoin(base, address) if base else address
        parts = urlsplit(joined)
        scheme = parts.scheme.lower()
        if scheme not in _DEFAULT_PORTS or _SURROGATES.search(joined):
            return None
        _netloc(parts, scheme)
    except ValueError:
        return None
    return _CONTROLS.sub(lambda match: quote(match[0]), joined)


@lru_cache(maxsize=1024)
def canonical(url: str) -> str:
    """The form of an absolute http(s) address in which one article has one spelling (RFC 3986, section 6.2).

    Scheme and host in lower case (IDNA), no default port, user or tracking parameter, no fragment but a `#!` (which
    names a page), and of a copy in a cache of AMP pages the address that it is a copy of; the rest as it stands.
    Raises ValueError for anything that is not an absolute http(s) address.
    """
    address = absolute(None, url)
    if address is None:
        message = f"not an http(s) address: {url[:200]!r}"
        raise ValueError(message)
    address = _without_amp_cache(address)
    if _ORDINARY.fullmatch(address) and _CANONICAL.fullmatch(address):
        return address
    parts = urlsplit(address)
    scheme = parts.scheme.lower()
    pairs = parts.query.split("&")
    query = "&".join(pair for pair in pairs if not _TRACKING.fullmatch(unquote(pair.partition("=")[0])))
    fragment = parts.fragment.replace("#", "%23") if parts.fragment.startswith("!") else ""
    return urlunsplit((scheme, _netloc(parts, scheme), parts.path or "/", query, fragment))


def _without_amp_cache(address: str) -> str:
    """The address of which another is a copy: `google.com/amp/s/HOST/PATH`, `HOST.cdn.ampproject.org/c/s/HOST/PATH`."""
    while cache := _AMP_CACHES.match(address):
        rest = address[cache.end() :]
        copied = absolute(None, f"https://{rest[2:]}" if rest.startswith("s/") else f"http://{rest}")
        if copied is None:
            break
        address = copied
    return address


def host(url: str) -> str:
    """The host of an address in lower case, "" where it has none."""
    if plain := _PLAIN_HOST.match(url):
        return plain[1]
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""


def without_feed_scheme(address: str) -> str:
    """What an address of the old scheme `feed:` stands for: `feed://host/` is http, `feed:https://host/` its rest."""
    bare = re.sub(r"^\s*feed:(?://)?(?=https?://)", "", address, flags=re.I)
    return re.sub(r"^\s*feed://", "http://", bare, flags=re.I)


def may_share(url: str, other: str) -> bool:
    """Whether what is meant for one address may be sent to another: the same origin, or its own step up to https."""
    try:
        one, two = urlsplit(url), urlsplit(other)
        origins = [(parts.scheme, parts.port or _DEFAULT_PORTS[parts.scheme]) for parts in (one, two)]
    except (ValueError, KeyError):
        return False
    return one.hostname == two.hostname and (origins[0] == origins[1] or origins == [("http", 80), ("https", 443)])


def without_credentials(url: str) -> str:
    """An address as it may be shown: without user name and password."""
    return _CREDENTIALS.sub(r"\1", url, count=1)


def holds_key(url: str) -> bool:
    """Whether the query of an address names a key or a reader, as the feeds do that a site makes for one reader."""
    return any(_KEY.fullmatch(pair.partition("=")[0]) for pair in url.partition("?")[2].split("&"))


def site(host_or_url: str) -> str:
    """The registrable host: what one owner holds by the public suffix list (its private section included), "" for none.

    www.news.example and m.news.example are news.example; a.tumblr.com and b.tumblr.com are two sites. An IP address, a
    single label and a public suffix itself stand for themselves. In lower case and IDNA's form, without trailing dots.
    """
    return _site(host(host_or_url) if "://" in host_or_url else host_or_url.lower())


def platform(host_or_url: str) -> str:
    """Whose servers a site stands on: for a.tumblr.com it is tumblr.com, for most sites the site itself."""
    place = site(host_or_url)
    _, _, parent = place.partition(".")
    return parent if parent in _platforms() else place


def same_site(one: str, other: str) -> bool:
    """Whether two addresses are of one registrable host."""
    first, second = host(one), host(other)
    return first != "" and (first == second or site(first) == site(second) != "")


@lru_cache(maxsize=4096)
def _site(name: str) -> str:
    name = _ascii(name.strip("[]").rstrip("."))
    if _IP_ADDRESS.fullmatch(name):
        return name
    *labels, second, top = ("", "", *name.split("."))
    if (parent := f"{second}.{top}") in _platforms():
        return parent if labels[-1] in ("", "www") else f"{labels[-1]}.{parent}"
    return _suffixes().privatesuffix(name) or name


@cache
def _platforms() -> frozenset[str]:
    return frozenset(_PLATFORMS.split())


@cache
def _suffixes() -> PublicSuffixList:
    return PublicSuffixList()


def _ascii(name: str) -> str:
    """A host name in the form that the resolver takes; what has none stays as it is."""
    try:
        return name.encode("idna").decode("ascii")
    except ValueError:
        return name


def _netloc(parts: SplitResult, scheme: str) -> str:
    """Host and port in their one spelling. Raises ValueError where they are none."""
    name = (parts.hostname or "").lower()
    name = f"[{name}]" if ":" in name else name.rstrip(".").encode("idna").decode("ascii").rstrip(".")
    if not name or (name[0] != "[" and _NOT_IN_HOSTS.search(name)):
        message = "no host name"
        raise ValueError(message)
    port = parts.port
    return name if port in (None, _DEFAULT_PORTS[scheme]) else f"{name}:{port}"
