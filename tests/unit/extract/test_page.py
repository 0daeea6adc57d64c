"""What a whole page gives: title, fields, lines, and the notices' boxes in their places."""

from datetime import UTC, datetime, timedelta

import pytest

from caveat.errors import ExtractError
from caveat.extract.page import article, fragment
from caveat.model import ArticleRules, BlockKind, Role

ONE = "The lighthouse keeper has counted the ships of the bay for thirty years, and he has never told anybody the sum."
TWO = "On Sundays he counts them twice, since the harbour master likes to check, and since the view is better with tea."
THREE = "Nobody has asked him for the numbers yet, which he finds restful, and which his sister finds hard to believe."

PAGE = f"""<!doctype html><html lang="en-GB"><head><title>The counting keeper - Bay News</title>
<meta property="og:site_name" content="Bay News"><link rel="canonical" href="/keeper">
<script type="application/ld+json">{{"@graph": [{{"@type": "WebSite"}}, {{"@type": "NewsArticle",
 "headline": "The counting keeper", "datePublished": "2024-05-03T10:00:00+02:00", "keywords": "bay, ships",
 "author": [{{"@type": "Person", "name": "Ann Lee"}}, {{"@type": "Person", "name": "Bo Ek"}}]}}]}}</script></head>
<body><nav><a href="/">Home</a></nav><article><header><h1>The counting keeper</h1>
<p class="standfirst">A man, a lamp and a long list of ships</p><div class="byline">By Ann Lee and Bo Ek</div></header>
<div class="article-body"><aside class="spoiler-warning" data-kind="spoiler">Spoilers for Bay Watch ahead.</aside>
<p>{ONE}</p>
<figure><img data-src="/pic.jpg" src="data:," alt="A lamp"><figcaption>The lamp at noon</figcaption></figure>
<h2>Sundays</h2><p>{TWO}</p><div class="related"><a href="/x">Ten other keepers</a><p>{THREE} Not here.</p></div>
<p>{THREE}</p></div></article><div id="comments"><p>{ONE} So says a reader.</p></div></body></html>"""


def test_a_page_gives_its_fields():
    got = article(PAGE, url="https://bay.example/keeper?utm_source=x")
    assert got.title == "The counting keeper"
    assert got.authors == ("Ann Lee", "Bo Ek")
    assert got.published == datetime(2024, 5, 3, 8, tzinfo=UTC)
    assert got.published is not None
    assert got.published.utcoffset() == timedelta(hours=2)
    assert (got.language, got.site, got.url) == ("en-GB", "Bay News", "https://bay.example/keeper")
    assert got.tags == ("bay", "ships")
    assert got.notices == ()
    assert {block.role for block in got.blocks} == {Role.STORY}


def test_the_text_is_the_standfirst_and_the_story():
    lines = ["A man, a lamp and a long list of ships", ONE, "Sundays", TWO, THREE]
    assert article(PAGE).text.splitlines() == lines


def test_a_callout_keeps_its_place_before_the_story_and_out_of_the_text():
    got = article(PAGE)
    kinds = [block.kind for block in got.blocks]
    box = kinds.index(BlockKind.BOX)
    assert got.blocks[box].text == "Spoilers for Bay Watch ahead."
    assert got.blocks[box].hints.classes[0] == "spoiler-warning"
    assert ("data-kind", "spoiler") in got.blocks[box].hints.attributes
    assert box < kinds.index(BlockKind.PARAGRAPH)
    assert "Spoilers" not in got.text + got.html


def test_a_caption_joins_its_figure():
    html = article(PAGE, url="https://bay.example/keeper").html
    assert (
        '<figure><img src="https://bay.example/pic.jpg" alt="A lamp"><figcaption>The lamp at noon</figcaption>' in html
    )


def test_a_heading_between_paragraphs_is_a_line_and_the_headline_is_none():
    got = article(PAGE)
    assert [block.text for block in got.blocks if block.kind is BlockKind.HEADING] == ["Sundays"]


def test_a_standfirst_without_a_class_is_known_by_its_place():
    page = f"<body><h1>Head and shoulders</h1><h2>What the barber saw on Friday</h2><div><p>{ONE}</p><p>{TWO}</p></div>"
    got = article(page)
    assert (got.blocks[0].kind, got.blocks[0].text) == (BlockKind.DEK, "What the barber saw on Friday")


