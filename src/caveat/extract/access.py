"""Owns whether an article is for those who pay, as its page declares it."""

from collections.abc import Mapping, Sequence

from caveat.extract.jsonld import Json, Node

_TIERS = ("article:content_tier", "og:article:content_tier", "content_tier")
_PAID_TIERS = frozenset({"locked", "metered", "paid", "premium", "subscriber", "subscribers"})
_FREE_TIERS = frozenset({"free", "open", "public"})
_MAX_PARTS = 10


def is_paywalled(node: Node, metas: Mapping[str, Sequence[str]]) -> bool | None:
    """Whether a page says that its article is paid for; None where it says nothing.

    schema.org `isAccessibleForFree` of the JSON-LD article and of its parts, as Google's guide to paywalled content has
    it; `article:content_tier` of Meta's (`free`, `metered`, `locked`). Class names tell nothing: many pages carry the
    markup of a wall that they do not show.
    """
    parts = node.get("hasPart")
    paid_parts = any(
        is_false(part.get("isAccessibleForFree"))
        for part in (parts if isinstance(parts, list) else [parts])[:_MAX_PARTS]
        if isinstance(part, dict)
    )
    free = node.get("isAccessibleForFree")
    if is_false(free) or (paid_parts and not is_true(free)):
        return True
    tiers = {value.strip().lower() for name in _TIERS for value in metas.get(name, ())}
    if tiers & _PAID_TIERS:
        return True
    return False if is_true(free) or tiers & _FREE_TIERS else None


def is_false(value: Json) -> bool:
    """Whether a value is schema.org's False, in any of the spellings that pages have for it."""
    return _spelled(value) == "false"


def is_true(value: Json) -> bool:
    """Whether a value is schema.org's True, in any of the spellings that pages have for it."""
    return _spelled(value) == "true"


def _spelled(value: Json) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return value.strip().lower().rpartition("/")[2] if isinstance(value, str) else ""
