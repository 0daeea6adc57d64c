"""Owns the choice of a coding and the comparing of validators: pure functions (RFC 9110, sections 12.5.3 and 13)."""

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from enum import StrEnum
from functools import lru_cache

_WEIGHT = re.compile(r"q=([01](?:\.[0-9]{0,3})?)", re.IGNORECASE)
_TAG = re.compile(r'"([^"]*)"')


class Coding(StrEnum):
    """Content codings that a document is stored in, best first."""

    BR = "br"
    GZIP = "gzip"
    IDENTITY = "identity"


@lru_cache(maxsize=256)
def choose_coding(accept_encoding: str | None) -> Coding:
    """The coding to answer in: the one with the highest weight, the better one of equals.

    Without the field, or where it refuses everything, the answer is sent as it is.
    """
    if accept_encoding is None:
        return Coding.IDENTITY
    weights = _weights(accept_encoding)
    others = weights.get("*", 0.0)
    best, weight = Coding.IDENTITY, 0.0
    for coding in (Coding.BR, Coding.GZIP):
        offered = weights.get(coding, others)
        if offered > weight:
            best, weight = coding, offered
    return Coding.IDENTITY if weights.get(Coding.IDENTITY, 0.0) > weight else best


def entity_tag(digest: str, coding: Coding) -> str:
    """The strong tag of a document in one coding, with its quotes."""
    return f'"{digest}"' if coding is Coding.IDENTITY else f'"{digest}-{coding}"'


def matching_tag(if_none_match: str, digest: str, chosen: Coding) -> str | None:
    """The tag of a document that an If-None-Match field names, by the weak comparison; None: it has changed.

    A client that holds the document in another coding holds the same document: its own tag is confirmed.
    """
    tags = [entity_tag(digest, coding) for coding in (chosen, *Coding)]
    if if_none_match.strip() == "*":
        return tags[0]
    named = {f'"{tag}"' for tag in _TAG.findall(if_none_match)}
    return next((tag for tag in tags if tag in named), None)


def is_current(if_modified_since: str, changed: datetime) -> bool:
    """Whether nothing changed after the time of an If-Modified-Since field; a field that is no date says nothing."""
    try:
        since = parsedate_to_datetime(if_modified_since)
    except (ValueError, OverflowError):
        return False
    if since.tzinfo is None:
        since = since.replace(tzinfo=UTC)
    return changed.replace(microsecond=0) <= since


def _weights(accept_encoding: str) -> dict[str, float]:
    weights = {}
    for part in accept_encoding.split(","):
        name, *parameters = (piece.strip() for piece in part.split(";"))
        weight = next((_WEIGHT.fullmatch(parameter) for parameter in parameters), None)
        weights[name.lower()] = float(weight[1]) if weight else 1.0
    return weights