def test_a_byline_without_a_class_gives_author_and_date_and_is_no_line():
    page = f"<table><tr><td><h1>Old news</h1>By Ann Lee<br><br>3 May 2024<br><br>{ONE}<br><br>{TWO}</table>"
    got = article(page)
    assert got.authors == ("Ann Lee",)
    assert got.published == datetime(2024, 5, 3, tzinfo=UTC)
    assert got.text.splitlines() == [ONE, TWO]


def test_hidden_text_is_no_line():
    got = article(f'<h1>T</h1><div><p>{ONE}</p><p hidden>{TWO}</p><p style="display: none">{THREE}</p></div>')
    assert got.text == ONE
    assert all(block.hints.hidden for block in got.blocks if block.text in (TWO, THREE))


def test_a_body_that_a_script_unhides_is_read():
    assert article(f"<h1>T</h1><p>Loading</p><div hidden><p>{ONE}</p><p>{TWO}</p></div>").text.splitlines() == [
        ONE,
        TWO,
    ]


def test_a_page_whose_body_is_only_in_its_json_is_read_from_there():
    page = (
        '<script type="application/ld+json">{"@type": "Article", "headline": "H", "articleBody": "'
        + f'{ONE}\\n{TWO}\\n\\n{THREE}"'
        + "}</script><h1>H</h1><p>Turn on scripts.</p>"
    )
    assert article(page).text.splitlines() == [ONE, TWO, THREE]


def test_a_statement_of_the_json_is_kept_for_the_detector_and_never_shown():
    page = (
        f'<script type="application/ld+json">{{"@type":"Article","conditionsOfAccess":"Spoils all."}}</script><p>{ONE}'
    )
    got = article(page)
    assert (got.blocks[0].kind, got.blocks[0].text) == (BlockKind.META, "Spoils all.")
    assert got.text == ONE


@pytest.mark.parametrize(
    "story",
    [
        f"<p>Ten of them.</p><ol>{f'<li>{ONE} {TWO}</li>' * 10}</ol><p>So much for it.</p>",
        f"<p>One of them.</p><details><summary>More</summary><p>{ONE} {TWO}</p></details><p>So much for it.</p>",
        f"<p>One of them.</p><table><tr><td>{ONE} {TWO} {THREE}</td></tr></table><p>So much for it.</p>",
        f"<p>One of them.</p><blockquote><p>{ONE}</p><p>{TWO}</p></blockquote><p>So much for it.</p>",
        f"<section><p>One of them.</p></section><section><p>{ONE}</p><p>{TWO}</p></section><p>So much for it.</p>",
    ],
    ids=["list", "fold", "table", "quote", "section"],
)
def test_what_stands_around_the_greatest_part_of_a_story_belongs_to_it(story: str):
    lines = article(f"<body><div><h1>T</h1><div>{story}</div></div></body>").text.splitlines()
    assert lines[0].endswith("of them.")
    assert lines[-1] == "So much for it."


def test_a_short_line_is_left_out_only_where_it_leads_away():
    kept = ["Listen to me.", "More wine?", "Related by blood."]
    lost = ["<a href=/x>Read more</a> of it", "Related: the keeper", "Advertisement", "Read more"]
    page = "".join(f"<p>{ONE}</p><p>{line}</p>" for line in (*kept, *lost))
    lines = article(f"<body><h1>T</h1><div>{page}<p>{TWO}</p></div>").text.splitlines()
    assert [line for line in lines if line not in (ONE, TWO)] == kept


@pytest.mark.parametrize(
    "standfirst", ["<h3 class=subtitle>A man and a lamp</h3>", "<p class=teaser>A man and a lamp</p>"]
)
def test_a_headline_is_one_whatever_its_class(standfirst: str):
    page = f"<h1 class='post-title published'>The keeper</h1>{standfirst}<div class=body><p>{ONE}</p><p>{TWO}</p></div>"
    got = article(f"<title>The keeper</title><body><article>{page}</article>")
    assert got.text.splitlines() == ["A man and a lamp", ONE, TWO]


def test_a_teaser_elsewhere_is_of_another_article():
    page = f"<h1>The keeper</h1><div><p>{ONE}</p><p>{TWO}</p><p class=teaser>{THREE}</p></div>"
    assert article(page).text.splitlines() == [ONE, TWO]


def test_the_title_and_class_of_the_page_are_no_hints_of_a_line():
    page = f"<body class='tag-spoiler-warning'><h1>T</h1><div class=note>Mind.</div><div class=story><p>{ONE}</p></div>"
    assert {block.text: block.hints.classes for block in article(page).blocks} == {"Mind.": ("note",), ONE: ()}


