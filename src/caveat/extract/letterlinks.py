"""Owns the links of e-mails: which are a subscriber's own affairs, where wrapped ones lead, what they tell of whom."""

import re
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit, urlunsplit

from caveat.extract.letterwords import names_an_affair
from caveat.extract.secrecy import Secrets, holds
from caveat.urls import absolute, canonical, host

_ITS_ADDRESS = re.compile(
    r"unsub|opt-?out|/preferences?\b|manage[-_/]?(?:preferences|subscription)|subscription[-_]?(?:center|preferences)"
    r"|email[-_]?preferences|forward-?to-?a?-?friend|/vo/|view[-_]?(?:in[-_]?browser|online)|webversion|update[-_]?profile"
    r"|abmeld|desinscri|desabonn|disable_email",
    re.I,
)
_CLICK_HOSTS = re.compile(
    r"(?:clicks?|links?|lnks?|trk|track|tracking|emails?|e|em\d*|mail\w*|go|ct|url\d+|u\d+|open|r|t|mandrillapp|newsletters?|eml?)\."
    r"|.*(?:^|\.)(?:list-manage\d?\.com|sendgrid\.net|mandrillapp\.com|awstrack\.me|createsend\d?\.com|cmail\d+\.com|klclick\d?\.com"
    r"|exct\.net|rs6\.net|hubspotlinks\.com|customeriomail\.com|convertkit-mail\d?\.com|mlsend\.com|sendibt\d\.com|mjt\.lu"
    r"|pstmrk\.it|acemln[a-z]\.com|substack\.com|beehiiv\.com|sparkpostmail\.com|mailgun\.org|campaign-archive\.com)$",
    re.I,
)
_CLICK_PATHS = re.compile(
    r"/(?:ls|wf|track(?:ing)?|ss|f|e)/(?:click|open|c|a)\b|/(?:c|e|l|r|t|x|s|u)/[^/]{20,}|/CL0/|/clicks?(?:\.\w+)?(?:/|$)|/redirect(?:/|$|\.)|/redir(?:/|$|\.)"
    r"|/open(?:\.\w+)?(?:/|$)|/pixel|/beacon|/track(?:er|ing)?(?:/|$|\.)|/trk",
    re.I,
)
_TARGETS = frozenset({
    "url", "u", "target", "redirect", "redirect_url", "redirect_to", "redirecturl", "dest", "destination", "to",
    "link", "goto", "q", "l", "r",
})  # fmt: skip
_WHOSE = re.compile(
    r"(?:access_?)?token|jwt|auth|(?:e?mail|user|member|contact|customer|recipient|reader)?_?(?:hash|uid|guid|key)"
    r"|e-?mail(?:_?(?:id|address))?|sub(?:scriber)?(?:_?id)?|(?:user|contact|member)_?id|recipient(?:_?id)?|euid"
    r"|mkt_tok|_hsenc|_hsmi|vgo_ee|ck_subscriber_id|sh_kit|_?bhlid|sc_eh|sid|elq\w*|s_cid|trk\w*",
    re.I,
)
"""Names of parameters that say who reads."""
_OPAQUE = re.compile(r"(?=[^\W_]*\d|.{30})(?=.*[A-Za-z])[A-Za-z0-9_\-+=.~%:]{16,}")
_JSON = re.compile(r"ey[IJ][\w+=%-]{8}")
_LONG = 40
_SHORTEST_WRAPPED = 8
_MOST_WRAPPERS = 4
_LOCAL_PART = 40
_MAX_LENGTH = 4000


def is_own_affair(words: str, address: str) -> bool:
    """Whether a link is about the subscription and not about the letter: unsubscribe, preferences, view online."""
    said = words[:200]
    return names_an_affair(said) or (len(said) < 60 and _ITS_ADDRESS.search(unquote(address[:_MAX_LENGTH])) is not None)


