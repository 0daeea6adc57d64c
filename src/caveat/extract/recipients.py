"""Owns whom an e-mail was sent to, by all that its headers tell of it, and where they would be taken off the list."""

import re
from collections.abc import Iterator, Sequence
from urllib.parse import unquote

from caveat.errors import ExtractError
from caveat.extract.mailheaders import decode_words
from caveat.extract.secrecy import Secrets, make_secrets

_MAX_RECIPIENTS = 500
_MAX_LENGTH = 200_000
"""Characters of the headers that tell of recipients, all in all: 500 with long names take a quarter."""
_RECIPIENTS = (
    "delivered-to", "x-original-to", "envelope-to", "x-delivered-to", "x-envelope-to", "x-rcpt-to", "apparently-to",
    "x-forwarded-to", "x-forwarded-for", "to", "cc", "bcc", "resent-to", "resent-cc", "resent-bcc",
)  # fmt: skip
_RETURNS = (
    "return-path", "sender", "errors-to", "reply-to", "from", "bounces-to", "x-envelope-from", "envelope-from",
    "list-unsubscribe", "received", "received-spf", "authentication-results",
)  # fmt: skip
"""Headers in which senders write the recipient into an address of their own, so that what bounces tells of whom."""
TELLING = frozenset((*_RECIPIENTS, *_RETURNS))
"""Names of headers that tell of recipients."""
_ADDRESS = re.compile(r"""(?:"[^"\n]{1,64}"|[^\s<>,;:"()\[\]\\@]{1,64})@[^\s<>,;:"()\[\]\\@]{1,253}""")
_LONG_ADDRESS = re.compile(r"""[^\s<>,;:"()\[\]\\@]{1,320}@""")
_VERP = re.compile(r"([^=]{1,320})=((?:[\w-]{1,63}\.){1,8}[\w-]{2,63})")
"""A mailbox within one, as `bounce-name=host@sender.example` (variable envelope return path)."""
_VERP_START = re.compile(r"[-+_./]")
_FOR = re.compile(rf"\bfor <?({_ADDRESS.pattern})", re.I)
_IN_BRACKETS = re.compile(r"<([^<>]{1,4000})>")


def read_secrets(headers: dict[str, list[str]], *, also: Sequence[str] = ()) -> Secrets:
    """The secrets of the recipients that raw headers name, those of the headers `also` among them.

    Raises `ExtractError` where they are too many, or too long, for all of them to be kept.
    """
    if sum(len(raw) for name in TELLING for raw in headers.get(name, ())) > _MAX_LENGTH:
        raise ExtractError(
            f"has more than {_MAX_LENGTH:,} characters of headers on recipients: take those out that are not needed"
        )
    found: set[str] = set()
    for address in _named(headers, also):
        found.add(address.strip(".'").replace('"', ""))
        if len(found) > _MAX_RECIPIENTS:
            raise ExtractError(
                f"names more than {_MAX_RECIPIENTS} recipients, too many to keep every address out of feeds: "
                "take those out of its headers that are not needed"
            )
    return make_secrets(found - {""}, [place for raw in headers.get("list-unsubscribe", ()) for place in _removal(raw)])


def _named(headers: dict[str, list[str]], also: Sequence[str]) -> Iterator[str]:
    for name in (*_RECIPIENTS, *also):
        for raw in headers.get(name, ()):
            yield from _ADDRESS.findall(raw)
            # One by one, so that none is cut off.
            for entry in raw.split(","):
                yield from _ADDRESS.findall(decode_words(entry)) if "=?" in entry else ()
    for raw in headers.get("received", ()):
        yield from _FOR.findall(" ".join(raw.split()))
    for name in _RETURNS:
        for raw in headers.get(name, ()):
            yield from _within("".join(unquote(raw).split()))


def _within(raw: str) -> Iterator[str]:
    """The mailboxes that stand within the names of others.

    Where the name begins is not told (`bounces+7-jane.doe=home.example`): it is taken from each place where it may.
    """
    for address in _LONG_ADDRESS.findall(raw):
        for prefix, host in _VERP.findall(address):
            starts = [0, *(mark.end() for mark in _VERP_START.finditer(prefix))]
            yield from (f"{prefix[start:]}@{host}" for start in starts[-6:] if start < len(prefix))


def _removal(raw: str) -> Iterator[str]:
    """The addresses of a List-Unsubscribe (RFC 2369), those of the web without their scheme."""
    for address in _IN_BRACKETS.findall("".join(decode_words(raw).split()))[:20]:
        scheme, _, rest = address.casefold().partition(":")
        if scheme == "mailto":
            yield rest.partition("?")[0] or rest
        elif "/" in rest.strip("/"):
            # A front page is no secret.
            yield rest.strip("/")
