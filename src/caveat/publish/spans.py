"""Owns the stretches of a block that its publisher hid: cutting them out, and folding them away beside the block."""

from collections.abc import Iterator
from html import escape

from lxml import etree
from lxml.html import HtmlElement, fragment_fromstring

from caveat.characters import printable

MARK = "[spoiler]"
_TAKES_BLOCKS = frozenset({"li", "figcaption", "figure", "blockquote"})


def cut_spans(html: str, link: str) -> str:
    """The block with a link in place of every hidden stretch; inside a link, with the bare mark."""
    root = _parse(html)
    for span in _spans(root):
        _empty(span)
        around = next(span.iterancestors("a"), None)
        if around is None:
            span.tag = "a"
            span.attrib.clear()
            span.set("href", link)
        else:
            # Its address may say what its text hides.
            around.set("href", link)
            around.attrib.pop("title", None)
            span.drop_tag()
    return _inside(root)


def fold_spans(html: str, label: str) -> str:
    """The block with a mark in place of every hidden stretch, and the stretches in `<details>` after it.

    In a list item, caption, figure or quotation the `<details>` is the last thing inside; a paragraph cannot hold one.
    """
    root = _parse(html)
    stretches = []
    for span in _spans(root):
        stretches.append(f"<p>{_inside(span)}</p>")
        _empty(span)
        for around in list(span.iterancestors("a")):
            around.drop_tag()
        span.drop_tag()
    details = f"<details><summary>{escape(label)}</summary>{''.join(stretches)}</details>"
    block = _inside(root)
    last = root[-1].tag if len(root) else ""
    if last in _TAKES_BLOCKS:
        end = f"</{last}>"
        return block.rstrip().removesuffix(end) + details + end
    return block + details


def _parse(html: str) -> HtmlElement:
    # lxml refuses lone surrogates.
    return fragment_fromstring(printable(html), create_parent="div")


def _spans(root: HtmlElement) -> list[HtmlElement]:
    """The outermost spans; the only spans of a sanitised block are hidden stretches."""
    return [span for span in root.iter("span") if next(span.iterancestors("span"), None) is None]


def _empty(span: HtmlElement) -> None:
    for child in list(span):
        span.remove(child)
    span.text = MARK


def _inside(element: HtmlElement) -> str:
    return "".join(_pieces(element))


def _pieces(element: HtmlElement) -> Iterator[str]:
    yield escape(element.text or "", quote=False)
    for child in element:
        yield etree.tostring(child, encoding="unicode", method="html")
