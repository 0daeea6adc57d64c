"""Owns addresses: making them absolute, telling safe from unsafe ones, and the form that identity rests on."""

import re
from urllib.parse import SplitResult, parse_qsl, quote, urlencode, urljoin, urlsplit, urlunsplit

_TRACKING = re.compile(
    r"(?:utm_\w+|fbclid|gclid|dclid|msclkid|yclid|igshid|mc_[ce]id|_hs(?:enc|mi)|oly_\w+_id|vero_id|wt_mc)", re.I
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


def canonical(url: str) -> str:
    """The form of an absolute http(s) address in which one article has one spelling (RFC 3986, section 6.2).

    Scheme and host in lower case (IDNA), no default port, user, fragment or tracking parameter; the rest as it stands.
    Raises ValueError for anything that is not an absolute http(s) address.
    """
    address = absolute(None, url)
    if address is None:
        message = f"not an http(s) address: {url[:200]!r}"
        raise ValueError(message)
    parts = urlsplit(address)
    scheme = parts.scheme.lower()
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    kept = [(name, value) for name, value in pairs if not _TRACKING.fullmatch(name)]
    query = parts.query if len(kept) == len(pairs) else urlencode(kept)
    return urlunsplit((scheme, _netloc(parts, scheme), parts.path or "/", query, ""))


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