def public_link(address: str | None, secrets: Secrets) -> str | None:
    """The address of a link as anybody may see it; None where nothing is left that tells nothing of the subscriber.

    Wrappers that name their target are taken off, parameters that name the reader are left out; an address that a
    click is counted at, one with JSON in its path, and one that holds any of the `secrets`, is none.
    """
    for _ in range(_MOST_WRAPPERS):
        if address is None or len(address) > _MAX_LENGTH:
            return None
        inner = _wrapped(address)
        if inner is None:
            break
        address = inner
    else:
        return None
    if address[:7].lower() == "mailto:":
        return _public_mail(address, secrets)
    found = absolute(None, address)
    if found is None or counts_clicks(found):
        return None
    found = _impersonal(found, secrets)
    return None if holds(found, secrets) or any(map(_is_json, urlsplit(found).path.split("/"))) else found


def counts_clicks(address: str) -> bool:
    """Whether an address tells its server who followed it: clicks are counted there, and it holds a token."""
    parts = urlsplit(address)
    if not (_CLICK_HOSTS.match(host(address)) or _CLICK_PATHS.search(parts.path)):
        return False
    pieces = [*parts.path.split("/"), *(value for _, value in parse_qsl(parts.query)), parts.query, parts.fragment]
    return any(_is_token(piece) for piece in pieces) or (
        _CLICK_PATHS.search(parts.path) is not None and bool(parts.query)
    )


def _wrapped(address: str) -> str | None:
    """The address that a counting or redirecting link names as its target."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    if parts.scheme not in ("http", "https"):
        return None
    for name, value in parse_qsl(parts.query):
        if name.lower() in _TARGETS and len(value) > _SHORTEST_WRAPPED:
            target = absolute(None, value)
            if target is not None and host(target) != host(address):
                return target
    inside = re.search(r"/(https?(?::|%3A)(?:/|%2F){2}[^/]+(?:/|%2F).*)", address[8:], re.I)
    if inside is not None and _CLICK_PATHS.search(parts.path):
        # Counters that write the target into their path put the token after it.
        return absolute(None, unquote(inside[1].partition("/1/0")[0]) if "%2F" in inside[1].upper() else inside[1])
    return None


def _impersonal(address: str, secrets: Secrets) -> str:
    """The address without parameters that name a reader or a campaign, or hold a secret."""
    parts = urlsplit(canonical(address))
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    kept = [(name, value) for name, value in pairs if not (_is_personal(name, value) or holds(value, secrets))]
    query = parts.query if len(kept) == len(pairs) else urlencode(kept)
    fragment = urlsplit(address).fragment
    return urlunsplit(parts._replace(query=query, fragment="" if _is_token(fragment) else fragment))


def _is_personal(name: str, value: str) -> bool:
    if _is_json(value) or "@" in value:
        return True
    return (len(value) >= _LONG and _is_token(value)) or (len(value) > 3 and _WHOSE.fullmatch(name) is not None)


def _is_token(piece: str) -> bool:
    """Whether a piece of an address is a token: long, of letters and digits that make no words."""
    if _is_json(piece):
        return True
    if not _OPAQUE.fullmatch(piece):
        return False
    words = re.split(r"[-_+=.~%:]", piece)
    return any(len(word) >= 12 and sum(map(str.isdigit, word)) >= 2 for word in words) or max(map(len, words)) >= 25


def _is_json(piece: str) -> bool:
    """Whether a piece of an address is an object of JSON in base64, as tokens are that say who reads (RFC 7519)."""
    return _JSON.match(piece) is not None


def _public_mail(address: str, secrets: Secrets) -> str | None:
    """A `mailto:` without its parameters; None for the mailbox of one subscriber."""
    mailbox = unquote(address[7:].partition("?")[0])
    local = mailbox.partition("@")[0]
    personal = "+" in local or "=" in local or len(local) > _LOCAL_PART or _is_token(local)
    if not mailbox or personal or _ITS_ADDRESS.search(address) or holds(mailbox, secrets):
        return None
    return f"mailto:{mailbox}"
