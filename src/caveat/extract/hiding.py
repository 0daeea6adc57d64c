"""Owns which elements hide what stands in them as a spoiler, by class word, attribute, style or name."""

import re
from functools import lru_cache

from lxml import etree

from caveat.extract.vocabulary import hides_block, labels_spoiler, says_spoiler

_MAX_LENGTH = 600
DATA_NAMES = frozenset({
    "data-spoiler", "data-spoilers", "data-ipsspoiler", "data-is-spoiler", "data-has-spoiler", "data-has-spoilers",
    "data-contains-spoiler", "data-contains-spoilers", "data-spoiler-text", "data-spoiler-content", "data-spoiler-body",
})  # fmt: skip
"""Attributes that say that an element hides, whatever their value, but for a no."""
_SAID = re.compile(r"spoilers?(?:[-_.:](?:reveal|text|content|body|block|box|inline|hidden))?", re.I)
"""What a data attribute calls an element that hides: `data-callout="spoiler"`."""
_OPENERS = frozenset({"a", "button", "input", "label"})
"""Of these it says what they open."""
_TEXTS = frozenset({
    "span", "font", "p", "div", "li", "td", "dd", "blockquote", "em", "strong", "b", "i", "u", "s", "small", "big",
    "mark", "spoiler",
})  # fmt: skip
"""Elements whose style speaks of their text: that of a picture or button is how it is drawn until it is there."""
_PICTURES = frozenset({"img", "picture", "svg", "video", "iframe", "canvas"})
_NOT = frozenset({"false", "0", "no", "none", "off"})
_STYLE = re.compile(
    r"(?:^|;)\s*(color|background(?:-color)?|filter|(?:-webkit-)?background-clip)\s*:\s*([^;]{1,80})", re.I
)
_UNSEEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|opacity\s*:\s*0(?![.\d])|font-size\s*:\s*[01](?:px)?\s*(?:;|$)|(?:max-)?height\s*:\s*0",
    re.I,
)
"""What no mark of the reader's brings to light."""
_BLUR = re.compile(r"blur\(\s*(?!0)", re.I)
_SHADES = {"black": "#000000", "white": "#ffffff", "rgb(0,0,0)": "#000000", "rgb(255,255,255)": "#ffffff"}


def is_hiding_block(element: etree._Element) -> bool:
    """Whether a block element hides its lines."""
    classes = _classes(element)
    if _says_so(element) or hides_block(classes):
        return True
    if "sp-body" in classes.split():
        # Two letters are many a maker's; with its head beside it, it is the box of the trackers.
        before = element.getprevious()
        return before is not None and labels_spoiler(_classes(before))
    style = element.get("style")
    return style is not None and "color" in style and _is_painted(element, style)


def is_hiding_inline(element: etree._Element) -> bool:
    """Whether an inline element hides its text; `<spoiler>` and `<tg-spoiler>` do by name."""
    if "spoiler" in str(element.tag) or _says_so(element) or says_spoiler(_classes(element)):
        return not _holds_both(element)
    style = element.get("style")
    return style is not None and (_is_painted(element, style) or (element.tag not in _PICTURES and blurs(style)))


def is_label(element: etree._Element) -> bool:
    """Whether class words call an element the label of a spoiler."""
    return labels_spoiler(_classes(element))


def _is_painted(element: etree._Element, style: str) -> bool:
    return element.tag in _TEXTS and paints_over(style, element.get("color"))


@lru_cache(maxsize=4096)
def paints_over(style: str, color: str | None = None) -> bool:
    """Whether a style gives text the colour of its own ground, or none, so that nobody reads it before it is marked."""
    if _UNSEEN.search(style[:_MAX_LENGTH]):
        return False
    said = {name.lower(): value for name, value in _STYLE.findall(style[:_MAX_LENGTH])}
    own = _shade(said.get("color") or color or "")
    if not own or any("clip" in name for name in said):
        return False
    ground = _shade(said.get("background-color") or said.get("background") or "")
    return own == "transparent" or own == ground


@lru_cache(maxsize=4096)
def blurs(style: str) -> bool:
    """Whether a style draws text so that nobody reads it."""
    return "blur" in style and any(
        name.lower() == "filter" and _BLUR.search(value) for name, value in _STYLE.findall(style[:_MAX_LENGTH])
    )


def _shade(value: str) -> str:
    """A colour of CSS in the one form that is compared; "" for a variable or none."""
    plain = re.sub(r"\s+", "", value.lower()).removesuffix("!important")
    if re.fullmatch("#[0-9a-f]{3}", plain):
        return "#" + "".join(digit * 2 for digit in plain[1:])
    return "" if plain in {"inherit", "currentcolor", "initial", "unset"} else _SHADES.get(plain, plain)


def _says_so(element: etree._Element) -> bool:
    """Whether a data attribute says that an element hides."""
    for name, value in element.items():
        if isinstance(name, str) and isinstance(value, str) and name.startswith("data-"):
            if name in DATA_NAMES:
                return value.lower() not in _NOT
            if element.tag not in _OPENERS and _SAID.fullmatch(value):
                return True
    return False


def _holds_both(element: etree._Element) -> bool:
    """Whether an element holds the label of what it hides, and what hides it: it hides nothing itself."""
    hiding = [says_spoiler(_classes(child)) for child in element]
    return any(hiding) and any(is_label(child) for child in element)


def _classes(element: etree._Element) -> str:
    """Class words alone: an id names a place, as `id="spoilers"` does the part on the wings of a car."""
    return (element.get("class") or "")[:_MAX_LENGTH].lower()