def test_rules_choose_and_remove():
    rules = ArticleRules(title=".head", body=".story", author=".who", published=".when", remove=(".junk",))
    page = f"<b class=head>Ruled</b><i class=who>By Cy Dee</i><u class=when>2024-01-02</u><div class=story><p>{ONE}</p>"
    page += f"<p class=junk>{TWO}</p><p>Short.</p></div><p>{THREE}</p>"
    got = article(page, rules=rules)
    assert (got.title, got.authors, got.published) == ("Ruled", ("Cy Dee",), datetime(2024, 1, 2, tzinfo=UTC))
    assert got.text.splitlines() == [ONE, "Short."]


def test_a_ruled_body_keeps_its_standfirst_and_the_callouts_around_it():
    page = (
        f"<h1>T</h1><h2 class=dek>What it says</h2><p>By Ann Lee</p><div class=note>Mind.</div><div id=b><p>{ONE}</p>"
    )
    page += f"<div class=note>Mind it.</div><p>{TWO}</p></div><p>{THREE}</p>"
    got = article(page, rules=ArticleRules(body="#b > p"))
    assert [(block.kind, block.text) for block in got.blocks] == [
        (BlockKind.DEK, "What it says"),
        (BlockKind.BOX, "Mind."),
        (BlockKind.PARAGRAPH, ONE),
        (BlockKind.BOX, "Mind it."),
        (BlockKind.PARAGRAPH, TWO),
    ]


def test_a_ruled_body_is_read_whatever_the_page_says_of_its_place():
    page = f"<h1>T</h1><div hidden class=sidebar><font class=zz>{ONE}</font></div><div><p>{TWO}</p></div>"
    assert article(page, rules=ArticleRules(body=".zz")).text == ONE


def test_a_page_does_not_choose_its_own_body():
    page = f"<h1>T</h1><div class=zz><p>{TWO}</p></div><p data-caveat-body>{ONE}</p>"
    assert article(page, rules=ArticleRules(body=".zz")).text == TWO


def test_a_bad_selector_is_passed_over():
    rules = ArticleRules(title="[", body=":::", remove=("p >",))
    assert article(f"<h1>T</h1><p>{ONE}</p>", rules=rules, notice_selectors=("@@",)).text == ONE


@pytest.mark.parametrize("element", ["p", "div", "em"])
def test_what_a_notice_selector_matches_is_marked(element: str):
    page = f"<h1>T</h1><div><p><{element} class=zz>Mind the end.</{element}></p><p>{ONE}</p><p>{TWO}</p></div>"
    got = article(page, notice_selectors=(".zz",))
    marked = [block for block in got.blocks if ("data-caveat-notice", "") in block.hints.attributes]
    assert [block.text for block in marked] == ["Mind the end."]


def test_a_fragment_is_taken_whole():
    got = fragment('<p>Short.</p><ul><li><a href="b">link</a></ul>', base_url="https://bay.example/a/")
    assert got.text.splitlines() == ["Short.", "link"]
    assert 'href="https://bay.example/a/b"' in got.html


@pytest.mark.parametrize("html", [b"", b" \n", b"<html></html>", b"<!-- x -->", b"<img src=x>", b"<script>x</script>"])
def test_a_page_without_text_is_an_error_that_names_it(html: bytes):
    with pytest.raises(ExtractError) as caught:
        article(html, url="https://bay.example/empty")
    assert caught.value.url == "https://bay.example/empty"


@pytest.mark.parametrize("place", ["before", "after"])
def test_a_picture_or_fold_at_the_edge_of_a_story_is_there_once(place: str):
    story = f"<p>{ONE}</p><p>{TWO}</p><p>{THREE}</p>"
    edge = (
        "<figure><img src=/a.jpg width=800 height=500><figcaption>A lamp</figcaption></figure>"
        "<details class=spoiler><summary>Spoiler</summary><p>He dies.</p></details>"
    )
    body = f"{edge}{story}" if place == "before" else f"{story}{edge}"
    got = article(
        f"<body><article><h1>The keeper</h1><div class=body>{body}</div></article>", url="https://bay.example/x"
    )
    kinds = [block.kind for block in got.blocks]
    assert [kinds.count(kind) for kind in (BlockKind.FIGURE, BlockKind.CAPTION, BlockKind.SUMMARY)] == [1, 1, 1]
    assert sorted(got.text.splitlines()) == sorted([ONE, TWO, THREE, "He dies."])
