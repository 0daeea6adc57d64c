"""What no page may do: crash the extractor, lose its text to a depth, or bring markup into the blocks."""

import re
from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caveat.errors import ExtractError
from caveat.extract.page import article, fragment
from caveat.model import Article, BlockKind

TEXT = "The ferry was late again, and the captain said that the tide had been told of it in writing."
BAD = re.compile(r"<(?:script|style|iframe|object|svg|form|input)\b|\son\w+\s*=|javascript:|\sstyle=|\sid=", re.I)

pieces = st.sampled_from(
    [
        "<p>", "</p>", "<div class='related'>", "</div>", "<b>", "</b>", "<a href='javascript:x'>", "<a href=/y>",
        "</a>", "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<img src=http://e.example/a.png>",
        "<br>", "<br><br>", "<ul><li>", "</ul>", "<table><tr><td>a<td>b<tr><td>c<td>d</table>",
        "<details><summary>", "</details>", "<pre> a\n b", "</pre>", "<span class=spoiler>", "</span>",
        "<blockquote>", "<h1>", "</h1>", "<style>p{}</style>", "<svg><p>", "&lt;script&gt;",
        "<p onclick=x style='a' id=q>", "\0", "\x1f", "\ufffe", "&#0;", "<!--", "-->", "<![CDATA[", "<template>",
        "<math><mtext>", "<figure><figcaption>", "<aside>", " ", "\xa0", "word ", "Some longer words of text, ",
        "é", "漢字", "<", ">", "&amp;", '"',
    ]
)  # fmt: skip


def stripped(html: str) -> str:
    return unescape(re.sub(r"<[^<>]*>", "", html))


def assert_clean(got: Article) -> None:
    for block in got.blocks:
        assert not BAD.search(re.sub(r"(>|^)[^<]*", r"\1", block.html)), block.html
        if block.kind in (BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.ITEM, BlockKind.QUOTE, BlockKind.DEK):
            if not block.html.startswith("<table>"):
                assert stripped(block.html) == block.text
            hidden = re.findall(r'<span class="spoiler">', block.html)
            assert len(hidden) == len(block.hints.spans)


@given(
    st.binary(max_size=400),
    st.sampled_from([None, "idna", "rot13", "base64", "utf-16", "utf-7", "\0", "koi8-r", "x" * 99]),
)
@settings(deadline=None, max_examples=150)
def test_any_bytes_give_an_article_or_an_extract_error(html: bytes, charset: str | None):
    try:
        assert_clean(article(html, url="https://e.example/", charset=charset))
    except ExtractError as error:
        assert error.url == "https://e.example/"  # noqa: PT017 - an article is as good an outcome


@given(st.lists(pieces, max_size=40).map("".join))
@settings(deadline=None, max_examples=300)
def test_no_markup_brings_anything_harmful_into_a_block(html: str):
    for read in (
        lambda: article(html, url="https://e.example/"),
        lambda: fragment(html, base_url="https://e.example/"),
    ):
        try:
            assert_clean(read())
        except ExtractError:
            continue


@pytest.mark.parametrize("depth", [252, 253, 2100, 20_000])
@pytest.mark.parametrize("tag", ["div", "b", "blockquote", "details"])
def test_text_is_kept_at_any_depth(depth: int, tag: str):
    html = f"<{tag}>" * depth + f"<p>{TEXT}</p>" + f"</{tag}>" * depth
    assert TEXT in article(html).text


def test_a_deep_page_keeps_what_follows_the_depth():
    html = "<div>" * 3000 + "</div>" * 3000 + f"<p>{TEXT}</p>"
    assert TEXT in article(html).text


@pytest.mark.parametrize(
    "html",
    [
        pytest.param("<a " * 1_000_000, id="unfinished tags"),
        pytest.param("<" * 1_000_000 + TEXT, id="less-than signs"),
        pytest.param("<p " + " ".join(f"a{i}=1" for i in range(60_000)) + f">{TEXT}", id="attributes"),
        pytest.param("<p " + " ".join(f'a{i}=">"' for i in range(40_000)) + f">{TEXT}", id="attributes with signs"),
        pytest.param('<div class="' + "a- " * 500_000 + f'"><p>{TEXT}', id="class words"),
        pytest.param('<script type="application/ld+json">' + "[" * 200_000 + f"</script><p>{TEXT}", id="JSON depth"),
        pytest.param("<table><tr><td>" * 5_000 + TEXT, id="tables"),
    ],
)
def test_a_hostile_page_ends(html: str):
    try:
        article(html)
    except ExtractError:
        return


def test_characters_that_xml_lacks_are_left_out():
    assert article("<p>One\0 two\x01 thr\ufffeee</p>").text == "One two three"


def test_text_after_the_body_is_read():
    assert TEXT in article(f"<body><p>Short.</p></body></html><p>{TEXT}</p>").text
