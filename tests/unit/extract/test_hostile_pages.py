"""What no page may do: crash the extractor, lose its text to a depth, or bring markup into the blocks."""

import re
import time
from collections.abc import Callable
from html import escape, unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.hostile import STORY, pages
from caveat import extract
from caveat.characters import printable
from caveat.errors import ExtractError
from caveat.extract.jsonld import Json, read_declared, texts
from caveat.extract.page import article, fragment
from caveat.extract.printed import shown_dates
from caveat.extract.sanitize import sanitize
from caveat.extract.signers import marked_authors
from caveat.model import Article, ArticleRules, BlockKind
from caveat.trees import parse

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
        "é", "漢字", "<", ">", "&amp;", '"', "<code>", "</code>", "||", "&gt;!", "!&lt;", "[spoiler]", "[/spoiler]",
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
            assert block.hints.is_spoiler or len(hidden) == len(block.hints.spans)


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
        lambda: article(html, url="https://e.example/", rules=ArticleRules(body="p, b, td")),
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


@pytest.mark.parametrize("name", pages())
def test_a_hostile_page_keeps_its_article_or_is_an_error(name: str):
    try:
        got = extract(pages()[name](100_000), url="https://news.example/2026/03/14/story")
    except ExtractError:
        return
    assert STORY.strip() in got.text
    assert_clean(got)


def authors_of(count: int) -> Callable[[], object]:
    root = parse("<a class='author-name' rel=author>N N</a><time pubdate class=published>x</time>" * count)
    return lambda: (marked_authors(root, "x"), shown_dates(root, "N N", dayfirst=True))


def bylines_in_bylines(count: int) -> Callable[[], object]:
    root = parse("<h1>x</h1>" + "<div class=author>" * 80 + "<h2><i></i></h2>" * count)
    return lambda: marked_authors(root, "x")


def lists_in_lists(count: int) -> Callable[[], object]:
    value: Json = []
    for _ in range(count):
        value = [value, *([1.0] * 99)]
    return lambda: texts(value)


def marks(count: int) -> Callable[[], object]:
    page = f"<p>{TEXT}</p>" + "<p>||a <code>||</code> >!b [spoiler] [spoiler]c[/spoiler]</p>" * count
    return lambda: article(page)


def marks_in_one_line(count: int) -> Callable[[], object]:
    page = pages()["marks"](33 * count)
    return lambda: article(page)


def parts_of_a_title(count: int) -> Callable[[], object]:
    page = f"<title>{'a | ' * count}</title><p>{TEXT}</p>"
    return lambda: article(page)


def lines_beside_a_chosen_one(count: int) -> Callable[[], object]:
    page = f"<h1>T</h1><b>{TEXT}</b>" + "<p>Spoilers are near.</p>" * count + f"<b>{TEXT}</b>"
    return lambda: article(page, rules=ArticleRules(body="b"))


@pytest.mark.parametrize(
    ("work", "count"),
    [
        pytest.param(authors_of, 5_000, id="elements that name authors"),
        pytest.param(lists_in_lists, 3_000, id="lists in lists"),
        pytest.param(marks, 500, id="marks"),
        pytest.param(marks_in_one_line, 6_000, id="marks in one line"),
        pytest.param(parts_of_a_title, 1_000, id="parts of a title"),
        pytest.param(lines_beside_a_chosen_one, 1_000, id="lines beside a chosen one"),
        pytest.param(lambda count: lambda: sanitize(f"<p>{'&amp;' * count}</p>"), 150_000, id="entities in a block"),
    ],
)
def test_eight_times_as_much_takes_no_sixty_times_as_long(work: Callable[[int], Callable[[], object]], count: int):
    small, large = work(count), work(8 * count)
    assert seconds(large) < 30 * seconds(small) + 0.3


def test_bylines_around_much_that_is_empty_are_read_in_bounded_time():
    assert seconds(bylines_in_bylines(20_000)) < 2


