"""Owns the elements of HTML by what the walk does with them."""

from collections.abc import Mapping
from enum import IntEnum

from caveat.extract.players import ELEMENTS


class Step(IntEnum):
    """What the walk does with an element."""

    SKIP = 1
    """Its content is not read."""
    BLOCK = 2
    """It opens a container."""
    INLINE = 3
    BREAK = 4
    IMAGE = 5
    EMBED = 6
    """It shows or plays something of its own."""


_SKIPPED = (
    "head", "script", "style", "noscript", "template", "svg", "math", "canvas", "button", "select", "textarea",
    "input", "option", "datalist", "progress", "meter", "nav", "map", "applet", "frameset", "rp", "amp-ad",
    "amp-embed", "amp-analytics", "amp-sidebar",
)  # fmt: skip
_BLOCKS = (
    "html", "body", "address", "article", "aside", "blockquote", "center", "dd", "details", "dialog", "dir", "div",
    "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header",
    "hgroup", "hr", "legend", "li", "main", "menu", "ol", "p", "pre", "search", "section", "summary", "table",
    "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "caption", "listing",
)  # fmt: skip
_EMBEDS = ("iframe", "object", "embed", "video", "audio", "amp-iframe", "amp-video", "amp-audio", *ELEMENTS)
INLINE = {
    "b": "strong", "strong": "strong", "i": "em", "em": "em", "s": "s", "strike": "s", "del": "s", "u": "u",
    "sub": "sub", "sup": "sup", "code": "code", "kbd": "kbd", "samp": "samp", "cite": "cite", "q": "q", "mark": "mark",
    "var": "var",
}  # fmt: skip
"""Inline elements that are kept, and as what."""
STEPS: Mapping[object, int] = {
    **dict.fromkeys(_SKIPPED, Step.SKIP.value),
    **dict.fromkeys(_BLOCKS, Step.BLOCK.value),
    **dict.fromkeys(_EMBEDS, Step.EMBED.value),
    **dict.fromkeys(("a", "span", "small", "time", "label", "font", "abbr", *INLINE), Step.INLINE.value),
    "br": Step.BREAK.value,
    "img": Step.IMAGE.value,
    "amp-img": Step.IMAGE.value,
}
"""As plain numbers, since every element of every page is looked up."""


def step_of(tag: object) -> int:
    """What is done with an element that `STEPS` does not know: one of the page's own is a block."""
    if not isinstance(tag, str):
        return Step.SKIP.value
    own = "-" in tag and not tag.startswith("amp-") and "spoiler" not in tag
    return Step.BLOCK.value if own else Step.INLINE.value
