"""Owns pictures: which address a lazily loaded image really has, and its `<figure>`."""

import re
from collections.abc import Iterator
from html import escape
from itertools import islice

from lxml import etree

from caveat.urls import absolute

_LAZY = (
    "data-src", "data-original", "data-lazy-src", "data-lazy", "data-orig-file", "data-full-src", "data-img-src",
    "data-img-url", "data-image-src", "data-ezsrc", "data-lsrc", "data-pagespeed-lazy-src", "data-dt-lazy-src",
    "data-actualsrc", "data-url",
)  # fmt: skip
"""What the scripts that load a picture late take its address from, most used first."""
_SETS = ("data-srcset", "data-lazy-srcset", "srcset")
_RANKS = {name: rank for rank, name in enumerate((*_LAZY, *_SETS, "src"))}
_PLACEHOLDER = re.compile(
    r"/(?:(?:\w{1,20}[_-])?place-?holder(?:[_-]\w{1,20})?|blank|spacer|pixel|transparent|loading|loader|lazy(?:load(?:er)?)?"
    r"|dummy|empty|clear|grey|gray|1x1)(?:[_.-]?\d{1,5}(?:x\d{1,5})?)?\.(?:gif|png|svg|jpe?g|webp)$",
    re.I,
)
"""The name of a picture that stands there until the real one is loaded."""
_SMALL = 60
_MAX_SIDE = 100_000
_MAX_SOURCES = 12
_MAX_SRCSET = 20_000


def is_icon(image: etree._Element) -> bool:
    """Whether an image says that it is too small for a picture."""
    return any((length := side(image.get(name))) is not None and length < _SMALL for name in ("width", "height"))


def figure_html(image: etree._Element, base_url: str | None) -> str | None:
    """`<figure>` with the image; None for an icon, a counting pixel, or an image without a usable address."""
    sides = {name: side(image.get(name)) for name in ("width", "height")}
    if any(length is not None and length < _SMALL for length in sides.values()):
        return None
    address = image_address(image, base_url)
    if address is None:
        return None
    alt = " ".join((image.get("alt") or "").split())[:1000]
    size = "".join(f' {name}="{length}"' for name, length in sides.items() if all(sides.values()))
    return f'<figure><img src="{escape(address)}" alt="{escape(alt)}"{size}></figure>'


def image_address(image: etree._Element, base_url: str | None) -> str | None:
    """The absolute http(s) address of the picture that a reader sees in the end.

    Its own, as scripts that load pictures late find it; else that of the `<picture>` it stands in (HTML, section
    4.8.1), or of its twin for browsers without scripts. A placeholder is no picture.
    """
    for text in _said(image):
        address = absolute(base_url, text)
        if address is not None and not is_placeholder(address):
            return address
    return None


def side(text: str | None) -> int | None:
    """The length of a side in CSS pixels, as `width` and `height` say it; None for a percentage or anything else."""
    digits = (text or "").strip().removesuffix("px")
    if not (digits.isascii() and digits.isdigit() and len(digits) < 7):
        return None
    return length if (length := int(digits)) < _MAX_SIDE else None


def is_placeholder(address: str) -> bool:
    """Whether an address is that of a picture which only stands where one will be."""
    return _PLACEHOLDER.search(address.partition("?")[0][-200:]) is not None


def _said(image: etree._Element) -> Iterator[str]:
    """Everything that says where the picture is, the most trusted first."""
    yield from _own(image)
    picture = _picture(image)
    if picture is not None:
        for source in islice(picture.iter("source"), _MAX_SOURCES):
            yield from _own(source)
    twin = _twin(image if picture is None else picture)
    if twin is not None:
        yield from _own(twin)


def _own(element: etree._Element) -> Iterator[str]:
    """What the element itself says."""
    names = sorted(_RANKS.keys() & element.keys(), key=_RANKS.__getitem__)
    for name in names:
        if value := element.get(name):
            yield largest(value) if name in _SETS else value


def _picture(image: etree._Element) -> etree._Element | None:
    """The `<picture>` around an image. The parser knows no void `<source>`: the image stands within those before it."""
    for around in islice(image.iterancestors(), _MAX_SOURCES):
        if around.tag != "source":
            return around if around.tag == "picture" else None
    return None


def _twin(image: etree._Element) -> etree._Element | None:
    """The picture in the `<noscript>` beside one that a script loads."""
    for beside in (image.getnext(), image.getprevious()):
        if beside is not None and beside.tag == "noscript":
            return next(beside.iter("img"), None)
    return None


def largest(srcset: str) -> str:
    """The candidate of a `srcset` with the greatest descriptor, `w` or `x` (HTML, section 4.8.4.3)."""
    best, best_size = "", -1.0
    for candidate in srcset[:_MAX_SRCSET].replace("\n", " ").split(", "):
        parts = candidate.strip(" ,\t\r").split()
        if not parts:
            continue
        try:
            size = float(parts[1][:-1]) if len(parts) > 1 else 1.0
        except ValueError:
            size = 0.0
        if size > best_size:
            best, best_size = parts[0], size
    return best
