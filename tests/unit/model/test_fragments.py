"""Blocks joined into HTML: lists whole, captions in their figures."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from caveat.model import Block, BlockKind, Hints, join_blocks


def item(text, level=1, *, ordered=False):
    return Block(kind=BlockKind.ITEM, text=text, html=f"<li>{text}</li>", hints=Hints(level=level, ordered=ordered))


def block(kind, html_text):
    return Block(kind=kind, text="x", html=html_text)


def folded(kind, html_text, folds=(1,)):
    return Block(kind=kind, text="x", html=html_text, hints=Hints(folds=folds))


LABEL = folded(BlockKind.SUMMARY, "<p>s</p>")
P = block(BlockKind.PARAGRAPH, "<p>p</p>")
FIGURE = block(BlockKind.FIGURE, "<figure><img></figure>")
CAPTION = block(BlockKind.CAPTION, "<figcaption>c</figcaption>")


@pytest.mark.parametrize(
    ("blocks", "joined"),
    [
        ((item("a"), item("b")), "<ul><li>a</li><li>b</li></ul>"),
        ((item("a"), item("b", 2), item("c")), "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>"),
        ((item("a"), item("b", ordered=True)), "<ul><li>a</li></ul><ol><li>b</li></ol>"),
        ((item("a"), P, item("b")), "<ul><li>a</li></ul>\n<p>p</p>\n<ul><li>b</li></ul>"),
        ((item("a", 5),), "<ul><li>a</li></ul>"),
        ((FIGURE, CAPTION, P), "<figure><img><figcaption>c</figcaption></figure>\n<p>p</p>"),
        ((FIGURE, FIGURE, CAPTION), "<figure><img></figure>\n<figure><img><figcaption>c</figcaption></figure>"),
        ((P, CAPTION), "<p>p</p>\n<p>c</p>"),
        ((), ""),
        (
            (P, LABEL, folded(BlockKind.PARAGRAPH, "<p>q</p>"), P),
            "<p>p</p>\n<details><summary>s</summary>\n<p>q</p>\n</details>\n<p>p</p>",
        ),
        ((folded(BlockKind.PARAGRAPH, "<p>q</p>"), P), "<p>q</p>\n<p>p</p>"),
        ((LABEL, P), "<p>p</p>"),
    ],
)
def test_blocks_that_belong_together_are_joined(blocks, joined):
    assert join_blocks(blocks) == joined


@given(st.lists(st.tuples(st.integers(0, 7), st.booleans(), st.booleans()), max_size=12))
def test_any_run_of_items_is_balanced_html_that_keeps_every_item_in_order(shape):
    blocks = [
        item(f"i{n}", level, ordered=ordered) if is_item else P for n, (level, ordered, is_item) in enumerate(shape)
    ]
    joined = join_blocks(tuple(blocks))
    expected = [f"i{n}" for n, (_, _, is_item) in enumerate(shape) if is_item]
    if joined:
        tree = html.fragment_fromstring(joined, create_parent="div")
        assert [li.text for li in tree.iter("li")] == expected
        assert all(child.tag == "li" for parent in tree.iter("ul", "ol") for child in parent)
    for tag in ("ul", "ol", "li"):
        assert joined.count(f"<{tag}>") == joined.count(f"</{tag}>")
