"""Owns the digest of an article: what changes with anything that a reader could see. Pure."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from functools import cache

from caveat.model import Article, Hints


def article_digest(article: Article) -> str:
    """Changes with anything that a reader could see, notices as the feeds state them included.

    Not with `updated`, which some pages set at every view, nor with class words, which some sites make anew, nor with
    `rights`, whose year moves every January.
    """
    shown = {name: _UNSEEN[name] if name in _UNSEEN else getattr(article, name) for name in _FIELDS}
    for name in _LATER:
        if not shown[name]:
            del shown[name]  # as it was before there were any
    blocks = [(block.kind, block.html, block.role, _hints(block.hints)) for block in article.blocks]
    return hashlib.sha256(json.dumps([shown, blocks], default=_form).encode()).hexdigest()[:32]


_APART = ("is_letter", "is_paywalled", "about", "rights")
_FIELDS = tuple(field.name for field in fields(Article) if field.name not in _APART)
_LATER = ("enclosures", "section", "image_width", "image_height", "image_alt")
"""Fields that articles stored by an earlier version do not have."""
_UNSEEN: Mapping[str, object] = {"url": None, "updated": None, "blocks": ()}


def _hints(hints: Hints) -> object:
    return _BARE if hints == _NONE else {**_record(hints), "classes": (), "attributes": ()}


def _form(value: object) -> object:
    """What JSON has no form for: records as dictionaries, anything else as text."""
    kind: type = type(value)
    return _record(value) if _names(kind) else str(value)


def _record(value: object) -> dict[str, object]:
    kind: type = type(value)
    return {name: getattr(value, name) for name in _names(kind)}


@cache
def _names(kind: type) -> tuple[str, ...]:
    """The fields of a class of records; none of any other."""
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else ()


_NONE = Hints()
_BARE = _record(_NONE)
