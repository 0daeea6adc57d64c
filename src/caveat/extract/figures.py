"""Owns pictures: which address a lazily loaded image really has, and its `<figure>`."""

from html import escape

from lxml import etree

from caveat.urls import absolute

_LAZY = ("data-src", "data-original", "data-lazy-src", "data-srcset", "data-lazy-srcset", "srcset", "src")
_SMALL = 60


def figure_html(image: etree._Element, base_url: str | None) -> str | None:
    """`<figure>` with the image; None for an icon, a counting pixel, or an image without a usable address."""
    if any(_is_small(image.get(side)) for side in ("width", "height")):
        return None
    address = image_address(image, base_url)
    if address is None:
        return None
    alt = " ".join((image.get("alt") or "").split())[:1000]
    return f'<figure><img src="{escape(address)}" alt="{escape(alt)}"></figure>'


def image_address(image: etree._Element, base_url: str | None) -> str | None:
    """The absolute http(s) address of the picture that a reader sees in the end."""
    for name in _LAZY:
        value = image.get(name)
        if value is None:
            continue
        if name.endswith("srcset"):
            value = _largest(value)
        address = absolute(base_url, value)
        if address is not None:
            return address
    return None


def _largest(srcset: str) -> str:
    """The candidate with the greatest descriptor (HTML, section 4.8.4.3)."""
    best, best_size = "", -1.0
    for candidate in srcset[:20_000].split(", "):
        parts = candidate.strip(" ,\n\t").split()
        if not parts:
            continue
        try:
            size = float(parts[1][:-1]) if len(parts) > 1 else 1.0
        except ValueError:
            size = 0.0
        if size > best_size:
            best, best_size = parts[0], size
    return best


def _is_small(side: str | None) -> bool:
    digits = (side or "").strip().removesuffix("px")
    return digits.isascii() and digits.isdigit() and len(digits) < 6 and int(digits) < _SMALL
