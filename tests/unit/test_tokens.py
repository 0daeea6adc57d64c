"""The attributes of a tag are counted as the parser counts them, whatever stands around the tag."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from caveat.tokens import MAX_ATTRIBUTES, BoundedTags, bounded

pieces = st.sampled_from([
    *(b"<p", b"<a ", b"</a ", b"</p>", b">", b">", b" a=", b' b="', b'"', b"'", b" c='", b"=", b"/", b" d ", b" e=f"),
    *(b" g", b"<!--", b"-->", b"--!>", b"<!-->", b"<script>", b"</script>", b"<script ", b"</script ", b"<style>"),
    *(b"</style>", b'<STYLE x=">">', b"</Style/", b"<textarea>", b"</textarea>", b"<title>", b"</title>", b"<iframe "),
    *(b"</iframe>", b"<xmp>", b"</xmp>", b"<plaintext>", b"<![CDATA[", b"]]>", b"<?x", b"</1", b"<!x", b"text", b"<"),
    *(b"-", b"!", b"\n", b' h=""i=""', b"<noembed>", b"</noembed>", b"<svg>", b"<noscript>", b"<b j k l m>"),
    *(b"<i j=1 k=2 l=3 m=4>", b"<style/>", b"<script a=b/>"),
])  # fmt: skip


def most_attributes(page: bytes) -> int:
    """Of an element that the parser sees."""
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(page, parser)
    except etree.XMLSyntaxError:
        return 0
    return 0 if root is None else max(len(element.attrib) for element in root.iter())


@given(st.lists(pieces, max_size=25).map(b"".join))
@settings(deadline=None, max_examples=1000)
def test_no_element_that_the_parser_sees_has_more_attributes(page: bytes):
    assert most_attributes(BoundedTags(3).bounded(page)) <= 3


@given(st.lists(pieces, max_size=25).map(b"".join))
@settings(deadline=None, max_examples=300)
def test_a_page_within_the_bound_stays_as_it_is(page: bytes):
    assert BoundedTags(1000).bounded(page) == page


@pytest.mark.parametrize(
    "before",
    [
        *(b"<!-- --!>", b"<!-->", b"<!--->", b"<!-- <b x='-->", b"<![CDATA[ <b x=' > ]]>", b"</1 x='>", b"<?x y='>"),
        *(b"<!x y='>", b"<1 x='>", b"<b x=y='>", b"<b ='>", b"<b x/'>", b"</b x='>'>", b"<b x= '>' y=\">\">", b"<b'>"),
        *(
            b"<style/>",
            b"<style><b x='</style>",
            b"<Style x=' y='></STYLE/>",
            b"<title><b x='</title >",
            b"<style x=y/>",
        ),
        *(
            b"<script><b x='</script>",
            b"<script><!--<script></script><b x='--></script>",
            b"<svg><title><b x='</title>",
        ),
        *(b"<script><!--></script>", b"<script><!-- <script> --></script>", b"<script></scripty><b x='</script>"),
        *(b"<noscript>", b"<textarea></textarea x='>'>", b"<xmp><!--</xmp>", b"<iframe><b x='</iframe>"),
        b"<svg><title><b x='</title>",
    ],
)
def test_nothing_hides_a_tag(before: bytes):
    page = before + (b"</style>" if before == b"<style x=y/>" else b"") + b"<p a b c d e>"
    assert most_attributes(page) == 5
    assert most_attributes(BoundedTags(3).bounded(page)) <= 3


@pytest.mark.parametrize(
    ("page", "kept"),
    [
        (b"<p a b c d>x</p>", b"<p>x</p>"),
        (b"<p a='>' b=\">\" c=> d>x", b"<p a='>' b=\">\" c=> d>x"),
        (b"<p a='>' b=\">\" c d>x", b"<p>x"),
        (b"<p title='a b c d e'>x", b"<p title='a b c d e'>x"),
        (
            b"<!-- <p a b c d> --><script><p a b c d></script><i>",
            b"<!-- <p a b c d> --><script><p a b c d></script><i>",
        ),
        (b"<script a b c d>x<p>y", b"<p>x<p>y"),
        (b"<a b c d e", b"<a>"),
        (b'<i>w</i><div a="1" b="2" c="3" d="4">x</div>', b"<i>w</i><div>x</div>"),
        (b'<h2 a="1" b=">" c="3">x</h2>', b'<h2 a="1" b=">" c="3">x</h2>'),
    ],
)
def test_a_tag_with_too_many_attributes_loses_them(page: bytes, kept: bytes):
    assert BoundedTags(3).bounded(page) == kept


def test_a_large_page_keeps_its_text_and_no_endless_tag():
    attributes = b" ".join(b"a%d" % number for number in range(50_000))
    page = bounded(b"<p %b>one<p %b>two" % (attributes, attributes))
    assert page == b"<p>one<p>two"
    assert len(re.findall(b" ", bounded(b"<p %b>" % attributes[: 4 * MAX_ATTRIBUTES]))) <= MAX_ATTRIBUTES