def seconds(work: Callable[[], object]) -> float:
    """The shorter of two times."""
    times = []
    for _ in range(2):
        started = time.process_time()
        work()
        times.append(time.process_time() - started)
    return min(times)


def test_no_entity_is_lost_in_a_long_block():
    html = "<p>" + "fish &amp; chips &lt; " * 3000 + '<a href="https://e.example/?' + "a&amp;" * 3000 + 'b">x</a></p>'
    assert sanitize(html).replace(' rel="noopener noreferrer nofollow"', "") == html


def test_lone_surrogates_in_json_are_left_out():
    story = "The ferry was late. " * 30
    said = f'{{"@type": "Article", "headline": "A\\ud800B", "url": "/\\ud800", "articleBody": "{story}\\udfff"}}'
    root = parse(f'<script type="application/ld+json">{said}</script>')
    assert read_declared(root.iter("script")).article["headline"] == "AB"
    got = article(f'<script type="application/ld+json">{said}</script>', url="https://e.example/x")
    assert (got.title, got.text) == ("AB", story.strip())
    assert got.url == "https://e.example/x"


def test_no_field_is_endless():
    got = article(
        f"<title>{'t ' * 50_000}</title><meta name=description content='{'d ' * 50_000}'>"
        f"<meta property=og:site_name content='{'s ' * 50_000}'><p>{TEXT}"
    )
    assert len(got.title) <= 500
    assert len(got.description or "") <= 5000
    assert len(got.site or "") <= 500


@pytest.mark.parametrize(
    "html",
    [
        "<!doctype html><title>T</title><article><h1>T</h1>{}</article>",
        "<!doctype html><html lang=en><title>T</title><main><h1>T</h1>{}</main>",
        "<html><head><title>T</title><article><h1>T</h1>{}</article></html>",
        "<title>T</title><header><h1>T</h1></header><main>{}</main>",
        "<title>T</title><my-story><h1>T</h1>{}</my-story><meta name=author content='Ann Lee'>",
        "<html><head><title>T</title><main><h1>T</h1>{}</main></head><body class=page></body></html>",
    ],
)
def test_a_page_needs_no_body_tag(html: str):
    got = article(html.format(f"<p>{TEXT}</p>" * 2))
    assert (got.title, got.text) == ("T", f"{TEXT}\n{TEXT}")


def test_what_is_moved_out_of_a_head_stands_before_the_body_and_leaves_its_meta_data():
    root = parse("<head><title>T</title><main>one</main><meta name=a><section>two</section></head><body>three<p>four")
    assert [element.tag for element in root[0]] == ["title", "meta"]
    assert "".join(map(str, root[1].itertext())) == "onetwothreefour"


def test_characters_that_xml_lacks_are_left_out():
    assert article("<p>One\0 two\x01 thr\ufffeee</p>").text == "One two three"


def test_text_after_the_body_is_read():
    assert TEXT in article(f"<body><p>Short.</p></body></html><p>{TEXT}</p>").text


@given(st.text(), st.sampled_from(["p", "li", "blockquote", "h2", "figcaption"]))
@settings(deadline=None, max_examples=300)
def test_escaped_text_in_one_element_is_what_the_cleaner_makes_of_it(text: str, tag: str):
    line = f"<{tag}>{escape(printable(text), quote=False)}</{tag}>"
    one_way, other_way = (
        html.replace("\r\n", "\n").replace("\r", "\n") for html in (sanitize(line), sanitize(f"{line}<!---->"))
    )
    assert one_way == other_way


@given(st.lists(pieces, max_size=12).map("".join))
@settings(deadline=None, max_examples=300)
def test_nothing_but_escaped_text_passes_by_the_cleaner(inside: str):
    assert not BAD.search(sanitize(f"<p>{inside}</p>"))
    assert "<script" not in sanitize(f"<p>{inside}</p>")
