"""Whatever comes as a feed becomes well-formed XML of bounded size."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from caveat.sources.wellformed import cut_to_size, tree


def wellformed(text):
    root = tree(text)
    return None if root is None else cut_to_size(root)


def repaired(text):
    document = wellformed(text)
    assert document is not None
    return etree.fromstring(document)


def test_items_fields_and_attributes_are_bounded():
    root = repaired(
        "<rss><channel>"
        + "<x/>" * 3_000
        + "<item>"
        + "<category>c</category>" * 3_000
        + "</item>"
        + "<item><title>t</title></item>" * 3_000
        + "</channel></rss>"
    )
    assert len(root.findall(".//item")) == 1000
    assert len(root.findall(".//category")) == 200
    assert len(root.findall(".//x")) == 200
    (wide,) = repaired("<rss><item " + " ".join(f'a{n}="{n}"' for n in range(100)) + "/></rss>")
    assert len(wide.attrib) == 24


@pytest.mark.parametrize("name", ["author", "pubDate", "dc:creator", "category"])
def test_short_fields_are_short_however_they_are_split(name):
    root = repaired(f"<rss><item><{name}>{'a' * 5_000}<!-- -->{'b' * 5_000}<b/>tail</{name}></item></rss>")
    assert len("".join(root.itertext())) == 300


def test_references_and_stray_marks_are_kept_as_text():
    root = repaired(
        "<rss><title>a &lt;b&gt; &amp;amp; &eacute; &what; & 1 < 2 &#233;&#0; <![CDATA[&eacute; <]]></title></rss>"
    )
    assert root.findtext("title") == "a <b> &amp; é &what; & 1 < 2 é &eacute; <"


def test_no_document_type_comes_through():
    document = wellformed('<!DOCTYPE rss [<!ENTITY a "b">]><rss>&a;</rss>')
    assert document is not None
    assert document.endswith(b"<rss>&amp;a;</rss>")


@pytest.mark.parametrize("text", ["", "nothing", "<", "<!-- -->", "&", "<3"])
def test_what_is_no_xml_is_none(text):
    assert wellformed(text) is None


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="<>/!?&;#x[]='\"-:, abCDATA019é", max_size=80))
def test_what_comes_out_is_always_well_formed(noise):
    for text in (noise, f"<rss><item>{noise}</item></rss>"):
        document = wellformed(text)
        if document is not None:
            etree.fromstring(document)
