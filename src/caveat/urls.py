"""Owns addresses: making them absolute, telling safe from unsafe ones, and the form that identity rests on."""

import re
from functools import lru_cache
from urllib.parse import SplitResult, quote, unquote, urljoin, urlsplit, urlunsplit

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
    r"(?:\?[A-Za-z0-9._~%!$&'()*+,=:@/-]+)?"
)
"""Absolute addresses that are in order as they stand, which nearly all are."""
_DEFAULT_PORTS = {"http": 80, "https": 443}
_EDGES = "".join(map(chr, range(0x21)))
"""What browsers take off both ends of an address (WHATWG URL, section 4.4)."""
_CONTROLS = re.compile(r"[\x00-\x20\x7f\ufffe\uffff]")
_NOT_IN_HOSTS = re.compile(r"[\x00-\x20\x7f#%/<>?@\\^|]")
"""WHATWG URL, section 3.2; the rest of its list never comes out of a split address."""
_CREDENTIALS = re.compile(r"^(\s*[a-z][a-z0-9+.-]*://)[^/?#]*@", re.I)
_SURROGATES = re.compile(r"[\ud800-\udfff]")


def absolute(base: str | None, address: str | None) -> str | None:
    """`address` as an absolute http(s) address, resolved against `base`; None where it is or becomes anything else.

    What is no host name (IDNA, RFC 5890) and what no bytes can carry (lone surrogates) is no address: every address
    given has a canonical form.
    """
    if not address:
        return None
    if _ORDINARY.fullmatch(address):
        return address
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
    parts = urlsplit(_without_amp_cache(address))
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
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""


def without_credentials(url: str) -> str:
    """An address as it may be shown: without user name and password."""
    return _CREDENTIALS.sub(r"\1", url, count=1)


def same_site(one: str, other: str) -> bool:
    """Whether two addresses have the same host but for a leading `www.`."""
    return host(one).removeprefix("www.") == host(other).removeprefix("www.") != ""


def _netloc(parts: SplitResult, scheme: str) -> str:
    """Host and port in their one spelling. Raises ValueError where they are none."""
    name = (parts.hostname or "").lower()
    name = f"[{name}]" if ":" in name else name.rstrip(".").encode("idna").decode("ascii").rstrip(".")
    if not name or (name[0] != "[" and _NOT_IN_HOSTS.search(name)):
        message = "no host name"
        raise ValueError(message)
    port = parts.port
    return name if port in (None, _DEFAULT_PORTS[scheme]) else f"{name}:{port}"
