"""Owns what a subscriber has seen: reading it from an address, and what it covers of a notice's work."""

import re
import unicodedata
from collections.abc import Iterable, Sequence

from caveat.model import KnownWork, Seen, Wish, Work

MOST = 20
"""Works that an address may name."""


def read_wish(pairs: Iterable[tuple[str, str]]) -> Wish:
    """What the query of an address asks for. Raises `WishError`, which says what is right."""
    raise NotImplementedError


def has_seen(seen: Sequence[Seen], work: Work, works: Sequence[KnownWork]) -> bool:
    """Whether all that a notice says of a work was seen."""
    return False


def slug(title: str) -> str:
    """The name of a work in an address: lower-case Unicode letters and digits, with hyphens between its words."""
    words = re.findall(r"[^\W_]+", unicodedata.normalize("NFC", title).lower().replace("'", "").replace("’", ""))
    return "-".join(words)
