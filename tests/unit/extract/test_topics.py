"""The section and the tags that a page files its article under."""

import json

import pytest

from caveat.extract.page import article

STORY = "<p>" + "The lighthouse keeper has counted the ships of the bay for thirty years now. " * 3 + "</p>"


def read(head="", body="", **node):
    script = f'<script type="application/ld+json">{json.dumps(node)}</script>' if node else ""
    return article(
        f"<html><head><title>The counting keeper</title><meta property='og:site_name' content='Bay News'>{head}{script}"
        f"</head><body><article><h1>The counting keeper</h1>{STORY}</article>{body}</body></html>",
        url="https://bay.example/keeper",
    )


def trail(*names):
    items = [{"@type": "ListItem", "position": place, "name": name} for place, name in enumerate(names, 1)]
    return {"@type": "BreadcrumbList", "itemListElement": items}


@pytest.mark.parametrize(
    ("page", "section"),
    [
        ({"head": '<meta property="article:section" content="Harbour">'}, "Harbour"),
        ({"@type": "NewsArticle", "headline": "H", "articleSection": ["Harbour", "Ships"]}, "Harbour"),
        ({"head": '<meta name="parsely-section" content="Harbour">'}, "Harbour"),
        (
            {"head": '<meta property="article:section" content="tags"><meta name="section" content="Harbour">'},
            "Harbour",
        ),
        ({"head": '<meta property="article:section" content="Bay News">'}, None),
        ({"head": '<meta property="article:section" content="Uncategorized">'}, None),
        (trail("Home", "News", "Harbour", "The counting keeper"), "Harbour"),
        (trail("Bay News", "The counting keeper"), None),
        ({"body": '<nav class="breadcrumbs"><a href="/">Home</a> › <a href="/h">Harbour</a></nav>'}, "Harbour"),
        ({"body": '<div aria-label="Breadcrumb"><ol><li><a href="/">Start</a><li><a>Hafen</a></ol></div>'}, "Hafen"),
        ({}, None),
    ],
)
def test_a_section_is_what_the_page_declares_or_where_its_breadcrumbs_end(page, section):
    assert read(**page).section == section


def test_a_breadcrumb_may_name_the_page_that_it_leads_to():
    item = {"@type": "ListItem", "item": {"@id": "https://bay.example/h", "name": "Harbour"}}
    assert read(**{"@type": "BreadcrumbList", "itemListElement": item}).section == "Harbour"


@pytest.mark.parametrize(
    ("page", "tags"),
    [
        (
            {"head": '<meta property="article:tag" content="ships"><meta property="article:tag" content="Ships">'},
            ("ships",),
        ),
        ({"@type": "NewsArticle", "headline": "H", "keywords": "ships, “tea”,, C#"}, ("ships", "tea", "C#")),
        ({"body": '<a rel="tag" href="/t/ships">#ships</a> <a rel="category tag" href="/c/bay">Bay</a>'}, ("ships",)),
        ({"head": '<meta name="news_keywords" content="ships"><meta name="keywords" content="news, shop"'}, ("ships",)),
        (
            {"body": '<ul class="post-tags"><li><a href="/t/1">ships</a><li><a href="/t/2">tea</a></ul>'},
            ("ships", "tea"),
        ),
        ({"head": '<meta name="keywords" content="ships;tea">'}, ("ships;tea",)),
        ({"body": '<ul class="stage-list"><li><a href="/t/1">ships</a></ul>'}, ()),
    ],
)
def test_tags_come_from_the_first_place_that_is_about_the_article(page, tags):
    assert read(**page).tags == tags


def test_the_cloud_of_a_whole_site_is_no_list_of_tags():
    cloud = "".join(f'<a rel="tag" href="/t/{number}">tag {number}</a>' for number in range(40))
    assert read(body=f'<div class="tagcloud tags">{cloud}</div>').tags == ()


def test_a_section_is_no_tag_as_well():
    head = '<meta property="article:section" content="Harbour"><meta property="article:tag" content="harbour, ships">'
    got = read(head=head)
    assert (got.section, got.tags) == ("Harbour", ("ships",))
