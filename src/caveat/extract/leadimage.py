"""Owns the picture that stands for an article: its address, its size, and what it shows."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import unescape

from caveat.extract.figures import side
from caveat.extract.jsonld import Json, Node, first_text
from caveat.model import Block, BlockKind
from caveat.urls import absolute

_META = (
    ("og:image", "og:image:url", "og:image:secure_url"),
    ("twitter:image", "twitter:image:src"),
)
_FIGURE = re.compile(r'<figure><img src="([^"]*)" alt="([^"]*)"(?: width="(\d+)" height="(\d+)")?>')
_LARGE = 200
"""Pixels of the shorter side."""
_MAX_ALT = 1000
_MAX_IMAGES = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadImage:
    """A picture; `width` and `height` in pixels, both or none of them."""

    url: str
    width: int | None = None
    height: int | None = None
    alt: str | None = None


def lead_image(node: Node, metas: Mapping[str, Sequence[str]], base_url: str | None) -> LeadImage | None:
    """The picture that a page declares for its article: Open Graph, JSON-LD, Twitter.

    Size and words come from the same place as the address, or from another that names the same picture. `node` is the
    JSON-LD article.
    """
    graph = _meta_image(metas, *_META[0], base_url=base_url)
    declared = _declared_image(node, base_url)
    card = _meta_image(metas, *_META[1], base_url=base_url)
    found = [image for image in (graph, declared, card) if image is not None]
    if not found:
        return None
    first = found[0]
    same = [image for image in found if image.url == first.url]
    sized = next((image for image in same if image.width), first)
    alt = next((image.alt for image in same if image.alt), None)
    return LeadImage(url=first.url, width=sized.width, height=sized.height, alt=alt)


def first_picture(blocks: Sequence[Block]) -> LeadImage | None:
    """The first figure of a story that is large enough to stand for it, or does not say how large it is."""
    for block in blocks:
        match = _FIGURE.match(block.html) if block.kind is BlockKind.FIGURE and _is_open(block) else None
        if match is None:
            continue
        wide, high = (side(length) for length in (match[3], match[4]))
        if wide is None or high is None or min(wide, high) >= _LARGE:
            return LeadImage(url=unescape(match[1]), width=wide, height=high, alt=unescape(match[2]) or None)
    return None


def _is_open(block: Block) -> bool:
    """Whether nothing hides a figure."""
    return not (block.hints.hidden or block.hints.is_spoiler or block.hints.folds)


def _meta_image(metas: Mapping[str, Sequence[str]], *names: str, base_url: str | None) -> LeadImage | None:
    """The first picture of these `<meta>` (the Open Graph protocol, structured properties)."""
    texts = (text for name in names for text in metas.get(name, ())[:_MAX_IMAGES])
    address = next((address for text in texts if (address := absolute(base_url, text))), None)
    if address is None:
        return None

    def detail(name: str) -> str:
        return next(iter(metas.get(f"{names[0]}:{name}", ())), "")

    return _image(address, detail("width"), detail("height"), detail("alt"))


def _declared_image(node: Node, base_url: str | None) -> LeadImage | None:
    """The first picture of the JSON-LD: an address, or an ImageObject (schema.org)."""
    image = node.get("image")
    images = (image if isinstance(image, list) else [image])[:_MAX_IMAGES]
    for item in images:
        if isinstance(item, dict):
            address = absolute(base_url, first_text(item.get("url") or item.get("contentUrl") or item.get("@id")))
            alt = first_text(item.get("caption")) or first_text(item.get("description"))
            if address is not None:
                return _image(address, item.get("width"), item.get("height"), alt or "")
        elif (address := absolute(base_url, first_text(item))) is not None:
            return LeadImage(url=address)
    return None


def _image(address: str, width: Json, height: Json, alt: str) -> LeadImage:
    sides = (_length(width), _length(height))
    wide, high = sides if all(sides) else (None, None)
    return LeadImage(url=address, width=wide, height=high, alt=" ".join(alt.split())[:_MAX_ALT] or None)


def _length(value: Json) -> int | None:
    """The length of a side: a number, a text, or a QuantitativeValue (schema.org)."""
    if isinstance(value, dict):
        value = value.get("value")
    if isinstance(value, int | float):
        return side(str(int(value))) if 0 < value < 1e6 else None
    return side(value) if isinstance(value, str) else None
